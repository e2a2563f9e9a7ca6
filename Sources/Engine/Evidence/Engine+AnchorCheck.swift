import Domain
import Evidence
import Formats
import Foundation
import Store

/// A deposit, time-stamp or cosignature that the log states and that is not there.
struct GoneAnchor: Hashable, Sendable {
    /// Of the entry that states it.
    let index: UInt64
    let what: String
}

/// The configured anchor files of a home as they are now.
struct AnchorFiles: Sendable {
    /// Of those that can be read, by path.
    var notes: [String: [[UInt8]]] = [:]
    /// Why one that is there cannot be read.
    var damaged: [String] = []
    /// Paths where no file is: nothing was deposited yet, the mount is away, or somebody deleted it.
    var absent: Set<String> = []

    /// The sizes of the checkpoints in a file; nil for one that was not read.
    func sizes(_ path: String) -> Set<UInt64>? {
        notes[path].map { notes in
            Set(notes.compactMap { note in (try? Checkpoint(text: SignedNote(parsing: note).text))?.size })
        }
    }

    /// Why notes of a file were not compared that was read as it was here and is another way by now: a mount that comes
    /// back while a log is read must not make it proven.
    ///
    /// - Parameter told: what is said of files already.
    func notCompared(now later: AnchorFiles, told: [String]) -> [String] {
        let came = absent.sorted().filter { later.notes[$0]?.isEmpty == false }
        return damaged.filter { !told.contains($0) }
            + came.map { "the anchor file \($0) was not there when this began, and was not compared; verify again" }
    }
}

/// What an entry of kind `anchored` states.
private struct StatedAnchor {
    let index: UInt64
    let row: Row
    let size: UInt64
    let at: Instant?

    /// What tells a row of the table from others.
    struct Row: Hashable {
        let kind: StoredAnchor.Kind
        let target: String
        let noteHash: Hash32
    }

    /// Nil where the payload is gone or cannot be read, which is found by itself.
    init?(_ entry: LogRow) {
        let part = entry.parts.first { $0.group == .system }
        let payload = part.flatMap { try? JSONDocument(parsing: $0.payload).root }
        guard let kind = payload?["kind"]?.string.flatMap({ StoredAnchor.Kind(rawValue: $0) }),
            let target = payload?["target"]?.string, let size = payload?["size"]?.integer,
            let hash = payload?["note_sha256"]?.string.flatMap({ Hash32(hex: $0) })
        else { return nil }
        index = entry.index
        row = Row(kind: kind, target: target, noteHash: hash)
        self.size = UInt64(clamping: size)
        at = payload?["anchored_at"]?.string.flatMap { Instant($0) }
    }

    var lostRow: GoneAnchor {
        let what =
            switch row.kind {
            case .timestamp, .witness:
                "the \(row.kind.rawValue) \(row.target), which this entry states, is not kept; import it again or "
                    + "restore it"
            case .file:
                "the table of anchors lacks the deposit (file \(row.target)) that this entry states; amplomb evidence "
                    + "anchor run writes it again from the file, or restore it from a backup"
            case .email:
                "the table of anchors lacks the deposit (email \(row.target)) that this entry states; restore it from a "
                    + "backup"
            }
        return GoneAnchor(index: index, what: what)
    }

    var lostNote: GoneAnchor {
        GoneAnchor(
            index: index,
            what:
                "the anchor file \(row.target) lacks the checkpoint of size \(size) that this entry says was deposited "
                + "there; was it emptied or replaced? restore it from a copy")
    }
}

/// Whether what the log says of its anchors is still so.
extension Engine {
    typealias AnchorCheck = (gone: [GoneAnchor], unreadable: [String], files: AnchorFiles)

    /// The notes in the configured anchor files; what cannot be read is told, so that the rest is checked all the same.
    func anchorFiles() throws -> AnchorFiles {
        var files = AnchorFiles()
        for target in try anchorTargets() where target.kind == .file {
            guard FileManager.default.fileExists(atPath: target.place) else {
                files.absent.insert(target.place)
                continue
            }
            do { files.notes[target.place] = try AnchorFile.notes(target.place) } catch {
                files.damaged.append(error.description)
            }
        }
        return files
    }

    /// Deposits, time-stamps and cosignatures that the log states and that are not there, and anchor files that cannot be
    /// looked at. Files that were taken out of the configuration are not looked at, nor is what was deposited before one
    /// was put in again.
    func checkAnchors() async throws -> AnchorCheck {
        let first = try await lookAtAnchors()
        if first.gone.isEmpty { return first }
        // An earlier version logs a deposit before it writes the row: what another process does just now is looked at once
        // more.
        let second = try await lookAtAnchors()
        let before = Set(first.gone)
        return (second.gone.filter { before.contains($0) }, second.unreadable, second.files)
    }

    private func statedAnchors() async throws -> [StatedAnchor] {
        try await store.evidenceRows(log: Store.mainLog, kind: .anchored).compactMap(StatedAnchor.init)
    }

    private func keptRows() async throws -> Set<StatedAnchor.Row> {
        var rows: Set<StatedAnchor.Row> = []
        for anchor in try await anchors() where anchor.token != nil || anchor.kind == .file || anchor.kind == .email {
            rows.insert(StatedAnchor.Row(kind: anchor.kind, target: anchor.target, noteHash: anchor.noteHash))
        }
        return rows
    }

    /// Writes the rows of deposits again that the log states and the files still hold: an earlier version, ended between
    /// entry and row, left rows out.
    func restoreDeposits() async throws {
        let stated = try await statedAnchors()
        let rows = try await keptRows()
        let lost = stated.filter { $0.row.kind == .file && !rows.contains($0.row) }
        if lost.isEmpty { return }
        let files = try anchorFiles()
        for anchor in lost where files.sizes(anchor.row.target)?.contains(anchor.size) == true {
            let row = StoredAnchor(
                size: anchor.size, kind: .file, anchoredAt: anchor.at ?? options.clock(), target: anchor.row.target,
                noteHash: anchor.row.noteHash)
            try await store.add(row, log: Store.mainLog)
            // Not in silence: somebody may as well have deleted it.
            options.notice(
                "the table of anchors lacked the deposit of size \(anchor.size) in \(anchor.row.target), which the log states "
                    + "and the file holds; it is written again")
        }
    }

    /// The entries are read first: what they state was in its file before it was logged.
    private func lookAtAnchors() async throws -> AnchorCheck {
        let stated = try await statedAnchors()
        let rows = try await keptRows()
        let files = try anchorFiles()
        var since: [String: Instant] = [:]
        var sizes: [String: Set<UInt64>] = [:]
        for target in try anchorTargets() where target.kind == .file {
            since[target.place] = target.since
            sizes[target.place] = files.sizes(target.place)
        }
        var gone: [GoneAnchor] = []
        var awaited: Set<String> = []
        for anchor in stated {
            if !rows.contains(anchor.row) { gone.append(anchor.lostRow) }
            let isLooked = since[anchor.row.target].map { start in anchor.at.map { $0 >= start } ?? true } ?? false
            guard anchor.row.kind == .file, isLooked else { continue }
            if files.absent.contains(anchor.row.target) { awaited.insert(anchor.row.target) }
            if let kept = sizes[anchor.row.target], !kept.contains(anchor.size) { gone.append(anchor.lostNote) }
        }
        let away = awaited.sorted().map { path in
            "the anchor file \(path), where the log says checkpoints were deposited, is not there: mount what it lies on; "
                + "if it was deleted, restore it from a copy"
        }
        return (gone, files.damaged + away, files)
    }
}
