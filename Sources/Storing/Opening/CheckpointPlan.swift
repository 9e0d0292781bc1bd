/// When the write-ahead log is copied back into the database, and by whom.
///
/// The log begins anew once all of it is copied and nobody reads it. While much is written that moment does not come by
/// itself: the bulk is copied beside the writer, and the little that was added meanwhile by the writer, who waits for it
/// briefly. All numbers are pages of the log.
struct CheckpointPlan {
    struct Limits {
        /// 32 MiB: what many commits change, as the inner pages of an index, is copied once.
        var begin = 4096
        /// 1 MiB, copied in some milliseconds.
        var short = 128
        /// 128 MiB: the log grows no further, whoever has to wait.
        var most = 16_384
    }

    enum Step: Hashable {
        case nothing
        /// Copy on another connection, while the writer goes on.
        case beside
        /// Copy before the next commit.
        case here
        /// End the copying beside first, then copy what is left before the next commit.
        case hereAfterwards
    }

    private let limits: Limits
    /// Whether pages are being copied beside the writer.
    private(set) var isRunning = false
    /// How long the log was after the last commit.
    private var seen = 0
    /// How much of the log is known to be copied.
    private var copied = 0
    /// Below so many pages nothing is done.
    private var next: Int

    init(_ limits: Limits) {
        self.limits = limits
        next = limits.begin
    }

    /// Whether copying beside the writer goes on while half of what the log may hold is written.
    var isBehind: Bool { isRunning && seen >= limits.most / 2 }

    /// What is to be done after a commit that left a log of so many pages.
    mutating func step(pages: Int) -> Step {
        seen = pages
        if pages < copied {  // The log began anew.
            copied = 0
            next = limits.begin
        }
        guard pages >= next else { return .nothing }
        guard !isRunning else { return pages >= limits.most ? .hereAfterwards : .nothing }
        if pages >= limits.most || (copied > 0 && pages - copied <= limits.short) { return .here }
        isRunning = true
        return .beside
    }

    /// Takes in what copying beside the writer came to: of how many pages how many are copied; nil when it failed.
    mutating func endedBeside(_ outcome: (pages: Int, copied: Int)?) {
        isRunning = false
        guard let outcome, outcome.copied == outcome.pages else { return hindered() }
        copied = outcome.copied
        next = copied
    }

    /// The same of copying before the next commit.
    mutating func endedHere(_ outcome: (pages: Int, copied: Int)?) {
        guard let outcome, outcome.copied == outcome.pages else { return hindered() }
        copied = outcome.copied
        // Whoever still reads the log keeps it from beginning anew.
        next = copied + limits.short
    }

    /// Somebody reads an older state, or the disk is full: it is tried again soon, but not at every commit.
    private mutating func hindered() { next = seen + limits.short }
}
