import Domain
import Foundation
import Ingest
import Synchronization
import Testing
import Windows

@testable import Engine

@Suite(
    "windows whose rows stand in files", .serialized,
    .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct MovedWindowsTests {
    private static let cdrs = String(
        decoding: Sample(seed: 7).files.first { $0.path == "sessions/cdrs.jsonl" }?.bytes ?? [], as: UTF8.self
    ).split(separator: "\n")

    /// Parts in order but for late events, one event in another form first, and one part again.
    private static var parts: [[Substring]] {
        let revised = cdrs[700].replacing("\"total_energy\":", with: "\"total_energy\":1")
        let late = cdrs[100..<130]
        return [
            Array(cdrs[..<100] + cdrs[130..<400]), Array(cdrs[400..<700] + [revised[...]]), Array(late),
            Array(cdrs[700..<1_000]), Array(cdrs[400..<500] + cdrs[1_000..<1_200]),
        ]
    }

    private func take(_ parts: [[Substring]], _ engine: Engine, _ test: TestHome, _ name: String) async throws {
        for (number, part) in parts.enumerated() {
            _ = try await engine.ingest(
                IngestRequest(
                    files: [try test.write(part, "\(name)-\(number).jsonl")],
                    format: .ocpi(module: nil, version: nil, owner: nil)),
                progress: { _ in })
        }
    }

    private func state(_ engine: Engine) async throws -> PartitionState {
        try await engine.partition.snapshot(for: engine.context.knowledge)
    }

    private func leftovers(_ test: TestHome) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: test.home.path).filter { $0.hasPrefix("windows.rows") }
    }

    @Test("rows and keys that moved many times, were read from the kept file, and changed since, decide the same")
    func moved() async throws {
        let (plain, small) = (try TestHome(), try TestHome())
        let whole = try await plain.engine()
        try await take(Self.parts, whole, plain, "part")
        let expected = try await state(whole)
        #expect(expected.rowFiles.isEmpty && expected.events.segments.isEmpty, "too few to be moved")

        let first = try await small.engine(windowsKeptEvery: 150, windowBytesOnHeap: 40_000)
        try await take(Array(Self.parts[..<3]), first, small, "first")
        let halfway = try await state(first)
        #expect(halfway.rowFiles.count > 1 && halfway.events.segments.count > 1)
        try await first.close()
        let second = try await small.engine(windowsKeptEvery: 150, windowBytesOnHeap: 40_000)
        let check = try await second.checkWindows()
        #expect(check.usedFile && check.isEqual, "\(check.text)")
        try await take(Array(Self.parts[3...]), second, small, "second")
        let moved = try await state(second)
        #expect(moved.rowFiles.count > 0 && moved.windows.bytes < expected.windows.bytes)
        // What was let go of stays readable, and what moved in between is not the state of before.
        #expect(halfway.windows.digest != moved.windows.digest && halfway.count < moved.count)

        #expect(moved.windows.digest == expected.windows.digest && moved.count == expected.count)
        for ordinal in 0..<UInt32(moved.count) {
            let key = moved.key(ordinal)
            let other = try #require(expected.known(key))
            #expect(expected.revision(other) == moved.revision(ordinal) && moved.known(key) == ordinal)
        }
        #expect(try await second.replay(key: nil).isEqual)
        #expect(try leftovers(small).isEmpty, "a file without a name leaves none")
        try await whole.close()
        try await second.close()
    }

    @Test("the files of before end when their dead rows are as many as the living")
    func dead() async throws {
        let test = try TestHome()
        let engine = try await test.engine(windowBytesOnHeap: 1)
        try await take(Self.parts, engine, test, "part")
        var state = try await state(engine)
        let digest = state.windows.digest
        var (most, ended) = (0, 0)
        func bytes(_ state: PartitionState) -> Int { state.rowFiles.reduce(0) { $0 + $1.bytes.count } }
        // Each event once more in another form: all its rows change.
        for price in 1...4 {
            let part = Self.cdrs[..<400].map {
                $0.replacing("\"total_energy\":", with: "\"total_energy\":\(price)")[...]
            }
            let files = state.rowFiles.count
            try await take([part], engine, test, "again-\(price)")
            state = try await self.state(engine)
            most = max(most, state.lentWords)
            if state.rowFiles.count < files { ended += 1 }
            #expect(state.lentWords <= 3 * state.windows.snapshotWordCount() && bytes(state) == 8 * state.lentWords)
        }
        #expect(state.windows.digest != digest && most > 0 && ended > 0, "\(most) words, \(ended) times")
        #expect(try await engine.replay(key: nil).isEqual)
        try await engine.close()
    }

    @Test("windows of a kept file that move and are written anew are kept as a whole then")
    func keptAndMoved() async throws {
        let test = try TestHome()
        let first = try await test.engine()
        try await take(Self.parts, first, test, "part")
        try await first.close()
        let kept = try Data(contentsOf: URL(fileURLWithPath: test.home.windows))
        let second = try await test.engine(windowBytesOnHeap: 1)
        #expect(try await second.checkWindows().usedFile)
        #expect(try await state(second).base != nil)
        var states: [Bool] = []
        for price in 1...5 {
            let part = Self.cdrs[..<1_100].map {
                $0.replacing("\"total_energy\":", with: "\"total_energy\":\(price)")[...]
            }
            try await take([part], second, test, "again-\(price)")
            states.append(try await state(second).base == nil)
        }
        #expect(states.first == false && states.last == true, "\(states)")
        let moved = try await state(second)
        #expect(moved.events.mappedSlots?.count == moved.count && moved.events.taken == 0)
        try await take([Array(Self.cdrs[1_200..<1_220])], second, test, "few")
        let few = try await state(second)
        #expect(few.events.mappedSlots?.count == moved.count && few.events.taken == 20, "few are not written anew")
        try await second.close()
        #expect(try Data(contentsOf: URL(fileURLWithPath: test.home.windows)) != kept)
        #expect(!FileManager.default.fileExists(atPath: test.home.windows + ".more"))
        let third = try await test.engine()
        let check = try await third.checkWindows()
        #expect(check.usedFile && check.fresh == 0 && check.isEqual, "\(check.text)")
        try await third.close()
    }

    @Test("where no file can be made the windows stay in memory, that is said, and nothing differs")
    func noRoom() async throws {
        let test = try TestHome()
        let told = Mutex<[String]>([])
        let engine = try await test.engine(
            windowBytesOnHeap: 40_000, notice: { line in told.withLock { $0.append(line) } })
        try FileManager.default.createDirectory(
            atPath: test.home.windowRows + "/in-the-way", withIntermediateDirectories: true)
        try await take(Array(Self.parts[..<2]), engine, test, "part")
        let held = try await state(engine)
        #expect(held.rowFiles.isEmpty && held.events.segments.isEmpty)
        #expect(told.withLock { $0 }.contains { $0.contains("stay in memory") && $0.contains(test.home.windowRows) })
        try FileManager.default.removeItem(atPath: test.home.windowRows)
        try await take([Self.parts[2], Self.parts[3]], engine, test, "later")
        #expect(try await state(engine).rowFiles.count > 0, "with room they move")
        #expect(try await engine.replay(key: nil).isEqual)
        try await engine.close()
    }
}
