import ArgumentParser
import Engine
import Dispatch
import Foundation
import Logging
import Service

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Open the pages for people on this machine: the queue, cases, assessments, health.",
        discussion: """
            Prints the address when it is ready, and ends with exit 0 on SIGTERM or Ctrl-C after open requests are finished. \
            Only this machine can reach it until sign-in exists. SIGHUP reads the rules again: they are in force from the next \
            event on where they load and the tests of the changed ones hold; else those before stay, and a case says so.

            Examples:
              amplomb serve
              amplomb serve --listen 127.0.0.1:9000
              kill -HUP PID
            """)

    @Option(help: "The loopback address and port.")
    var listen = "127.0.0.1:8080"
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let address: ListenAddress
        do {
            address = try ListenAddress(listen)
        } catch {
            throw EngineError(.configuration, "\(error)")
        }
        let engine = try await Runtime.open(common)
        var logger = Logger(label: "amplomb")
        logger.handler = StreamLogHandler.standardError(label: "amplomb")
        logger.logLevel = .error
        do {
            try await Self.reloading(engine) { [logger] in
                try await Service.run(listen: address, data: EngineConsole(engine: engine), logger: logger) { url in
                    Terminal.print("ready: \(url)")
                    fflush(nil)
                }
            }
        } catch let error as ServiceError {
            try await engine.close()
            throw EngineError(.configuration, "\(error)")
        }
        try await engine.close()
    }

    /// Runs `body`, and reloads the rules at each SIGHUP meanwhile, one reload after the other.
    private static func reloading(_ engine: Engine, _ body: @Sendable @escaping () async throws -> Void) async throws {
        signal(SIGHUP, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: .global())
        let hangups = AsyncStream<Void>(bufferingPolicy: .bufferingNewest(1)) { continuation in
            source.setEventHandler { continuation.yield() }
        }
        source.resume()
        defer { source.cancel() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in hangups { await reload(engine) } }
            group.addTask { try await body() }
            // The loop over signals never ends by itself.
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private static func reload(_ engine: Engine) async {
        do {
            switch try await engine.reloadRules() {
            case .unchanged: Terminal.note("rules: nothing changed")
            case .accepted(let changed, let set):
                Terminal.note("rules: \(changed.count) changed, set \(set): \(changed.joined(separator: " "))")
            case .refused(let lines):
                Terminal.note("rules: refused, those before stay in force")
                lines.forEach { Terminal.note($0) }
            }
        } catch {
            Terminal.note("rules: \(error)")
        }
    }
}
