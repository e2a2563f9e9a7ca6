import Cluster
import Domain
import Engine
import Foundation
import Store

/// Finds the home, starts the private cluster where no server is named, and opens the engine.
enum Runtime {
    static var environment: [String: String] { ProcessInfo.processInfo.environment }

    static func home() throws -> Home { try Home.resolve(environment: environment, isRoot: geteuid() == 0) }

    /// Opens the engine of this home; `init` made it.
    static func open(_ common: CommonOptions, creating: Bool = false) async throws -> Engine {
        let home = try home()
        guard creating || home.exists else {
            throw EngineError(
                .configuration, "there is no Amplomb home at \(home.path)",
                remedy: "run amplomb init (or amplomb init --sample for a small platform to try)")
        }
        if creating { try home.create() }
        let database = try database(common, home)
        let options = EngineOptions(
            home: home, rulesDirectory: try rulesDirectory(common), listsDirectory: try listsDirectory(common),
            zoneDirectory: "/usr/share/zoneinfo",
            executable: "/proc/self/exe", notice: { Terminal.note($0) },
            mailProgram: environment["AMPLOMB_SENDMAIL"] ?? "/usr/sbin/sendmail", clock: now)
        return try await Engine.open(options, database: database)
    }

    /// The place of the database: a server that the user names, else the private cluster, started here.
    static func database(_ common: CommonOptions, _ home: Home) throws -> DatabasePlace {
        let named = common.db ?? environment["DATABASE_URL"]
        if let url = named, !url.isEmpty { return .server(url) }
        do {
            let cluster = try cluster(home)
            try cluster.start()
            return .embedded(
                administrator: cluster.connectionString(role: "postgres"),
                engine: cluster.connectionString(role: "amplomb_engine"))
        } catch {
            throw EngineError(.unavailable, error.description)
        }
    }

    static func cluster(_ home: Home) throws(ClusterError) -> Cluster {
        try Cluster(home: home.path, searchPath: environment["PATH"] ?? "")
    }

    /// The folder of rule files: the option, the environment, `rules` here, or beside the checkout the program was built in.
    static func rulesDirectory(_ common: CommonOptions) throws -> String {
        if let given = common.rulesDirectory ?? environment["AMPLOMB_RULES_DIR"] { return given }
        var candidates = ["rules"]
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        for _ in 0..<5 {
            candidates.append(folder.appendingPathComponent("rules").path)
            folder.deleteLastPathComponent()
        }
        candidates.append("/usr/share/amplomb/rules")
        for candidate in candidates where FileManager.default.fileExists(atPath: candidate + "/scoring.yaml") {
            return candidate
        }
        throw EngineError(
            .configuration, "no folder of rules was found (looked for rules/scoring.yaml)",
            remedy: "run amplomb in the checkout, or name the folder with --rules-dir")
    }

    /// The folder of `sources.yaml`: the environment, else `sanctions-lists` beside the rules.
    static func listsDirectory(_ common: CommonOptions) throws -> String {
        if let given = environment["AMPLOMB_LISTS_DIR"], !given.isEmpty { return given }
        return EngineOptions.listsDirectory(besideRules: try rulesDirectory(common))
    }

    /// The clock of the shell; nothing below the engine reads one.
    static let now: @Sendable () -> Instant = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}
