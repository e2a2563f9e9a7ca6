import ArgumentParser
import Engine
import Formats
import Foundation
import Rules

struct RulesBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "How long a changed rule takes to be in force beside many others.",
        discussion: """
            The rules in force are copied under other numbers; then one rule after the other is changed and the folder reloaded, \
            its tests included. Needs no database.

            Examples:
              amplomb rules bench
              amplomb rules bench --rules 76 --reloads 50
            """)

    @Option(help: "Rules in the folder.")
    var rules = 500
    @Option(help: "Reloads, each of one changed rule.")
    var reloads = 40
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard (1...5_000).contains(rules), (1...10_000).contains(reloads) else {
            throw ValidationError("--rules: 1 to 5000, --reloads: 1 to 10000")
        }
    }

    func run() async throws {
        let origin = ContinuousClock.now
        let bench = ReloadBench {
            let (seconds, attoseconds) = (ContinuousClock.now - origin).components
            return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        }
        let files = ReloadBench.copies(
            of: try RuleFolder.sources(try Runtime.rulesDirectory(common)), count: rules)
        guard let figures = bench.run(files, reloads: reloads) else {
            throw EngineError(.unreadable, "the rules do not load", remedy: "amplomb rules lint")
        }
        func milliseconds(_ time: Int64) -> String { "\(time / 1_000_000).\(time / 100_000 % 10)" }
        if common.wantsJSON {
            var output = JSONOutput()
            output.object { json in
                json.member("rules", figures.rules)
                json.member("load_ms", milliseconds(figures.load))
                json.member("reload_median_ms", milliseconds(figures.median))
                json.member("reload_longest_ms", milliseconds(figures.longest))
            }
            Terminal.print(output.text)
        } else {
            Terminal.print(
                "\(figures.rules) rules: loaded in \(milliseconds(figures.load)) ms; one changed and reloaded in "
                    + "\(milliseconds(figures.median)) ms (median), \(milliseconds(figures.longest)) ms (longest of \(reloads))"
            )
        }
    }
}
