import Foundation
import NewsModel
import Scheduling
import Testing

@Suite("Asking for the whole document now and then")
struct RevalidationTests {
    private let validators = Validators(etag: "\"a\"", lastModified: nil)

    @Test("A server that answers 304 to anything is asked for the whole document every eighth day")
    func everyEighthDay() {
        var state = feedState()
        state.validators = validators
        state.lastUnconditional = noon
        var unconditional: [TimeInterval] = []
        for step in 1...(24 * 30) {
            let now = noon.addingTimeInterval(Double(step) * hour)
            if state.takeValidators(at: now) == nil { unconditional.append(now.timeIntervalSince(noon) / day) }
            state = cadence.after(.unchanged(notModified), state, at: now, jitter: 0).state
        }
        #expect(unconditional == [8, 16, 24])
    }

    @Test("A whole document, asked for or not, starts the time anew")
    func wholeDocument() {
        var state = feedState()
        state.validators = validators
        state.lastUnconditional = noon
        let later = noon.addingTimeInterval(7 * day)
        state = cadence.after(.unchanged(whole), state, at: later, jitter: 0).state
        #expect(validatorsToSend(state, later.addingTimeInterval(7 * day)) == validators)
        #expect(validatorsToSend(state, later.addingTimeInterval(8 * day)) == nil)
    }

    @Test("A question without validators that fails is not repeated without them")
    func failing() {
        var state = feedState()
        state.validators = validators
        #expect(state.takeValidators(at: noon) == nil)
        state = cadence.after(.failed(failure(.timeout), retryAfter: nil), state, at: noon, jitter: 0).state
        #expect(state.takeValidators(at: state.due) == validators)
    }

    @Test("Memories of the future do not keep a server that answers 304 to anything trusted")
    func future() {
        var state = feedState()
        state.validators = validators
        state.lastUnconditional = noon.addingTimeInterval(365 * day)
        #expect(state.takeValidators(at: noon) == nil)
        #expect(state.takeValidators(at: noon.addingTimeInterval(hour)) == state.validators)
        // A second's correction is no reason to ask for the whole document.
        state.lastUnconditional = noon.addingTimeInterval(1)
        #expect(state.takeValidators(at: noon) == state.validators)
    }
}
