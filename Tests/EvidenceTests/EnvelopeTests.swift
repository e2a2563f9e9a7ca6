import Domain
import Foundation
import Testing

@testable import Evidence

@Suite struct EnvelopeTests {
    /// The worked example of the format's description.
    static func example() throws -> EnvelopeDraft {
        EnvelopeDraft(
            kind: .assessment, record: try #require(Pseudonym(hex: "6f1d2c3b4a5968778695a4b3c2d1e0f0")), revision: 0,
            subject: Pseudonym(hex: "00112233445566778899aabbccddeeff"), country: Country(alpha2: "DE"),
            occurred: Instant(microseconds: 1_789_560_000_000_000), recordClass: try #require(RecordClass("session")),
            dates: [NamedDate(.transaction, try #require(CivilDate("2026-09-16")))], outcome: .review,
            knowledge: .text("k"), engine: .text("e"), actor: .none, refs: [],
            parts: [
                PartDraft(
                    group: .tax, payload: Array(#"{"gross":{"a":"23.80","c":"EUR"},"vat_rate":"19"}"#.utf8),
                    salt: Array(0x20...0x3F)),
                PartDraft(
                    group: .cdd,
                    payload: Array(#"{"name":"Example Charge GmbH","requirement":"register_extract"}"#.utf8),
                    salt: Array(0x00...0x1F)),
            ])
    }

    static let log = LogOrigin("evidence.example/log1")!

    @Test("the worked example has its published length, entry id and leaf hash")
    func workedExample() throws {
        let sealed = try Self.example().sealed(in: Self.log)
        #expect(sealed.bytes.count == 558)
        #expect(sealed.entryID.hex == "53b5604ddb7e263f60dfc54b3369498d40688de8f0a1fda1af08ddb39d99d75e")
        #expect(sealed.leafHash.hex == "f6551de6ceae15bb8e87402a4108fbbc5fd7e1d983b27c2bcc6e0df6faddbc2e")
        let parsed = try Envelope(parsing: sealed.bytes)
        #expect(try parsed.encoded() == sealed.bytes)
        #expect(parsed.parts.map(\.group) == [.cdd, .tax])
        #expect(
            parsed.parts[0].commitment.hex == "9f768806140b6217e7646ec99e935f378ccc80ca6219d3a302b8f092ad63510c")
        #expect(
            parsed.parts[1].commitment.hex == "c18a9bfe0229a08ba4bbfa0f41850a2522d652859725f27110d2da2575058bf5")
    }

    @Test("every field at its limits survives writing and reading")
    func limits() throws {
        var draft = try Self.example()
        draft.revision = .max
        draft.subject = nil
        draft.country = nil
        draft.occurred = Instant(microseconds: .min)
        draft.outcome = nil
        draft.actor = .engine
        draft.dates = []
        draft.refs = (0..<64).map { .text("\($0)") }
        draft.parts = FieldGroup.allCases.map {
            PartDraft(group: $0, payload: [], salt: Array(repeating: 7, count: 32))
        }
        let sealed = try draft.sealed(in: try #require(LogOrigin(String(repeating: "a", count: 128))))
        let parsed = try Envelope(parsing: sealed.bytes)
        #expect(parsed.occurred.microseconds == .min && parsed.revision == .max && parsed.refs == draft.refs)
        #expect(parsed.actor == .engine && parsed.subject == nil && parsed.dates.isEmpty)
        draft.occurred = Instant(microseconds: .max)
        draft.actor = .person(Pseudonym(high: 1, low: 2))
        let other = try Envelope(parsing: draft.sealed(in: Self.log).bytes)
        #expect(other.occurred.microseconds == .max && other.actor == draft.actor)
    }

    static let changes: [(String, String, Int)] = [
        ("log evidence.example/log1", "log evidence.example/Log1", 2), ("kind assessment", "kind assesment", 3),
        ("kind assessment", "kind  assessment", 3), ("record 6f1d", "record 6F1D", 4),
        ("record 6f1d2c3b", "record 6f1d2c3", 4), ("revision 0", "revision 00", 5), ("revision 0", "revision -0", 5),
        ("revision 0", "revision -1", 5), ("revision 0", "revision 2147483648", 5), ("revision 0", "revision ", 5),
        ("subject 0011", "subject -", 6), ("country DE", "country de", 7), ("country DE", "country EL", 7),
        ("country DE", "country DEU", 7), ("occurred 1789560000000000", "occurred 1789560000000000000000", 8),
        ("occurred 1789560000000000", "occurred 1789560000.000000", 8), ("occurred 17", "occurred +17", 8),
        ("occurred 17", "occurred 017", 8), ("class session", "class Session", 9), ("class session", "class ", 9),
        ("class session", "class " + String(repeating: "s", count: 41), 9), ("2026-09-16", "2026-09-31", 10),
        ("transaction=", "settled=", 10), ("dates transaction=2026-09-16", "dates transaction=2026-09-16,", 10),
        ("dates transaction=2026-09-16", "dates transaction=2026-09-16,document=2026-09-16", 10),
        ("outcome review", "outcome block", 11), ("outcome review", "outcome review ", 11),
        ("knowledge 8", "knowledge ", 12), ("engine 3", "engine g", 13), ("actor -", "actor someone", 14),
        ("actor -", "actor", 14), ("refs -", "refs 00", 15), ("refs -\n", "refs -\r\n", 15),
        ("refs -\n", "refs -\n\n", 16), ("part cdd", "part kyc", 16), ("part cdd", "part tax", 17),
        ("part tax c18a", "part tax C18A", 17), ("2da2575058bf5\n", "2da2575058bf5", 17),
        ("2da2575058bf5\n", "2da2575058bf5\n\n", 18), ("2da2575058bf5\n", "2da2575058bf5\nx", 18),
        ("part cdd 9f768806140b6217e7646ec99e935f378ccc80ca6219d3a302b8f092ad63510c\n", "", 0),
    ]

    @Test("anything the writer would not produce is malformed and names its line", arguments: changes)
    func malformed(change: (from: String, to: String, line: Int)) throws {
        let text = String(decoding: try Self.example().sealed(in: Self.log).bytes, as: UTF8.self)
        let range = try #require(text.firstRange(of: change.from), "\(change.from)")
        let changed = Array(text.replacingCharacters(in: range, with: change.to).utf8)
        if change.line == 0 {
            #expect(try Envelope(parsing: changed).parts.count == 1)
            return
        }
        let error = #expect(throws: EvidenceError.self) { try Envelope(parsing: changed) }
        #expect(error?.code == .envelopeMalformed)
        #expect(error?.line == change.line, "\(change.to)")
    }

    @Test("another first line is an unknown version, never skipped")
    func unknownVersion() throws {
        let bytes = try Self.example().sealed(in: Self.log).bytes
        let text = String(decoding: bytes, as: UTF8.self).replacing(
            "amplomb-evidence/1\n", with: "amplomb-evidence/2\n")
        let error = #expect(throws: EvidenceError.self) { try Envelope(parsing: Array(text.utf8)) }
        #expect(error?.code == .envelopeVersionUnknown)
        #expect(throws: EvidenceError.self) { try Envelope(parsing: []) }
        #expect(throws: EvidenceError.self) { try Envelope(parsing: [0xEF, 0xBB, 0xBF] + bytes) }
        #expect(throws: EvidenceError.self) { try Envelope(parsing: Array(repeating: 65, count: 65_536)) }
    }

    @Test("every single flipped bit of an envelope is refused or changes the leaf hash")
    func flippedBits() throws {
        let sealed = try Self.example().sealed(in: Self.log)
        var accepted = 0
        for position in sealed.bytes.indices {
            for bit in 0..<8 {
                var bytes = sealed.bytes
                bytes[position] ^= 1 << UInt8(bit)
                #expect(EvidenceHash.leaf(bytes) != sealed.leafHash)
                if let parsed = try? Envelope(parsing: bytes) {
                    accepted += 1
                    #expect(try parsed.encoded() == bytes)
                }
            }
        }
        #expect(accepted > 0 && accepted < sealed.bytes.count * 4)
    }

    @Test("a draft that breaks the format is refused before anything is written")
    func refusedDrafts() throws {
        func refused(_ change: (inout EnvelopeDraft) -> Void) throws {
            var draft = try Self.example()
            change(&draft)
            let error = #expect(throws: EvidenceError.self) { try draft.sealed(in: Self.log) }
            #expect(error?.code == .envelopeInvalid)
        }
        try refused { $0.parts = [] }
        try refused { $0.parts.append($0.parts[0]) }
        try refused { $0.parts[0] = PartDraft(group: .tax, payload: [], salt: [1]) }
        try refused { $0.revision = -1 }
        try refused { $0.refs = Array(repeating: .zero, count: 65) }
        try refused { $0.dates += $0.dates }
        #expect(LogOrigin("") == nil && LogOrigin("a+b") == nil && LogOrigin("a b") == nil)
        #expect(RecordClass("") == nil && RecordClass("a-b") == nil)
    }

    @Test("a record's key depends on its kind, owner and id")
    func recordKeys() throws {
        let owner = Pseudonym(high: 1, low: 2)
        let key = Pseudonym(kind: .event, owner: owner, recordID: Array("A".utf8))
        let text = "event\0" + owner.hex + "\0A"
        #expect(key.bytes == Array(Hash32.text(text).bytes.prefix(16)))
        #expect(key != Pseudonym(kind: .kyc, owner: owner, recordID: Array("A".utf8)))
        #expect(key != Pseudonym(kind: .event, owner: Pseudonym(high: 1, low: 3), recordID: Array("A".utf8)))
        #expect(Pseudonym(key.bytes) == key && Pseudonym(hex: key.hex) == key)
        #expect(Pseudonym([1]) == nil && Pseudonym(hex: key.hex.uppercased() + "0") == nil)
    }

    @Test("salts come from the generator, 32 bytes, in order")
    func salts() {
        var first = GeneratorSaltSource(SeededGenerator(5))
        var second = GeneratorSaltSource(SeededGenerator(5))
        let salt = first.salt()
        #expect(salt.count == 32 && salt == second.salt() && first.salt() != salt)
        #expect(first.pseudonym() != first.pseudonym())
    }
}
