import Domain
import Foundation

@testable import Evidence

/// A generator whose sequence depends on its seed alone (splitmix64).
struct SeededGenerator: RandomNumberGenerator, Sendable {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Where the published vectors are, if this machine has them.
enum SharedData {
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["AMPLOMB_SHARED_DATA"] { return URL(fileURLWithPath: path) }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    static let hasEvidence = FileManager.default.fileExists(atPath: root.appendingPathComponent("evidence").path)

    static func bytes(_ path: String) throws -> Data { try Data(contentsOf: root.appendingPathComponent(path)) }

    static func files(_ path: String) throws -> [URL] {
        let folder = root.appendingPathComponent(path)
        let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (walker?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
    }
}

/// Entries that look like the engine's, made from a seed.
enum Synthetic {
    static let log = LogOrigin("evidence.example/main")!
    static let session = RecordClass("session")!

    static func draft(_ number: Int, seed: UInt64 = 1, kind: EnvelopeKind = .assessment) -> EnvelopeDraft {
        var source = GeneratorSaltSource(SeededGenerator(seed &* 1_000_003 &+ UInt64(number)))
        let owner = source.pseudonym()
        let tax = #"{"gross":{"a":"23.80","c":"EUR"},"n":"\#(number)"}"#
        return EnvelopeDraft(
            kind: kind, record: Pseudonym(kind: kind, owner: owner, recordID: Array("CDR-\(number)".utf8)), revision: 0,
            subject: owner, country: Country(alpha2: "DE"),
            occurred: Instant(microseconds: 1_789_560_000_000_000 + Int64(number)), recordClass: session,
            dates: [NamedDate(.transaction, CivilDate("2026-09-16")!)], outcome: .review,
            knowledge: EvidenceHash.plain(Array("k".utf8)), engine: EvidenceHash.plain(Array("e".utf8)), actor: .engine,
            refs: [],
            parts: [
                PartDraft(group: .tax, payload: Array(tax.utf8), salt: source.salt()),
                PartDraft(group: .cdd, payload: Array(#"{"name":"Example \#(number)"}"#.utf8), salt: source.salt()),
            ])
    }

    static func appender(batches: [Int], seed: UInt64 = 1) throws -> (LogAppender, [AppendedBatch]) {
        var appender = LogAppender(emptyLog: log)
        var written: [AppendedBatch] = []
        for count in batches {
            let first = Int(appender.size)
            written.append(try appender.append((first..<first + count).map { draft($0, seed: seed) }))
        }
        return (appender, written)
    }
}

extension Hash32 {
    static func text(_ text: String) -> Hash32 { EvidenceHash.plain(Array(text.utf8)) }
}
