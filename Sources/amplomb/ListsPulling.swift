import Domain
import Engine
import Formats
import Screening
import Service

/// Runs a pull with the HTTP client of `Service` and says of each list what came of it.
enum ListsPulling {
    /// - Returns: how many lists could not be fetched or were refused.
    static func run(_ engine: Engine, list: String?, seconds: Int, json: Bool) async throws -> Int {
        var limits = ListDownloadLimits()
        limits.total = TimeSpan(microseconds: Int64(seconds) * TimeSpan.second.microseconds)
        limits.connect = min(limits.connect, limits.total)
        let wanted = limits
        var lines: [ListPullLine] = []
        let rescreen = try await ListClient.withClient(agent: "amplomb/\(AmplombCommand.version)", limits: wanted) {
            client in
            try await engine.pullLists(
                list, limits: wanted,
                using: { (download) async throws(ListDownloadError) in try await client.fetch(download) },
                report: { line in
                    lines.append(line)
                    if !json { say(line) }
                })
        }
        if json {
            Terminal.print(ListsText.json(lines))
        } else if let rescreen {
            Terminal.print(rescreen.text)
        }
        return lines.count { if case .failed = $0.result { true } else { false } }
    }

    private static func say(_ line: ListPullLine) {
        switch line.result {
        case .imported(let imported):
            Terminal.print(ListsText.text(imported, isDryRun: false))
            ListsText.notes(imported)
        case .confirmed(let version):
            Terminal.print("\(line.source.id)  unchanged, confirmed: \(version.hex.prefix(16))")
        case .rolledBack(let version):
            Terminal.print(
                "\(line.source.id)  the publisher still has \(version.hex.prefix(16)), from which somebody went back: it stays "
                    + "out of force")
            Terminal.note(
                "         amplomb lists rollback \(line.source.id) --to \(version.hex.prefix(16)) --reason TEXT takes it"
            )
        case .failed(let error):
            Terminal.note("amplomb: \(error.message)")
            Terminal.note("         \(error.remedy)")
        }
    }
}
