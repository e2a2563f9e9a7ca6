import Formats

/// Decides the format of a file by what it begins with, never by its name.
enum ListDetector {
    /// The format of `bytes`, nil if it is none of the known ones.
    static func format(_ bytes: [UInt8]) -> ListFormat? {
        let head = String(decoding: bytes.prefix(6_000), as: UTF8.self)
        if isXML(bytes) { return xml(head) }
        let lines = head.split(separator: "\n", maxSplits: 2).prefix(2).map(String.init)
        guard let first = lines.first else { return nil }
        if first.hasText("celex,recordId") || first.hasText("amendedCelex,amendmentCelex") { return .euJournalCSV }
        if has(first, "source", "entity_number", "alt_names") { return .usCSLCSV }
        let second = lines.count > 1 ? lines[1] : ""
        if has(first, "Unique ID", "Name 6") || has(second, "Unique ID", "Name 6") || starts(first, "Report Date") {
            return .ukSanctionsListCSV
        }
        if has(first, "Group ID", "Name 6") || has(second, "Group ID", "Name 6") || starts(first, "Last Updated,") {
            return .ukOFSIConListCSV
        }
        if first.hasText("Date_file") { return .euFSFCSV10 }
        if first.hasText("Entity_LogicalId") { return .euFSFCSV11 }
        return OFACCSV.kind(bytes) == nil ? nil : OFACCSV.isConsolidated(bytes) ? .ofacConsCSV : .ofacSDNCSV
    }

    /// Whether the file begins with an element, behind a byte-order mark and blanks.
    private static func isXML(_ bytes: [UInt8]) -> Bool { ImportText.trimmed(bytes.prefix(200)).first == 0x3C }

    private static func starts(_ line: String, _ text: String) -> Bool {
        let line = line.drop { $0 == "\u{FEFF}" || $0 == "\"" }
        return line.hasPrefix(text)
    }

    private static func has(_ line: String, _ columns: String...) -> Bool { columns.allSatisfy { line.hasText($0) } }

    /// The name of the root element decides, for two formats with its namespace.
    private static func xml(_ head: String) -> ListFormat? {
        switch rootName(head) {
        case "CONSOLIDATED_LIST": return .unXML
        case "sdnList": return .ofacSDNXML
        case "Sanctions": return .ofacAdvancedXML
        case "sanctionsData" where head.hasText("/ENHANCED_XML"): return .ofacEnhancedXML
        case "export" where head.hasText("fpi/fsd/export"): return .euFSFXML11
        case "Designations": return .ukSanctionsListXML
        case "swiss-sanctions-list": return .secoXML
        default: return nil
        }
    }

    /// The local name of the first element, behind declarations and comments.
    private static func rootName(_ head: String) -> String {
        var rest = head[...]
        while let open = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: open)...]
            if rest.hasPrefix("!--") {
                while let close = rest.firstIndex(of: ">"), !rest[..<close].hasSuffix("--") {
                    rest = rest[rest.index(after: close)...]
                }
                continue
            }
            if rest.hasPrefix("?") || rest.hasPrefix("!") { continue }
            let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
            return String(name.split(separator: ":").last ?? "")
        }
        return ""
    }

    /// The first bytes as a message shows them.
    static func beginning(_ bytes: [UInt8]) -> String {
        bytes.isEmpty ? "nothing" : String(decoding: bytes.prefix(24), as: UTF8.self).debugDescription
    }

    /// Why no importer reads `file`; names the known formats.
    static func refusal(_ file: ListFile) -> ImportError {
        if let variant = delimitedVariant(file.bytes) {
            return ImportError(
                .unknownFormat, file: file.name,
                "begins with \(beginning(file.bytes)): OFAC's \(variant) is not supported, use CSV or XML")
        }
        let known = ListFormat.allCases.map(\.rawValue).joined(separator: ", ")
        return ImportError(
            .unknownFormat, file: file.name, "begins with \(beginning(file.bytes)): not one of \(known)")
    }

    /// OFAC publishes its list in further delimitings: `.DEL` with `@`, `.PIP` with `|`, `.FF` with fixed columns.
    private static func delimitedVariant(_ bytes: [UInt8]) -> String? {
        let line = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
        let number = line.prefix { $0 &- 0x30 < 10 }
        guard !number.isEmpty, number.count < line.count else { return nil }
        switch line[number.endIndex] {
        case 0x40: return "delimited file with @ (.DEL)"
        case 0x7C: return "delimited file with | (.PIP)"
        case 0x20
        where line.count > 100 && line.starts(with: Array(number) + [0x20]) && !line.contains(0x2C)
            || line.count > 100 && line[(number.endIndex)...].prefix(2).elementsEqual([0x20, 0x20]):
            return "file of fixed columns (.FF)"
        default: return nil
        }
    }
}
