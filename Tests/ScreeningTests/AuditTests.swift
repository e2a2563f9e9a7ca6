import Domain
import Testing

@testable import Screening

@Suite struct AuditTests {
    @Test func `the index misses nothing that the full scan finds, with damaged names`() {
        var random = RandomLists(seed: 31)
        let screener = Screener(ListSnapshot([random.list("one", entries: 60), random.list("two", entries: 60)]))
        let queries = screener.auditQueries(sample: 120, seed: 8)
        #expect(queries.count == 120)
        #expect(Set(queries.map(\.damage)) == Set(NameDamage.Kind.allCases.map(\.rawValue)))
        for query in queries {
            let misses = screener.audit(query)
            #expect(misses.isEmpty, "\(misses.map(\.description))")
        }
    }

    @Test func `the same seed gives the same names, another seed others`() {
        var random = RandomLists(seed: 31)
        let screener = Screener(ListSnapshot([random.list("one", entries: 60)]))
        #expect(screener.auditQueries(sample: 40, seed: 1) == screener.auditQueries(sample: 40, seed: 1))
        #expect(screener.auditQueries(sample: 40, seed: 1) != screener.auditQueries(sample: 40, seed: 2))
        #expect(screener.auditQueries(sample: 0, seed: 1).isEmpty)
        #expect(Screener(ListSnapshot()).auditQueries(sample: 5, seed: 1).isEmpty)
    }

    @Test func `scan and screen give the same bytes where nothing is missed`() {
        var random = RandomLists(seed: 77)
        let screener = Screener(ListSnapshot([random.list("one", entries: 80)]))
        for _ in 0..<60 {
            let query = random.query()
            #expect(screener.json(screener.scan(query)) == screener.json(screener.screen(query)))
        }
        var query = ScreeningQuery(name: "Nobody Anywhere", type: .person)
        query.ids = [SubjectID(scheme: "passport", value: "P1")]
        #expect(screener.json(screener.scan(query)) == screener.json(screener.screen(query)))
    }

    @Test func `what the scan finds and the index does not is a miss`() {
        // The index of one snapshot against the names of another: a damaged index.
        var list = ImportedList(listID: "one", format: .unXML)
        var entry = ListEntry(entryID: "E1", type: .person)
        entry.names = [ListName("Zoltavar Brenkovic")]
        list.entries = [entry]
        list.seal()
        var damaged = ListSnapshot([list])
        damaged.wordIndex = FlatIndex()
        damaged.skeletonIndex = FlatIndex()
        damaged.joinIndex = FlatIndex()
        let misses = Screener(damaged).audit(AuditQuery(name: "Zoltavar Brenkovic", type: .person, damage: "none"))
        #expect(misses.count == 1)
        #expect(misses.first?.indexed == nil && misses.first?.entryID == "E1")
    }

    @Test(arguments: NameDamage.Kind.allCases)
    func `each damage changes a long name, and leaves a short one alone or well formed`(kind: NameDamage.Kind) {
        var damage = NameDamage(seed: 12)
        let name = "Vladimir Vladimirovich Samplov"
        #expect((damage.damaged(name, kind) == name) == (kind == .none))
        for short in ["", "Li", "A B", "金正恩"] {
            let text = damage.damaged(short, kind)
            #expect(text.count <= short.count + 1)
        }
    }
}
