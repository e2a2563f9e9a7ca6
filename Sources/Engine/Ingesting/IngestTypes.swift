package import Domain
package import Ingest

/// What to read and how.
package struct IngestRequest: Sendable {
    package var files: [String]
    package var format: IngestFormat
    /// Where refused records are kept, as JSON lines.
    package var rejectsFile: String?
    package var isStrict: Bool
    package var isDryRun: Bool

    package init(
        files: [String], format: IngestFormat, rejectsFile: String? = nil, isStrict: Bool = false,
        isDryRun: Bool = false
    ) {
        self.files = files
        self.format = format
        self.rejectsFile = rejectsFile
        self.isStrict = isStrict
        self.isDryRun = isDryRun
    }
}

/// The kinds of file.
package enum IngestFormat: Sendable {
    case ocpi(module: String?, version: String?, owner: PartyID?)
    /// CSV with the column map at this path.
    case csv(map: String)
    case payouts
    case participants
    case rates
    /// A rejects file, after its records were mended.
    case retry(owner: PartyID?)
}

/// How far an import has come.
package enum IngestProgress: Sendable {
    /// Records read and stored.
    case stored(Int)
    /// Decisions made of those that waited for the rest of the run.
    case judged(Int, of: Int)
    /// Another process is writing; nothing is read until it ends.
    case waiting(for: String)
}

/// What became of an import.
package struct IngestSummary: Sendable {
    package var files: [IngestReport] = []
    package var total = IngestReport(file: "total", format: "")
    /// The first refusals, for showing; all of them are in the rejects file and in the database.
    package var shownRejects: [IngestReject] = []
    package var outcomes: [Outcome: Int] = [:]
    package var hits = 0
    /// Events stored before whose windows the new ones changed.
    package var rescored = 0
    package var opened = 0
    /// Why a file could not be read to its end; what was committed before stays.
    package var failure: String?
    package var duration = TimeSpan(microseconds: 0)

    package var secondsText: String { decimalText(duration.microseconds / 1000, decimals: 3, minimum: 1) }

    static let shownLimit = 5

    mutating func add(_ report: IngestReport) {
        files.append(report)
        total.read += report.read
        total.accepted += report.accepted
        total.duplicate += report.duplicate
        total.revised += report.revised
        total.rejected += report.rejected
        total.findings.merge(report.findings, uniquingKeysWith: +)
        total.unknownFields.merge(report.unknownFields, uniquingKeysWith: +)
    }

    mutating func add(_ batch: BatchResult) {
        outcomes.merge(batch.outcomes, uniquingKeysWith: +)
        hits += batch.hits
        rescored += batch.rescored
        opened += batch.casesOpened
    }
}
