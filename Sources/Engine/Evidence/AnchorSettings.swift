package import Domain
import Evidence
import Foundation
package import Store

/// One place where checkpoints are deposited, and how that goes.
package struct AnchorTarget: Hashable, Sendable {
    package let kind: StoredAnchor.Kind
    /// A file's path or an address.
    package let place: String
    package let since: Instant
    /// The first of the failures since the last success.
    package var failingSince: Instant?
    package var failures = 0
    package var retryAt: Instant?
    /// Whether a case was opened about the failures.
    package var isReported = false

    /// After this long a failing anchor is a case (evidence.md section 4).
    static let patience = TimeSpan.day

    /// A failure: the next try comes after 1, 2, 4 ... minutes, at most an hour.
    mutating func fail(at now: Instant) {
        failures += 1
        failingSince = failingSince ?? now
        let minutes = min(60, 1 << min(failures - 1, 6))
        retryAt = now + TimeSpan(microseconds: Int64(minutes) * 60_000_000)
    }

    mutating func succeed() {
        failures = 0
        failingSince = nil
        retryAt = nil
        isReported = false
    }
}

/// The configured anchors of a home, kept in one file.
struct AnchorSettings: Hashable, Sendable {
    var targets: [AnchorTarget] = []

    private static let firstLine = "amplomb-anchors/1"

    static func load(_ home: Home) throws(EngineError) -> AnchorSettings {
        guard FileManager.default.fileExists(atPath: home.anchors) else { return AnchorSettings() }
        let text = String(decoding: try Files.read(home.anchors), as: UTF8.self)
        guard let settings = AnchorSettings(text) else {
            throw EngineError(
                .configuration, "\(home.anchors) does not list anchors",
                remedy: "remove the file and add the anchors again")
        }
        return settings
    }

    func store(_ home: Home) throws(EngineError) {
        var text = AnchorSettings.firstLine + "\n"
        for target in targets {
            let times = [target.failingSince, target.retryAt].map { $0.map { "\($0.microseconds)" } ?? "-" }
            text += "\(target.kind.rawValue) \(target.since.microseconds) \(target.failures) \(times[0]) \(times[1])"
            text += " \(target.isReported ? 1 : 0) \(target.place)\n"
        }
        try Files.writeDurably(Array(text.utf8), to: home.anchors)
    }

    /// - Throws: `EngineError` `unreadable` for a place that is an anchor already, or a witness of a known name.
    mutating func add(_ target: AnchorTarget) throws(EngineError) {
        guard !targets.contains(where: { $0.kind == target.kind && $0.place == target.place }) else {
            throw EngineError(
                .unreadable, "\(target.place) is an anchor already", remedy: "amplomb evidence anchor list")
        }
        if target.kind == .witness {
            let name = try Engine.witnessKey(target.place).name
            for other in targets where other.kind == .witness {
                guard try Engine.witnessKey(other.place).name != name else {
                    throw EngineError(
                        .unreadable, "\(name) is a witness already",
                        remedy: "amplomb evidence anchor list; anchor remove KEY takes the old key away")
                }
            }
        }
        targets.append(target)
    }

    /// Changes the settings while no other process does: loads them, lets `body` change them, stores them if they differ.
    /// Short: nothing is deposited meanwhile.
    ///
    /// - Throws: `EngineError` `configuration` when the folder cannot be written, `unavailable` when another process keeps
    ///   the lock.
    static func change<Value>(in home: Home, _ body: (inout AnchorSettings) throws -> Value) throws -> Value {
        let descriptor = open(home.anchors + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw EngineError(
                .configuration, "cannot write in \(home.path)", remedy: "run as the owner of the home folder")
        }
        defer { close(descriptor) }
        for attempt in 0... {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { break }
            guard attempt < 250 else {
                throw EngineError(
                    .unavailable, "another amplomb changes the anchors of this home",
                    remedy: "try again when it has ended")
            }
            usleep(20_000)
        }
        var settings = try load(home)
        let before = settings
        let value = try body(&settings)
        if settings != before { try settings.store(home) }
        return value
    }

    /// Changes one target in the settings as they are by now: since it was read, others may have come, gone or been tried.
    ///
    /// - Returns: the target as it is kept; nil when it was removed meanwhile, and then nothing is changed.
    @discardableResult
    static func change(
        _ target: AnchorTarget, in home: Home, _ body: (inout AnchorTarget) -> Void
    ) throws -> AnchorTarget? {
        try change(in: home) { (settings) -> AnchorTarget? in
            let position = settings.targets.firstIndex { kept in
                kept.kind == target.kind && kept.place == target.place && kept.since == target.since
            }
            guard let position else { return nil }
            body(&settings.targets[position])
            return settings.targets[position]
        }
    }

    init() {}

    init?(_ text: String) {
        var lines = text.split(separator: "\n")[...]
        guard lines.popFirst().map(String.init) == AnchorSettings.firstLine else { return nil }
        for line in lines {
            let fields = line.split(separator: " ", maxSplits: 6).map(String.init)
            guard fields.count == 7, let kind = StoredAnchor.Kind(rawValue: fields[0]), let since = Int64(fields[1]),
                let failures = Int(fields[2])
            else { return nil }
            targets.append(
                AnchorTarget(
                    kind: kind, place: fields[6], since: Instant(microseconds: since),
                    failingSince: Int64(fields[3]).map(Instant.init(microseconds:)), failures: failures,
                    retryAt: Int64(fields[4]).map(Instant.init(microseconds:)), isReported: fields[5] == "1"))
        }
    }
}

/// An append-only file of notes, on another mount than the log itself.
enum AnchorFile {
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

    static func notes(_ path: String) throws(EngineError) -> [[UInt8]] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        let bytes = try Files.read(path)
        do { return try NoteFile.notes(bytes) } catch {
            throw EngineError(.unavailable, "the anchor file \(path): \(error.detail)", remedy: "it is kept as it is")
        }
    }

    /// Refuses a file that is not there, or that lacks what was deposited in it: another one is in its place.
    static func check(_ path: String, holds size: UInt64) throws(EngineError) {
        let newest = try notes(path).last.flatMap { try? Checkpoint(text: SignedNote(parsing: $0).text) }
        if let newest, newest.size >= size { return }
        throw EngineError(
            .unavailable,
            "the anchor file \(path) \(newest == nil ? "is not there or empty" : "ends at size \(newest?.size ?? 0)"), and "
                + "the checkpoint of size \(size) was deposited in it",
            remedy:
                "mount what it lies on, or restore it; lost for good: amplomb evidence anchor remove \(path), then add it again"
        )
    }

    /// Appends a note durably. Refuses when the file holds a newer or another history: then the database is the older copy.
    static func append(_ note: [UInt8], _ checkpoint: Checkpoint, to path: String) throws {
        if let last = try notes(path).last {
            let kept = try Checkpoint(text: SignedNote(parsing: last).text)
            guard kept.origin == checkpoint.origin, kept.size <= checkpoint.size,
                kept.size < checkpoint.size || kept.root == checkpoint.root
            else {
                throw EngineError(
                    .unavailable,
                    "the anchor file \(path) holds size \(kept.size) of log \(kept.origin), not an earlier "
                        + "state of \(checkpoint.origin) at \(checkpoint.size)",
                    remedy: "run amplomb verify --log db:main: this database may be an older copy")
            }
            if kept.size == checkpoint.size { return }
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        let bytes = NoteFile.appended(note)
        // One write: a reader sees the note whole or not at all.
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(descriptor) == 0 else { throw failure(path) }
    }

    private static func failure(_ path: String) -> EngineError {
        EngineError(
            .unavailable, "cannot append to the anchor file \(path): \(String(cString: strerror(errno)))",
            remedy: "is the mount there and writable?")
    }
}
