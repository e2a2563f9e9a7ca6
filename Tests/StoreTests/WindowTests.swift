import Domain
import Store
import Testing

@Suite("SQL windows", .serialized, .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
struct WindowTests {
    /// Straight from the definition, quadratic.
    private func expected(_ query: WindowQuery, _ rows: [WindowRow]) -> WindowAnswer {
        let range = rows.filter {
            $0.stream == query.stream && $0.key == query.key && $0.at > query.after && $0.at <= query.through
                && $0.eventKeyID != query.excluding
        }.sorted { ($0.at, $0.eventKeyID) < ($1.at, $1.eventKeyID) }
        var answer = WindowAnswer()
        answer.count = Int64(range.count)
        answer.unknownValues = Int64(range.filter { $0.value == nil }.count)
        answer.sum = range.reduce(Int128(0)) { $0 + Int128($1.value ?? 0) }
        answer.minimum = range.compactMap(\.value).min()
        answer.maximum = range.compactMap(\.value).max()
        answer.distinctLabels = Int64(Set(range.compactMap(\.label)).count)
        answer.unknownLabels = Int64(range.filter { $0.label == nil }.count)
        answer.lastEvent = range.last?.eventKeyID
        answer.lastAt = range.last?.at
        answer.lastValue = range.last?.value
        return answer
    }

    @Test(
        "answers equal the definition on random rows, edges and corrected rows included",
        arguments: [1, 2, 3] as [UInt64])
    func random(seed: UInt64) async throws {
        let (store, _) = try await TestServer.store()
        var generator = SplitMix(state: seed)
        func draw(_ bound: UInt64) -> Int64 { Int64(generator.next() % bound) }
        var rows: [Int64: WindowRow] = [:]
        for _ in 0..<4 {
            var changed: [WindowRow] = []
            for _ in 0..<150 {
                // A third of the draws are new versions of an event: other time, same key.
                let event = draw(300)
                let at = Instant(microseconds: draw(60) - 5)
                let row = WindowRow(
                    stream: Int32(event % 2), key: WindowKey("token:\(event % 5)"), at: at, eventKeyID: event,
                    revision: 1,
                    end: draw(6) == 0 ? nil : at + TimeSpan(microseconds: draw(9) - 1),
                    value: draw(7) == 0 ? nil : Int64.max / 2 - draw(1000), label: draw(8) == 0 ? nil : draw(6))
                changed.removeAll { $0.eventKeyID == event }
                changed.append(row)
                rows[event] = row
            }
            try await store.replaceWindowRows(changed)
        }
        let first = try #require(rows.keys.min())
        let gone = try #require(rows[first])
        rows[first] = nil
        try await store.replaceWindowRows([], removed: [gone])
        let all = Array(rows.values)
        var queries: [WindowQuery] = []
        var overlapping: [OverlapQuery] = []
        for row in all {
            let width = TimeSpan(microseconds: draw(20))
            queries.append(
                WindowQuery(
                    stream: row.stream, key: row.key,
                    after: Instant(microseconds: row.at.microseconds - width.microseconds),
                    through: row.at, excluding: draw(2) == 0 ? nil : row.eventKeyID))
            if let end = row.end {
                overlapping.append(
                    OverlapQuery(stream: row.stream, key: row.key, start: row.at, end: end, excluding: row.eventKeyID))
            }
        }
        let answers = try await store.windowAnswers(queries)
        for (query, answer) in zip(queries, answers) { #expect(answer == expected(query, all), "seed \(seed)") }
        let overlaps = try await store.overlaps(overlapping)
        for (query, found) in zip(overlapping, overlaps) {
            let wanted = all.filter { row in
                guard let end = row.end, query.end > query.start, end > row.at else { return false }
                return row.stream == query.stream && row.key == query.key && row.at < query.end && end > query.start
                    && row.eventKeyID != query.excluding
            }.sorted { ($0.at, $0.eventKeyID) < ($1.at, $1.eventKeyID) }.map(\.eventKeyID)
            #expect(found == wanted, "seed \(seed)")
        }
    }
}
