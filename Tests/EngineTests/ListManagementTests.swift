import Assessment
import Domain
import Foundation
import Screening
import Store
import Testing

@testable import Engine

@Suite("managing lists", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct ListManagementTests {
    private func refusal(_ body: () async throws -> Void) async -> EngineError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? EngineError
        }
    }

    private func request(_ path: String, force: String? = nil, dryRun: Bool = false) -> ListImportRequest {
        var request = ListImportRequest([path])
        request.force = force
        request.isDryRun = dryRun
        return request
    }

    @Test(
        "an import stages, compares and swaps; the identical file is a no-op that confirms; a dry run changes nothing")
    func importing() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T00:00:00Z")
        let engine = try await test.engine(lists: try ListFiles.sources(test))
        let first = try test.write(ListFiles.unitedNations(0..<10, date: "2026-10-30"), "a.xml")
        let second = try test.write(
            ListFiles.unitedNations(1..<11, date: "2026-10-31", changed: [2], renamed: [3]), "b.xml")

        let dry = try await engine.importLists(request(first, dryRun: true))
        #expect(dry.lines.first?.list.entries.count == 10 && dry.entryCount == 10)
        #expect(try await engine.listStatus().inForce.isEmpty)
        #expect(try Engine.listsAtStart(home: test.home, listsDirectory: engine.options.listsDirectory).snapshot == nil)

        let one = try await engine.importLists(request(first))
        #expect(one.lines[0].before == nil && one.lines[0].diff == nil)
        test.set(clock: "2026-11-01T12:00:00Z")
        let again = try await engine.importLists(request(first))
        #expect(again.lines[0].isIdentical && again.snapshot == one.snapshot)
        var status = try await engine.listStatus().lines[0]
        #expect(status.confirmedAt == Instant("2026-11-01T12:00:00Z") && status.ageHours == 0)
        #expect(try await engine.store.listVersions().count == 1)

        let two = try await engine.importLists(request(second))
        let diff = try #require(two.lines[0].diff)
        #expect(diff.added == ["TEi.10"] && diff.removed == ["TEi.0"])
        #expect(diff.material.map(\.entryID) == ["TEi.3"] && diff.nonMaterial.map(\.entryID) == ["TEi.2"])
        status = try await engine.listStatus().lines[0]
        #expect(status.version == two.lines[0].list.version && status.published?.description == "2026-10-31")
        #expect(
            try await engine.listStatus(at: Instant("2026-11-01T11:00:00Z")).lines[0].version
                == one.lines[0].list.version)

        // What commands find without a database is what the database says.
        let start = try Engine.listsAtStart(home: test.home, listsDirectory: engine.options.listsDirectory)
        #expect(start.snapshot?.hash == two.snapshot && start.active?["un"]?.version == status.version)
        #expect(start.unknown(at: try #require(Instant("2026-11-03T12:00:00Z"))).isEmpty)
        #expect(start.unknown(at: try #require(Instant("2026-11-03T12:00:01Z"))) == ["list stale: un"])
        try await engine.close()
    }

    @Test("each guard refuses, leaves what is in force, and yields to a reason that is then recorded")
    func guards() async throws {
        let test = try TestHome()
        let engine = try await test.engine(lists: try ListFiles.sources(test))
        func file(_ entries: Range<Int>, _ date: String) throws -> String {
            try test.write(ListFiles.unitedNations(entries, date: date), "\(entries.count)-\(date).xml")
        }
        let short = try file(0..<4, "2026-10-01")
        let tooShort = await refusal { _ = try await engine.importLists(request(short)) }
        #expect(tooShort?.message.contains("4 entries, at least 5 expected") == true, "\(String(describing: tooShort))")
        #expect(try await engine.listStatus().inForce.isEmpty)

        _ = try await engine.importLists(request(try file(0..<20, "2026-10-10")))
        let before = try await engine.listStatus().lines[0]
        let shrunken = try file(0..<15, "2026-10-11")
        let older = try file(0..<20, "2026-10-09")
        let twice = try test.write(
            ListFiles.unitedNations(0..<20, date: "2026-10-12").replacingOccurrences(of: "TEi.7<", with: "TEi.8<"),
            "twice.xml")
        let cut = try test.write(
            String(ListFiles.unitedNations(0..<20, date: "2026-10-12").dropLast(60)), "cut.xml")
        let foreign = try test.write("hello\n", "foreign.csv")
        for (path, expected) in [
            (shrunken, "fewer than 80 %"), (try file(0..<21, "2099-01-01"), "which is after today"),
            (older, "older than 2026-10-10"), (twice, "TEi.8 occurs twice"),
            (cut, "cut.xml"), (foreign, "not one of"),
        ] {
            let error = await refusal { _ = try await engine.importLists(request(path)) }
            #expect(
                error?.code == .unreadable && error?.message.contains(expected) == true,
                "\(path): \(String(describing: error))")
            #expect(try await engine.listStatus().lines[0].version == before.version)
        }
        // Sixteen of twenty are 80 %: allowed.
        _ = try await engine.importLists(request(try file(0..<16, "2026-10-12"), dryRun: true))

        for path in [twice, cut, foreign] {
            let forced = await refusal {
                _ = try await engine.importLists(request(path, force: "I really want this file"))
            }
            #expect(forced?.code == .unreadable, "\(path) was forced")
        }
        let word = await refusal { _ = try await engine.importLists(request(shrunken, force: "because  x")) }
        #expect(word?.message.contains("--force") == true)
        let report = try await engine.importLists(request(shrunken, force: "five were delisted, see the note of today"))
        #expect(report.lines[0].overridden.count == 1)
        let row = try #require(try await engine.store.listVersions(of: "un").first { $0.entries == 15 })
        #expect(row.forced == "five were delisted, see the note of today")
        try await engine.close()
    }

    @Test("the wrong publisher's files and two lists under one id are refused")
    func wrongList() async throws {
        let test = try TestHome()
        let engine = try await test.engine(lists: try ListFiles.sources(test, both: true))
        let file = try test.write(ListFiles.unitedNations(0..<10, date: "2026-10-30"), "a.xml")
        let other = try test.write(ListFiles.unitedNations(0..<10, date: "2026-10-30"), "b.xml")
        for (paths, id, expected) in [
            ([file], "uk", "un-xml"), ([file, other], "un", "--list names one"),
            ([file, other], nil, "two of the files"),
            ([file], "UN!", "is no id"), ([file], "unn", "--list unn is no list of sources.yaml"),
            ([test.home.path + "/none.xml"], nil, "no such file"),
        ] as [([String], String?, String)] {
            var wanted = ListImportRequest(paths)
            wanted.listID = id
            let ready = wanted
            let error = await refusal { _ = try await engine.importLists(ready) }
            #expect(error?.message.contains(expected) == true, "\(String(describing: error))")
        }
        #expect(try await engine.listStatus().inForce.isEmpty)
        try await engine.close()
    }

    @Test("diff, rollback and show work on the kept versions")
    func versions() async throws {
        let test = try TestHome()
        let engine = try await test.engine(lists: try ListFiles.sources(test))
        let old = try test.write(ListFiles.unitedNations(0..<10, date: "2026-10-30"), "a.xml")
        let new = try test.write(ListFiles.unitedNations(0..<11, date: "2026-10-31", renamed: [3]), "b.xml")
        let first = try await engine.importLists(request(old)).lines[0].list.version
        let second = try await engine.importLists(request(new)).lines[0].list.version

        let byName = try await engine.listDiff("un", from: "previous", to: "active")
        #expect(
            byName.added == ["TEi.10"]
                && byName.material.first?.values.first?.new == ["RENAMED \(ListFiles.word(3)) (primary)"])
        #expect(
            try await engine.listDiff("un", from: "sha256:\(first.hex)", to: String(second.hex.prefix(8))) == byName)
        #expect(try await engine.listDiff("un", from: old, to: new) == byName)
        for (from, expected) in [("0000000", "no version"), ("abc", "no version"), ("nothere.xml", "no version")] {
            let error = await refusal { _ = try await engine.listDiff("un", from: from, to: "active") }
            #expect(error?.message.contains(expected) == true && error?.remedy.contains(first.hex.prefix(12)) == true)
        }

        let word = await refusal { _ = try await engine.rollBackList("un", to: nil, reason: "no") }
        #expect(word?.message.contains("--reason") == true)
        let back = try await engine.rollBackList("un", to: nil, reason: "the file lost its aliases")
        #expect(back.from == second && back.to == first && back.diff.removed == ["TEi.10"])
        let start = try Engine.listsAtStart(home: test.home, listsDirectory: engine.options.listsDirectory)
        #expect(start.snapshot?.list("un")?.version == first)
        let again = await refusal {
            _ = try await engine.rollBackList("un", to: first.hex, reason: "the file lost its aliases")
        }
        #expect(again?.message.contains("in force already") == true)
        _ = try await engine.rollBackList("un", to: second.hex, reason: "the aliases were never there")
        #expect(
            try await engine.store.listActivations(of: "un").map(\.cause) == [.rollback, .rollback, .import, .import])

        let folder = engine.options.listsDirectory
        let shown = try Engine.listEntry(home: test.home, listsDirectory: folder, list: "un", entry: "tei.3")
        #expect(shown.entry.names.map(\.text) == ["RENAMED \(ListFiles.word(3))"] && shown.source?.id == "un")
        #expect(throws: EngineError.self) {
            try Engine.listEntry(home: test.home, listsDirectory: folder, list: "un", entry: "TEi.99")
        }
        #expect(throws: EngineError.self) {
            try Engine.listEntry(home: test.home, listsDirectory: folder, list: "uk", entry: "TEi.3")
        }
        try await engine.close()
    }

    @Test("a damaged index is built again, a changed kept file is named and nothing is built from it")
    func damage() async throws {
        let test = try TestHome()
        let engine = try await test.engine(lists: try ListFiles.sources(test))
        let folder = engine.options.listsDirectory
        let file = try test.write(ListFiles.unitedNations(0..<10, date: "2026-10-30"), "a.xml")
        let report = try await engine.importLists(request(file))
        #expect(try await engine.verifyLists(nil).flatMap(\.faults) == [])
        let active = try #require(try Engine.listsAtStart(home: test.home, listsDirectory: folder).active)
        let index = test.home.lists + "/" + active.index

        for damage in ["flipped", "removed"] {
            if damage == "flipped" {
                var bytes = try Files.read(index)
                bytes[bytes.count / 2] ^= 1
                try Files.writeDurably(bytes, to: index)
                let proof = try #require(try await engine.verifyLists(nil).last)
                #expect(proof.subject == "index" && proof.faults.first?.contains("hash is wrong") == true)
            } else {
                try FileManager.default.removeItem(atPath: index)
            }
            let start = try Engine.listsAtStart(home: test.home, listsDirectory: folder)
            #expect(start.snapshot?.hash == report.snapshot && start.snapshot?.entryCount == 10)
            #expect(FileManager.default.fileExists(atPath: index))
            #expect(try await engine.verifyLists(nil).flatMap(\.faults) == [], "after \(damage)")
        }

        let kept = "\(test.home.lists)/un/\(report.lines[0].list.version.hex)/0000/a.xml"
        let original = try Files.read(kept)
        try Files.writeDurably(original + [0x20], to: kept)
        let proofs = try await engine.verifyLists("un")
        #expect(proofs.count == 1 && proofs[0].faults.first?.contains("0000/a.xml was changed") == true)
        // The index is whole, so screening goes on; without it nothing is made from the changed file.
        #expect(try Engine.listsAtStart(home: test.home, listsDirectory: folder).snapshot != nil)
        try FileManager.default.removeItem(atPath: index)
        #expect(throws: EngineError.self) { try Engine.listsAtStart(home: test.home, listsDirectory: folder) }
        // The identical file mends it.
        _ = try await engine.importLists(request(file))
        #expect(try await engine.verifyLists(nil).flatMap(\.faults) == [])
        try await engine.close()
    }

    @Test("a program that ended between commit and swap is made good by the next one: the database decides")
    func crash() async throws {
        let test = try TestHome()
        let engine = try await test.engine(lists: try ListFiles.sources(test))
        let old = try test.write(ListFiles.unitedNations(0..<10, date: "2026-10-30"), "a.xml")
        let new = try test.write(ListFiles.unitedNations(0..<11, date: "2026-10-31"), "b.xml")
        _ = try await engine.importLists(request(old))
        let before = try Files.read(test.home.lists + "/active.json")
        let report = try await engine.importLists(request(new))
        try Files.writeDurably(before, to: test.home.lists + "/active.json")
        try await engine.context.reloadKnowledge()
        #expect(engine.context.knowledge.screener?.snapshot.hash == report.snapshot)
        let start = try Engine.listsAtStart(home: test.home, listsDirectory: engine.options.listsDirectory)
        #expect(start.snapshot?.hash == report.snapshot)
        // The same after the whole folder was emptied of what can be made again.
        try FileManager.default.removeItem(atPath: test.home.lists + "/active.json")
        try await engine.context.reloadKnowledge()
        #expect(engine.context.knowledge.screener?.snapshot.hash == report.snapshot)
        try await engine.close()
    }

    @Test("a file of sources that is missing or wrong stops what depends on it, with its place")
    func sources() async throws {
        let test = try TestHome()
        let engine = try await test.engine(lists: test.home.path)
        let missing = await refusal { _ = try await engine.listStatus() }
        #expect(missing?.code == .configuration && missing?.remedy.contains("AMPLOMB_LISTS_DIR") == true)
        _ = try test.write("lists:\n  - id: un\n", "sources.yaml")
        let wrong = await refusal { _ = try await engine.listStatus() }
        #expect(wrong?.message.contains("sources.yaml:2:5: key") == true, "\(String(describing: wrong))")
        try await engine.close()
    }
}
