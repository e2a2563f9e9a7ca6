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

    private static let magic = Array("amplomb-windows/1\n".utf8)
    private static let codeSize = 32

    /// - Throws: `EngineError` where it cannot be written: the next start then reads history.
    func write(_ state: PartitionState, _ place: Place) throws(EngineError) {
        var writer = StateWriter()
        writer.bytes = Self.magic + [UInt8](repeating: 0, count: Self.codeSize)
        writer.bytes += place.conditions
        writer.number(place.batch)
        writer.number(place.treeSize)
        writer.bytes += place.treeRoot.bytes
        writer.number(Int64(place.purges))
        state.write(to: &writer)
        let code = HMACSHA256.code(for: writer.bytes[Self.magic.count...].dropFirst(Self.codeSize), key: key)
        writer.bytes.replaceSubrange(Self.magic.count..<Self.magic.count + Self.codeSize, with: code)
        try Files.writeAtomically(writer.bytes, to: path, mode: 0o600)
    }

    /// The windows of the file and where they end; nil where there is no file or it does not serve.
    ///
    /// - Parameter fits: whether what the file says of its place agrees with the database and the knowledge in force.
    func read(for rules: RuleSet, fits: (Place) async throws -> Bool) async throws -> (
        state: PartitionState, place: Place
    )? {
        guard FileManager.default.fileExists(atPath: path), let bytes = try? Files.read(path) else { return nil }
        let start = Self.magic.count + Self.codeSize
        guard bytes.starts(with: Self.magic), bytes.count > start else { return nil }
        var reader = StateReader(bytes, from: start)
        guard let conditions = reader.bytes(32), let batch = reader.number(Int64.self),
            let size = reader.number(UInt64.self), let root = reader.bytes(32).flatMap({ Hash32($0) }),
            let purges = reader.number(Int64.self)
        else { return nil }
        let place = Place(
            conditions: conditions, batch: batch, treeSize: size, treeRoot: root, purges: Int(clamping: purges))
        guard try await fits(place) else { return nil }
        let (key, rest) = (key, reader)
        async let isGenuine = Self.isGenuine(bytes, key)
        async let state = Self.state(rest, rules)
        guard await isGenuine, let state = await state else { return nil }
        return (state, place)
    }

    @concurrent
    private static func isGenuine(_ bytes: [UInt8], _ key: [UInt8]) async -> Bool {
        let code = Array(bytes[magic.count..<magic.count + codeSize])
        return ConstantTime.equal(code, HMACSHA256.code(for: bytes[(magic.count + codeSize)...], key: key))
    }

    @concurrent
    private static func state(_ reader: StateReader, _ rules: RuleSet) async -> PartitionState? {
        await PartitionState.read(reader, rules)
    }

    /// - Throws: `EngineError` where it is there and cannot be deleted: what it holds would outlive a purge.
    func delete() throws(EngineError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw EngineError(
                .configuration, "\(path) cannot be deleted, and it holds what is to be purged",
                remedy: "delete it by hand, then run the same command again")
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

    mutating func text(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            number(UInt16(truncatingIfNeeded: utf8.count))
            bytes.append(contentsOf: utf8)
        }
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

    var rest: ArraySlice<UInt8> { all[place...] }

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

    mutating func text() -> String? {
        guard let count = number(UInt16.self).map(Int.init), all.count - place >= count else { return nil }
        defer { place += count }
        return String(validating: all[place..<place + count], as: UTF8.self)
    }

    mutating func skip(_ count: Int) -> Bool {
        guard count >= 0, all.count - place >= count else { return false }
        place += count
        return true
    }
}
