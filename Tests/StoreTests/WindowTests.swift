import Domain
import Foundation
import Store
import Testing
import Windows

/// Seeded rows with corrections, equal times, unknown values and large ones, and the questions about them.
struct BookWorkload {
    private(set) var rows: [Int64: WindowRow] = [:]
    private var generator: SplitMix
    private let events: UInt64
    private let span: UInt64

    init(seed: UInt64, events: UInt64, span: UInt64) {
        generator = SplitMix(state: seed)
        self.events = events
        self.span = span
    }

    mutating func draw(_ bound: UInt64) -> Int64 { Int64(generator.next() % bound) }

    /// Some of the draws are new versions of an event: other time, same key.
    mutating func change(_ count: Int, keys: UInt64) -> [WindowRow] {
        var changed: [Int64: WindowRow] = [:]
        for _ in 0..<count {
            let event = draw(events)
            let at = Instant(microseconds: draw(span) - 5)
            let row = WindowRow(
                stream: Int32(event % 2), key: WindowKey("token:\(UInt64(event) % keys)"), at: at, eventKeyID: event,
                revision: 1, end: draw(6) == 0 ? nil : at + TimeSpan(microseconds: draw(9) - 1),
                value: draw(7) == 0 ? nil : Int64.max / 2 - draw(1000), label: draw(8) == 0 ? nil : draw(6))
            changed[event] = row
            rows[event] = row
        }
        return changed.values.sorted { $0.eventKeyID < $1.eventKeyID }
    }

    mutating func take(_ event: Int64) -> WindowRow? { rows.removeValue(forKey: event) }

    mutating func questions(about some: [WindowRow], width: UInt64) -> ([WindowQuery], [OverlapQuery]) {
        var queries: [WindowQuery] = []
        var overlapping: [OverlapQuery] = []
        for row in some {
            queries.append(
                WindowQuery(
                    stream: row.stream, key: row.key,
                    after: Instant(microseconds: row.at.microseconds - draw(width)), through: row.at,
                    excluding: draw(2) == 0 ? nil : row.eventKeyID))
            if let end = row.end {
                overlapping.append(
                    OverlapQuery(stream: row.stream, key: row.key, start: row.at, end: end, excluding: row.eventKeyID))
            }
        }
        return (queries, overlapping)
    }
}

@Suite("Windows of whole sets", .serialized)
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

    private func expected(_ query: OverlapQuery, _ rows: [WindowRow]) -> [Int64] {
        rows.filter { row in
            guard let end = row.end, query.end > query.start, end > row.at else { return false }
            return row.stream == query.stream && row.key == query.key && row.at < query.end && end > query.start
                && row.eventKeyID != query.excluding
        }.sorted { ($0.at, $0.eventKeyID) < ($1.at, $1.eventKeyID) }.map(\.eventKeyID)
    }

    /// What every implementation has to do.
    private func checkAgainstDefinition<Book: WindowBook>(_ empty: Book, seed: UInt64) async throws {
        var book = empty
        var workload = BookWorkload(seed: seed, events: 300, span: 60)
        for _ in 0..<4 { try await book.replaceWindowRows(workload.change(150, keys: 5), removed: []) }
        let first = try #require(workload.rows.keys.min())
        let taken = workload.take(first)
        let gone = try #require(taken)
        try await book.replaceWindowRows([], removed: [gone])
        let all = workload.rows.values.sorted { $0.eventKeyID < $1.eventKeyID }
        let (queries, overlapping) = workload.questions(about: all, width: 20)
        let answers = try await book.windowAnswers(queries)
        for (query, answer) in zip(queries, answers) { #expect(answer == expected(query, all), "seed \(seed)") }
        let overlaps = try await book.overlaps(overlapping)
        for (query, found) in zip(overlapping, overlaps) { #expect(found == expected(query, all), "seed \(seed)") }
    }

    @Test(
        "answers in memory equal the definition, edges and corrected rows included", arguments: [1, 2, 3] as [UInt64])
    func memory(seed: UInt64) async throws {
        try await checkAgainstDefinition(MemoryWindowBook(streams: 2), seed: seed)
    }

    @Test(
        "answers in SQL equal the definition, edges and corrected rows included",
        .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"),
        arguments: [1, 2, 3] as [UInt64])
    func sql(seed: UInt64) async throws {
        let (store, _) = try await TestServer.store()
        try await checkAgainstDefinition(store, seed: seed)
    }

    /// `AMPLOMB_WINDOW_SQL_EVENTS` asks for the long form.
    @Test(
        "memory and SQL give equal answers on many events",
        .enabled(if: TestServer.isInstalled, "no PostgreSQL 15 or later is installed"))
    func agreement() async throws {
        let asked = ProcessInfo.processInfo.environment["AMPLOMB_WINDOW_SQL_EVENTS"].flatMap(Int.init) ?? 4_000
        let (store, _) = try await TestServer.store()
        var memory = MemoryWindowBook(streams: 2)
        // Distinct events are four fifths of the draws; the others are corrections.
        var workload = BookWorkload(seed: 11, events: UInt64(asked), span: UInt64(asked))
        let keys = UInt64(max(5, asked / 50))
        var left = asked
        while left > 0 {
            let rows = workload.change(min(left, 10_000), keys: keys)
            try await store.replaceWindowRows(rows, removed: [])
            memory.replaceWindowRows(rows)
            left -= 10_000
        }
        let all = workload.rows.values.sorted { $0.eventKeyID < $1.eventKeyID }
        var different = 0
        for from in stride(from: 0, to: all.count, by: 2_000) {
            let part = Array(all[from..<min(all.count, from + 2_000)])
            let (queries, overlapping) = workload.questions(about: part, width: UInt64(asked))
            let answers = try await store.windowAnswers(queries)
            different += zip(answers, memory.windowAnswers(queries)).filter { $0 != $1 }.count
            let overlaps = try await store.overlaps(overlapping)
            different += zip(overlaps, memory.overlaps(overlapping)).filter { $0 != $1 }.count
        }
        #expect(different == 0)
        print("windows in memory and in SQL: \(asked) arrivals, \(all.count) events asked, \(different) differences")
    }
}
