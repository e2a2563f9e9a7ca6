import Domain
import Testing

@testable import Screening

@Suite struct DeltaRescreenTests {
    /// What a full screening says of a pair.
    private struct Pair: Hashable {
        let subject: Int
        let list: String
        let entryID: String
        let entryHash: Hash32
        let score: Int32
        let band: Band
    }

    private func full(_ lists: [ImportedList], _ subjects: [RescreenSubject]) -> Set<Pair> {
        let screener = Screener(ListSnapshot(lists))
        var pairs: Set<Pair> = []
        for (index, subject) in subjects.enumerated() {
            for found in screener.screen(subject.query, limit: .max).candidates { pairs.insert(pair(index, found)) }
        }
        return pairs
    }

    private func pair(_ subject: Int, _ found: ScreeningCandidate) -> Pair {
        Pair(
            subject: subject, list: found.list, entryID: found.entryID, entryHash: found.entryHash, score: found.score,
            band: found.band)
    }

    /// Takes entries away, adds some, changes some materially and some not.
    private func changed(_ list: ImportedList, _ random: inout RandomLists) -> ImportedList {
        var next = list
        next.entries.removeAll { _ in random.below(6) == 0 }
        for index in next.entries.indices {
            switch random.below(6) {
            case 0: _ = random.changeMaterially(&next.entries[index])
            case 1: _ = random.changeImmaterially(&next.entries[index])
            default: break
            }
        }
        for number in 0..<random.below(8) { next.entries.append(random.entry(1_000 + number)) }
        next.seal()
        return next
    }

    @Test(
        "delta result = full rescreen minus previous result, on random pairs of lists",
        arguments: 0..<40 as Range<UInt64>)
    func law(seed: UInt64) {
        var random = RandomLists(seed: 90_000 + seed)
        let old = [random.list("one", entries: 30), random.list("two", entries: 20)]
        let new = old.map { changed($0, &random) }
        let subjects = (0..<60).map { RescreenSubject(id: "P-\($0)", query: random.query()) }
        let delta = DeltaRescreen(from: old, to: new)
        let hits = Set(delta.hits(RescreenSubjects(subjects)).map { pair($0.subject, $0.candidate) })
        #expect(hits == full(new, subjects).subtracting(full(old, subjects)))
        let before = Set(old.flatMap { list in list.entries.map { "\(list.listID) \($0.entryID)" } })
        let after = Set(new.flatMap { list in list.entries.map { "\(list.listID) \($0.entryID)" } })
        #expect(Set(delta.removed.map { "\($0.list) \($0.entryID)" }) == before.subtracting(after))
    }

    @Test func `a new list is new as a whole, an equal one changes nothing, a list left alone is not asked`() {
        var random = RandomLists(seed: 5)
        let one = random.list("one", entries: 10)
        let two = random.list("two", entries: 10)
        #expect(DeltaRescreen(from: [one], to: [one, two]).changed.map(\.listID) == ["two"])
        #expect(DeltaRescreen(from: [one], to: [one, two]).entryCount == 10)
        let same = DeltaRescreen(from: [one, two], to: [two])
        #expect(same.entryCount == 0 && same.removed.isEmpty)
        let subject = RescreenSubject(id: "P", query: ScreeningQuery(name: two.entries[0].names[0].text))
        #expect(same.hits(RescreenSubjects([subject])).isEmpty)
    }

    @Test func `a hit names its subject and the version of the whole list`() throws {
        var random = RandomLists(seed: 6)
        let list = random.list("one", entries: 40)
        let name = list.entries[7].names[0].text
        let subjects = [
            RescreenSubject(id: "P-0", query: ScreeningQuery(name: "Nobody Anywhere", type: .person)),
            RescreenSubject(id: "P-1", query: ScreeningQuery(name: name, type: .person)),
        ]
        let hits = DeltaRescreen(from: [], to: [list]).hits(RescreenSubjects(subjects))
        #expect(!hits.isEmpty && hits.allSatisfy { $0.subject == 1 })
        #expect(try #require(hits.first).candidate.listVersion == list.version)
    }
}
