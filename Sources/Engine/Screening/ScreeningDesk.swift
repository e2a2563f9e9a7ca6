package import Assessment
package import Domain
import Formats
package import Screening
import Store

/// Everything that a screening outside of an assessment needs, taken once: each of its screenings uses the same lists.
package struct ScreeningDesk: Sendable {
    package let screener: Screener
    /// `list missing: ...` and `list stale: ...`; any of them makes the outcome at least hold.
    package let unknown: [String]
    private let goodLists: GoodListBook
    /// The moment as of which lists and good-list count.
    package let at: Instant

    package init(
        screener: Screener, unknown: [String] = [], goodLists: GoodListBook = GoodListBook(),
        at: Instant = Instant(microseconds: 0)
    ) {
        self.screener = screener
        self.unknown = unknown
        self.goodLists = goodLists
        self.at = at
    }

    /// Options of one screening, by the names of the command and of the API.
    package struct Options: Sendable, Equatable {
        package var limit = 10
        package var minimumScore: Int32?
        package var lists: [String] = []
        /// Whose good-list applies: a participant's id or an account number.
        package var subject: String?

        package init() {}
    }

    /// The result, and why it is not whole: what is missing or stale of the lists that were asked.
    package struct Answer: Sendable {
        package let result: ScreeningResult
        package let missing: [String]
        /// Decisions on a pair of the result that do not cover it, one sentence each.
        package let lapsed: [String]
    }

    package func screen(_ query: ScreeningQuery, _ options: Options = Options()) -> Answer {
        var asked = query
        let missing = unknown(for: options)
        if !options.lists.isEmpty { asked.lists = Set(options.lists) }
        let goodList = options.subject.map { decisions(of: $0) } ?? GoodList()
        let screening = screener.screen(
            asked, goodList: goodList, at: at, limit: options.limit, minimumScore: options.minimumScore,
            unknown: missing)
        let lapsed = screening.reopened.map { item in
            "\(item.decision.decisionID) does not cover \(item.list) \(item.entryID): \(item.lapse.words)"
        }
        return Answer(result: screening.result, missing: missing, lapsed: lapsed)
    }

    /// What is not known of the lists that are asked: missing ones, stale ones.
    package func unknown(for options: Options) -> [String] {
        if options.lists.isEmpty { return unknown }
        let known = unknown.filter { entry in
            !entry.contains(": ")
                || options.lists.contains { entry.hasSuffix(": \($0)") || entry.contains(": \($0) ") }
                || screener.snapshot.lists.isEmpty
        }
        let missing = options.lists.sorted().filter { screener.snapshot.list($0) == nil }.map { "list missing: \($0)" }
        return known + missing.filter { !known.contains($0) }
    }

    private func decisions(of subject: String) -> GoodList {
        let participant = goodLists["participant:\(asciiUpper(subject))"]
        return participant.isEmpty ? goodLists["account:\(subject)"] : participant
    }
}

extension Engine {
    /// The desk of now, or as of an earlier moment as far as its lists are kept.
    ///
    /// - Parameters:
    ///   - instant: nil is now.
    ///   - known: an index made before; it is used again where the same lists and thresholds are in force.
    package func screeningDesk(asOf instant: Instant? = nil, reusing known: Screener? = nil) async throws
        -> ScreeningDesk
    {
        let loader = KnowledgeLoader(options: options, store: store)
        let at = instant ?? options.clock()
        let sources = try listSources
        let kept = try await loader.inForce(at: instant)
        let lists = kept.map { KnowledgeLoader.knowledge($0.row, sources) }
        let stale = lists.filter { list in list.maximumAge.map { list.confirmedAt + $0 < at } ?? false }
        var unknown = KnowledgeLoader.missing(lists, sources).map { "list missing: \($0)" }
        unknown += stale.map { "list stale: \($0.id)" }
        let thresholds = try Self.screeningThresholds(rulesDirectory: options.rulesDirectory)
        let house = try Self.housePatterns(listsDirectory: options.listsDirectory).inForce(on: at.utcDate)
        var screener = known
        let inForce = Dictionary(lists.map { ($0.id, $0.version) }, uniquingKeysWith: { first, _ in first })
        let indexed = known.map { known in
            Dictionary(known.snapshot.lists.map { ($0.id, $0.version) }, uniquingKeysWith: { first, _ in first })
        }
        if indexed != inForce || known?.thresholds != thresholds || known?.house.hash != house.hash {
            let shelf = ListShelf(home: options.home, sources: sources)
            // What was in force once is built for this desk alone; the index on disk is that of now.
            let snapshot =
                instant == nil && !kept.isEmpty
                ? try await loader.snapshot(kept, shelf, isLocked: false)
                : ListSnapshot(try kept.map { try shelf.list($0) })
            screener = Screener(snapshot, thresholds: thresholds, house: house)
        }
        let found = screener ?? Screener(ListSnapshot(), thresholds: thresholds, house: house)
        if found.snapshot.lists.isEmpty { unknown = ["list missing: no list is in force"] }
        return ScreeningDesk(screener: found, unknown: unknown, goodLists: try await loader.goodLists(), at: at)
    }

    /// A desk without a home: nothing is in force, and every outcome is at least hold.
    package static func emptyDesk(rulesDirectory: String) throws -> ScreeningDesk {
        ScreeningDesk(
            screener: Screener(
                ListSnapshot(), thresholds: try screeningThresholds(rulesDirectory: rulesDirectory)),
            unknown: ["list missing: no list is in force"])
    }
}

extension KnowledgeLoader {
    /// Every decision that was ever in force: each knows its own times.
    func goodLists() async throws -> GoodListBook {
        GoodListBook(
            try await store.goodList().filter(\.wasInForce).map { row in
                (row.subject, try row.entry)
            })
    }
}

extension StoredGoodListEntry {
    var entry: GoodListEntry {
        get throws {
            guard let band = Band.allCases.first(where: { $0.code == band }) else {
                throw EngineError(.internal, "the stored band of \(id) is not one")
            }
            let persons = approvedBy.map { "\(decidedBy) and \($0)" } ?? decidedBy
            return GoodListEntry(
                decisionID: id, list: list, entryID: entryID, entryHash: entryHash, subjectHash: subjectHash,
                band: band,
                by: persons, reason: reason, from: from, to: to, revoked: revokedAt)
        }
    }
}

/// The number behind `G-88`.
package enum GoodListNumber {
    package static func of(_ id: String) -> Int64? {
        let upper = asciiUpper(id)
        guard upper.hasPrefix("G-"), let number = Int64(upper.dropFirst(2)), number > 0 else { return nil }
        return number
    }
}
