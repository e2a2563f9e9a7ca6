import ArgumentParser
import Domain
import Engine
import Formats
import Windows

struct WindowsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "windows", abstract: "The windows over history: whether they are right, and how fast they answer.",
        subcommands: [WindowsCheckCommand.self, WindowsBench.self])
}

struct WindowsCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "The windows as a start reads them, held against those that all of history gives.",
        discussion: """
            Between two runs the windows stand in files of the home (AMPLOMB_HOME/windows, and windows.more with what changed
            since that was written); a start reads them and what came since. They are only a copy: delete both while no
            command runs, and the next start reads history.

            Examples:
              amplomb windows check
              amplomb windows check -o json
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let check = try await engine.checkWindows { Terminal.note("\($0) is writing to this database: waiting for it") }
        try await engine.close()
        if common.wantsJSON {
            var output = JSONOutput()
            output.object { json in
                json.member("events", check.events)
                json.member("rows", check.rows)
                json.member("used_file", check.usedFile)
                json.member("fresh", check.fresh)
                json.member("is_equal", check.isEqual)
                json.member("start_seconds", decimalText(check.started.microseconds, decimals: 6, minimum: 2))
                json.member("history_seconds", decimalText(check.rebuilt.microseconds, decimals: 6, minimum: 2))
            }
            Terminal.print(output.text)
        } else {
            Terminal.print(check.text)
        }
        if !check.isEqual { throw Finished(code: 1) }
    }
}

struct WindowsBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Seeded events through the windows in memory: events a second, times, bytes a row.",
        discussion: """
            Zipf keys, 5 % of the events up to 48 hours late; needs no database. One line a measurement.

            Examples:
              amplomb windows bench
              amplomb windows bench --events 10000000 --csv events.csv
            """)

    @Option(help: "Events of the workload with one key an event.")
    var events = 4_000_000
    @Option(help: "Different keys.")
    var keys = 100_000
    @Option(help: "Seed of the workloads.")
    var seed: UInt64 = 1
    @Option(
        help: "Write the first workload to this file, at,key,value a line in order of arrival, for peers to answer.")
    var csv: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard events > 0, events <= Int(Int32.max), keys > 0, keys <= 10_000_000 else {
            throw ValidationError("--events and --keys: expected positive numbers, keys at most 10000000")
        }
    }

    func run() async throws {
        let origin = ContinuousClock.now
        let bench = WindowBench {
            let (seconds, attoseconds) = (ContinuousClock.now - origin).components
            return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        }
        let one = WindowWorkload(count: events, seed: seed, keyCount: keys, stepMicroseconds: 500_000)
        if let csv { try write(one, to: csv) }
        report("answers_as_they_arrive", bench.answers(one, widths: [WindowBench.day], size: 1))
        report("answers_in_batches", bench.answers(one, widths: [WindowBench.day]))
        report("answers_at_the_end", bench.finalAnswers(one, width: WindowBench.day))
        let (rescored, affected) = bench.rescoring(one, width: WindowBench.day)
        report("answers_and_affected", rescored, ["affected": "\(affected)"])
        report("inserts_alone", bench.answers(one, widths: []))

        let count = min(events, 1_000_000)
        let four = WindowWorkload(
            count: count, seed: seed &+ 1, spaces: 4, keyCount: keys, stepMicroseconds: 10_000_000)
        report("four_keys_ten_windows", bench.answers(four, widths: WindowBench.tenWidths))
        report("four_keys_ten_windows_each", bench.answers(four, widths: WindowBench.tenWidths, timesEach: true))
        let hot = WindowWorkload(count: count, seed: seed &+ 2, keyCount: 1, stepMicroseconds: 10_000_000)
        report("one_key_ten_windows", bench.answers(hot, widths: WindowBench.tenWidths))
        report("one_key_ten_windows_each", bench.answers(hot, widths: WindowBench.tenWidths, timesEach: true))

        let restart = bench.restart(
            WindowWorkload(count: count, seed: seed &+ 3, keyCount: keys, stepMicroseconds: 500_000))
        print(
            "restart",
            [
                "rows": "\(restart.rows)", "bytes": "\(restart.bytes)",
                "write_ms": "\(restart.writeNanoseconds / 1_000_000)",
                "read_ms": "\(restart.readNanoseconds / 1_000_000)", "equal": "\(restart.isEqual)",
            ])
        print("memory", ["bytes_per_row": "\(bench.bytesPerRow(one))", "rows": "\(one.count)"])
        if !restart.isEqual { throw Finished(code: 70) }
    }

    private func write(_ workload: WindowWorkload, to path: String) throws {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(workload.count * 34)
        for start in stride(from: 0, to: workload.count, by: 10_000) {
            bytes += Array(workload.csv(start..<min(workload.count, start + 10_000)).utf8)
        }
        try Files.writeDurably(bytes, to: path)
    }

    private func report(_ name: String, _ figures: WindowBench.Figures, _ more: [String: String] = [:]) {
        var fields = more
        fields["events"] = "\(figures.events)"
        fields["events_per_s"] = "\(figures.eventsPerSecond)"
        fields["counts"] = "\(figures.counts)"
        fields["sums"] = "\(figures.sums)"
        for (label, perMille) in [("p50_ns", 500), ("p99_ns", 990), ("p999_ns", 999)] {
            if let time = figures.latency(perMille: perMille) { fields[label] = "\(time)" }
        }
        print(name, fields)
    }

    private func print(_ name: String, _ fields: [String: String]) {
        let sorted = fields.sorted { $0.key < $1.key }
        if common.wantsJSON {
            let members = sorted.map { key, value in
                Int64(value) != nil || UInt64(value) != nil || value == "true" || value == "false"
                    ? "\"\(key)\":\(value)" : "\"\(key)\":\"\(value)\""
            }
            Terminal.print("{\"measurement\":\"\(name)\",\(members.joined(separator: ","))}")
        } else {
            Terminal.print("\(name) " + sorted.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
        }
    }
}
