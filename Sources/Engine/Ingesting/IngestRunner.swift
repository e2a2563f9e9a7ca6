import Assessment
import Domain
import Formats
import Ingest
import Store

/// Reads the files of a request and hands their events to the partition in batches; reading and assessing overlap.
struct IngestRunner {
    let context: EngineContext?
    let partition: Partition?
    let request: IngestRequest
    let zones: ZoneKnowledge
    let progress: @Sendable (IngestProgress) -> Void

    private var summary = IngestSummary()
    private var rejects: [IngestReject] = []
    private var done = 0
    private var rejectLines: [UInt8] = []
    private var states: [IngestState: Int] = [:]
    private var noticed: [String: Int] = [:]

    init(
        context: EngineContext?, partition: Partition?, request: IngestRequest, zones: ZoneKnowledge,
        progress: @escaping @Sendable (IngestProgress) -> Void
    ) {
        self.context = context
        self.partition = partition
        self.request = request
        self.zones = zones
        self.progress = progress
    }

    mutating func run() async throws -> IngestSummary {
        if let path = request.rejectsFile, request.files.contains(where: { Files.isSame($0, path) }) {
            throw EngineError(
                .unreadable, "--rejects \(path) is one of the files to read",
                remedy: "name another file: it would be replaced")
        }
        for file in request.files {
            let source = try RecordSources.open(
                file, request: request, zones: zones, participants: context?.knowledge.participants)
            try await read(source)
            if summary.failure != nil || Task.isCancelled { break }
        }
        if Task.isCancelled {
            throw EngineError(
                .interrupted, "interrupted: \(done) records of this run are stored",
                remedy: "run the same command again: what is stored is not taken in twice")
        }
        if let path = request.rejectsFile, !request.isDryRun, summary.failure == nil || !rejectLines.isEmpty {
            try Files.writeDurably(rejectLines, to: path)
        }
        return summary
    }

    private mutating func read(_ source: any RecordSource) async throws {
        let arrived = context?.clock()
        let run = try await Retrying.run {
            try await context?.store.beginRun(
                source: source.report.file, at: arrived ?? Instant(microseconds: 0))
        }
        var running: [Running] = []
        let chain = BatchChain()
        do {
            while !Task.isCancelled, let items = try await source.next() {
                for batch in split(items, arrived) {
                    while running.count >= Partition.depth { try await settle(running.removeFirst()) }
                    take(batch.rejects)
                    if let next = start(batch.events, source.context, run, chain) { running.append(next) }
                }
            }
        } catch let error as IngestError {
            summary.failure = error.description
        } catch {
            chain.breakOff()
            for other in running { _ = try? await other.task.value }
            throw error
        }
        while !running.isEmpty { try await settle(running.removeFirst()) }
        var report = source.report
        report.accepted = states[.accepted] ?? 0
        report.duplicate = states[.duplicate] ?? 0
        report.revised = states[.revised] ?? 0
        report.findings.merge(noticed, uniquingKeysWith: +)
        summary.add(report)
        if let context, let run { try await end(run, report, context) }
        rejects = []
        states = [:]
        noticed = [:]
    }

    /// Keeps the counts, findings and refused records of the run.
    private func end(_ run: Int64, _ report: IngestReport, _ context: EngineContext) async throws {
        var counts = IngestCounts()
        counts.accepted = Int64(report.accepted)
        counts.duplicate = Int64(report.duplicate)
        counts.revised = Int64(report.revised)
        counts.rejected = Int64(report.rejected)
        let rows = rejects.map { reject in
            RejectRow(
                file: reject.file, line: Int64(reject.line), field: reject.field, value: reject.found,
                reason: "\(reject.code.rawValue) \(reject.reason)", raw: reject.raw)
        }
        let findings =
            report.findings.map { IngestFinding(code: $0.key, path: "", count: Int64($0.value)) }
            + report.unknownFields.map { IngestFinding(code: "unknown-field", path: $0.key, count: Int64($0.value)) }
        try await Retrying.run {
            try await context.store.finishRun(
                run, counts: counts, rejects: rows, findings: findings, at: context.clock())
        }
    }

    /// A batch on its way through assessment and commit.
    private struct Running {
        let task: Task<BatchResult, any Error>
        let count: Int
    }

    private func start(
        _ events: [Event], _ payloadContext: String, _ run: Int64?, _ chain: BatchChain
    ) -> Running? {
        guard !events.isEmpty, let partition else { return nil }
        let batch = ArrivingBatch(events: events, payloadContext: payloadContext, runID: run, mayWait: true)
        let ticket = partition.ticket()
        return Running(
            task: Task { try await partition.process(batch, ticket: ticket, in: chain) }, count: events.count)
    }

    private mutating func settle(_ running: Running) async throws {
        let result = try await running.task.value
        for state in result.states { states[state, default: 0] += 1 }
        noticed.merge(result.findings, uniquingKeysWith: +)
        summary.add(result)
        done += running.count
        progress(.stored(done))
    }

    /// Cuts items so that no key stands twice in a batch: the second one is judged after the first is committed.
    private func split(
        _ items: [IngestItem], _ arrived: Instant?
    ) -> [(events: [Event], rejects: [IngestReject])] {
        var batches: [(events: [Event], rejects: [IngestReject])] = []
        var events: [Event] = []
        var rejects: [IngestReject] = []
        var seen: Set<EventKey> = []
        for item in items {
            switch item {
            case .reject(let reject): rejects.append(reject)
            case .event(var event):
                if let arrived { event.arrivedAt = arrived }
                if !seen.insert(event.key).inserted {
                    batches.append((events, rejects))
                    events = []
                    rejects = []
                    seen = [event.key]
                }
                events.append(event)
            }
        }
        batches.append((events, rejects))
        return batches
    }

    private mutating func take(_ refused: [IngestReject]) {
        for reject in refused {
            if summary.shownRejects.count < IngestSummary.shownLimit { summary.shownRejects.append(reject) }
            if request.rejectsFile != nil { rejectLines += RejectFile.line(reject) }
            rejects.append(reject)
        }
    }
}
