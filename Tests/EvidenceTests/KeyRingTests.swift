import Domain
import Testing

@testable import Evidence

@Suite struct KeyRingTests {
    static let old = DrillLog.key.verifierKey
    static let new = DrillLog.makeKey(11, name: "evidence.example/2027").verifierKey
    static let third = DrillLog.makeKey(12, name: "evidence.example/2028").verifierKey
    static func day(_ number: Int64) -> Instant { Instant(microseconds: number * TimeSpan.day.microseconds) }

    @Test("both keys sign during the overlap, the old one verifies for ever and signs no more")
    func rotation() throws {
        var ring = KeyRing(first: Self.old, path: "/keys/one", since: Self.day(0))
        #expect(ring.signing.map(\.key) == [Self.old] && ring.due(at: Self.day(999)).isEmpty)
        try ring.rotate(to: Self.new, path: "/keys/the second", at: Self.day(10), until: Self.day(40))
        #expect(ring.signing.map(\.key) == [Self.old, Self.new] && ring.current?.key == Self.new)
        #expect(ring.due(at: Instant(microseconds: Self.day(40).microseconds - 1)).isEmpty)
        #expect(ring.due(at: Self.day(40)).map(\.key) == [Self.old])
        #expect(try KeyRing(parsing: ring.encoded) == ring)
        try ring.retire(Self.old, at: Self.day(41))
        #expect(ring.signing.map(\.key) == [Self.new] && ring.verifierKeys == [Self.new, Self.old])
        #expect(ring.members[0].until == Self.day(41) && ring.members[1].path == "/keys/the second")
        #expect(try KeyRing(parsing: ring.encoded) == ring)
    }

    @Test("a ring refuses a key twice, two changes at once, an overlap that ended, and an end without successor")
    func refusals() throws {
        var ring = KeyRing(first: Self.old, path: "/a", since: Self.day(0))
        func refused(_ body: (inout KeyRing) throws -> Void) {
            var copy = ring
            let error = #expect(throws: EvidenceError.self) { try body(&copy) }
            #expect(error?.code == .keyRefused)
        }
        refused { try $0.retire(Self.old, at: Self.day(1)) }
        refused { try $0.retire(Self.new, at: Self.day(1)) }
        refused { try $0.rotate(to: Self.old, path: "/b", at: Self.day(1), until: Self.day(2)) }
        refused { try $0.rotate(to: Self.new, path: "/b", at: Self.day(2), until: Self.day(1)) }
        try ring.rotate(to: Self.new, path: "/b", at: Self.day(1), until: Self.day(1))
        refused { try $0.rotate(to: Self.third, path: "/c", at: Self.day(2), until: Self.day(3)) }
        refused { try $0.retire(Self.new, at: Self.day(2)) }
    }

    static let damaged = [
        "", "amplomb-key-ring/1\n", "x\n\(old) active 0 - /a\n", "amplomb-key-ring/1\n\(old) active 0 - /a",
        "amplomb-key-ring/1\n\(old) asleep 0 - /a\n", "amplomb-key-ring/1\n\(old) active x - /a\n",
        "amplomb-key-ring/1\n\(old) active 0 -\n", "amplomb-key-ring/1\n\(old) retired 0 1 /a\n",
        "amplomb-key-ring/1\nkey active 0 - /a\n",
    ]

    @Test("a damaged ring file is refused", arguments: damaged)
    func damagedFile(text: String) {
        #expect(throws: EvidenceError.self) { try KeyRing(parsing: Array(text.utf8)) }
    }

    @Test("a statement about a key survives its payload")
    func statement() throws {
        for statement in [
            KeyStatement(action: .made, key: Self.new),
            KeyStatement(action: .rotated, key: Self.new, replaces: Self.old, overlapUntil: Self.day(40)),
            KeyStatement(action: .retired, key: Self.old),
        ] { #expect(KeyStatement(payload: try statement.payload()) == statement) }
        #expect(KeyStatement(payload: [1]) == nil && KeyStatement(payload: Array("{}".utf8)) == nil)
    }

    /// A log of 8 entries whose sixth, index 5, retires the old key; checkpoints of the sizes given by these keys.
    private static func report(_ notes: [(Int, [SigningKey])]) throws -> VerificationReport {
        var drafts = (0..<8).map { Synthetic.draft($0) }
        drafts[5] = Synthetic.draft(5, kind: .key)
        drafts[5].parts = [
            PartDraft(
                group: .system, payload: try KeyStatement(action: .retired, key: old).payload(),
                salt: Array(repeating: 1, count: 32))
        ]
        var appender = LogAppender(emptyLog: Synthetic.log)
        let batch = try appender.append(drafts)
        var log = try DrillLog(batches: [])
        log.rows = batch.entries.map(DrillLog.row)
        log.notes = try notes.map { size, keys in
            let root = MerkleTests.root(batch.entries.prefix(size).map(\.leafHash)[...])
            return try Checkpoint(origin: Synthetic.log, size: UInt64(size), root: root).signed(by: keys)
        }
        return log.verify(keys: [old, new])
    }

    @Test("a checkpoint over the end of a key needs another signature than that key's")
    func retiredKey() throws {
        let successor = DrillLog.makeKey(11, name: "evidence.example/2027")
        #expect(try Self.report([(5, [DrillLog.key]), (8, [successor])]).state == .proven)
        #expect(try Self.report([(5, [DrillLog.key]), (8, [DrillLog.key, successor])]).state == .proven)
        #expect(try Self.report([(5, [DrillLog.key]), (8, [DrillLog.key])]).short == ["key_retired 8"])
        #expect(try Self.report([(6, [DrillLog.key]), (8, [successor])]).short == ["key_retired 6"])
    }

    @Test("notes one behind the other are read again; what is cut off or no note is refused")
    func noteFile() throws {
        let notes = try [1, 2, 3].map { size in
            try Checkpoint(origin: Synthetic.log, size: size, root: .text("\(size)")).signed(by: [
                DrillLog.key, DrillLog.otherKey,
            ])
        }
        #expect(try NoteFile.notes(notes[0]) == [notes[0]])
        let file = notes.flatMap(NoteFile.appended)
        #expect(try NoteFile.notes(file) == notes && NoteFile.notes([]).isEmpty)
        for length in [1, notes[0].count + 9, file.count - 1 - 10] {
            #expect(throws: EvidenceError.self) { try NoteFile.notes(Array(file.prefix(length))) }
        }
        let error = #expect(throws: EvidenceError.self) { try NoteFile.notes(file + Array("x\n".utf8)) }
        #expect(error?.detail.hasPrefix("note 4") == true)
    }
}
