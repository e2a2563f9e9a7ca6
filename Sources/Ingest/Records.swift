package import Domain

/// Why a record was refused or a file could not be read (inputs.md section 10). Raw values are the published codes.
package enum RejectCode: String, Sendable, CaseIterable {
    /// Not JSON, XML or CSV.
    case notReadable = "IN-001"
    /// Nested too deeply or too long.
    case overLimit = "IN-002"
    /// A document type definition in XML.
    case documentType = "IN-003"
    case missingField = "IN-004"
    case badNumber = "IN-005"
    case badDate = "IN-006"
    /// Another object than the one that was asked for, or none that is known.
    case notThisObject = "IN-007"
    case ownerUnknown = "IN-008"
    /// A column map that does not fit its file.
    case mapError = "IN-009"
    case badIdentifier = "IN-010"
    case unknownCurrency = "IN-012"
    /// Strict mode only: the finding of the same number refused the record.
    case unknownEnumValue = "IN-013"
    case tooLong = "IN-014"
    case missingOptional = "IN-015"

    /// What the sender or the operator can do about it, as one clause.
    package var remedy: String {
        switch self {
        case .notReadable: "send the record again as well-formed text"
        case .overLimit: "split the record or correct the sender"
        case .documentType: "send the file without a DOCTYPE"
        case .missingField: "ask the sender for the field and import the record again"
        case .badNumber: "send a plain decimal number with a point"
        case .badDate: "send the date in the expected form"
        case .notThisObject: "import it as the object that it is, or leave it out"
        case .ownerUnknown: "name the owner with --owner CC*PPP"
        case .mapError: "correct the column map"
        case .badIdentifier: "correct the identifier at the sender"
        case .unknownCurrency: "send an ISO 4217 currency code"
        case .unknownEnumValue, .tooLong, .missingOptional: "correct the sender, or import without --strict"
        }
    }
}

/// One record that was refused, with everything needed to find it, understand it and send it again.
package struct IngestReject: Hashable, Sendable {
    package var file: String
    /// 1-based physical line on which the record starts.
    package var line: Int
    /// Plain (uncompressed) bytes before the record.
    package var offset: Int
    /// JSON path, XML path or column; empty when the whole record is meant.
    package var field: String
    package var code: RejectCode
    /// Why, in words, with what was expected; holds no personal data.
    package var reason: String
    /// What stood there, shortened; personal values are masked to their last four characters.
    package var found: String
    /// The record as received.
    package var raw: [UInt8]

    package init(
        file: String, line: Int, offset: Int, field: String, code: RejectCode, reason: String, found: String,
        raw: [UInt8]
    ) {
        self.file = file
        self.line = line
        self.offset = offset
        self.field = field
        self.code = code
        self.reason = reason
        self.found = found
        self.raw = raw
    }

    package var remedy: String { code.remedy }
}

/// Why reading of a whole file stopped or could not start. What was handed out before stays good.
package struct IngestError: Error, Hashable, Sendable, CustomStringConvertible {
    package var code: RejectCode
    package var file: String
    /// 1-based physical line of the fault; 0 when the file has no lines (a damaged gzip stream).
    package var line: Int
    /// The last line up to which every record was handed out; 0 when there is none.
    package var lastGoodLine: Int
    /// Why, in words, without personal data.
    package var reason: String

    package init(_ code: RejectCode, file: String, line: Int = 0, lastGoodLine: Int = 0, reason: String) {
        self.code = code
        self.file = file
        self.line = line
        self.lastGoodLine = lastGoodLine
        self.reason = reason
    }

    package var description: String {
        let place = line > 0 ? "\(file):\(line)" : file
        let kept = lastGoodLine > 0 ? " (last good line \(lastGoodLine))" : ""
        return "\(place): \(code.rawValue) \(reason)\(kept); \(code.remedy)"
    }
}

/// One outcome of reading: an event ready to be judged, or a refusal. Every record of the input gives exactly one.
package enum IngestItem: Sendable {
    case event(Event)
    case reject(IngestReject)
}

/// What became of one file: read = accepted + duplicate + revised + rejected, always.
///
/// A reader counts `read`, `rejected`, findings and unknown fields; whether a mapped record is accepted, duplicate or
/// revised is known only once it has been compared with what is stored, so the engine counts those three.
package struct IngestReport: Hashable, Sendable {
    package var file: String
    /// `ocpi`, `csv`, `pain.001`, `amplomb.payout/1`, ...
    package var format: String
    /// Version of the format, `mixed` when the records differ; nil until a record was read.
    package var version: String?
    /// `cdr`, `session`, ... or the map's name, `mixed` when the records differ; nil until a record was read.
    package var module: String?
    /// SHA-256 of the file as received (packed bytes where it is packed); nil until `finish`.
    package var sha256: Hash32?
    package var read = 0
    package var accepted = 0
    package var duplicate = 0
    package var revised = 0
    package var rejected = 0
    /// Number of findings by code.
    package var findings: [String: Int] = [:]
    /// Members that the specification does not know, by path without indexes, with the number of times they were met.
    package var unknownFields: [String: Int] = [:]

    package init(file: String, format: String) {
        self.file = file
        self.format = format
    }

    /// Records that became an event.
    package var mapped: Int { read - rejected }

    /// Counts one of the four ends of a record.
    package mutating func count(_ state: IngestState) {
        switch state {
        case .accepted: accepted += 1
        case .duplicate: duplicate += 1
        case .revised: revised += 1
        case .rejected: rejected += 1
        }
    }

    /// Notes the version and module of a record: the first names them, a different one makes them `mixed`.
    package mutating func note(version: String, module: String) {
        if self.version != version { self.version = self.version == nil ? version : "mixed" }
        if self.module != module { self.module = self.module == nil ? module : "mixed" }
    }

    package mutating func count(_ found: [Finding]) {
        for finding in found { findings[finding.code, default: 0] += 1 }
    }
}

/// How what stood in a record is shown outside the database.
package enum Shown {
    /// The text, cut to 60 characters.
    package static func short(_ text: String) -> String {
        text.count <= 60 ? text : "\(text.prefix(57))..."
    }

    /// Only the last four characters, for identifiers, accounts and names (inputs.md section 12).
    package static func masked(_ text: String) -> String {
        let count = text.count
        guard count > 4 else { return String(repeating: "*", count: count) }
        return "***\(text.suffix(4))"
    }
}
