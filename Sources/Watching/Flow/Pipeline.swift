import Classifying
import Comparing
import FeedParsing
package import Fetching
package import Foundation
import Measuring
import NewsModel
import Scheduling
package import Storing

/// The way of one feed through all stages, from the question to the commit.
///
/// 1. The server is asked whether the document changed; a 304 ends the way here.
/// 2. The body is compared with the last one; the same bytes end it as well.
/// 3. The document is parsed.
/// 4. The store says which entries it knows just so; they cost nothing more.
/// 5. The others become plain text and are classified.
/// 6. The schedule decides when to ask again and what the answer says of the feed's health.
/// 7. The articles are made ready for the store: cut into words and sketched, while others are fetched and committed.
/// 8. Everything is committed in one transaction, or nothing is.
///
/// `ask` goes the way up to the commit, `store` makes that: a store that is slow holds up no question.
package struct Pipeline: Sendable {
    private let settings: FetchSettings
    private let baseline: NotifySettings.Baseline
    private let fetcher: Fetcher
    private let classifier: LazyClassifier
    private let cadence: Cadence
    private let store: NewsStore
    private let commits: CommitQueue
    private let measures: Measures
    private let clock: @Sendable () -> Date

    package init(
        plan: Plan, store: NewsStore, fetcher: Fetcher, measures: Measures, clock: @escaping @Sendable () -> Date
    ) {
        settings = plan.settings.fetch
        baseline = plan.settings.notify.baseline
        self.fetcher = fetcher
        classifier = LazyClassifier(topic: plan.topic)
        cadence = Cadence(settings)
        self.store = store
        commits = CommitQueue(store: store, routes: plan.routes, measures: measures)
        self.measures = measures
        self.clock = clock
    }

    /// Asks one feed and reads what it answers; whatever goes wrong with it is an outcome, not an error.
    ///
    /// - Parameter isNetworks: Asked of each failure; when it is the network's, the feed stays due and nothing is recorded.
    /// - Returns: A refresh that is yet to be stored.
    func ask(
        _ feed: FeedState, isNetworks: @Sendable (FeedFailure.Kind) async -> Bool = { _ in false }
    ) async -> Refresh {
        var state = feed
        let validators = state.takeValidators(at: clock())
        do {
            let answer = try await fetch(state, validators)
            guard let bytes = answer.content, case let fingerprint = Fingerprint.of(bytes),
                fingerprint != state.bodyFingerprint
            else {
                state.validators = answer.validators
                return refresh(.unchanged(answer.timing), FeedPass(state: state, at: clock()))
            }
            let document = try parse(bytes, answer, state)
            // Only now: validators of a document that could not be read would vouch for articles that nobody has.
            state.validators = answer.validators
            state.title = document.title ?? state.title
            state.encoding = document.encoding
            state.bodyFingerprint = fingerprint
            let entries = try await sight(document, in: state)
            let (reading, pass) = await classify(entries, of: document, state, at: clock())
            return refresh(.parsed(reading, answer.timing), pass, known: entries.known)
        } catch let failure as RefreshFailure {
            guard await !isNetworks(failure.kind) else {
                return Refresh(state: feed, result: .postponed(failure.feedFailure(at: clock())))
            }
            return failed(failure, state)
        } catch is Abandoned {
            return Refresh(state: feed, result: .abandoned)
        } catch StoreError.cancelled {
            return Refresh(state: feed, result: .abandoned)
        } catch let error as StoreError {
            return Refresh(state: feed, result: .notStored(error))
        } catch {
            return failed(RefreshFailure(.other, "\(error)"), state)
        }
    }

    /// Commits what a question brought.
    func store(_ refresh: Refresh) async -> Refresh {
        guard let pass = refresh.pass else { return refresh }
        do {
            return refresh.stored(try await commits.commit(pass))
        } catch .cancelled {
            return Refresh(state: refresh.state, result: .abandoned)
        } catch {
            return Refresh(state: refresh.state, result: .notStored(error))
        }
    }

    // MARK: Asking and reading

    private func fetch(_ state: FeedState, _ validators: Validators?) async throws -> FetchAnswer {
        let request = FetchRequest(state.feed, at: state.address, validators: validators, settings)
        do {
            let answer = try await measures.fetchTime.time { () async throws(FetchError) in
                try await fetcher.fetch(request)
            }
            measures.bodyBytes.add(answer.content?.count ?? 0)
            return answer
        } catch .cancelled, .closed {
            throw Abandoned()
        } catch {
            throw RefreshFailure(error)
        }
    }

    private func parse(_ bytes: [UInt8], _ answer: FetchAnswer, _ state: FeedState) throws -> ParsedFeed {
        let begin = ContinuousClock.now
        defer { measures.parseTime.observe(begin.duration(to: .now)) }
        do {
            return try FeedParser.parse(
                bytes, contentType: answer.contentType, url: answer.finalURL, encoding: state.feed.encoding,
                timeZone: state.feed.timeZone.flatMap(TimeZone.init(identifier:)))
        } catch {
            throw RefreshFailure(error)
        }
    }

    /// The entries that the store does not know just so, and how many it does.
    private func sight(_ document: ParsedFeed, in state: FeedState) async throws(StoreError) -> SightedEntries {
        let keys = EntryIdentity.keys(of: document.entries)
        let entries = zip(document.entries, keys).compactMap { entry, key in
            key.map { (entry: entry, key: $0, fingerprint: Fingerprint.of(entry: entry)) }
        }
        let sightings = try await store.sightings(of: entries.map { ($0.key, $0.fingerprint) }, in: state.id)
        var sighted = SightedEntries()
        for (entry, sighting) in zip(entries, sightings) {
            switch sighting {
            case .known: sighted.known += 1
            case .new:
                sighted.newDates.append(entry.entry.published ?? entry.entry.modified)
                sighted.entries.append(entry)
            case .changed: sighted.entries.append(entry)
            }
        }
        return sighted
    }

    // MARK: Deciding

    private func classify(
        _ sighted: SightedEntries, of document: ParsedFeed, _ state: FeedState, at now: Date
    ) async -> (FeedReading, FeedPass) {
        let language = document.language ?? state.feed.language
        var articles: [IncomingArticle] = []
        if !sighted.entries.isEmpty {
            let classifier = await classifier.value
            articles = sighted.entries.map { entry in
                IncomingArticle(
                    entry.entry, key: entry.key, fingerprint: entry.fingerprint, language: language,
                    classifier: classifier)
            }
        }
        let isFirst = state.lastSuccess == nil
        let isFlood = FloodJudgement.isFlood(
            newEntries: sighted.newDates, window: document.entries.count, state: state, at: now)
        let reading = FeedReading(
            entryDates: document.entries.map { $0.published ?? $0.modified }, newEntries: sighted.newDates.count,
            isFlood: isFlood, hints: document.hints)
        let quiet = isFlood || (isFirst && baseline == .quiet)
        return (reading, FeedPass(state: state, articles: articles, quiet: quiet, at: now))
    }

    // MARK: Due again

    private func refresh(
        _ outcome: RefreshOutcome, _ pass: FeedPass, known: Int = 0, isRefusal: Bool = false
    ) -> Refresh {
        var pass = pass
        let (state, events) = cadence.after(outcome, pass.state, at: pass.at, jitter: Double.random(in: 0..<1))
        pass.state = state
        pass.events = events
        pass.outcome = outcome.kind
        return Refresh(state: state, result: outcome.result, pass: pass, known: known, isRefusal: isRefusal)
    }

    private func failed(_ failure: RefreshFailure, _ state: FeedState) -> Refresh {
        let now = clock()
        let retryAfter = RetryAfter.wait(failure.retryAfter, at: now)
        return refresh(
            .failed(failure.feedFailure(at: now), retryAfter: retryAfter), FeedPass(state: state, at: now),
            isRefusal: failure.isRefusal)
    }
}

/// The entries of a document that need a look.
private struct SightedEntries {
    var entries: [(entry: ParsedEntry, key: EntryKey, fingerprint: UInt64)] = []
    /// The dates of those of them that were never seen.
    var newDates: [Date?] = []
    /// Entries that are left out because they are known just so.
    var known = 0
}

extension RefreshOutcome {
    fileprivate var kind: FeedPass.Outcome {
        switch self {
        case .unchanged: .unchanged
        case .parsed: .fetched
        case .failed: .failed
        }
    }

    fileprivate var result: Refresh.Result {
        switch self {
        case .unchanged: .unchanged
        case .parsed: .fetched
        case .failed(let failure, _): .failed(failure)
        }
    }
}

/// The program ends or was told to stop: the refresh says nothing about the feed.
private struct Abandoned: Error {}
