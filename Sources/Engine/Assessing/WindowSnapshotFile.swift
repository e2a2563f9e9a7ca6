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

/// The windows in a file of the home, so that a restart reads them and what came since, and not all of history.
///
/// Never more than a copy of what the database says: a file that is damaged, forged (it carries a code under a secret of
/// the home), of another program, other rules, rates, zones or participants, of another database or of one that was set
/// back, or older than a purge is not used, and the windows are made again from history. It holds badge and account
/// numbers, as the windows do: it is for its owner alone, and a purge deletes it.
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

    /// So long that the words behind the head stand where words may stand.
    private static let magic = Array("amplomb-windows-file/03\n".utf8)
    /// Magic, place, the sizes of the three sections, their digest and the code.
    private static let headSize = magic.count + 88 + 24 + SealedFile.digestSize + SealedFile.codeSize

    /// - Throws: `EngineError` where it cannot be written: the next start then reads history.
    func write(_ state: PartitionState, _ place: Place) throws(EngineError) {
        let writer = try SealedFileWriter(path, headSize: Self.headSize)
        let windows = state.windows
        state.readFiles(inOrder: true)
        defer { state.readFiles(inOrder: false) }
        var shown = 0
        try windows.visitSnapshotWords { words throws(EngineError) in
            try writer.append(UnsafeRawBufferPointer(words))
            shown += words.count
            if shown < PartitionState.wordsHeld { return }
            shown = 0
            state.letGoOfPages()
        }
        try writer.endSection()
        try state.visitEventBytes { bytes throws(EngineError) in try writer.append(bytes) }
        try writer.endSection()
        let index = windows.snapshotIndex()
        try writer.append(section: index)
        var head = StateWriter()
        head.bytes = Self.magic + place.conditions
        head.number(place.batch)
        head.number(place.treeSize)
        head.bytes += place.treeRoot.bytes
        head.number(Int64(place.purges))
        for size in [windows.snapshotWordCount, state.eventByteCount, index.count] { head.number(Int64(size)) }
        try writer.finish(head: head.bytes, key: key)
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
    /// - Parameter misfit: why what the file says of its place does not agree with the database and the knowledge in force;
    ///   nil where it does.
    func read(for knowledge: Knowledge, misfit: (Place) async throws -> String?) async throws -> Reading {
        guard FileManager.default.fileExists(atPath: path) else { return .none }
        let damaged = Reading.unused("it is damaged, or was not written in this home")
        guard let reader = SealedFileReader(path), let head = reader.bytes(0..<Self.headSize),
            let opened = SealedFile.open(head, key: key), opened.content.starts(with: Self.magic)
        else { return damaged }
        var content = StateReader(opened.content, from: Self.magic.count)
        guard let place = Self.place(&content), let sections = Self.sections(&content, of: reader.file.bytes.count)
        else { return damaged }
        if let reason = try await misfit(place) { return .unused(reason) }
        guard try await reader.digest([sections.words, sections.events, sections.index]) == opened.digest,
            let index = reader.bytes(sections.index)
        else { return damaged }
        let words = WindowWords(
            lent: UnsafeRawBufferPointer(rebasing: reader.file.bytes[sections.words]).bindMemory(to: Int64.self),
            by: reader.file)
        guard
            let state = await PartitionState.read(
                WindowSnapshot(words: words, index: index), sections.events, of: reader.file, knowledge)
        else { return damaged }
        reader.file.letGo()
        return .windows(state, place)
    }

    /// Where the sections stand in a file of so many bytes, which they fill.
    private struct Sections {
        var words: Range<Int>
        var events: Range<Int>
        var index: Range<Int>
    }

    private static func sections(_ reader: inout StateReader, of size: Int) -> Sections? {
        var ranges: [Range<Int>] = []
        var end = headSize
        for width in [MemoryLayout<Int64>.size, 1, 1] {
            guard let count = reader.number(Int64.self).flatMap({ Int(exactly: $0) }), count >= 0,
                count <= (size - end) / width
            else { return nil }
            ranges.append(end..<end + count * width)
            end += count * width
        }
        return end == size ? Sections(words: ranges[0], events: ranges[1], index: ranges[2]) : nil
    }

    private static func place(_ reader: inout StateReader) -> Place? {
        guard let conditions = reader.bytes(32), let batch = reader.number(Int64.self),
            let size = reader.number(UInt64.self), let root = reader.bytes(32).flatMap({ Hash32($0) }),
            let purges = reader.number(Int64.self)
        else { return nil }
        return Place(
            conditions: conditions, batch: batch, treeSize: size, treeRoot: root, purges: Int(clamping: purges))
    }

    /// Deletes it, and what a write that was cut off left of the next one.
    ///
    /// - Throws: `EngineError` where it is there and cannot be deleted: what it holds would outlive a purge.
    func delete() throws(EngineError) {
        for path in [path, SealedFileWriter.unfinished(path)] where FileManager.default.fileExists(atPath: path) {
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

/// Little-endian bytes of the file.
struct StateWriter {
    var bytes: [UInt8] = []

    mutating func number<Number: FixedWidthInteger>(_ value: Number) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Reads them back; nil where they end too early.
struct StateReader: Sendable {
    private let all: [UInt8]
    private var place: Int

    init(_ bytes: [UInt8], from place: Int) {
        all = bytes
        self.place = place
    }

    var rest: Int { all.count - place }

    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard count >= 0, all.count - place >= count else { return nil }
        defer { place += count }
        return Array(all[place..<place + count])
    }

    mutating func number<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
        let size = MemoryLayout<Number>.size
        guard all.count - place >= size else { return nil }
        defer { place += size }
        return Number(littleEndian: all.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: Number.self) })
    }
}
