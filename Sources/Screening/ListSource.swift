package import Domain

/// One official list as `sanctions-lists/sources.yaml` describes it: who publishes it, where, and by which limits it counts.
///
/// The only place where limits of a list stand: freshness, guards, band ceiling and pull all read it (screening.md section 3).
package struct ListSource: Hashable, Sendable {
    package let id: String
    package let title: String
    package let publisher: String
    /// The publisher's page for people: where to look when an address has moved.
    package let page: String
    /// The files of the list, in the order they are downloaded; empty where the publisher has none that a program may fetch.
    package let urls: [String]
    package let format: ListFormat
    /// How long after its last confirmation the list may still be judged by.
    package let maximumAge: TimeSpan
    package let minimumEntries: Int
    /// The highest band a hit reaches.
    package let ceiling: Band
    /// The measures for which the list is screened, as its publisher words them.
    package let measures: [String]
    /// Whether what depends on the list is held while it is missing; a list that is not enabled may be imported all the same.
    package let isEnabled: Bool
    /// What a hit means in law, in a sentence.
    package let legal: String

    package init(
        id: String, title: String, publisher: String, page: String, urls: [String], format: ListFormat,
        maximumAge: TimeSpan, minimumEntries: Int, ceiling: Band, measures: [String], isEnabled: Bool, legal: String
    ) {
        self.id = id
        self.title = title
        self.publisher = publisher
        self.page = page
        self.urls = urls
        self.format = format
        self.maximumAge = maximumAge
        self.minimumEntries = minimumEntries
        self.ceiling = ceiling
        self.measures = measures
        self.isEnabled = isEnabled
        self.legal = legal
    }

    package var maximumAgeHours: Int { Int(maximumAge.microseconds / TimeSpan.hour.microseconds) }
}

/// Whether a list names real people. Samples are invented: they are never pulled, have no least size and never go stale.
package enum ListKind: String, Sendable, CaseIterable {
    case official, sample

    /// Ids that begin so are samples, in every home: an invented list can never pass for the official one.
    package static let samplePrefix = "sample-"

    package init(listID: String) { self = listID.hasPrefix(Self.samplePrefix) ? .sample : .official }
}

/// All lists of `sources.yaml`, in the order of the file.
package struct ListSources: Hashable, Sendable {
    package let all: [ListSource]

    package init(_ all: [ListSource]) { self.all = all }

    package subscript(_ id: String) -> ListSource? { all.first { $0.id == id } }

    /// The lists without which a payout is held.
    package var enabled: [ListSource] { all.filter(\.isEnabled) }

    /// The limit of a list in force: 48 hours for one that the file does not name, none for a sample.
    package func maximumAge(of id: String) -> TimeSpan? {
        if ListKind(listID: id) == .sample { return nil }
        return self[id]?.maximumAge ?? TimeSpan(microseconds: 48 * TimeSpan.hour.microseconds)
    }

    /// A list without a single entry is never right; more is asked only where the file says so.
    package func minimumEntries(of id: String) -> Int {
        ListKind(listID: id) == .sample ? 1 : self[id]?.minimumEntries ?? 1
    }

    /// Which enabled lists are missing beside the ones in force.
    ///
    /// A home that holds samples alone is for trying: there nothing official is expected, and it says so. As soon as one official
    /// list is in force, or none at all, every enabled list counts.
    package func missing(inForce ids: some Collection<String>) -> [String] {
        if Self.isSamplesOnly(ids) { return [] }
        let known = Set(ids)
        return enabled.map(\.id).filter { !known.contains($0) }.sorted()
    }

    package static func isSamplesOnly(_ ids: some Collection<String>) -> Bool {
        !ids.isEmpty && ids.allSatisfy { ListKind(listID: $0) == .sample }
    }

    /// A list id: small letters, digits and hyphens, 2 to 40, as it stands in folders, cases and addresses.
    package static func isID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        func isInner(_ byte: UInt8) -> Bool {
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        return (2...40).contains(bytes.count) && bytes.allSatisfy(isInner) && bytes.first != 0x2D && bytes.last != 0x2D
    }
}

/// An address from which a list may be fetched: https, or plain http to this machine alone (for tests and mirrors).
package struct ListAddress: Hashable, Sendable {
    package let text: String
    package let host: String

    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let isSecure = text.hasPrefix("https://")
        guard isSecure || text.hasPrefix("http://") else { return nil }
        let rest = text.dropFirst(isSecure ? 8 : 7)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        // A user name before the host is how an address pretends to be another one.
        guard !authority.isEmpty, !authority.contains("@") else { return nil }
        let host: Substring
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[...end]
        } else {
            host = authority.prefix { $0 != ":" }
        }
        guard !host.isEmpty, isSecure || Self.loopback.contains(String(host)) else { return nil }
        self.text = text
        self.host = String(host)
    }

    private static let loopback: Set<String> = ["127.0.0.1", "localhost", "[::1]"]

    /// From the slash after the host on, with the query; empty where the address ends with the host.
    package var path: Substring {
        text.drop { $0 != ":" }.dropFirst(3).drop { $0 != "/" && $0 != "?" && $0 != "#" }
    }

    /// The last part of the path, for the name of the kept file.
    package var fileName: String {
        path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last.map(String.init) ?? "list"
    }
}
