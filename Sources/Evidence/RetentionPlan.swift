package import Domain
import Formats

/// Which parts a plan is about, and on what basis.
package struct RetentionScope: Hashable, Sendable {
    package var country: Country?
    package var recordClass: RecordClass?
    /// Only parts of these subjects; empty for all.
    package var subjects: [Pseudonym]
    /// The basis on which a subject's parts are erased; nil for parts that go because their time is over.
    package var erasure: String?

    package init(
        country: Country? = nil, recordClass: RecordClass? = nil, subjects: [Pseudonym] = [], erasure: String? = nil
    ) {
        self.country = country
        self.recordClass = recordClass
        self.subjects = subjects.sorted()
        self.erasure = erasure
    }

    func includes(_ part: RetentionPart) -> Bool {
        if let country, part.country != country { return false }
        if let recordClass, part.recordClass != recordClass { return false }
        return subjects.isEmpty || part.subject.map { subjects.contains($0) } ?? false
    }

    /// Canonical JSON: what stands in the plan's file, its hash and the database.
    package var json: [UInt8] {
        let written = try? CanonicalJSON.object { json in
            json.member("class", recordClass?.text)
            json.member("country", country?.alpha2)
            json.member("erasure", erasure)
            if !subjects.isEmpty { json.member("subjects", subjects.map(\.hex)) }
        }
        // Only invalid UTF-8 could fail, which a String never holds.
        return written ?? Array("{}".utf8)
    }

    /// Reads what `json` wrote; nil for anything else.
    package init?(json bytes: [UInt8]) {
        guard let root = try? JSONDocument(parsing: bytes).root, root.kind == .object else { return nil }
        let names = root["subjects"].map { Array($0.elements).map { $0.string ?? "" } } ?? []
        let subjects = names.compactMap { Pseudonym(hex: $0) }
        guard subjects.count == names.count else { return nil }
        self.init(
            country: root["country"]?.string.flatMap { Country(alpha2: $0) },
            recordClass: root["class"]?.string.flatMap { RecordClass($0) }, subjects: subjects,
            erasure: root["erasure"]?.string)
        guard json == bytes else { return nil }
    }
}

/// What retention says about all parts of a log on one day: a simulation. The same log, rules, holds and day give the same
/// bytes; no clock is read.
package struct RetentionPlan: Hashable, Sendable {
    /// Parts of one kind, class, group, country and deciding row, with the same verdict.
    package struct Line: Hashable, Sendable {
        /// `go`, `must_go`, `held`, `waiting`, `needs_confirmation`, `unknown` or `keep`.
        package let state: String
        package let recordClass: String
        package let group: String
        /// Empty where the records have none.
        package let country: String
        /// The row that decides; empty where none speaks.
        package let rule: String
        /// The first day since which one is overdue, ids of holds, or names of the missing dates.
        package let detail: String
        package let parts: Int
        /// Payloads and salts.
        package let bytes: Int
    }

    package let on: CivilDate
    package let scope: RetentionScope
    /// Hash of the retention rules.
    package let rulesHash: Hash32
    /// The parts that may go or must go.
    package let ranges: PartRanges
    package let lines: [Line]
    /// The legal basis of the rows that decide about what goes, each once.
    package let legalBasis: String
    /// SHA-256 over scope, day, rule hash and the ids of the parts that go, in order of index and group.
    package let hash: Hash32

    package var parts: UInt64 { ranges.count }
    package var bytes: Int { lines.filter { Self.goes($0.state) }.reduce(0) { $0 + $1.bytes } }

    static func goes(_ state: String) -> Bool { state == "go" || state == "must_go" }

    /// The plan's file: canonical JSON.
    /// - Throws: `envelope_invalid` when a number cannot stand in it.
    package func file() throws(EvidenceError) -> [UInt8] {
        do {
            return try CanonicalJSON.object { json in
                json.member("bytes", bytes)
                json.member("format", "amplomb-retention-plan/1")
                json.member("legal_basis", legalBasis)
                json.array("lines") { array in
                    for line in lines { array.elementObject { Self.write(line, to: &$0) } }
                }
                json.member("on", on.description)
                json.member("parts", Int64(clamping: parts))
                json.member("plan", hash.hex)
                ranges.write(to: &json, name: "ranges")
                json.member("rules", rulesHash.hex)
                json.member("scope", canonical: scope.json)
            }
        } catch { throw EvidenceError(.envelopeInvalid, error.description) }
    }

    private static func write(_ line: Line, to json: inout CanonicalJSON) {
        json.member("bytes", line.bytes)
        json.member("class", line.recordClass)
        json.member("country", line.country)
        json.member("detail", line.detail)
        json.member("group", line.group)
        json.member("parts", line.parts)
        json.member("rule", line.rule)
        json.member("state", line.state)
    }
}

/// What approval and purge read of a plan's file: which plan it is, and what it says that it deletes.
package struct RetentionPlanFile: Hashable, Sendable {
    package let hash: Hash32
    package let ranges: PartRanges

    /// - Throws: `retention_invalid` for anything but a plan's file.
    package init(_ bytes: [UInt8]) throws(EvidenceError) {
        guard let root = try? JSONDocument(parsing: bytes).root, root["format"]?.string == "amplomb-retention-plan/1",
            let hash = root["plan"]?.string.flatMap({ Hash32(hex: $0) }), let ranges = PartRanges(root["ranges"])
        else { throw EvidenceError(.retentionInvalid, "not the file of a retention plan") }
        self.hash = hash
        self.ranges = ranges
    }
}
