import Domain
import Evidence
import Foundation
import Store
import Synchronization
import Testing

@testable import Engine

/// What lies in an anchor file after crashes, full disks and other processes; no database.
@Suite("anchor files") struct AnchorFileTests {
    private static let origin = LogOrigin("amplomb/main")!

    private static func path() throws -> String {
        let folder = "/var/tmp/amplomb-anchor-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder + "/checkpoints"
    }

    private static func remove(_ path: String) {
        try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    /// A note with the form of a signed one; files are read without keys.
    private static func note(_ size: UInt64) -> (note: [UInt8], checkpoint: Checkpoint) {
        let checkpoint = Checkpoint(origin: origin, size: size, root: EvidenceHash.plain(Array("\(size)".utf8)))
        let signature = Data((0..<68).map { UInt8($0) }).base64EncodedString()
        return (checkpoint.text + Array("\n— amplomb.local/k \(signature)\n".utf8), checkpoint)
    }

    private static func append(_ size: UInt64, _ path: String, holding held: UInt64? = nil) throws
        -> AnchorFile.Appended
    {
        let made = note(size)
        return try AnchorFile.append(made.note, made.checkpoint, to: path, holding: held)
    }

    @Test("a file is made by create alone; one that is away is not made anew, and what is no file is refused")
    func creation() throws {
        let path = try Self.path()
        defer { Self.remove(path) }
        #expect(throws: EngineError.self) { try Self.append(3, path) }
        #expect(!FileManager.default.fileExists(atPath: path))
        try AnchorFile.create(path)
        #expect(try Self.append(3, path) == AnchorFile.Appended())
        try AnchorFile.create(path)
        #expect(try AnchorFile.notes(path) == [Self.note(3).note], "one that is there is taken as it is")
        try FileManager.default.removeItem(atPath: path)
        #expect {
            try Self.append(4, path, holding: 3)
        } throws: { "\($0)".contains("is not there, and the checkpoint of size 3") }
        try AnchorFile.create(path)
        #expect {
            try Self.append(4, path, holding: 3)
        } throws: { "\($0)".contains("is empty, and the checkpoint of size 3") }
        #expect(throws: EngineError.self) { try AnchorFile.create((path as NSString).deletingLastPathComponent) }
    }

    @Test("what was cut off of a note at the end is cut away, whatever its length, and nothing else is")
    func tornTails() throws {
        let path = try Self.path()
        defer { Self.remove(path) }
        let first = NoteFile.appended(Self.note(3).note)
        let second = NoteFile.appended(Self.note(5).note)
        // Each takes two fsync: not every length within the lines.
        for length in 1..<(second.count - 1) where length % 6 == 1 || length > second.count - 6 {
            try Data(first + second.prefix(length)).write(to: URL(fileURLWithPath: path))
            #expect(try Self.append(5, path, holding: 3).cut == length)
            #expect(try Files.read(path) == first + second)
        }
        // Only the empty line behind it is missing: the note is whole.
        try Data(first + second.dropLast()).write(to: URL(fileURLWithPath: path))
        #expect(try Self.append(7, path, holding: 3).cut == 0)
        #expect(try AnchorFile.notes(path).count == 3)
        // What is not of this log is not taken away.
        let foreign = first + Array("something else\n12".utf8)
        try Data(foreign).write(to: URL(fileURLWithPath: path))
        #expect(throws: EngineError.self) { try Self.append(5, path, holding: 3) }
        #expect(try Files.read(path) == foreign)
    }

    @Test("a note that the disk takes in part is taken back, and the reason is that of the disk")
    func shortWrites() throws {
        let path = try Self.path()
        defer { Self.remove(path) }
        try AnchorFile.create(path)
        _ = try Self.append(3, path)
        let before = try Files.read(path)
        let descriptor = open(path, O_WRONLY | O_APPEND)
        defer { close(descriptor) }
        let writes = Mutex(0)
        #expect {
            try AnchorFile.write(NoteFile.appended(Self.note(5).note), to: descriptor, path) { descriptor, buffer in
                let number = writes.withLock { count in
                    count += 1
                    return count
                }
                if number == 1 { return Foundation.write(descriptor, buffer.baseAddress, 20) }
                errno = ENOSPC
                return -1
            }
        } throws: { "\($0)".contains("the disk is full") }
        #expect(try Files.read(path) == before)
        // In two pieces is whole too.
        try AnchorFile.write(NoteFile.appended(Self.note(5).note), to: descriptor, path) { descriptor, buffer in
            Foundation.write(descriptor, buffer.baseAddress, min(50, buffer.count))
        }
        #expect(try AnchorFile.notes(path).count == 2)
    }

    @Test("a file with a larger checkpoint takes no smaller one and names it; another root or log is refused")
    func newer() throws {
        let path = try Self.path()
        defer { Self.remove(path) }
        try AnchorFile.create(path)
        _ = try Self.append(9, path)
        let before = try Files.read(path)
        #expect(try Self.append(5, path, holding: 3).newer == Self.note(9).checkpoint)
        #expect(try Self.append(9, path) == AnchorFile.Appended())
        let other = Checkpoint(origin: Self.origin, size: 9, root: .zero)
        #expect {
            try AnchorFile.append(Self.note(9).note, other, to: path, holding: nil)
        } throws: { "\($0)".contains("older copy") }
        let strange = Checkpoint(origin: LogOrigin("amplomb/other")!, size: 10, root: .zero)
        #expect(throws: EngineError.self) {
            try AnchorFile.append(Self.note(9).note, strange, to: path, holding: nil)
        }
        #expect(try Files.read(path) == before)
    }
}

/// Anchors of a log in a database.
@Suite("deposits", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct DepositTests {
    private func append(_ number: Int, to engine: Engine) async throws {
        try await EvidenceFixture.append([EvidenceFixture.draft(number)], to: engine)
    }

    private func verify(_ engine: Engine) async throws -> VerificationReport {
        try await engine.verify(log: "main", keys: nil) { _, _ in }
    }

    @Test("a deposit stands in the table if its entry stands in the log; a row that is lost all the same comes back")
    func rows() async throws {
        let fixture = EvidenceFixture(test: try TestHome())
        let file = try fixture.test.write([], "other/checkpoints")
        try Data().write(to: URL(fileURLWithPath: file))
        let engine = try await fixture.test.engine()
        _ = try await engine.initialise()
        try engine.addAnchor(.file, file, isSameDiskAllowed: true)
        try await append(1, to: engine)
        #expect(try await engine.seal().isEmpty)
        #expect(try await engine.anchors().count == 1)
        // A batch whose evidence is refused leaves no row either.
        var batch = BatchCommit(now: engine.options.clock())
        batch.evidence = [
            try EvidenceFixture.draft(1, payload: Array("{}".utf8)).sealed(in: EvidenceFixture.origin)
        ]
        batch.anchors = [
            StoredAnchor(size: 1, kind: .file, anchoredAt: engine.options.clock(), target: "/x", noteHash: .zero)
        ]
        await #expect(throws: StoreError.self) { _ = try await engine.store.commit(batch) }
        #expect(try await engine.anchors().count == 1)
        try await engine.close()

        try await fixture.asSuperuser("amplomb", ["DELETE FROM evidence_anchor"])
        let later = try await fixture.test.engine()
        #expect(try await verify(later).findings.map(\.code) == [.anchorMissing])
        // More was signed meanwhile: the next deposit is another one.
        try await append(2, to: later)
        #expect(try await later.runAnchors().isEmpty)
        let healed = try await verify(later)
        #expect(healed.state == .proven && healed.findings.isEmpty, "\(healed.text)")
        #expect(try await later.anchors().count == 2)
        try await later.close()
    }

    @Test("a file with a note that is no checkpoint fails by name; the anchors after it get theirs")
    func foreignNote() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let signature = Data((0..<68).map { UInt8($0) }).base64EncodedString()
        let foreign = try test.write(["hello", "", "— x.example/k \(signature)"], "other/foreign")
        let good = test.home.path + "/other/good"
        try engine.addAnchor(.file, foreign, isSameDiskAllowed: true)
        try engine.addAnchor(.file, good, isSameDiskAllowed: true)
        try await append(1, to: engine)
        let failures = try await engine.seal()
        #expect(failures.count == 1, "\(failures)")
        #expect(failures.first?.contains("\(foreign): its last note is not a checkpoint") == true, "\(failures)")
        #expect(try NoteFile.notes(try Files.read(good)).count == 1)
        try await engine.close()
    }

    @Test("an anchor that was added, taken out and added again is not made anew where its mount is away")
    func mountAway() async throws {
        let test = try TestHome()
        let engine = try await test.engine()
        _ = try await engine.initialise()
        let file = try test.write([], "other/checkpoints")
        try Data().write(to: URL(fileURLWithPath: file))
        try engine.addAnchor(.file, file, isSameDiskAllowed: true)
        try await append(1, to: engine)
        #expect(try await engine.seal().isEmpty)
        try engine.removeAnchor(file)
        try engine.addAnchor(.file, file, isSameDiskAllowed: true)
        try FileManager.default.removeItem(atPath: file)
        try await append(2, to: engine)
        #expect(try await engine.seal().count == 1)
        #expect(!FileManager.default.fileExists(atPath: file))
        try await engine.close()
    }

    @Test("a torn note is cut away and said; two files of one microsecond are both kept")
    func tornAndTwins() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-01T00:00:00Z")
        let told = Mutex<[String]>([])
        let engine = try await test.engine(notice: { line in told.withLock { $0.append(line) } })
        _ = try await engine.initialise()
        let torn = try test.write([], "other/torn")
        try Data("amplomb/main\n1".utf8).write(to: URL(fileURLWithPath: torn))
        try engine.addAnchor(.file, torn, isSameDiskAllowed: true)
        try engine.addAnchor(.file, test.home.path + "/other/twin", isSameDiskAllowed: true)
        try await append(1, to: engine)
        #expect(try await engine.seal().isEmpty)
        #expect(told.withLock { lines in lines.contains { $0.contains("\(torn) ended in the midst of a note") } })
        let bytes = try Files.read(torn)
        #expect(try NoteFile.notes(bytes).count == 1)
        #expect(try bytes == Files.read(test.home.path + "/other/twin"))
        #expect(try await engine.anchors().count == 2)
        let report = try await verify(engine)
        #expect(report.state == .proven && report.findings.isEmpty, "\(report.text)")
        try await engine.close()
    }

    @Test("the newest checkpoint is the largest, whatever the clock says")
    func clockSetBack() async throws {
        let test = try TestHome()
        test.set(clock: "2026-11-02T00:00:00Z")
        let engine = try await test.engine()
        _ = try await engine.initialise()
        try await append(1, to: engine)
        try await engine.signCheckpoint()
        test.set(clock: "2026-11-01T00:00:00Z")
        try await append(2, to: engine)
        let signed = try await engine.signCheckpoint()
        let newest = try await engine.store.newestCheckpoint(log: Store.mainLog)
        #expect(newest.map { Array($0.note.utf8) } == signed)
        let later = Instant("2026-11-03T00:00:00Z")!
        #expect(try await engine.store.newestCheckpoint(log: Store.mainLog, by: later)?.note == newest?.note)
        try await engine.close()
    }

    @Test("several engines of one home append, sign and deposit at once, and none of them fails")
    func together() async throws {
        let test = try TestHome()
        let first = try await test.engine()
        _ = try await first.initialise()
        let file = test.home.path + "/other/checkpoints"
        try FileManager.default.createDirectory(
            atPath: test.home.path + "/other", withIntermediateDirectories: true)
        try first.addAnchor(.file, file, isSameDiskAllowed: true)
        var engines = [first]
        for _ in 1..<4 { engines.append(try await test.engine()) }
        let all = engines
        try await withThrowingTaskGroup(of: [String].self) { group in
            for (place, engine) in all.enumerated() {
                group.addTask {
                    var failures: [String] = []
                    for number in 0..<8 {
                        let draft = EvidenceFixture.draft(1 + place * 100 + number)
                        try await EvidenceFixture.append([draft], to: engine)
                        failures += try await engine.seal()
                    }
                    return failures
                }
            }
            for try await failures in group { #expect(failures.isEmpty, "\(failures)") }
        }
        #expect(try await first.runAnchors().isEmpty)
        let report = try await verify(first)
        #expect(report.state == .proven && report.findings.isEmpty, "\(report.text)")
        let sizes = try NoteFile.notes(try Files.read(file)).map { note in
            try Checkpoint(text: SignedNote(parsing: note).text).size
        }
        #expect(sizes == sizes.sorted() && Set(sizes).count == sizes.count, "\(sizes)")
        for engine in all { try await engine.close() }
    }
}
