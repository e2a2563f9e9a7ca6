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
    /// Material hash of each entry, in the order of `entries`; empty until the list is sealed.
    package private(set) var entryHashes: [Hash32] = []
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

    /// Country texts already looked up; nil is a text without a code.
    var countryOf: [String: Country?] = [:]
    /// Types of identifiers already looked up.
    var meaningOf: [String: OFACIdentifiers.Meaning] = [:]
    /// How often each country text without a code was met.
    var unmappedCountries: [String: Int] = [:]
    /// Rejects that a forced guard has passed.
    var forcedRejects = 0

    /// Sorts the entries and fixes the version.
    mutating func seal() {
        countryOf = [:]
        meaningOf = [:]
        sortEntries()
        var hasher = SHA256Hasher()
        var scratch = CanonicalBytes()
        entryHashes = entries.map { scratch.hash(of: $0) }
        for hash in entryHashes { hasher.update(hash.bytes) }
        version = Hash32(hasher.finalize()) ?? .zero
    }

    /// By id. An entry is a large value: indices are sorted, and each entry is moved once.
    private mutating func sortEntries() {
        let ids = entries.map(\.entryID)
        let order = ids.indices.sorted { (ids[$0], $0) < (ids[$1], $1) }
        if order.elementsEqual(ids.indices) { return }
        let unsorted = entries
        entries = order.map { unsorted[$0] }
    }
}

/// The formats of official lists this module reads.
package enum ListFormat: String, Sendable, CaseIterable {
    case ofacSDNCSV = "ofac-sdn-csv"
    case ofacConsCSV = "ofac-cons-csv"
    case ofacSDNXML = "ofac-sdn-xml"
    case ofacEnhancedXML = "ofac-enhanced-xml"
    case ofacAdvancedXML = "ofac-advanced-xml"
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
