package import Domain
import Formats

/// One list read from its official files, not yet in force.
package struct ImportedList: Sendable {
    package var listID: String
    package var format: ListFormat
    /// From the content of the file, not from its date.
    package var publishDate: CivilDate?
    package var entries: [ListEntry] = []
    /// Counts by name, in the order they are printed.
    package var counts: [(name: String, count: Int)] = []
    package var rejects: [ImportReject] = []
    package var warnings: [String] = []
    /// Records read: entries, merged rows and rejects must add up to it.
    package var recordsRead = 0
    package var mergedRows = 0
    /// SHA-256 of each source file.
    package var sourceHashes: [(file: String, hash: Hash32)] = []
    /// SHA-256 over the canonical bytes of all entries, order independent.
    package var version: Hash32 = .zero
    /// Highest band a hit of this list reaches.
    package var bandCeiling: Band = .stop

    package init(listID: String, format: ListFormat) {
        self.listID = listID
        self.format = format
    }

    package func count(_ name: String) -> Int { counts.first { $0.name == name }?.count ?? 0 }

    mutating func add(_ name: String, _ amount: Int = 1) {
        if let index = counts.firstIndex(where: { $0.name == name }) {
            counts[index].count += amount
        } else {
            counts.append((name, amount))
        }
    }

    /// Sorts the entries and fixes the version.
    mutating func seal() {
        entries.sort { $0.entryID < $1.entryID }
        var hasher = SHA256Hasher()
        for entry in entries { hasher.update(entry.materialHash.bytes) }
        version = Hash32(hasher.finalize()) ?? .zero
    }
}

/// The formats of official lists this module reads.
package enum ListFormat: String, Sendable, CaseIterable {
    case ofacSDNCSV = "ofac-sdn-csv"
    case ofacConsCSV = "ofac-cons-csv"
    case ofacSDNXML = "ofac-sdn-xml"
    case ofacEnhancedXML = "ofac-enhanced-xml"
    case usCSLCSV = "us-csl-csv"
    case unXML = "un-xml"
    case euFSFCSV10 = "eu-fsf-csv-1.0"
    case euFSFCSV11 = "eu-fsf-csv-1.1"
    case euFSFXML11 = "eu-fsf-xml-1.1"
    case euJournalCSV = "eu-journal-csv"
    case ukOFSIConListCSV = "uk-ofsi-conlist-csv"
    case ukSanctionsListCSV = "uk-sanctions-list-csv"
    case ukSanctionsListXML = "uk-sanctions-list-xml"
    case secoXML = "seco-xml"
}

/// What a hit means, from weakest to strongest.
package enum Band: UInt8, Comparable, Sendable, CaseIterable {
    case none, review, hold, stop

    package static func < (left: Band, right: Band) -> Bool { left.rawValue < right.rawValue }

    package var code: String {
        switch self {
        case .none: "none"
        case .review: "review"
        case .hold: "hold"
        case .stop: "stop"
        }
    }

    package var outcome: Outcome {
        switch self {
        case .none: .pass
        case .review: .review
        case .hold: .hold
        case .stop: .stop
        }
    }
}

extension ListEntry {
    /// SHA-256 over the material fields: names, type, births, countries, genders, ids, programmes, measures; order does
    /// not matter, remarks do not count.
    package var materialHash: Hash32 {
        var hasher = SHA256Hasher()
        func add(_ tag: UInt8, _ values: [String]) {
            hasher.update(byte: tag)
            for value in values.sorted() {
                let bytes = Array(value.utf8)
                var length = UInt32(bytes.count).bigEndian
                hasher.update(withUnsafeBytes(of: &length) { Array($0) })
                hasher.update(bytes)
            }
        }
        add(0, [entryID, type.rawValue])
        add(1, names.map { "\($0.kind.code)|\($0.isWeak ? 1 : 0)|\($0.text)" })
        add(2, births.map { "\($0.from.daysSinceEpoch)|\($0.to.daysSinceEpoch)|\($0.precision.rawValue)" })
        add(3, countries.map { "\($0.role.rawValue)|\($0.country?.alpha2 ?? $0.text)" })
        add(4, genders.map(\.code))
        add(5, ids.map { "\($0.scheme)|\($0.value)|\($0.country?.alpha2 ?? "")" })
        add(6, programs)
        add(7, measures)
        return Hash32(hasher.finalize()) ?? .zero
    }
}
