import ArgumentParser
import Engine
import Foundation
import Logging
import Service

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Open the pages for people on this machine: the queue, cases, assessments, health.",
        discussion: """
            Prints the address when it is ready, and ends with exit 0 on SIGTERM or Ctrl-C after open requests are finished. \
            Only this machine can reach it until sign-in exists.

            Examples:
              amplomb serve
              amplomb serve --listen 127.0.0.1:9000
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
            try await Service.run(listen: address, data: EngineConsole(engine: engine), logger: logger) { url in
                Terminal.print("ready: \(url)")
                fflush(nil)
            }
        } catch let error as ServiceError {
            try await engine.close()
            throw EngineError(.configuration, "\(error)")
        }
        try await engine.close()
    }
}
