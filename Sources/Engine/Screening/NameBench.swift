package import Domain
import Formats
package import Screening

/// How fast names are screened one after the other on one core, with the explanation of each hit.
package struct NameBench: Sendable {
    package let names: Int
    /// Names with at least one match.
    package let alerts: Int
    package let rejected: Int
    package let total: TimeSpan
    /// Of single names, in microseconds.
    package let p50: Int64
    package let p99: Int64
    package let slowest: Int64
    package let listNames: Int

    private var perSecond: Int64 { Int64(names) * 1_000_000 / max(1, total.microseconds) }

    package var text: String {
        "\(names) names against \(listNames): \(alerts) alerts, \(perSecond) names/s on one core; "
            + "single p50 \(p50) us, p99 \(p99) us, slowest \(slowest) us; \(rejected) rows rejected"
    }

    package var json: String {
        var output = JSONOutput()
        output.object { json in
            json.member("names", names)
            json.member("list_names", listNames)
            json.member("alerts", alerts)
            json.member("rejected", rejected)
            json.member("names_per_second", perSecond)
            json.member("p50_us", p50)
            json.member("p99_us", p99)
            json.member("max_us", slowest)
        }
        return output.text
    }
}

extension Engine {
    /// Screens the names of a CSV file one after the other and takes the time of each.
    ///
    /// - Parameters:
    ///   - usesFacts: with birth date, country and gender; else the name alone.
    ///   - clock: the caller's, in microseconds.
    package static func benchNames(
        _ screener: Screener, file: String, columns: [SubjectText.Field: String], usesFacts: Bool,
        clock: () -> Int64
    ) throws -> NameBench {
        let (rows, rejected) = try subjects(of: file, columns: columns)
        var queries = rows.map(\.query)
        for index in queries.indices {
            if queries[index].type == .unknown { queries[index].type = .person }
            if !usesFacts {
                queries[index] = ScreeningQuery(name: queries[index].name, type: queries[index].type)
            }
        }
        // Tables and working memory are made once a process.
        for query in queries.prefix(1_000) { _ = screener.screen(query) }
        var times: [Int64] = []
        times.reserveCapacity(queries.count)
        var alerts = 0
        let start = clock()
        for query in queries {
            let before = clock()
            if screener.screen(query).isMatch { alerts += 1 }
            times.append(clock() - before)
        }
        let total = clock() - start
        times.sort()
        func at(_ percent: Int) -> Int64 {
            times.isEmpty ? 0 : times[min(times.count - 1, times.count * percent / 100)]
        }
        return NameBench(
            names: queries.count, alerts: alerts, rejected: rejected, total: TimeSpan(microseconds: total), p50: at(50),
            p99: at(99), slowest: times.last ?? 0, listNames: screener.snapshot.nameCount)
    }
}
