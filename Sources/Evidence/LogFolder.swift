import Domain
import Synchronization

/// Verifies an exported log, read file by file through a closure: a folder, an archive, a mirror.
///
/// Pages are read, hashed and held against their envelopes on several cores; the tree grows over them in order while the
/// next block of pages is examined. Memory stays at two blocks.
package struct LogFolder: Sendable {
    /// The bytes of a file of the export; nil when there is none of that name. Called from several threads.
    /// - Throws: any error when a file is there but cannot be read.
    package typealias Read = @Sendable (_ path: String) throws -> [UInt8]?

    private let read: Read
    private let other: OtherCopy?
    private let keys: [VerifierKey]
    private let held: [[UInt8]]
    private let witnesses: [WitnessKey]
    private let jobs: Int

    /// Pages of 256 entries that are in memory at a time, twice.
    private static let blockLength: UInt64 = 32

    /// - Parameters:
    ///   - held: signed checkpoints kept elsewhere, which the log must contain.
    ///   - witnesses: whose cosignatures under those count; each must be there.
    ///   - other: another copy of the same log to compare with.
    ///   - jobs: how many threads work; at least 1.
    package init(
        read: @escaping Read, keys: [VerifierKey], held: [[UInt8]] = [], witnesses: [WitnessKey] = [],
        other: Read? = nil, jobs: Int = 1
    ) {
        self.read = read
        self.keys = keys
        self.held = held
        self.witnesses = witnesses
        self.other = other.map { OtherCopy(read: $0) }
        self.jobs = max(1, jobs)
    }

    /// Checks everything; never throws: what could not be read is a finding and the state is then not completed.
    ///
    /// - Parameter progress: told how many entries were checked, and how many there are.
    package func verify(progress: (_ done: UInt64, _ total: UInt64) -> Void = { _, _ in }) -> VerificationReport {
        let note: [UInt8]
        let checkpoint: Checkpoint
        do {
            guard let bytes = try read(ExportPath.checkpoint) else {
                return unreadable("there is no file 'checkpoint'")
            }
            note = bytes
        } catch { return unreadable("the file 'checkpoint' cannot be read") }
        do {
            checkpoint = try Checkpoint(text: SignedNote(parsing: note).text)
        } catch {
            let finding = Finding(.checkpointMalformed, .nowhere, error.description)
            return VerificationReport(findings: [finding], summary: VerificationSummary())
        }
        var verifier = LogVerifier(log: checkpoint.origin, keys: keys)
        verifier.add(checkpoint: note)
        for note in held { verifier.add(cosigned: note, by: witnesses) }
        verifier.demand(witnesses)
        if let other, let bytes = other.checkpoint { verifier.add(checkpoint: bytes, from: .held) }
        let walked = Walk(verifier)
        walk(checkpoint, walked, progress)
        return walked.state.withLock { $0.verifier.finish() }
    }

    /// The tree that grows over the pages while others are examined.
    private final class Walk: Sendable {
        struct State {
            var verifier: LogVerifier
            var isCutOff = false
        }

        let state: Mutex<State>

        init(_ verifier: LogVerifier) { state = Mutex(State(verifier: verifier)) }
    }

    private func walk(_ checkpoint: Checkpoint, _ walked: Walk, _ progress: (UInt64, UInt64) -> Void) {
        let size = checkpoint.size
        let units = size / 256 + (size % 256 == 0 ? 0 : 1)
        let withPayloads = hasPayloads(size)
        let removals = removalStatements(walked)
        var waiting: [PageResult] = []
        var start: UInt64 = 0
        while !walked.state.withLock({ $0.isCutOff }), start < units || !waiting.isEmpty {
            let count = Int(min(units - start, LogFolder.blockLength))
            let (first, previous) = (start, waiting)
            waiting = Workers.map(count: count, jobs: jobs) {
                walked.state.withLock { absorb(previous, units, &$0) }
            } body: { offset in
                page(first + UInt64(offset), checkpoint, withPayloads, removals)
            }
            if !previous.isEmpty { progress(min(start * 256, size), size) }
            start += UInt64(count)
        }
    }

    private func absorb(_ results: [PageResult], _ units: UInt64, _ state: inout Walk.State) {
        for result in results {
            // A signed size can be any number: what begins with nothing at all ends the walk.
            if result.isEmpty, isAllMissing(from: result.number, of: units) {
                state.isCutOff = true
                return
            }
            for finding in result.findings { state.verifier.report(finding) }
            state.verifier.absorb(result.page)
        }
    }

    /// One page with what was found while it was read.
    private struct PageResult: Sendable {
        let number: UInt64
        let page: ExaminedPage
        /// Neither entries nor tiles are there.
        let isEmpty: Bool
        let findings: [Finding]
    }

    /// Whether this and the next thousand bundles are gone: the log was cut off, which the end of the check names.
    private func isAllMissing(from number: UInt64, of units: UInt64) -> Bool {
        for next in number..<min(units, number + 1_000) {
            if let bytes = try? read(ExportPath.entries(next)), !bytes.isEmpty { return false }
        }
        return true
    }

    private func hasPayloads(_ size: UInt64) -> Bool {
        let width = Tile.width(of: TileID(level: 0, index: 0), in: size)
        return ((try? read(ExportPath.payloads(0, width: width))) ?? nil) != nil
    }

    /// The parts of the entries that say which others were removed in full.
    private func removalStatements(_ walked: Walk) -> [Hash32: [StoredPart]] {
        do {
            guard let bytes = try read(ExportPath.removals) else { return [:] }
            if let parts = PayloadBundle.parts(bytes) { return parts }
            walked.state.withLock { $0.verifier.unreadable("\(ExportPath.removals) is damaged") }
        } catch {
            walked.state.withLock { $0.verifier.unreadable("\(ExportPath.removals) cannot be read") }
        }
        return [:]
    }

    private func page(
        _ number: UInt64, _ checkpoint: Checkpoint, _ withPayloads: Bool, _ removals: [Hash32: [StoredPart]]
    ) -> PageResult {
        let size = checkpoint.size
        let width = Tile.width(of: TileID(level: 0, index: number), in: size)
        var findings: [Finding] = []
        var page = LogPage(rows: [])
        var parts: [Hash32: [StoredPart]] = [:]
        if withPayloads, let bytes = load(ExportPath.payloads(number, width: width), &findings) {
            if let found = PayloadBundle.parts(bytes) {
                parts = found
            } else {
                let cause = "\(ExportPath.payloads(number, width: width)) is damaged"
                findings.append(Finding(.logUnreadable, .nowhere, cause))
            }
        }
        page.tiles = tiles(number, width: width, size: size, &findings)
        if let bytes = load(ExportPath.entries(number, width: width), &findings) {
            let envelopes = EntryBundle.envelopes(bytes)
            if let envelopes, envelopes.count <= width {
                page.rows.reserveCapacity(width)
                let leaves: [Hash32] = page.tiles.first { $0.id.level == 0 }.map(\.hashes) ?? []
                for (offset, envelope) in envelopes.enumerated() {
                    let isKnown = !parts.isEmpty || !removals.isEmpty
                    let id = isKnown && !envelope.isEmpty ? EvidenceHash.plain(envelope) : nil
                    page.rows.append(
                        LogRow(
                            index: number * 256 + UInt64(offset), entryID: nil,
                            leafHash: envelope.isEmpty && offset < leaves.count ? leaves[offset] : nil,
                            envelope: envelope.isEmpty ? nil : envelope,
                            parts: id.flatMap { parts[$0] ?? removals[$0] } ?? []))
                }
            } else {
                let range = Finding.Place.range(number * 256, number * 256 + UInt64(width))
                findings.append(Finding(.rootMismatch, range, "the entry bundle is damaged"))
            }
        }
        if let tile = other?.tile(number, width: width) { page.otherTiles = [tile] }
        return PageResult(
            number: number, page: ExaminedPage(page, of: checkpoint.origin, payloads: withPayloads),
            isEmpty: page.rows.isEmpty && page.tiles.isEmpty, findings: findings)
    }

    /// The tile of these leaves and every tile above that ends with them.
    private func tiles(_ number: UInt64, width: Int, size: UInt64, _ findings: inout [Finding]) -> [Tile] {
        var tiles: [Tile] = []
        var id = TileID(level: 0, index: number)
        let end = number * 256 + UInt64(width)
        while true {
            let hashes = Tile.width(of: id, in: size)
            let isLast = id.level == 0 || end == size || end & (1 << UInt64(8 * Int(id.level) + 8) - 1) == 0
            guard hashes > 0, isLast else { break }
            if let bytes = load(ExportPath.tile(id, width: hashes), &findings) {
                if let tile = try? Tile(id: id, encoded: bytes), tile.hashes.count == hashes {
                    tiles.append(tile)
                } else {
                    let cause = "\(ExportPath.tile(id, width: hashes)) is damaged"
                    findings.append(Finding(.logUnreadable, .nowhere, cause))
                }
            }
            guard id.level < 7 else { break }
            id = TileID(level: id.level + 1, index: id.index >> 8)
        }
        return tiles
    }

    private func load(_ path: String, _ findings: inout [Finding]) -> [UInt8]? {
        do { return try read(path) } catch {
            findings.append(Finding(.logUnreadable, .nowhere, "\(path) cannot be read"))
            return nil
        }
    }

    private func unreadable(_ cause: String) -> VerificationReport {
        VerificationReport(findings: [Finding(.logUnreadable, .nowhere, cause)], summary: VerificationSummary())
    }
}

/// Another copy of the same log: its checkpoint, and its leaf hashes tile by tile.
package struct OtherCopy: Sendable {
    private let read: LogFolder.Read

    package init(read: @escaping LogFolder.Read) { self.read = read }

    /// Its signed checkpoint; nil when it has none.
    package var checkpoint: [UInt8]? { (try? read(ExportPath.checkpoint)) ?? nil }

    /// Its tiles of the leaves that a page touches. `total` is the size of the log that is compared with it.
    package func tiles(for page: LogPage, total: UInt64) -> [Tile] {
        let numbers = Set(page.rows.map { $0.index / 256 })
        return numbers.sorted().compactMap { number in
            tile(number, width: max(1, Tile.width(of: TileID(level: 0, index: number), in: total)))
        }
    }

    /// Its leaf hashes `number * 256` and the following, as a full tile or one of this width.
    package func tile(_ number: UInt64, width: Int) -> Tile? {
        let id = TileID(level: 0, index: number)
        let partial = (try? read(ExportPath.tile(id, width: width))) ?? nil
        guard let bytes = partial ?? ((try? read(ExportPath.tile(id))) ?? nil) else { return nil }
        return try? Tile(id: id, encoded: bytes)
    }
}
