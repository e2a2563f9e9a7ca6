import Domain
import Foundation
import Ingest
import Screening
import Store

/// What the sample run found, for the terminal.
package struct SampleReport: Sendable {
    package let text: String
    /// Every injected typology was found and nothing else.
    package let isAsExpected: Bool
}

/// Generates the sample platform of a seed, puts it through the main job, and holds the results against the known truth.
package enum SampleRun {
    package static func run(
        _ engine: Engine, seed: UInt64, progress: @escaping @Sendable (IngestProgress) -> Void
    ) async throws -> SampleReport {
        let sample = Sample(seed: seed)
        let folder = engine.options.home.path + "/sample"
        var lines: [String] = []
        let result = folder + "/result.txt"
        if FileManager.default.fileExists(atPath: result) {
            // Events that were pushed since are not part of the truth, so the comparison of then is shown.
            let text = String(decoding: try Files.read(result), as: UTF8.self)
            return SampleReport(text: "the sample is already there; nothing changed\n\n" + text, isAsExpected: true)
        }
        try write(sample, to: folder)
        lines += try await load(engine, folder, progress)
        try Files.writeDurably(sample.truthBytes, to: folder + "/truth.csv")
        let check = SampleCheck(truth: sample.truth, hits: try await engine.hits())
        lines += ["", "truth beside result (seed \(seed))", check.text]
        for miss in check.missed.prefix(5) { lines.append("missed \(miss.typology.rule) \(miss.key): \(miss.why)") }
        for extra in check.extra.prefix(5) { lines.append("extra  \(extra.rule) \(extra.key)") }
        if check.isPerfect { try Files.writeDurably(Array(lines.joined(separator: "\n").utf8), to: result) }
        return SampleReport(text: lines.joined(separator: "\n"), isAsExpected: check.isPerfect)
    }

    /// Files are written before they are read; the truth is written last, so that an interrupted run is repeated.
    private static func write(_ sample: Sample, to folder: String) throws {
        for file in sample.files where file.path != "truth.csv" {
            let path = folder + "/" + file.path
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            try Files.writeDurably(file.bytes, to: path)
        }
    }

    private static func load(
        _ engine: Engine, _ folder: String, _ progress: @escaping @Sendable (IngestProgress) -> Void
    )
        async throws
        -> [String]
    {
        var wanted = ListImportRequest([folder + "/lists"])
        wanted.kind = .sample
        let lists = try await engine.importLists(wanted)
        var lines = ["lists         \(lists.entryCount) entries with \(lists.nameCount) names"]
        _ = try await engine.ingest(
            IngestRequest(files: [folder + "/rates/eurofxref-hist.csv"], format: .rates), progress: progress)
        let payouts = try Files.tree(folder + "/payouts", suffixes: [".xml", ".jsonl"]).map {
            "\(folder)/payouts/\($0.path)"
        }
        let steps: [(String, IngestRequest)] = [
            (
                "participants",
                IngestRequest(files: [folder + "/participants/participants.jsonl"], format: .participants)
            ),
            (
                "sessions",
                IngestRequest(
                    files: [folder + "/sessions/cdrs.jsonl"], format: .ocpi(module: "cdr", version: nil, owner: nil))
            ),
            ("payouts", IngestRequest(files: payouts, format: .payouts)),
        ]
        for (name, request) in steps {
            let summary = try await engine.ingest(request, progress: progress)
            if let failure = summary.failure {
                throw EngineError(.internal, "the sample's \(name) cannot be read: \(failure)")
            }
            let label = name + String(repeating: " ", count: max(1, 14 - name.count))
            lines.append(
                "\(label)\(summary.total.read) read, \(summary.total.accepted) accepted, \(summary.total.rejected) rejected, "
                    + "\(summary.hits) hits, \(summary.opened) cases, \(summary.secondsText) s")
        }
        return lines
    }
}

extension Sample {
    /// The truth as it is kept beside the sample.
    var truthBytes: [UInt8] { files.first { $0.path == "truth.csv" }?.bytes ?? [] }
}

extension Engine {
    /// Every rule that hit in a latest decision, shadow rules included.
    package func hits() async throws -> [SampleHit] {
        var hits: [SampleHit] = []
        var last: AssessmentListItem?
        while true {
            let page = try await store.assessments(AssessmentFilter(), after: last, limit: 5000)
            for item in page {
                for rule in item.hits {
                    hits.append(SampleHit(key: item.key, rule: rule.hasSuffix("~") ? String(rule.dropLast()) : rule))
                }
            }
            guard page.count == 5000 else { return hits }
            last = page.last
        }
    }
}
