import Domain
import Foundation

@testable import Evidence

/// A bundle out of a synthetic log: 300 entries, a report, knowledge, and one purged part with its purge entry.
enum BundleFixture {
    static let at = Instant("2026-11-28T09:30:00Z")!
    static let manifest = Array(#"{"format":"amplomb-knowledge/1","vat":"\#(EvidenceHash.plain(rulePack).hex)"}"#.utf8)
    static let rulePack = Array("rules: none\n".utf8)
    static let page = Array("<p>report</p>\n".utf8)
    static let purgedIndex: UInt64 = 5
    static let reportIndex: UInt64 = 300
    static let purgeIndex: UInt64 = 301

    static func entries() throws -> [EvidenceEntry] {
        var drafts = (0..<300).map { number in
            var draft = Synthetic.draft(number)
            draft.knowledge = EvidenceHash.plain(manifest)
            return draft
        }
        var report = Synthetic.draft(300, kind: .report)
        let files = #"{"files":{"activity.html":"\#(EvidenceHash.plain(page).hex)"}}"#
        report.parts = [PartDraft(group: .report, payload: Array(files.utf8), salt: Array(repeating: 3, count: 32))]
        drafts.append(report)
        var purge = Synthetic.draft(301, kind: .purge)
        let statement = PurgeStatement(
            ranges: [.cdd: [purgedIndex..<purgedIndex + 1]], legalBasis: "GDPR\tArt. 17", rulesHash: Hash32.zero.hex,
            planHash: Hash32.zero.hex, approvers: ["a", "b"])
        purge.parts = [
            PartDraft(group: .system, payload: try statement.payload(), salt: Array(repeating: 4, count: 32))
        ]
        drafts.append(purge)
        var appender = LogAppender(emptyLog: Synthetic.log)
        return try appender.append(drafts).entries
    }

    static let indexes: [UInt64] = [0, 5, 17, 255, 256, 299, 300, 301]

    static func bundle(
        indexes: [UInt64] = indexes, keys: [SigningKey] = [DrillLog.key], subject: String = "case C-1"
    ) throws -> EvidenceBundle {
        let entries = try entries()
        let leaves = entries.map(\.leafHash)
        let tiles = MerkleTests.tiles(leaves)
        let size = UInt64(entries.count)
        let checkpoint = Checkpoint(origin: Synthetic.log, size: size, root: MerkleTests.root(leaves[...]))
        var bundle = EvidenceBundle(
            subject: subject, at: at, note: try checkpoint.signed(by: keys), keys: keys.map(\.verifierKey))
        for index in indexes {
            let entry = entries[Int(index)]
            let parts = DrillLog.row(entry).parts.filter { index != purgedIndex || $0.group != .cdd }
            bundle.entries.append(
                EvidenceBundle.Entry(
                    index: index, envelope: entry.envelope,
                    proof: try ProofPlan.inclusion(index: index, size: size).assemble(tiles), parts: parts))
        }
        if indexes.contains(purgedIndex) {
            bundle.purged = [
                PurgedPart(index: purgedIndex, group: .cdd, purgeIndex: purgeIndex, legalBasis: "GDPR\tArt. 17")
            ]
        }
        bundle.knowledge = [EvidenceHash.plain(manifest): manifest]
        bundle.rules = [EvidenceHash.plain(rulePack): rulePack]
        if indexes.contains(reportIndex) { bundle.report = ["activity.html": page] }
        bundle.anchors = ["checkpoint-302.file.json": Array(#"{"kind":"file"}"#.utf8)]
        return bundle
    }

    static func verify(
        _ bytes: [UInt8], keys: [VerifierKey] = [DrillLog.key.verifierKey], held: [[UInt8]] = [],
        isAttestationDemanded: Bool = false
    ) -> VerificationReport {
        var verifier = BundleVerifier(
            BundleSource(bytes), keys: keys, held: held, isAttestationDemanded: isAttestationDemanded)
        return verifier.verify()
    }
}

/// Runs a program of this machine and returns its exit code with everything that it wrote.
enum Tool {
    static func run(_ path: String, _ arguments: [String], in folder: String) throws -> (code: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    static func isInstalled(_ names: String...) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return names.allSatisfy { name in
            folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
        }
    }

    /// An empty folder that is removed after the body.
    static func withFolder(_ body: (String) throws -> Void) throws {
        let path = NSTemporaryDirectory() + "amplomb-evidence-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    static func write(_ bytes: [UInt8], _ path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

    /// The checkout that these tests stand in.
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
}
