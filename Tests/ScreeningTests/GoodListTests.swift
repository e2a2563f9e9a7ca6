import Domain
import Testing

@testable import Screening

@Suite struct GoodListTests {
    private static let start = Instant(CivilDate(year: 2026, month: 10, day: 1)!)
    private static let end = Instant(CivilDate(year: 2027, month: 10, day: 1)!)
    private static let during = Instant(CivilDate(year: 2026, month: 12, day: 1)!)

    private func entry(
        _ candidate: ScreeningCandidate, _ query: ScreeningQuery, id: String = "G-1", band: Band? = nil,
        from: Instant = Self.start, to: Instant = Self.end, revoked: Instant? = nil
    ) -> GoodListEntry {
        GoodListEntry(
            decisionID: id, list: candidate.list, entryID: candidate.entryID, entryHash: candidate.entryHash,
            subjectHash: query.attributesHash, band: band ?? candidate.band, by: "ana",
            reason: "another birth date and country", from: from, to: to, revoked: revoked)
    }

    private func listed() -> (list: ImportedList, screener: Screener, query: ScreeningQuery) {
        var list = ImportedList(listID: "test", format: .unXML)
        for index in 0..<3 {
            var entry = ListEntry(entryID: "E\(index)", type: .person)
            entry.names = [ListName("Zoltavar Brenkovic")]
            list.entries.append(entry)
        }
        list.seal()
        return (list, Screener(ListSnapshot([list])), ScreeningQuery(name: "Zoltavar Brenkovic", type: .person))
    }

    @Test func `a covered pair keeps its score, passes, and takes none of the limit`() {
        let (_, screener, query) = listed()
        let plain = screener.screen(query, limit: 10)
        #expect(plain.candidates.count == 3 && plain.outcome > .pass)
        let good = GoodList([entry(plain.candidates[0], query)])
        let screening = screener.screen(query, goodList: good, at: Self.during, limit: 2)
        #expect(screening.result.candidates.count == 3)
        #expect(screening.used == ["G-1"])
        #expect(screening.result.candidates[0].score == plain.candidates[0].score)
        #expect(screening.result.outcome == plain.outcome, "two others are left")

        let all = GoodList(plain.candidates.enumerated().map { entry($1, query, id: "G-\($0)") })
        let cleared = screener.screen(query, goodList: all, at: Self.during, limit: 1)
        #expect(cleared.result.outcome == .pass && cleared.used.count == 3 && !cleared.result.isMatch)
        #expect(cleared.result.bestScore == 0)
    }

    @Test func `the JSON of a covered pair names the decision`() {
        let (_, screener, query) = listed()
        let candidate = screener.screen(query).candidates[0]
        let screening = screener.screen(query, goodList: GoodList([entry(candidate, query)]), at: Self.during)
        let json = String(decoding: screener.json(screening.result), as: UTF8.self)
        #expect(
            json.contains(
                #""suppressed":{"decision_id":"G-1","by":"ana","reason":"another birth date and country","since":"2026-10-01","until":"2027-10-01"}"#
            ))
        #expect(screener.text(screening.result).contains("GOOD-LISTED"))
    }

    @Test func `an unknown list holds although every pair is covered`() {
        let (_, screener, query) = listed()
        let all = GoodList(screener.screen(query).candidates.map { entry($0, query) })
        let screening = screener.screen(query, goodList: all, at: Self.during, unknown: ["list stale: other"])
        #expect(screening.result.outcome == .hold)
    }

    @Test func `it holds from its first moment to before its last, and not once it is revoked`() {
        let (_, screener, query) = listed()
        let candidate = screener.screen(query).candidates[0]
        func answer(_ entry: GoodListEntry, at: Instant) -> GoodList.Answer {
            GoodList([entry]).answer(
                list: candidate.list, entryID: candidate.entryID, entryHash: candidate.entryHash, band: candidate.band,
                subject: query.attributesHash, at: at)
        }
        let tick = TimeSpan(microseconds: -1)
        let good = entry(candidate, query)
        #expect(answer(good, at: Self.start + tick) == .never)
        #expect(answer(good, at: Self.start) == .covered(good))
        #expect(answer(good, at: Self.end + tick) == .covered(good))
        #expect(answer(good, at: Self.end) == .lapsed(good, .expired))
        let revoked = entry(candidate, query, revoked: Self.during)
        #expect(answer(revoked, at: Self.during + tick) == .covered(revoked))
        #expect(answer(revoked, at: Self.during) == .lapsed(revoked, .revoked))
    }

    @Test func `a band above the decided one asks again, the same or a lower one does not`() {
        let (_, screener, query) = listed()
        let candidate = screener.screen(query).candidates[0]
        for (decided, now, covers) in [
            (Band.review, Band.hold, false), (.hold, .stop, false), (.hold, .hold, true), (.stop, .review, true),
        ] {
            let good = entry(candidate, query, band: decided)
            let answer = GoodList([good]).answer(
                list: candidate.list, entryID: candidate.entryID, entryHash: candidate.entryHash, band: now,
                subject: query.attributesHash, at: Self.during)
            #expect(answer == (covers ? .covered(good) : .lapsed(good, .bandRose)))
        }
    }

    @Test func `of several decisions on a pair any that holds covers it, else the newest is quoted`() {
        let (_, screener, query) = listed()
        let candidate = screener.screen(query).candidates[0]
        let old = entry(candidate, query, id: "G-1", to: Self.during)
        let later = entry(
            candidate, query, id: "G-2", from: Self.start + .hour, revoked: Self.start + .hour + .hour)
        func answer(_ entries: [GoodListEntry]) -> GoodList.Answer {
            GoodList(entries).answer(
                list: candidate.list, entryID: candidate.entryID, entryHash: candidate.entryHash, band: candidate.band,
                subject: query.attributesHash, at: Self.during)
        }
        #expect(answer([old, later]) == .lapsed(later, .revoked))
        #expect(answer([later, old]) == .lapsed(later, .revoked))
        let good = entry(candidate, query, id: "G-3")
        #expect(answer([old, good, later]) == .covered(good))
    }

    @Test("1,000 random changes of a compared field ask again each time, 1,000 of other fields never")
    func changes() {
        var random = RandomLists(seed: 4_217)
        var reopened = 0
        for round in 0..<2_000 {
            var entry = random.entry(round)
            let query = random.query()
            let good = GoodListEntry(
                decisionID: "G-1", list: "test", entryID: entry.entryID, entryHash: entry.materialHash,
                subjectHash: query.attributesHash, band: .stop, by: "ana", reason: "another person, other birth date",
                from: Self.start, to: Self.end)
            let isMaterial = round < 1_000
            let kind = isMaterial ? random.changeMaterially(&entry) : random.changeImmaterially(&entry)
            let answer = GoodList([good]).answer(
                list: "test", entryID: entry.entryID, entryHash: entry.materialHash, band: .stop,
                subject: query.attributesHash, at: Self.during)
            if isMaterial {
                #expect(answer == .lapsed(good, .entryChanged), "\(kind)")
                reopened += 1
            } else {
                #expect(answer == .covered(good), "\(kind)")
            }
        }
        #expect(reopened == 1_000)
    }

    @Test("each screened attribute of the subject counts, order and the lists asked do not")
    func subject() {
        var base = ScreeningQuery(name: "Ivan Samplov", type: .person)
        base.countries = [Country(alpha2: "DE"), Country(alpha2: "FR")].compactMap { $0 }
        base.aliases = ["A One", "B Two"]
        base.ids = [SubjectID(scheme: "passport", value: "12 34", country: nil)]
        var hashes: Set<Hash32> = [base.attributesHash]
        let changes: [(inout ScreeningQuery) -> Void] = [
            { $0.name = "Ivan Samplow" }, { $0.type = .unknown }, { $0.births = [BirthRange("1970")!] },
            { $0.countries = [] }, { $0.gender = .male }, { $0.ids = [] }, { $0.aliases = ["A One"] },
            { $0.aliases = ["A OneB Two"] },
        ]
        for change in changes {
            var other = base
            change(&other)
            #expect(hashes.insert(other.attributesHash).inserted)
        }
        var same = base
        same.countries.reverse()
        same.aliases.reverse()
        same.ids = [SubjectID(scheme: "PASSPORT", value: "1234")]
        same.lists = ["un"]
        #expect(same.attributesHash == base.attributesHash)
    }
}
