import Assessment
package import Domain
import Ingest
import MoneyTrail
package import Rules
import Tax

/// Files to replay and the time to look at.
package struct BacktestRequest: Sendable {
    /// OCPI objects, as `ingest ocpi` reads them.
    package var sessions: [String]
    /// Payment instructions, as `ingest payouts` reads them.
    package var payouts: [String]
    /// Participant records, as `ingest participants` reads them; known from the beginning.
    package var participants: [String]
    /// ECB reference rates (eurofxref-hist.csv); without them only amounts in euros are known.
    package var rates: [String]
    /// Event times in `[from, to)` are judged; everything read is history.
    package var from: Instant
    package var to: Instant
    /// Only events of this last part of the time that the history covers.
    package var since: TimeSpan?
    /// Leaves out what was received later.
    package var knownUntil: Instant?
    /// Where the VAT rules stand: knowledge is incomplete without them.
    package var rulesDirectory: String

    package init(rulesDirectory: String, from: Instant, to: Instant) {
        self.rulesDirectory = rulesDirectory
        self.from = from
        self.to = to
        sessions = []
        payouts = []
        participants = []
        rates = []
    }
}

extension Engine {
    /// Replays files through a rule set, without a database: the facts are those of the live assessment, names are not screened.
    ///
    /// - Parameter clock: nanoseconds of a monotonic clock, for the cost of an event.
    package static func backtest(
        _ set: RuleSet, _ request: BacktestRequest, clock: (@Sendable () -> UInt64)?,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> BacktestReport {
        let zones = SystemZones.knowledge(directory: "/usr/share/zoneinfo")
        var book = ParticipantBook()
        for path in request.participants {
            try await events(path, .participants, zones, nil) { event in
                if case .participant(let participant) = event.body { book.insert(participant, revision: 1) }
            }
        }
        let assessor: Assessor
        do {
            assessor = Assessor(
                knowledge: try Knowledge(
                    rules: set, screener: nil, lists: [], missingLists: [],
                    tax: try KnowledgeLoader.taxPack(request.rulesDirectory), rates: try rates(request.rates),
                    participants: book))
        } catch let error as EngineError {
            throw error
        } catch {
            throw EngineError(.internal, "the knowledge of the backtest cannot be put together: \(error)")
        }
        var backtest = Backtest(set, knownUntil: request.knownUntil)
        let files =
            request.sessions.map { ($0, IngestFormat.ocpi(module: nil, version: nil, owner: nil)) }
            + request.payouts.map { ($0, IngestFormat.payouts) }
        for (path, format) in files {
            try await events(path, format, zones, book) { event in
                let prepared = assessor.prepare(event)
                guard let kind = prepared.kind else { return }
                backtest.add(
                    name: event.key.description, kind: kind, facts: prepared.facts, revision: Revision(of: event))
                if backtest.count.isMultiple(of: 1000) { progress(backtest.count) }
            }
        }
        return await backtest.run(from: request.from, to: request.to, since: request.since, clock: clock)
    }

    private static func events(
        _ path: String, _ format: IngestFormat, _ zones: ZoneKnowledge, _ book: ParticipantBook?,
        _ body: (Event) -> Void
    ) async throws {
        let request = IngestRequest(files: [path], format: format, isDryRun: true)
        let source = try RecordSources.open(path, request: request, zones: zones, participants: book)
        do {
            while let items = try await source.next() {
                for case .event(let event) in items { body(event) }
            }
        } catch let error as IngestError {
            throw EngineError(.unreadable, "\(error)", remedy: "check the file with amplomb ingest --dry-run")
        }
    }

    private static func rates(_ paths: [String]) throws -> RateTable {
        var table = try RateTable([ReferenceRate]())
        for path in paths {
            do {
                let file = try ECBRateFile(try Files.read(path), file: path)
                table = try merge(
                    table,
                    try RateTable(
                        file.rates.map { ReferenceRate(date: $0.date, currency: $0.currency, perEuro: $0.perEuro) }))
            } catch let error as IngestError {
                throw EngineError(.unreadable, "\(error)", remedy: "name the ECB file eurofxref-hist.csv")
            }
        }
        return table
    }
}
