import Domain
import Engine
import Foundation

/// Data goes to standard output, everything else to standard error.
enum Terminal {
    static func print(_ text: String) { write(Array((text + "\n").utf8)) }

    static func write(_ bytes: [UInt8]) { write(bytes, to: 1) }

    static func note(_ text: String) { write(Array((text + "\n").utf8), to: 2) }

    /// Writes all bytes; a reader that has gone away (`| head`) is no error.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Foundation.write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if count <= 0 {
                    if count < 0, errno == EINTR { continue }
                    return
                }
                done += count
            }
        }
    }

    static var isInteractive: Bool { isatty(2) == 1 }

    /// A text table: columns are as wide as their widest cell; numbers (all digits) are set to the right.
    static func table(_ header: [String], _ rows: [[String]]) -> String {
        let all = [header] + rows
        let widths = header.indices.map { column in
            all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        let numeric = header.indices.map { column in
            !rows.isEmpty
                && rows.allSatisfy { row in
                    row.indices.contains(column) && row[column].allSatisfy { $0.isNumber || ",.-".contains($0) }
                }
        }
        func line(_ cells: [String]) -> String {
            var text = ""
            for (column, cell) in cells.enumerated() where column < widths.count {
                let space = String(repeating: " ", count: max(0, widths[column] - cell.count))
                let last = column == cells.count - 1
                text += numeric[column] ? space + cell : cell + (last ? "" : space)
                if !last { text += "  " }
            }
            return text
        }
        return ([line(header)] + rows.map(line)).joined(separator: "\n")
    }

    /// A CSV table (RFC 4180); a leading `= + - @` is prefixed so that a spreadsheet does not run it.
    static func csv(_ header: [String], _ rows: [[String]]) -> String { csvRows([header] + rows) }

    /// The same without a header, for rows that come in pieces.
    static func csvRows(_ rows: [[String]]) -> String {
        func cell(_ text: String) -> String {
            let guarded = text.first.map { "=+-@".contains($0) } == true && Int(text) == nil ? "'" + text : text
            guard guarded.contains(where: { ",\"\n\r".contains($0) }) else { return guarded }
            return "\"" + guarded.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        }
        return rows.map { $0.map(cell).joined(separator: ",") }.joined(separator: "\r\n")
    }
}

/// Shows how far long work is: a line that rewrites itself on a terminal, one line per 10 seconds elsewhere.
final class Progress: @unchecked Sendable {
    // Only the one task that does the work reports, in order; the lock guards against a late report.
    private let lock = NSLock()
    private let label: String
    private let isQuiet: Bool
    private let started = Date()
    private var lastShown = Date.distantPast
    private var shown = false

    init(_ label: String, quiet: Bool) {
        self.label = label
        isQuiet = quiet
    }

    func report(done: Int, total: Int?) {
        guard !isQuiet else { return }
        lock.withLock {
            let now = Date()
            let elapsed = now.timeIntervalSince(started)
            let pause = Terminal.isInteractive ? 0.1 : 10
            guard elapsed > 1, now.timeIntervalSince(lastShown) >= pause else { return }
            lastShown = now
            shown = true
            let rate = Int(Double(done) / elapsed)
            var text = "\(label): \(done)"
            if let total, total > 0, done > 0 {
                text += " of \(total), \(rate)/s, \(max(0, Int(Double(total - done) / Double(done) * elapsed))) s left"
            } else {
                text += ", \(rate)/s"
            }
            Terminal.write(Array((Terminal.isInteractive ? "\r\u{1B}[K\(text)" : text + "\n").utf8), to: 2)
        }
    }

    func finish() {
        lock.withLock {
            if shown, Terminal.isInteractive { Terminal.write(Array("\r\u{1B}[K".utf8), to: 2) }
        }
    }
}
