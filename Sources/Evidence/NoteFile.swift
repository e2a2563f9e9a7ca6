/// Signed notes one behind the other, as an append-only anchor file keeps them: an empty line stands between two.
/// A file that a person hands in is read by `HeldNotes`.
package enum NoteFile {
    /// The notes of a file in their order: one note, many, or none in a file that nothing was appended to yet.
    /// - Throws: `note_malformed` naming the note by its number, from 1.
    package static func notes(_ bytes: [UInt8]) throws(EvidenceError) -> [[UInt8]] {
        var notes: [[UInt8]] = []
        var current: [UInt8] = []
        var isSigned = false
        func close() throws(EvidenceError) {
            if current.isEmpty { return }
            do { _ = try SignedNote(parsing: current) } catch {
                throw EvidenceError(.noteMalformed, "note \(notes.count + 1): \(error.detail)", line: error.line)
            }
            notes.append(current)
            current = []
            isSigned = false
        }
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            let isSignature = line.starts(with: [0xE2, 0x80, 0x94, 0x20])
            if isSigned, !isSignature {
                try close()
                if line.isEmpty { continue }
            }
            current += line
            current.append(0x0A)
            if isSignature { isSigned = true }
        }
        guard bytes.isEmpty || bytes.last == 0x0A else {
            throw EvidenceError(.noteMalformed, "note \(notes.count + 1): its last line is cut off")
        }
        try close()
        return notes
    }

    /// The bytes to append for a note: the same wherever the file ends.
    package static func appended(_ note: [UInt8]) -> [UInt8] { note + [0x0A] }
}
