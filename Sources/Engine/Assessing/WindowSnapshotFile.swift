import Assessment
import Domain
import Evidence
import Foundation
import Formats
import Ingest
import MoneyTrail
import Rules
import Store
import Windows

/// The windows in files of the home, one of them with what came and changed since the other was written, so that a restart
/// reads them and what came since, and not all of history.
///
/// Never more than a copy of what the database says: a file that is damaged, forged (it carries a code under a secret of
/// the home), of another program, other rules, rates, zones or participants, of another database or of one that was set
/// back, or older than a purge is not used, and the windows are made again from history. They hold badge and account
/// numbers, as the windows do: they are for their owner alone, and a purge deletes them.
struct WindowSnapshotFile: Sendable {
    let path: String
    /// Secret of the home.
    let key: [UInt8]

    /// What must be the same for the windows to be those that history gives.
    struct Place: Sendable {
        /// SHA-256 over program, rules, their lists, rates, zone rules and participants.
        var conditions: [UInt8]
        /// The last batch whose events stand in the windows.
        var batch: Int64
        var treeSize: UInt64
        var treeRoot: Hash32
        /// Purges in the log.
        var purges: Int
    }

    /// The rows and events that came and changed since the file was written, until these rows are much of it, and where all
    /// belong.
    private var morePath: String { path + ".more" }

    /// Beyond such a part of the file all is written anew.
    private static let muchOfIt = 4

    /// - Throws: `EngineError` where it cannot be written: the next start then reads history.
    func write(_ state: PartitionState, _ place: Place) throws(EngineError) {
        if let base = state.base, Part(path, key: key)?.digest == base.digest,
            state.windows.snapshotWordCount(beyond: base.words) <= base.words.count / Self.muchOfIt
        {
            return try write(state, place, beyond: base, to: morePath)
        }
        try write(state, place, beyond: nil, to: path)
        // It goes on from the file of before.
        unlink(morePath)
    }

    private func write(_ state: PartitionState, _ place: Place, beyond base: KeptBase?, to path: String)
        throws(EngineError)
    {
        let writer = try SealedFileWriter(path, headSize: Part.headSize)
        let windows = state.windows
        state.readFiles(inOrder: true, beyond: base)
        defer { state.readFiles(inOrder: false, beyond: base) }
        var count = 0
        var shown = 0
        try windows.visitSnapshotWords(beyond: base?.words) { words throws(EngineError) in
            try writer.append(UnsafeRawBufferPointer(words))
            count += words.count
            shown += words.count
            if shown < PartitionState.wordsHeld { return }
            shown = 0
            state.letGoOfPages()
        }
        try writer.endSection()
        try state.visitEventBytes(beyond: base) { bytes throws(EngineError) in try writer.append(bytes) }
        try writer.endSection()
        let index = windows.snapshotIndex(beyond: base?.words)
        try writer.append(section: index)
        try writer.finish(
            head: Part.head(place, base?.digest, [count, state.eventByteCount(beyond: base), index.count]), key: key)
    }

    /// What reading the file came to.
    enum Reading: Sendable {
        case none
        /// It is there and does not serve; why, for whoever wonders about a slow start.
        case unused(String)
        case windows(PartitionState, Place)
    }

    /// The windows of the file and where they end. Rows and keys stay in the file, also when it is replaced or deleted, until
    /// they change or the windows are let go.
    ///
    /// What goes on from the file and does not serve (it goes on from another one, or was torn when the machine lost its
    /// power) is as if it had not been written.
    ///
    /// - Parameter misfit: why what the file says of its place does not agree with the database and the knowledge in force;
    ///   nil where it does.
    func read(for knowledge: Knowledge, misfit: (Place) async throws -> String?) async throws -> Reading {
        guard FileManager.default.fileExists(atPath: path) else {
            // Alone it is nothing, and what it holds may have been purged.
            unlink(morePath)
            return .none
        }
        guard let base = Part(path, key: key), base.base == nil else { return Self.damaged }
        if let more = Part(morePath, key: key), more.base == base.digest {
            let reading = try await read(base, more, knowledge, misfit)
            if case .windows = reading { return reading }
        } else {
            unlink(morePath)
        }
        return try await read(base, nil, knowledge, misfit)
    }

    private static let damaged = Reading.unused("it is damaged, or was not written in this home")

    private func read(
        _ base: Part, _ more: Part?, _ knowledge: Knowledge, _ misfit: (Place) async throws -> String?
    ) async throws -> Reading {
        let last = more ?? base
        if let reason = try await misfit(last.place) { return .unused(reason) }
        let parts = [base] + (more.map { [$0] } ?? [])
        // What goes on from the base is the smaller one, and where it is torn the base is looked at alone.
        for part in parts.reversed() {
            guard try await part.isWhole() else { return Self.damaged }
        }
        guard let index = last.reader.bytes(last.index) else { return Self.damaged }
        let kept = KeptBase(file: base.reader.file, words: base.lentWords, digest: base.digest)
        let windows = WindowSnapshot(
            base: more == nil ? nil : kept.words, words: more?.lentWords ?? kept.words, index: index)
        guard
            let state = await PartitionState.read(
                windows, parts.map { ($0.events, $0.reader.file) }, kept, knowledge)
        else { return Self.damaged }
        for part in parts { part.reader.file.letGo() }
        return .windows(state, last.place)
    }

    /// Deletes it, and what a write that was cut off left of the next one.
    ///
    /// - Throws: `EngineError` where it is there and cannot be deleted: what it holds would outlive a purge.
    func delete() throws(EngineError) {
        let all = [path, morePath].flatMap { [$0, SealedFileWriter.unfinished($0)] }
        for path in all where FileManager.default.fileExists(atPath: path) {
            do {
                try FileManager.default.removeItem(atPath: path)
            } catch {
                throw EngineError(
                    .configuration, "\(path) cannot be deleted, and it holds what is to be purged",
                    remedy: "delete it by hand, then run the same command again")
            }
        }
    }
}

extension WindowSnapshotFile {
    /// Everything besides stored events on which the rows of windows rest.
    static func conditions(_ context: EngineContext, _ knowledge: Knowledge) -> [UInt8] {
        var text = "\(context.engineHash.hex)\n\(knowledge.rules.hash.hex)\n"
        for list in knowledge.rules.listHashes { text += "\(list.name) \(list.hash.hex)\n" }
        text += "\(knowledge.rates.version.hex)\n\(context.zones.version)\n"
        for entry in knowledge.participants.entries { text += "\(entry.participant.id) \(entry.revision)\n" }
        return SHA256Hasher.hash(Array(text.utf8))
    }
}
