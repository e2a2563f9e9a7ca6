import Domain
import Formats
import Foundation
package import Screening

/// A file of names to screen.
package struct ScreeningBatchRequest: Sendable {
    package enum Format: String, Sendable, CaseIterable {
        case csv, ndjson, txt
    }

    /// `-` is standard input.
    package var file: String
    /// Nil: by the name of the file, else by its first byte.
    package var format: Format?
    /// Column of a CSV file by field; fields that are not named have the column of their own name.
    package var columns: [SubjectText.Field: String]
    /// What holds where a row says nothing.
    package var defaults: SubjectText
    package var options: ScreeningDesk.Options
    package var output: String
    package var rejects: String

    package init(
        file: String, format: Format? = nil, columns: [SubjectText.Field: String] = [:],
        defaults: SubjectText = SubjectText(), options: ScreeningDesk.Options = ScreeningDesk.Options(), output: String,
        rejects: String? = nil
    ) {
        self.file = file
        self.format = format
        self.columns = columns
        self.defaults = defaults
        self.options = options
        self.output = output
        self.rejects = rejects ?? output + ".rejects.jsonl"
    }
}

/// What became of the rows of a file.
package struct ScreeningBatchSummary: Sendable, Equatable {
    package var read = 0
    package var screened = 0
    /// Rows with a match that no decision clears.
    package var matches = 0
    package var rejected = 0
}

/// One row of a file, not yet understood.
struct ScreeningRow: Sendable {
    let line: Int
    /// The texts, or the field and reason why there are none.
    let content: Result<SubjectText, ScreeningRowFault>
}

struct ScreeningRowFault: Error, Sendable, Equatable {
    let field: String
    let reason: String
}

/// Screens a file row by row: one block of rows in memory, both cores on it, results in the order of the rows.
package enum ScreeningBatch {
    private static let block = 2_048

    private struct Screened: Sendable {
        var output: [UInt8] = []
        var rejects: [UInt8] = []
        var summary = ScreeningBatchSummary()
    }

    /// Writes results and rejects beside their final names and puts both in place at the end: what is there is whole.
    package static func run(
        _ request: ScreeningBatchRequest, desk: ScreeningDesk, progress: @escaping @Sendable (Int) -> Void
    ) async throws -> ScreeningBatchSummary {
        for path in [request.output, request.rejects] where Files.isSame(path, request.file) {
            throw EngineError(
                .unreadable, "\(path) is the file that is read", remedy: "write the results to another file")
        }
        if request.output == request.rejects {
            throw EngineError(
                .unreadable, "results and rejects have one name", remedy: "name another file with --rejects")
        }
        let results = try GrowingFile(request.output)
        let rejects = try GrowingFile(request.rejects)
        let next = try chunks(of: request.file)
        var reader: ScreeningRowReader?
        var rows: [ScreeningRow] = []
        var summary = ScreeningBatchSummary()
        var isAtEnd = false
        while !isAtEnd {
            let chunk = try next()
            isAtEnd = chunk == nil
            if reader == nil { reader = try ScreeningRowReader(request, firstBytes: chunk ?? []) }
            try reader?.read(chunk, into: &rows)
            while rows.count >= block || isAtEnd && !rows.isEmpty {
                let part = Array(rows.prefix(block))
                rows.removeFirst(part.count)
                for done in try await Parallel.map(part, { [screened($0, request, desk)] }) {
                    try results.write(done.output)
                    try rejects.write(done.rejects)
                    summary.screened += done.summary.screened
                    summary.matches += done.summary.matches
                    summary.rejected += done.summary.rejected
                }
                summary.read = summary.screened + summary.rejected
                progress(summary.read)
            }
        }
        try results.finish()
        try rejects.finish()
        return summary
    }

    private static func screened(
        _ rows: ArraySlice<ScreeningRow>, _ request: ScreeningBatchRequest, _ desk: ScreeningDesk
    ) -> Screened {
        var done = Screened()
        for row in rows {
            switch row.content {
            case .failure(let fault): reject(row.line, [fault], &done)
            case .success(let text):
                do {
                    let answer = desk.screen(try text.query(), request.options)
                    done.output += desk.screener.json(answer.result)
                    done.summary.screened += 1
                    if answer.result.isMatch { done.summary.matches += 1 }
                } catch {
                    reject(
                        row.line,
                        error.faults.map { ScreeningRowFault(field: $0.field.rawValue, reason: $0.expected) }, &done)
                }
            }
        }
        return done
    }

    private static func reject(_ line: Int, _ faults: [ScreeningRowFault], _ done: inout Screened) {
        done.summary.rejected += 1
        for fault in faults {
            var json = JSONOutput()
            json.object {
                $0.member("line", line)
                $0.member("field", fault.field)
                $0.member("reason", fault.reason)
            }
            json.endLine()
            done.rejects += json.bytes
        }
    }
}

/// A file that is written piece by piece under another name and takes its own when it is whole.
final class GrowingFile {
    private let path: String
    private let handle: FileHandle

    init(_ path: String) throws(EngineError) {
        self.path = path
        let temporary = path + ".new"
        guard FileManager.default.createFile(atPath: temporary, contents: nil),
            let handle = FileHandle(forWritingAtPath: temporary)
        else {
            throw EngineError(.configuration, "cannot write \(path)", remedy: "check the folder and its permissions")
        }
        self.handle = handle
    }

    deinit { try? handle.close() }

    func write(_ bytes: [UInt8]) throws(EngineError) {
        if bytes.isEmpty { return }
        do {
            try handle.write(contentsOf: Data(bytes))
        } catch {
            throw EngineError(.configuration, "cannot write \(path)", remedy: "is the disk full?")
        }
    }

    func finish() throws(EngineError) {
        do {
            try handle.synchronize()
        } catch {
            throw EngineError(.configuration, "cannot write \(path)", remedy: "is the disk full?")
        }
        guard rename(path + ".new", path) == 0 else {
            throw EngineError(.configuration, "cannot write \(path)", remedy: "check the folder and its permissions")
        }
    }
}
