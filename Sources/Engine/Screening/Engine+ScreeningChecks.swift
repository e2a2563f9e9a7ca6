package import Domain
import Formats
package import Screening

/// What an audit of the index found.
package struct ScreeningAuditReport: Sendable {
    package let names: Int
    /// Names for which the index says something else than the full scan.
    package let missed: Int
    package let misses: [AuditMiss]

    package var json: String {
        var output = JSONOutput()
        output.object { json in
            json.member("names", names)
            json.member("missed", missed)
            json.array("misses") { list in
                for miss in misses {
                    list.object { item in
                        item.member("name", miss.query.name)
                        item.member("type", miss.query.type.rawValue)
                        item.member("damage", miss.query.damage)
                        item.member("list", miss.list)
                        item.member("entry_id", miss.entryID)
                        item.member("score", number: ScreeningWords.score(miss.score))
                        item.member("indexed", number: miss.indexed.map { ScreeningWords.score($0) } ?? "null")
                    }
                }
            }
        }
        return output.text
    }
}

/// How long a change of lists takes for many subjects.
package struct DeltaBench: Sendable {
    package let subjects: Int
    package let entries: Int
    package let hits: Int
    package let prepared: TimeSpan
    package let asked: TimeSpan

    package var text: String {
        "\(subjects) subjects x \(entries) changed entries: \(hits) matches in \(Self.seconds(asked)) s on two cores; "
            + "subjects made ready once in \(Self.seconds(prepared)) s"
    }

    package var json: String {
        var output = JSONOutput()
        output.object { json in
            json.member("subjects", subjects)
            json.member("entries", entries)
            json.member("hits", hits)
            json.member("seconds", number: Self.seconds(asked))
            json.member("prepare_seconds", number: Self.seconds(prepared))
        }
        return output.text
    }

    private static func seconds(_ span: TimeSpan) -> String {
        decimalText(span.microseconds / 1_000, decimals: 3, minimum: 3)
    }
}

extension Engine {
    /// Looks damaged list names, and names given, up by the index and by the full scan, on all cores.
    package static func auditScreening(
        _ screener: Screener, sample: Int, seed: UInt64, names: [String], type: SubjectType,
        progress: @escaping @Sendable (Int) -> Void
    ) async throws -> ScreeningAuditReport {
        var queries = screener.auditQueries(sample: sample, seed: seed)
        queries += names.map { AuditQuery(name: $0, type: type, damage: "given") }
        var misses: [AuditMiss] = []
        var missed = 0
        var done = 0
        // Blocks that both cores share, so that progress shows.
        for start in stride(from: 0, to: queries.count, by: 128) {
            let block = Array(queries[start..<min(start + 128, queries.count)])
            let found = try await Parallel.map(block) { slice in slice.map(screener.audit) }
            missed += found.count { !$0.isEmpty }
            misses += found.flatMap { $0 }
            done += block.count
            progress(done)
        }
        return ScreeningAuditReport(names: queries.count, missed: missed, misses: misses)
    }

    /// Measures how long it takes to ask the subjects of a CSV file about the first `entries` entries of the lists in force.
    package func benchDelta(file: String, entries: Int) async throws -> DeltaBench {
        let shelf = ListShelf(home: options.home, sources: try listSources)
        var lists = try await inForce().map { try shelf.list($0) }
        let thresholds = try Self.screeningThresholds(rulesDirectory: options.rulesDirectory)
        let clock = options.clock
        var left = entries
        for index in lists.indices {
            lists[index].entries = Array(lists[index].entries.prefix(left))
            left -= lists[index].entries.count
        }
        guard left < entries else {
            throw EngineError(
                .unavailable, "no list is in force", remedy: "amplomb lists import FILE... puts one in force")
        }
        let subjects = try Self.subjects(of: file).subjects
        let delta = DeltaRescreen(from: [], to: lists, thresholds: thresholds)
        let start = clock()
        let prepared = try await Parallel.map(subjects) { [RescreenSubjects($0)] }
        let ready = clock()
        let hits = try await withThrowingTaskGroup(of: Int.self) { group in
            for part in prepared { group.addTask { delta.hits(part).count } }
            return try await group.reduce(0, +)
        }
        return DeltaBench(
            subjects: subjects.count, entries: delta.entryCount, hits: hits, prepared: ready - start,
            asked: clock() - ready)
    }

    /// The rows of a file that can be screened, and how many cannot.
    static func subjects(of file: String, columns: [SubjectText.Field: String] = [:]) throws -> (
        subjects: [RescreenSubject], rejected: Int
    ) {
        var request = ScreeningBatchRequest(file: file, output: file + ".out")
        request.columns = columns
        var reader: ScreeningRowReader?
        var rows: [ScreeningRow] = []
        let next = try chunks(of: file)
        var isAtEnd = false
        while !isAtEnd {
            let chunk = try next()
            isAtEnd = chunk == nil
            if reader == nil {
                reader = try ScreeningRowReader(request, firstBytes: chunk ?? [])
            }
            try reader?.read(chunk, into: &rows)
        }
        let subjects = rows.compactMap { row -> RescreenSubject? in
            guard case .success(let text) = row.content, let query = try? text.query() else { return nil }
            return RescreenSubject(id: "line \(row.line)", query: query)
        }
        return (subjects, rows.count - subjects.count)
    }
}
