import Formats

/// The checkpoints in a file that somebody holds: a note, an anchor file of many, or a mail or letter that a note stands in.
///
/// A mail arrives with headers and prose around the note, and often with CR LF at the ends of lines; what was signed has LF.
/// The text around counts for nothing. But whatever looks like a checkpoint and cannot be read is an error: one that is
/// passed over in silence would be one that the evidence was not held against.
package enum HeldNotes {
    /// A signature of a log and a cosignature, with the key id before them.
    private static let signatureLengths: Set<Int> = [4 + 64, 4 + 72]
    private static let marker: [UInt8] = [0xE2, 0x80, 0x94, 0x20]

    /// What to do about a file that holds none.
    package static let remedy =
        "give the checkpoint as you got it: its three lines, an empty line and the lines of signatures; a whole mail will do"

    /// The notes of a file in their order; none where it holds none.
    /// - Throws: `note_malformed` with the line of a checkpoint that is cut off or cannot be read.
    package static func read(_ bytes: [UInt8]) throws(EvidenceError) -> [[UInt8]] {
        let text = normalised(bytes)
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        var notes: [[UInt8]] = []
        var origins: Set<[UInt8]> = []
        var others: [Int] = []
        var position = 0
        while position < lines.count {
            guard isStart(lines, position) else {
                others.append(position)
                position += 1
                continue
            }
            let end = try end(of: lines, from: position)
            notes.append(try note(lines[position..<end], at: position, isCutOff: end == lines.count))
            origins.insert(Array(lines[position]))
            position = end
        }
        for line in others { try refuse(lines, line, origins) }
        return notes
    }

    /// LF at the ends of lines, and no mark of the byte order that some editors put before a text.
    private static func normalised(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for position in bytes.indices.dropFirst(start) {
            let isBeforeFeed = position + 1 < bytes.count && bytes[position + 1] == 0x0A
            if bytes[position] == 0x0D, isBeforeFeed { continue }
            text.append(bytes[position])
        }
        return text
    }

    /// Whether three lines are a log's name, a size and a root.
    private static func isStart(_ lines: [ArraySlice<UInt8>], _ position: Int) -> Bool {
        guard position + 2 < lines.count, LogOrigin(utf8: Array(lines[position])) != nil,
            isNumber(lines[position + 1]), let root = Base64.decode(lines[position + 2])
        else { return false }
        return root.count == 32
    }

    private static func isNumber(_ line: ArraySlice<UInt8>) -> Bool {
        !line.isEmpty && line.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Behind the last signature line of the note that begins here: extension lines, an empty line, signature lines.
    private static func end(of lines: [ArraySlice<UInt8>], from start: Int) throws(EvidenceError) -> Int {
        var position = start + 3
        while position < lines.count, !lines[position].isEmpty, !lines[position].starts(with: marker) { position += 1 }
        guard position + 1 < lines.count, lines[position].isEmpty, lines[position + 1].starts(with: marker) else {
            throw EvidenceError(
                .noteMalformed, "the checkpoint that begins here has no signature lines behind an empty line",
                line: start + 1)
        }
        position += 1
        while position < lines.count, lines[position].starts(with: marker) { position += 1 }
        return position
    }

    private static func note(
        _ lines: ArraySlice<ArraySlice<UInt8>>, at start: Int, isCutOff: Bool
    ) throws(EvidenceError) -> [UInt8] {
        let bytes: [UInt8] = lines.flatMap { Array($0) + [0x0A] }
        let note: SignedNote
        do {
            note = try SignedNote(parsing: bytes)
            _ = try Checkpoint(text: note.text)
        } catch {
            throw EvidenceError(.noteMalformed, error.detail, line: error.line.map { $0 + start } ?? start + 1)
        }
        // Whoever copies a note out of a mail may lose its last line end; of a longer loss the length tells.
        let length = 4 + (note.signatures.last?.bytes.count ?? 0)
        guard !isCutOff || signatureLengths.contains(length) else {
            throw EvidenceError(.noteMalformed, "the last line is cut off", line: start + lines.count)
        }
        return bytes
    }

    /// A line outside of every note must not be what is left of one.
    private static func refuse(
        _ lines: [ArraySlice<UInt8>], _ position: Int, _ origins: Set<[UInt8]>
    ) throws(EvidenceError) {
        let line = lines[position]
        let isLast = position == lines.count - 1
        if line.starts(with: marker), let encoded = line.split(separator: 0x20).last,
            let signature = Base64.decode(encoded), signatureLengths.contains(signature.count)
        {
            throw EvidenceError(
                .noteMalformed, "a signature line without the three lines and the empty line before it",
                line: position + 1)
        }
        let next: ArraySlice<UInt8> = isLast ? [] : lines[position + 1]
        let isRest =
            origins.contains(Array(line)) && (isNumber(next) || (next.isEmpty && position + 2 >= lines.count))
        let isPart =
            isLast && !line.isEmpty && (marker.starts(with: line) || origins.contains { $0.starts(with: line) })
        if isRest || isPart {
            throw EvidenceError(.noteMalformed, "a checkpoint begins here and is cut off", line: position + 1)
        }
    }
}
