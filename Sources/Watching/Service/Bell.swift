/// Lets one task sleep until it is rung or its time has come, whichever is first.
///
/// A ring while nobody sleeps is kept and ends the next sleep at once, so that none is missed.
package actor Bell {
    private var rung = false
    private var sleeper: CheckedContinuation<Void, Never>?

    package init() {}

    package func ring() {
        rung = true
        sleeper?.resume()
        sleeper = nil
    }

    /// Returns when rung, after `longest`, or when the task is cancelled.
    package func sleep(atMost longest: Duration) async {
        let alarm = Task {
            try await Task.sleep(for: longest)
            ring()
        }
        await withTaskCancellationHandler {
            if !rung {
                await withCheckedContinuation { sleeper = $0 }
            }
        } onCancel: {
            Task { await ring() }
        }
        alarm.cancel()
        rung = false
    }
}
