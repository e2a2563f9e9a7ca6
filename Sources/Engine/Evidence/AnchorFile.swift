import Domain
import Evidence
import Foundation

/// An append-only file of notes, on another mount than the log itself.
enum AnchorFile {
    /// How an append went.
    struct Appended: Hashable {
        /// The newest checkpoint of the file where it is larger than the one to append: nothing was appended then.
        var newer: Checkpoint?
        /// How many bytes of a note were cut away that somebody began to append and did not end.
        var cut = 0
    }

    /// Whether a path lies on another file system than the home; the folder must be there.
    static func isElsewhere(_ path: String, than home: Home) throws(EngineError) -> Bool {
        let folder = (path as NSString).deletingLastPathComponent
        var own = stat()
        var other = stat()
        guard path.hasPrefix("/"), stat(folder, &other) == 0, stat(home.path, &own) == 0 else {
            throw EngineError(
                .unreadable, "the folder of \(path) is not there", remedy: "give the whole path of a file on a mount")
        }
        return own.st_dev != other.st_dev
    }

    /// Makes an empty file, or takes the one that is there. Only whoever adds the anchor does so: where the mount is away
    /// later, a new file would take its place on the disk of the log.
    static func create(_ path: String) throws(EngineError) {
        // Not blocking: a pipe without a reader would keep us for ever.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw EngineError(.unreadable, "\(path) is not a file", remedy: "name a file on another mount")
        }
        guard fsync(descriptor) == 0 else { throw failure(path, errno) }
        // The name too: a file that a power cut takes away would be missed.
        try Files.syncFolder(of: path)
    }

    static func notes(_ path: String) throws(EngineError) -> [[UInt8]] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let bytes = try Files.read(path)
        do { return try NoteFile.notes(bytes) } catch {
            throw EngineError(.unavailable, "the anchor file \(path): \(error.detail)", remedy: "it is kept as it is")
        }
    }

    /// The checkpoint that was appended last; nil for an empty file.
    private static func newest(_ path: String) throws(EngineError) -> Checkpoint? {
        guard let last = try notes(path).last else { return nil }
        do { return try Checkpoint(text: SignedNote(parsing: last).text) } catch {
            throw EngineError(
                .unavailable, "the anchor file \(path): its last note is not a checkpoint (\(error.detail))",
                remedy: "was something else written to it? take that out, or restore the file from a copy")
        }
    }

    /// Refuses a file that lacks what was deposited in it: another one is in its place.
    private static func check(_ path: String, _ newest: Checkpoint?, holds size: UInt64) throws(EngineError) {
        if let newest, newest.size >= size { return }
        throw lacking(path, newest.map { "ends at size \($0.size)" } ?? "is empty", size)
    }

    private static func lacking(_ path: String, _ what: String, _ size: UInt64) -> EngineError {
        EngineError(
            .unavailable,
            "the anchor file \(path) \(what), and the checkpoint of size \(size) was deposited in it",
            remedy:
                "mount what it lies on, or restore it; lost for good: amplomb evidence anchor remove \(path), then add it again"
        )
    }

    /// What a file says that holds another history than the log.
    static func differs(_ path: String, _ kept: Checkpoint, from checkpoint: Checkpoint) -> EngineError {
        EngineError(
            .unavailable,
            "the anchor file \(path) holds size \(kept.size) of log \(kept.origin), not an earlier "
                + "state of \(checkpoint.origin) at \(checkpoint.size)",
            remedy: "run amplomb verify --log db:main: this database may be an older copy")
    }

    /// Appends a note durably, while no other process does: whole, or not at all.
    ///
    /// - Parameter size: of what was deposited in the file before; nil: nothing, as far as is known.
    /// - Throws: `unavailable` for a file that is not there, lacks what was deposited or holds another history, and where
    ///   it cannot be written.
    static func append(
        _ note: [UInt8], _ checkpoint: Checkpoint, to path: String, holding size: UInt64?
    ) throws(EngineError) -> Appended {
        let descriptor = open(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = errno
            if reason == ENOENT, let size { throw lacking(path, "is not there", size) }
            throw failure(path, reason)
        }
        defer { close(descriptor) }
        try lock(descriptor, path)
        var result = Appended()
        result.cut = try mend(descriptor, path, of: checkpoint)
        let kept = try newest(path)
        if let size { try check(path, kept, holds: size) }
        if let kept {
            guard kept.origin == checkpoint.origin, kept.size != checkpoint.size || kept.root == checkpoint.root else {
                throw differs(path, kept, from: checkpoint)
            }
            if kept.size > checkpoint.size { result.newer = kept }
            if kept.size >= checkpoint.size { return result }
        }
        try write(NoteFile.appended(note), to: descriptor, path)
        return result
    }

    /// Two that append at once could put the older checkpoint last, or cut what the other one is writing.
    private static func lock(_ descriptor: Int32, _ path: String) throws(EngineError) {
        for attempt in 0... {
            // Where a file system has no locks, the file is still good for one writer.
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return }
            guard attempt < 250 else {
                throw EngineError(
                    .unavailable, "another process writes to the anchor file \(path)",
                    remedy: "it is tried again later")
            }
            usleep(20_000)
        }
    }

    // MARK: Writing

    /// Writes all or nothing: a reader must not find half a note, nor one that the disk did not take.
    ///
    /// - Parameter put: writes some bytes and returns how many, or -1 and `errno`.
    static func write(
        _ bytes: [UInt8], to descriptor: Int32, _ path: String,
        with put: (Int32, UnsafeRawBufferPointer) -> Int = { Foundation.write($0, $1.baseAddress, $1.count) }
    ) throws(EngineError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(path, errno) }
        var reason: Int32 = 0
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty, reason == 0 {
                let count = put(descriptor, UnsafeRawBufferPointer(rebasing: rest))
                // Read at once: whatever is called next may change it. A write of nothing would be repeated for ever.
                if count <= 0 { reason = count < 0 ? errno : ENOSPC } else { rest = rest.dropFirst(count) }
            }
        }
        if reason == 0, fsync(descriptor) != 0 { reason = errno }
        if reason == 0 { return }
        guard ftruncate(descriptor, status.st_size) == 0 else {
            throw failure(path, reason, and: "; what was begun could not be taken back: \(text(of: errno))")
        }
        fsync(descriptor)
        throw failure(path, reason)
    }

    /// Cuts away what a crash left of a note at the end of a file.
    ///
    /// - Returns: how many bytes that were.
    private static func mend(
        _ descriptor: Int32, _ path: String, of checkpoint: Checkpoint
    ) throws(EngineError) -> Int {
        let bytes = try Files.read(path)
        let whole = wholeLength(bytes, origin: Array(checkpoint.origin.text.utf8))
        if whole == bytes.count { return 0 }
        guard ftruncate(descriptor, off_t(whole)) == 0, fsync(descriptor) == 0 else {
            throw failure(path, errno, and: " (it ends in the midst of a note)")
        }
        return bytes.count - whole
    }

    /// How long a file is without a note of this log that was begun at its end and not ended: one without a signature, or
    /// whose last line is cut off. Anything else at the end stays, as it is not ours to take away.
    static func wholeLength(_ bytes: [UInt8], origin: [UInt8]) -> Int {
        let mark: [UInt8] = [0xE2, 0x80, 0x94, 0x20]
        // Where the note begins that the lines so far end in, and whether a signature of it was seen.
        var start = 0
        var isSigned = false
        var position = 0
        while let end = bytes[position...].firstIndex(of: 0x0A) {
            let line = bytes[position..<end]
            let isSignature = line.starts(with: mark)
            if isSigned, !isSignature {
                // The empty line between two notes, or the first line of the next one.
                start = line.isEmpty ? end + 1 : position
                isSigned = false
            } else if isSignature {
                isSigned = true
            }
            position = end + 1
        }
        let last = bytes[position...]
        if isSigned {
            if last.isEmpty { return bytes.count }
            // The next note, unless it is another signature of this one.
            if !last.starts(with: mark), !mark.starts(with: last) { start = position }
        }
        let first = origin + [0x0A]
        let torn = bytes[start...]
        return torn.starts(with: first) || first.starts(with: torn) ? start : bytes.count
    }

    private static func failure(_ path: String, _ reason: Int32, and more: String = "") -> EngineError {
        EngineError(
            .unavailable, "cannot append to the anchor file \(path): \(text(of: reason))\(more)",
            remedy: reason == ENOSPC ? "make room on it" : "is the mount there and writable?")
    }

    private static func text(of reason: Int32) -> String {
        reason == ENOSPC ? "the disk is full" : String(cString: strerror(reason))
    }
}
