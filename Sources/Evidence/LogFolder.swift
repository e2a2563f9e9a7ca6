import Domain

/// Verifies an exported log, read file by file through a closure: a folder, an archive, a mirror.
package struct LogFolder {
    /// The bytes of a file of the export; nil when there is none of that name.
    /// - Throws: any error when a file is there but cannot be read.
    package typealias Read = (_ path: String) throws -> [UInt8]?

    private let read: Read
    private let other: Read?
    private let keys: [VerifierKey]
    private let held: [[UInt8]]

    /// - Parameters:
    ///   - held: signed checkpoints kept elsewhere, which the log must contain.
    ///   - other: another copy of the same log to compare with.
    package init(read: @escaping Read, keys: [VerifierKey], held: [[UInt8]] = [], other: Read? = nil) {
        self.read = read
        self.keys = keys
        self.held = held
        self.other = other
    }

    /// Checks everything; never throws: what could not be read is a finding and the state is then not completed.
    package func verify() -> VerificationReport {
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
        for note in held { verifier.add(checkpoint: note, from: .held) }
        if let other, let bytes = (try? other(ExportPath.checkpoint)) ?? nil {
            verifier.add(checkpoint: bytes, from: .held)
        }
        let size = checkpoint.size
        let units = size / 256 + (size % 256 == 0 ? 0 : 1)
        let withPayloads = hasPayloads(size)
        var number: UInt64 = 0
        while number < units {
            let width = Tile.width(of: TileID(level: 0, index: number), in: size)
            let page = page(number, width: width, size: size, &verifier)
            // A signed size can be any number: what begins with nothing at all ends the walk.
            if page.rows.isEmpty, page.tiles.isEmpty, isAllMissing(from: number, of: units) { break }
            verifier.absorb(ExaminedPage(page, of: checkpoint.origin, payloads: withPayloads))
            number += 1
        }
        return verifier.finish()
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

    private func page(_ number: UInt64, width: Int, size: UInt64, _ verifier: inout LogVerifier) -> LogPage {
        var page = LogPage(rows: [])
        var parts: [Hash32: [StoredPart]] = [:]
        if let bytes = load(ExportPath.payloads(number, width: width), &verifier) {
            if let found = PayloadBundle.parts(bytes) {
                parts = found
            } else {
                verifier.unreadable("\(ExportPath.payloads(number, width: width)) is damaged")
            }
        }
        if let bytes = load(ExportPath.entries(number, width: width), &verifier) {
            let envelopes = EntryBundle.envelopes(bytes)
            if let envelopes, envelopes.count <= width {
                for (offset, envelope) in envelopes.enumerated() {
                    let id = EvidenceHash.plain(envelope)
                    page.rows.append(
                        LogRow(
                            index: number * 256 + UInt64(offset), entryID: nil, leafHash: nil, envelope: envelope,
                            parts: parts[id] ?? []))
                }
            } else {
                let range = Finding.Place.range(number * 256, number * 256 + UInt64(width))
                verifier.report(Finding(.rootMismatch, range, "the entry bundle is damaged"))
            }
        }
        page.tiles = tiles(number, width: width, size: size, &verifier)
        if let other,
            let bytes = ((try? other(ExportPath.tile(TileID(level: 0, index: number), width: width))) ?? nil)
                ?? ((try? other(ExportPath.tile(TileID(level: 0, index: number)))) ?? nil),
            let tile = try? Tile(id: TileID(level: 0, index: number), encoded: bytes)
        {
            page.otherTiles = [tile]
        }
        return page
    }

    /// The tile of these leaves and every tile above that ends with them.
    private func tiles(_ number: UInt64, width: Int, size: UInt64, _ verifier: inout LogVerifier) -> [Tile] {
        var tiles: [Tile] = []
        var id = TileID(level: 0, index: number)
        let end = number * 256 + UInt64(width)
        while true {
            let hashes = Tile.width(of: id, in: size)
            let isLast = id.level == 0 || end == size || end & (1 << UInt64(8 * Int(id.level) + 8) - 1) == 0
            guard hashes > 0, isLast else { break }
            if let bytes = load(ExportPath.tile(id, width: hashes), &verifier) {
                if let tile = try? Tile(id: id, encoded: bytes), tile.hashes.count == hashes {
                    tiles.append(tile)
                } else {
                    verifier.unreadable("\(ExportPath.tile(id, width: hashes)) is damaged")
                }
            }
            guard id.level < 7 else { break }
            id = TileID(level: id.level + 1, index: id.index >> 8)
        }
        return tiles
    }

    private func load(_ path: String, _ verifier: inout LogVerifier) -> [UInt8]? {
        do { return try read(path) } catch {
            verifier.unreadable("\(path) cannot be read")
            return nil
        }
    }

    private func unreadable(_ cause: String) -> VerificationReport {
        VerificationReport(findings: [Finding(.logUnreadable, .nowhere, cause)], summary: VerificationSummary())
    }
}
