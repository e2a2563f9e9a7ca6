import Domain
import Testing

@testable import Evidence

/// Checkpoints in files as people keep them: a note, an anchor file, a mail.
@Suite struct HeldNotesTests {
    private static func note(_ size: UInt64, _ keys: [SigningKey] = [DrillLog.key]) throws -> [UInt8] {
        try Checkpoint(origin: Synthetic.log, size: size, root: .text("\(size)")).signed(by: keys)
    }

    private static let head = """
        To: evidence@regulator.example
        Subject: Checkpoint of log amplomb/main, size 9
        Received: from a.example
        \tby b.example; 1 Nov 2026 10:00:00 +0000
        Content-Type: text/plain; charset=utf-8

        Please keep this checkpoint:


        """
    private static let tail = "\nRegards\n\u{2014} Schwarzk\n\u{2014} Anna\n-- \nOperator\n"

    @Test("one note, an anchor file of many and a mail around them give the notes, with LF and with CR LF")
    func reads() throws {
        let notes = try [1, 2, 30].map { try Self.note($0, [DrillLog.key, DrillLog.otherKey]) }
        let file = notes.flatMap(NoteFile.appended)
        let mail = Array(Self.head.utf8) + file + Array(Self.tail.utf8)
        let prose = Array("so:\n".utf8) + notes[1]
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + notes[2]
        let cases: [([UInt8], [[UInt8]])] = [
            (notes[0], [notes[0]]), (Array(notes[0].dropLast()), [notes[0]]), (file, notes), (mail, notes),
            (prose, [notes[1]]), (marked, [notes[2]]),
        ]
        for (text, expected) in cases {
            #expect(try HeldNotes.read(text) == expected)
            let carried: [UInt8] = text.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
            #expect(try HeldNotes.read(carried) == expected)
        }
    }

    @Test("a file without a checkpoint holds none; nothing in it is taken for one")
    func none() throws {
        for text in ["", "\n", "x", "amplomb/main\n12\n", Self.head, Self.tail, "\u{2014} a AAAA\n"] {
            #expect(try HeldNotes.read(Array(text.utf8)).isEmpty, "\(text)")
        }
    }

    @Test("what is cut off or cannot be read is refused with its line, never passed over")
    func refuses() throws {
        let first = try Self.note(1)
        let second = try Self.note(2)
        let file = NoteFile.appended(first) + second
        let start = first.count + 1
        // The last line end alone may be lost: the whole signature is there.
        for length in (start + 1)..<(file.count - 1) {
            #expect(throws: EvidenceError.self, "\(length)") { try HeldNotes.read(Array(file.prefix(length))) }
        }
        #expect(try HeldNotes.read(Array(file.dropLast())) == [first, second])
        let text = String(decoding: first, as: UTF8.self)
        for bad in [
            // Another root, no empty line, an extension line, a line of the note lost.
            text.replacing("\n1\n", with: "\n1\nA"), text.replacing("\n\n", with: "\n"),
            text.replacing("\n\n", with: "\nextension\n\n"), text.replacing("\n1\n", with: "\n"),
        ] {
            let error = #expect(throws: EvidenceError.self, "\(bad)") { try HeldNotes.read(Array(bad.utf8)) }
            #expect(error?.code == .noteMalformed && error?.line != nil)
        }
    }
}
