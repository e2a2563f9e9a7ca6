import ArgumentParser
import Engine
import Evidence
import Store

struct EvidenceBenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Evidence entries a second made durable, by one writer and by many, and that they are one log.",
        discussion: """
            Works in a database of its own in the private cluster, which is dropped at the end; the log of this home is \
            not touched. All entries are then verified and two hundred of them proven. Exit code 1 where anything is missing, \
            double or forked.

            Examples:
              amplomb evidence bench
              amplomb evidence bench --entries 1000000 --writers 1,2,8 -o json
            """)

    @Option(help: "Entries of the whole log; the writers' rounds share them evenly.")
    var entries = 300_000
    @Option(help: "Entries a transaction.")
    var batch = 4_096
    @Option(help: "A round for each number of writers, with commas between.")
    var writers = "1,2,8"
    @OptionGroup var common: CommonOptions

    private var rounds: [Int]? {
        let parts = writers.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        return parts.allSatisfy { $0.map { (1...64).contains($0) } ?? false } ? parts.compactMap(\.self) : nil
    }

    func validate() throws {
        guard let rounds, (rounds.count...100_000_000).contains(entries) else {
            throw ValidationError(
                "--writers \(writers): expected numbers from 1 to 64; --entries \(entries): at least one a round")
        }
        guard (1...100_000).contains(batch) else { throw ValidationError("--batch \(batch): expected 1 to 100000") }
    }

    func run() async throws {
        guard case .embedded(let administrator, let engine) = try Runtime.database(common, try Runtime.home()) else {
            throw EngineError(
                .configuration, "evidence bench makes a database of its own in the private cluster",
                remedy: "leave --db and DATABASE_URL out")
        }
        let origin = ContinuousClock.now
        let rounds = rounds ?? []
        let lines = Lines(wantsJSON: common.wantsJSON)
        let entries = entries
        try await EvidenceBench.run(
            at: Store.Location(administrator: administrator, work: engine), batch: batch,
            clock: {
                let (seconds, attoseconds) = (ContinuousClock.now - origin).components
                return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
            },
            { bench in
                for (number, writers) in rounds.enumerated() {
                    let (from, to) = (entries * number / rounds.count, entries * (number + 1) / rounds.count)
                    lines.show(try await bench.append(to - from, from: from, writers: writers))
                }
                let proven = try await bench.prove()
                lines.show(proven, entries)
                let isWhole = proven.report.state == .proven && proven.report.summary.provenSize == UInt64(entries)
                if !isWhole || !proven.proofsHold { throw Finished(code: 1) }
            })
    }

    /// A line a figure.
    private struct Lines {
        let wantsJSON: Bool

        func show(_ appended: EvidenceBench.Appended) {
            let milliseconds = appended.nanoseconds / 1_000_000
            Terminal.print(
                wantsJSON
                    ? "{\"writers\":\(appended.writers),\"entries\":\(appended.entries),\"milliseconds\":\(milliseconds),"
                        + "\"entries_per_second\":\(appended.perSecond)}"
                    : "\(appended.writers) writers: \(appended.entries) entries in \(milliseconds) ms, "
                        + "\(appended.perSecond)/s")
        }

        func show(_ proven: EvidenceBench.Proven, _ entries: Int) {
            let milliseconds = proven.nanoseconds / 1_000_000
            let (size, wrong) = (proven.report.summary.provenSize, proven.report.findings.count)
            Terminal.print(
                wantsJSON
                    ? "{\"appended\":\(entries),\"proven_size\":\(size),\"findings\":\(wrong),"
                        + "\"verify_milliseconds\":\(milliseconds),\"proof_hash_bytes\":\(proven.hashBytes),"
                        + "\"proof_text_bytes\":\(proven.textBytes),\"proofs_hold\":\(proven.proofsHold)}"
                    : "verified: \(size) of \(entries) entries in \(milliseconds) ms, \(wrong) findings; longest proof "
                        + "\(proven.hashBytes) bytes of hashes, \(proven.textBytes) as text; proofs "
                        + (proven.proofsHold ? "hold" : "DO NOT HOLD"))
        }
    }
}
