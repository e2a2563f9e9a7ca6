/// What a local time of day means in UTC.
package enum LocalTimeResult: Sendable, Equatable {
    /// It happened once. Microseconds since 1970-01-01T00:00:00Z.
    case unique(Int64)
    /// It happened twice, when clocks went back.
    case ambiguous(earlier: Int64, later: Int64)
    /// It never happened, because clocks went forward; `moved` is that much time after the change, in new local time.
    case nonexistent(moved: Int64)
}

/// Why bytes are no time-zone file.
package struct ZoneError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable { case notTZif, truncated, inconsistent, badFooter }

    package var code: Code

    package init(code: Code) {
        self.code = code
    }

    package var description: String {
        switch code {
        case .notTZif: "not a TZif file of version 2 or later"
        case .truncated: "TZif file is cut off"
        case .inconsistent: "TZif file contradicts itself"
        case .badFooter: "TZif file has a footer that is no POSIX TZ string"
        }
    }
}

/// The offsets of one zone from UTC, for all time. Source: TZif files, RFC 8536 (versions 2 and later), footer included.
package struct ZoneRules: Sendable, Equatable {
    private let transitions: [Int64]
    private let kinds: [UInt8]
    /// Seconds east of UTC of each kind of local time.
    private let offsets: [Int32]
    private let footer: PosixZone?

    /// Reads a TZif file.
    ///
    /// - Throws: `ZoneError`.
    package init(tzif bytes: [UInt8]) throws(ZoneError) {
        var reader = TZifReader(bytes: bytes)
        let first = try reader.header()
        guard first.version >= 2 else { throw ZoneError(code: .notTZif) }
        try reader.skip(first.dataLength(timeSize: 4))
        let counts = try reader.header()
        let body = try reader.body(counts)
        transitions = body.transitions
        kinds = body.kinds
        offsets = body.offsets
        footer = try reader.footer()
    }

    /// Seconds east of UTC at an instant. Complexity: logarithmic in the zone's changes.
    ///
    /// - Parameter micros: microseconds since 1970-01-01T00:00:00Z.
    package func offsetSeconds(atMicros micros: Int64) -> Int {
        offsetSeconds(atSeconds: Self.floorSeconds(micros))
    }

    /// The local clock at an instant, as microseconds since 1970-01-01T00:00 local time.
    package func localMicros(atMicros micros: Int64) -> Int64 {
        micros &+ Int64(offsetSeconds(atMicros: micros)) * 1_000_000
    }

    /// Days since 1970-01-01 of the local calendar date at an instant.
    package func localDay(atMicros micros: Int64) -> Int {
        let local = localMicros(atMicros: micros)
        let day: Int64 = 86_400_000_000
        return Int(local >= 0 ? local / day : (local - day + 1) / day)
    }

    /// The first instant of the local calendar day that an instant lies in: 23, 24 or 25 hours before the next, as a rule.
    ///
    /// Where a change of clocks skips midnight the day begins with the change; where it repeats midnight, with the earlier one.
    package func startOfDay(containing micros: Int64) -> Int64 {
        let day = Int64(localDay(atMicros: micros))
        switch instant(ofLocalMicros: day * 86_400_000_000) {
        case .unique(let start): return start
        case .ambiguous(let earlier, _): return earlier
        case .nonexistent(let moved):
            var before = min(moved, micros) - 86_400_000_000
            var start = min(moved, micros)
            while start - before > 1 {
                let middle = before + (start - before) / 2
                if localDay(atMicros: middle) < Int(day) { before = middle } else { start = middle }
            }
            return start
        }
    }

    /// The instant of a local time.
    ///
    /// - Parameter localMicros: microseconds since 1970-01-01T00:00 local time, by the calendar alone.
    package func instant(ofLocalMicros localMicros: Int64) -> LocalTimeResult {
        let seconds = Self.floorSeconds(localMicros)
        // No zone is more than 26 hours from UTC (RFC 8536 section 3.2), so these sides see every offset in question.
        let before = offsetSeconds(atSeconds: seconds - 26 * 3_600)
        let after = offsetSeconds(atSeconds: seconds + 26 * 3_600)
        var candidates = [before]
        for offset in [
            after, offsetSeconds(atSeconds: seconds - Int64(before)), offsetSeconds(atSeconds: seconds - Int64(after)),
        ] where !candidates.contains(offset) { candidates.append(offset) }
        let valid = candidates.filter { offsetSeconds(atSeconds: seconds - Int64($0)) == $0 }
            .map { localMicros - Int64($0) * 1_000_000 }.sorted()
        guard let earliest = valid.first, let latest = valid.last else {
            return .nonexistent(moved: localMicros - Int64(before) * 1_000_000)
        }
        return earliest == latest ? .unique(earliest) : .ambiguous(earlier: earliest, later: latest)
    }

    private func offsetSeconds(atSeconds seconds: Int64) -> Int {
        guard let last = transitions.last else {
            return footer?.offsetSeconds(atSeconds: seconds) ?? Int(offsets[0])
        }
        if seconds >= last, let footer { return footer.offsetSeconds(atSeconds: seconds) }
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return Int(low == 0 ? offsets[0] : offsets[Int(kinds[low - 1])])
    }

    private static func floorSeconds(_ micros: Int64) -> Int64 {
        micros >= 0 ? micros / 1_000_000 : (micros - 999_999) / 1_000_000
    }
}

/// The zones of one version of the time-zone data; a name has a version, so what was decided by it can be explained.
package struct ZoneDatabase: Sendable {
    /// Version of the data, such as `2025b`.
    package let version: String
    private let zones: [String: ZoneRules]

    /// Reads every zone once.
    ///
    /// - Parameters:
    ///   - version: version of the data.
    ///   - names: IANA names; those that cannot be loaded or read are left out.
    ///   - load: hands out the TZif bytes of a name.
    package init(version: String, names: some Sequence<String>, load: (String) -> [UInt8]?) {
        self.version = version
        var zones: [String: ZoneRules] = [:]
        for name in names {
            guard Self.isName(name), let bytes = load(name), let rules = try? ZoneRules(tzif: bytes) else { continue }
            zones[name] = rules
        }
        self.zones = zones
    }

    /// The rules of a zone by its IANA name (`Europe/London`); nil when there is no such zone.
    package subscript(_ name: String) -> ZoneRules? { zones[name] }

    /// Number of zones.
    package var count: Int { zones.count }

    /// Version and zone names of a `tzdata.zi` file: the comment `# version`, `Z` lines and `L` lines.
    package static func index(tzdata bytes: [UInt8]) -> (version: String?, names: [String]) {
        var version: String?
        var names: [String] = []
        for line in bytes.split(separator: 0x0A) {
            let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
            if words.count >= 3, words[0] == "#", words[1] == "version" { version = version ?? words[2] }
            if words.count >= 3, words[0] == "Z" { names.append(words[1]) }
            if words.count == 3, words[0] == "L" { names.append(words[2]) }
        }
        return (version, names)
    }

    /// Whether a text can be a zone name, and no path out of the zone directory.
    package static func isName(_ name: String) -> Bool {
        guard (1...64).contains(name.utf8.count) else { return false }
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            !part.isEmpty
                && part.allSatisfy {
                    $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 26 || $0 == 0x2B || $0 == 0x2D || $0 == 0x5F
                }
        }
    }
}
