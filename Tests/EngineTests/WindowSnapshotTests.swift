import Cluster
import Domain
import Evidence
import Foundation
import Ingest
import Store
import Synchronization
import Testing

@testable import Engine

@Suite(
    "the windows between two runs", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct WindowSnapshotTests {
    private static let cdrs = String(
        decoding: Sample(seed: 7).files.first { $0.path == "sessions/cdrs.jsonl" }?.bytes ?? [], as: UTF8.self
    ).split(separator: "\n")

    private func ingest(_ test: TestHome, _ lines: [Substring], _ name: String, rules: String? = nil) async throws {
        let engine = try await test.engine(rules: rules)
        _ = try await engine.ingest(
            IngestRequest(files: [try test.write(lines, name)], format: .ocpi(module: nil, version: nil, owner: nil)),
            progress: { _ in })
        try await engine.close()
    }

    private func check(_ test: TestHome, rules: String? = nil) async throws -> WindowsCheck {
        let engine = try await test.engine(rules: rules)
        let check = try await engine.checkWindows()
        try await engine.close()
        return check
    }

    private func bytes(_ test: TestHome) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: test.home.windows)))
    }

    private func put(_ bytes: [UInt8], _ test: TestHome) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: test.home.windows))
    }

    @Test("a start reads the file and what came since: new, late, revised and repeated events, and decides the same")
    func catchingUp() async throws {
        let lines = Array(Self.cdrs.prefix(1_300))
        let alone = try TestHome()
        try await ingest(alone, lines, "all.jsonl")
        let test = try TestHome()
        // One late event of the middle is left out of the first part, and one stands in it with another price.
        let late = lines[400]
        let revised = lines[500].replacing("\"total_energy\":", with: "\"total_energy\":1")
        let first = lines[..<400] + lines[401..<500] + [revised[...]] + lines[501..<1_285]
        try await ingest(test, Array(first), "first.jsonl")
        let attributes = try FileManager.default.attributesOfItem(atPath: test.home.windows)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let kept = try await check(test)
        #expect(kept.usedFile && kept.fresh == 0 && kept.isEqual && kept.events == 1_284, "\(kept.text)")

        let before = try bytes(test)
        try await ingest(test, [late, lines[500], lines[600]] + lines[1_285...], "second.jsonl")
        #expect(try bytes(test) == before, "few events are soon read again: the file stays")
        let caught = try await check(test)
        #expect(caught.usedFile && caught.fresh == 17 && caught.isEqual && caught.events == 1_300, "\(caught.text)")

        let (engine, single) = (try await test.engine(), try await alone.engine())
        #expect(try await engine.digest().count == 1_300)
        let replay = try await engine.replay(key: nil)
        #expect(replay.isEqual && replay.compared == 1_300, "\(replay.text)")
        try await engine.close()
        try await single.close()
    }

    @Test("a file that is damaged, cut, forged, of other rules or of another database is not used, and nothing differs")
    func refused() async throws {
        let test = try TestHome()
        try await ingest(test, Array(Self.cdrs.prefix(600)), "first.jsonl")
        let good = try bytes(test)
        #expect(try await check(test).usedFile)
        var generator = SampleRandom(seed: 5)
        for round in 0..<8 {
            var bad = good
            if round % 4 == 3 {
                bad.removeLast(1 + Int(generator.next() % UInt64(good.count)))
            } else {
                bad[Int(generator.next() % UInt64(good.count))] ^= UInt8(1 + generator.next() % 255)
            }
            try put(bad, test)
            let check = try await check(test)
            #expect(!check.usedFile && check.isEqual && check.events == 600, "round \(round): \(check.text)")
            #expect(check.unused?.contains("damaged") == true && check.text.contains("damaged"))
        }
        try put(good, test)
        #expect(try await check(test).usedFile)

        let other = try TestHome()
        try FileManager.default.createDirectory(atPath: other.home.keys, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: test.home.subjectKey, toPath: other.home.subjectKey)
        try await ingest(other, Array(Self.cdrs.prefix(20)), "few.jsonl")
        try put(good, other)
        let elsewhere = try await check(other)
        #expect(!elsewhere.usedFile && elsewhere.isEqual && elsewhere.events == 20, "\(elsewhere.text)")
        #expect(elsewhere.unused?.contains("another database") == true)

        let rules = try RulesFolder(test)
        try rules.write(
            RulesFolder.rule(
                "EV-S-901", on: "session", key: "cpo_id",
                given: "cpo_id: C, energy: 1 kWh, start: 2021-01-01T10:00:00Z, end: 2021-01-01T11:00:00Z",
                when: "energy >= 0 kWh and count(history.sessions by cpo_id within 36 d) >= 0"),
            "sessions/ev-s-901-of-tests.yaml")
        let changed = try await check(test, rules: rules.path)
        #expect(!changed.usedFile && changed.isEqual, "\(changed.text)")
        #expect(changed.unused?.contains("other rules") == true)
    }

    @Test("what came since stands in a file of its own, which goes on from the other and is nothing without it")
    func goingOn() async throws {
        let test = try TestHome()
        let more = test.home.windows + ".more"
        func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
        func size(_ path: String) throws -> Int { try Data(contentsOf: URL(fileURLWithPath: path)).count }
        /// Sessions of one driver at one place, so that most keys stay as they are.
        func sessions(_ numbers: Range<Int>) -> [Substring] {
            numbers.map { number in
                let (year, month, day) = (2018 + number / 336, number / 28 % 12, number % 28)
                return Self.cdrs[0].replacing("NZQ-26-000001", with: "NZQ-26-\(900_000 + number)")
                    .replacing("2026-07-01T", with: "\(year)-\(month + 101)-\(day + 101)T".replacing("-1", with: "-"))
            }
        }
        var first = Array(Self.cdrs[..<12_000])
        for number in [500, 600] {
            first[number] = first[number].replacing("\"total_energy\":", with: "\"total_energy\":1")
                .replacing("\"last_updated\":\"2026-0", with: "\"last_updated\":\"2025-0")
        }
        try await ingest(test, first, "first.jsonl")
        let base = try bytes(test)
        #expect(!exists(more))
        // Revised, late and new ones.
        try await ingest(test, [Self.cdrs[500]] + sessions(0..<1_100), "second.jsonl")
        #expect(try bytes(test) == base && exists(more))
        #expect(try size(more) < base.count / 2)
        let attributes = try FileManager.default.attributesOfItem(atPath: more)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let kept = try await check(test)
        #expect(kept.usedFile && kept.fresh == 0 && kept.isEqual && kept.events == 13_100, "\(kept.text)")
        let second = try Data(contentsOf: URL(fileURLWithPath: more))

        try await ingest(test, [Self.cdrs[600]] + sessions(1_100..<2_150), "third.jsonl")
        #expect(try bytes(test) == base, "what is kept goes on from the same file again")
        let third = try Data(contentsOf: URL(fileURLWithPath: more))
        let again = try await check(test)
        #expect(again.usedFile && again.fresh == 0 && again.isEqual && again.events == 14_150, "\(again.text)")

        // One that was torn, or that is of another file, is as if it were not there.
        let engine = try await test.engine()
        try await engine.context.loadKnowledge()
        func served() async throws -> Int? {
            let reading = try await engine.context.snapshots.read(for: engine.context.knowledge) { _ in nil }
            guard case .windows(let state, _) = reading else { return nil }
            return state.count
        }
        #expect(try await served() == 14_150)
        var flipped = third
        flipped[third.count / 2] ^= 1
        for (bad, count) in [(third.dropLast(9), 12_000), (second, 13_100), (flipped, 12_000)] {
            try Data(bad).write(to: URL(fileURLWithPath: more))
            #expect(try await served() == count)
        }
        let torn = try await check(test)
        #expect(torn.usedFile && torn.fresh == 2_152 && torn.isEqual, "\(torn.text)")
        try third.write(to: URL(fileURLWithPath: more))
        var other = base
        other[base.count / 2] ^= 1
        try put(other, test)
        #expect(try await served() == nil)
        try third.write(to: URL(fileURLWithPath: test.home.windows))
        #expect(try await served() == nil, "alone it is nothing")
        try put(base, test)
        try third.write(to: URL(fileURLWithPath: more))
        #expect(try await served() == 14_150)

        // Much of it: all is written anew, and the other file goes.
        try await ingest(test, Array(Self.cdrs[12_000..<15_000]), "fourth.jsonl")
        #expect(try bytes(test) != base && !exists(more))
        let whole = try await check(test)
        #expect(whole.usedFile && whole.fresh == 0 && whole.isEqual, "\(whole.text)")
        // Of the file of before, which somebody put there.
        try third.write(to: URL(fileURLWithPath: more))
        #expect(try await served() == 17_150)
        #expect(!exists(more), "what can serve no start is not left to lie there")
        try third.write(to: URL(fileURLWithPath: more))
        try FileManager.default.removeItem(atPath: test.home.windows)
        #expect(try await served() == nil && !exists(more))
        try await engine.close()
        try put(base, test)
        try third.write(to: URL(fileURLWithPath: more))
        try WindowSnapshotFile(path: test.home.windows, key: []).delete()
        #expect(!exists(more) && !exists(test.home.windows))
    }

    @Test(
        "what a write that was cut off left is deleted with the file; a file that cannot be written is told, and no harm"
    )
    func unfinished() async throws {
        let test = try TestHome()
        try await ingest(test, Array(Self.cdrs.prefix(300)), "first.jsonl")
        try FileManager.default.createDirectory(
            atPath: test.home.windows + ".new", withIntermediateDirectories: false)
        let told = Mutex<[String]>([])
        let engine = try await test.engine(notice: { line in told.withLock { $0.append(line) } })
        _ = try await engine.ingest(
            IngestRequest(
                files: [try test.write(Array(Self.cdrs[300..<1_500]), "second.jsonl")],
                format: .ocpi(module: nil, version: nil, owner: nil)), progress: { _ in })
        try await engine.close()
        #expect(told.withLock { $0 }.contains { $0.contains("not kept for the next start") && $0.contains("windows") })
        let check = try await check(test)
        #expect(check.usedFile && check.fresh == 1_200 && check.isEqual, "\(check.text)")
        try FileManager.default.removeItem(atPath: test.home.windows + ".new")
        try put([1, 2, 3], test)
        try Data([4, 5]).write(to: URL(fileURLWithPath: test.home.windows + ".new"))
        try WindowSnapshotFile(path: test.home.windows, key: []).delete()
        #expect(!FileManager.default.fileExists(atPath: test.home.windows))
        #expect(!FileManager.default.fileExists(atPath: test.home.windows + ".new"))
    }

    @Test("a writer whose file another one replaced puts nothing in place, and leaves the other's file")
    func replaced() throws {
        let path = FileManager.default.temporaryDirectory.path + "/sealed-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
        let head = [UInt8](repeating: 7, count: 16)
        let second: SealedFileWriter
        do {
            let first = try SealedFileWriter(path, headSize: 80)
            try first.append(section: [1, 2, 3])
            second = try SealedFileWriter(path, headSize: 80)
            try second.append(section: [4])
            #expect(throws: EngineError.self) { try first.finish(head: head, key: [1]) }
        }
        #expect(!exists(path) && exists(SealedFileWriter.unfinished(path)))
        try second.finish(head: head, key: [1])
        #expect(exists(path) && !exists(SealedFileWriter.unfinished(path)))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).last == 4)
    }
}
