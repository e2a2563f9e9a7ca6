package import Domain
import Formats
package import Tax

/// How fast charge lines are judged: read, decided and written with the whole evidence.
package struct VATBench: Sendable {
    package let lines: Int
    /// Cores that worked at the same time.
    package let workers: Int
    package let total: TimeSpan
    /// Of single lines on one core, in nanoseconds.
    package let p50: UInt64
    package let p99: UInt64
    package let slowest: UInt64
    package let bytesWritten: Int

    package var perSecond: Int64 { Int64(lines) * 1_000_000 / max(1, total.microseconds) }

    private static func micros(_ nanoseconds: UInt64) -> String {
        decimalText(Int64(clamping: nanoseconds), decimals: 3, minimum: 1)
    }

    package var text: String {
        "\(lines) lines on \(workers) cores in \(decimalText(total.microseconds, decimals: 6, minimum: 2)) s: "
            + "\(perSecond) lines/s, \(bytesWritten) bytes of answers; single on one core p50 \(Self.micros(p50)) us, "
            + "p99 \(Self.micros(p99)) us, slowest \(Self.micros(slowest)) us"
    }

    package var json: String {
        var output = JSONOutput()
        output.object { json in
            json.member("lines", lines)
            json.member("workers", workers)
            json.member("lines_per_second", perSecond)
            json.member("p50_us", number: Self.micros(p50))
            json.member("p99_us", number: Self.micros(p99))
            json.member("max_us", number: Self.micros(slowest))
            json.member("bytes_written", bytesWritten)
        }
        return output.text
    }
}

extension Engine {
    /// Judges the records of a file over and over: first one by one for the time of each, then on all cores.
    ///
    /// - Parameters:
    ///   - count: lines to judge in all; the file is repeated.
    ///   - clock: nanoseconds of a monotonic clock.
    /// - Throws: `EngineError` `unreadable` for a file without records or with a line that is none.
    package static func benchVAT(
        _ pack: TaxPack, facts path: String, lines count: Int, span: SpanPolicy, clock: @escaping @Sendable () -> UInt64
    ) async throws -> VATBench {
        let bytes = try Files.read(path)
        let records = bytes.split(separator: 0x0A).filter { $0.contains { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 } }
        guard !records.isEmpty else {
            throw EngineError(.unreadable, "\(path) has no records", remedy: "name a facts file")
        }
        do {
            for (index, record) in records.enumerated() {
                _ = try FactsReader.read(record, file: path, line: index + 1)
            }
        } catch {
            throw EngineError(.unreadable, "\(error)", remedy: "correct the line named")
        }
        let single = try times(pack, records, min(count, 50_000), span, clock)
        let work = (0..<max(count, records.count)).map { records[$0 % records.count] }
        let start = clock()
        let written = try await Parallel.map(work) { slice in [try judge(pack, slice, span)] }
        let total = clock() - start
        return VATBench(
            lines: work.count, workers: Parallel.width, total: TimeSpan(microseconds: Int64(clamping: total / 1000)),
            p50: single[single.count / 2], p99: single[single.count * 99 / 100], slowest: single.last ?? 0,
            bytesWritten: written.reduce(0, +))
    }

    private static func judge(_ pack: TaxPack, _ lines: ArraySlice<ArraySlice<UInt8>>, _ span: SpanPolicy) throws -> Int
    {
        var output = JSONOutput()
        var written = 0
        for line in lines {
            pack.write(pack.verdict(for: try FactsReader.read(line, file: "", line: 1), span: span), to: &output)
            output.endLine()
            if output.bytes.count > 1 << 16 {
                written += output.bytes.count
                _ = output.take()
            }
        }
        return written + output.bytes.count
    }

    private static func times(
        _ pack: TaxPack, _ records: [ArraySlice<UInt8>], _ count: Int, _ span: SpanPolicy, _ clock: () -> UInt64
    ) throws -> [UInt64] {
        var output = JSONOutput()
        var times: [UInt64] = []
        times.reserveCapacity(count)
        for round in 0..<count + records.count {
            let record = records[round % records.count]
            let before = clock()
            pack.write(pack.verdict(for: try FactsReader.read(record, file: "", line: 1), span: span), to: &output)
            let time = clock() - before
            // The first round fills caches.
            if round >= records.count { times.append(time) }
            if output.bytes.count > 1 << 16 { _ = output.take() }
        }
        return times.sorted()
    }
}
