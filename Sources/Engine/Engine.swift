package import Domain
import Evidence
import Formats
import Ingest
package import Store

/// Where the engine finds what it needs on this machine.
package struct EngineOptions: Sendable {
    package let home: Home
    package let rulesDirectory: String
    /// The folder of `sources.yaml`.
    package let listsDirectory: String
    /// The system's time-zone files.
    package let zoneDirectory: String
    /// The running program, whose hash stands in each evidence envelope.
    package let executable: String
    package let clock: @Sendable () -> Instant
    /// Told what goes on, yet not as it should: a sentence for whoever operates the program.
    package let notice: @Sendable (String) -> Void
    /// How often a long run signs what it has written.
    package let signingInterval: Duration
    /// How many events a long run takes in before it writes the windows down meanwhile.
    package let windowsKeptEvery: Int
    /// How many bytes of window rows stand on the heap before they move into files.
    package let windowBytesOnHeap: Int
    /// The program that takes mails, as sendmail does; nil: they wait in the outbox.
    package let mailProgram: String?

    /// - Parameter listsDirectory: `sanctions-lists` beside the rules when left out, as in the checkout.
    package init(
        home: Home, rulesDirectory: String, listsDirectory: String? = nil, zoneDirectory: String, executable: String,
        notice: @escaping @Sendable (String) -> Void = { _ in }, signingInterval: Duration = .seconds(60),
        windowsKeptEvery: Int = 50_000, windowBytesOnHeap: Int = 1 << 27, mailProgram: String? = nil,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.home = home
        self.rulesDirectory = rulesDirectory
        self.listsDirectory = listsDirectory ?? Self.listsDirectory(besideRules: rulesDirectory)
        self.zoneDirectory = zoneDirectory
        self.executable = executable
        self.notice = notice
        self.signingInterval = signingInterval
        self.windowsKeptEvery = windowsKeptEvery
        self.windowBytesOnHeap = windowBytesOnHeap
        self.mailProgram = mailProgram
        self.clock = clock
    }
}

extension EngineOptions {
    package static func listsDirectory(besideRules folder: String) -> String { folder + "/../sanctions-lists" }
}

/// Which database the engine works on.
package enum DatabasePlace: Sendable {
    /// The private cluster: connection strings of its administrator and of the engine's role.
    case embedded(administrator: String, engine: String)
    /// A server that the user names.
    case server(String)
}

/// The running engine of one home: everything a command or a page asks for.
package final class Engine: Sendable {
    package let options: EngineOptions
    package let store: Store
    let database: DatabasePlace
    let context: EngineContext
    let partition: Partition
    let signer: Signer

    private init(
        options: EngineOptions, store: Store, database: DatabasePlace, context: EngineContext, signer: Signer
    ) {
        self.options = options
        self.store = store
        self.database = database
        self.context = context
        self.signer = signer
        partition = Partition(context: context, keptEvery: options.windowsKeptEvery)
    }

    /// Opens the database (bringing its schema up to date) and loads the knowledge in force.
    ///
    /// - Throws: `EngineError`: `unavailable` for the database, `configuration` for rules or keys.
    package static func open(_ options: EngineOptions, database: DatabasePlace) async throws -> Engine {
        let location: Store.Location =
            switch database {
            case .embedded(let administrator, let engine): Store.Location(administrator: administrator, work: engine)
            case .server(let url): Store.Location(url: url)
            }
        let store: Store
        do {
            store = try await Store.open(location)
        } catch {
            throw EngineError(.unavailable, "\(error)", remedy: "see amplomb status, or the server's log")
        }
        guard let log = LogOrigin("amplomb/\(Signer.mainLog)") else {
            throw EngineError(.internal, "the log has no name")
        }
        let loader = KnowledgeLoader(options: options, store: store)
        let context = EngineContext(
            store: store, loader: loader, casePolicy: try loader.casePolicy(),
            zones: SystemZones.knowledge(directory: options.zoneDirectory),
            engineHash: try EngineIdentity.hash(of: options.executable), log: log,
            subjectKey: try loader.subjectKey(), clock: options.clock)
        return Engine(
            options: options, store: store, database: database, context: context,
            signer: Signer(home: options.home, log: log))
    }

    /// Makes keys and the log's first entries.
    ///
    /// - Returns: whether anything was made now.
    package func initialise() async throws -> Bool {
        let (_, isNew) = try signer.ensureKey()
        return isNew
    }

    /// Reads files, assesses and commits.
    package func ingest(_ request: IngestRequest, progress: @escaping @Sendable (IngestProgress) -> Void) async throws
        -> IngestSummary
    {
        let started = options.clock()
        var summary: IngestSummary
        switch request.format {
        case .rates: summary = try await ingestRates(request, progress: progress)
        default:
            try await Retrying.run {
                try await context.loadKnowledge()
                try await logKnowledge()
                try await partition.claim { progress(.waiting(for: $0)) }
            }
            summary = try await signingMeanwhile {
                var runner = IngestRunner(
                    context: context, partition: partition, request: request, zones: context.zones, progress: progress)
                var summary = try await runner.run()
                summary.add(try await partition.settle { progress(.judged($0, of: $1)) })
                return summary
            }
        }
        summary.duration = options.clock() - started
        return summary
    }

    /// Signs what is written while a long run goes on, so that at no time more than a minute of it is unsigned
    /// (evidence.md section 4), and holds no longer what was purged meanwhile. What fails here is met again, and told, when
    /// the command ends.
    private func signingMeanwhile<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        let signing = repeating { _ = try? await self.signCheckpoint() }
        // Beside it: this one waits for the batch at hand, which may be long.
        let dropping = repeating { try? await self.partition.dropPurged() }
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        for task in [signing, dropping] { task.cancel() }
        for task in [signing, dropping] { await task.value }
        return try result.get()
    }

    /// Does something every ``EngineOptions/signingInterval`` until it is cancelled.
    private func repeating(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
        let interval = options.signingInterval
        return Task {
            while true {
                do { try await Task.sleep(for: interval) } catch { return }
                await body()
            }
        }
    }

    /// Parses and maps only.
    package static func dryRun(_ request: IngestRequest, progress: @escaping @Sendable (IngestProgress) -> Void)
        async throws
        -> IngestSummary
    {
        var runner = IngestRunner(
            context: nil, partition: nil, request: request,
            zones: SystemZones.knowledge(directory: "/usr/share/zoneinfo"), progress: progress)
        return try await runner.run()
    }

    /// Signs a checkpoint over what was written, deposits it where anchors are configured, then closes: how a command ends.
    ///
    /// - Returns: what could not be deposited, a sentence each.
    @discardableResult
    package func finish() async throws -> [String] {
        try? await partition.release()
        do {
            let failures = try await Retrying.run { try await seal() }
            await store.close()
            return failures
        } catch let error as EngineError {
            await store.close()
            let command = "amplomb evidence checkpoint"
            let stands = "what was written stands, its signature alone is missing"
            // Once is enough where the remedy names the command already.
            let isNamed = error.remedy.contains(command)
            let remedy = [error.remedy, isNamed ? stands : "\(stands): \(command) signs it"]
            throw EngineError(
                error.code, error.message, remedy: remedy.filter { !$0.isEmpty }.joined(separator: "; "))
        }
    }

    /// Closes without writing.
    package func close() async throws {
        try? await partition.release()
        await store.close()
    }
}

/// Which build of Amplomb decided.
enum EngineIdentity {
    /// SHA-256 of the executable file.
    static func hash(of path: String) throws(EngineError) -> Hash32 {
        Hash32(SHA256Hasher.hash(try Files.read(path))) ?? .zero
    }
}

/// Zone rules of the system with their version, read once.
enum SystemZones {
    static func knowledge(directory: String) -> ZoneKnowledge {
        let index = (try? Files.read("\(directory)/tzdata.zi")).map { ZoneDatabase.index(tzdata: $0) }
        let names = index?.names ?? []
        let database = ZoneDatabase(version: index?.version ?? "unknown", names: names) { name in
            try? Files.read("\(directory)/\(name)")
        }
        return ZoneKnowledge(database)
    }
}
