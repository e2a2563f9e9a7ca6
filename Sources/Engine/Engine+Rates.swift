import Domain
import Ingest
import MoneyTrail
import Store

extension Engine {
    /// Imports ECB reference rates: a new version of knowledge out of what is in force and the files.
    ///
    /// A rate that differs from the one known for its date is finding `IN-026`; the newer file counts.
    /// Events that were judged before are judged again where the new rates say something else about their amount.
    func ingestRates(
        _ request: IngestRequest, progress: @escaping @Sendable (IngestProgress) -> Void
    ) async throws -> IngestSummary {
        let loader = KnowledgeLoader(options: options, store: store)
        var summary = IngestSummary()
        // The table is read, changed and stored under the right to write: of two imports at once neither loses its rates.
        if !request.isDryRun { try await partition.claim { progress(.waiting(for: $0)) } }
        var table = try await loader.rates()
        let before = table.version
        for path in request.files {
            let bytes = path == "-" ? try Files.standardInput() : try Files.read(path)
            let file: ECBRateFile
            do {
                file = try ECBRateFile(bytes, file: path)
            } catch {
                summary.failure = "\(error)"
                break
            }
            var report = IngestReport(file: path, format: "ecb")
            report.sha256 = file.sha256
            report.rejected = file.rejects.count
            report.read = file.days + file.rejects.count
            let incoming = try RateTable(
                file.rates.map { ReferenceRate(date: $0.date, currency: $0.currency, perEuro: $0.perEuro) })
            let changed = incoming.changes(since: table)
            if !changed.isEmpty { report.findings["IN-026"] = changed.count }
            let merged = try Self.merge(table, incoming)
            let isNew = merged.version != table.version
            report.accepted = isNew ? file.days : 0
            report.duplicate = isNew ? 0 : file.days
            table = merged
            summary.shownRejects += file.rejects.prefix(IngestSummary.shownLimit)
            summary.add(report)
        }
        if request.isDryRun || summary.files.isEmpty { return summary }
        let hasEvents = try await !store.currentEvents(limit: 1).events.isEmpty
        // What waits is noted first: after a crash in between it is judged again under the rates of before, to no effect.
        if hasEvents, table.version != before {
            try await context.loadKnowledge()
            try await partition.expect(table)
        }
        let now = options.clock()
        try await store.put(
            [KnowledgeRow(hash: table.version, kind: RateFile.kind, name: RateFile.name, content: table.text)], now: now
        )
        try await store.activate(kind: RateFile.kind, name: RateFile.name, hash: table.version, at: now)
        if hasEvents, table.version != before {
            try await context.reloadKnowledge()
            try await logKnowledge()
            summary.add(try await partition.settle { progress(.judged($0, of: $1)) })
        }
        return summary
    }

    /// The rates of both; where they differ the newer file counts.
    static func merge(_ old: RateTable, _ new: RateTable) throws -> RateTable {
        struct Place: Hashable {
            let currency: Currency
            let date: CivilDate
        }
        var rates: [Place: ReferenceRate] = [:]
        for rate in old.rates { rates[Place(currency: rate.currency, date: rate.date)] = rate }
        for rate in new.rates { rates[Place(currency: rate.currency, date: rate.date)] = rate }
        return try RateTable(rates.values)
    }
}
