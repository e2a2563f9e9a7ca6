/// Which list of a file of several an entry is of, and its number there.
package struct ListOrigin: Hashable, Sendable {
    package let source: String
    package let number: String

    package init(source: String, number: String) {
        self.source = source
        self.number = number
    }
}

extension ListImporter {
    /// What the Consolidated Screening List calls OFAC's main list.
    private static let mainSource = "Specially Designated Nationals (SDN)"

    /// A file of several lists as its lists: the US Consolidated Screening List by `source`, each with the ceiling of its legal
    /// effect; any other list as it is. Entries, aliases and rejects are those of the whole.
    package static func split(_ list: ImportedList) -> [ImportedList] {
        guard list.format == .usCSLCSV else { return [list] }
        let groups = Dictionary(grouping: list.entries) { $0.origin?.source ?? "" }
        var parts: [ImportedList] = []
        for source in groups.keys.sorted() {
            guard let entries = groups[source] else { continue }
            var part = ImportedList(listID: "\(list.listID)-\(shortName(source))", format: list.format)
            part.entries = entries
            part.publishDate = list.publishDate
            part.sourceHashes = list.sourceHashes
            part.recordsRead = entries.count
            part.bandCeiling = ceiling(source)
            part.add("rows", entries.count)
            if parts.isEmpty {
                part.rejects = list.rejects
                part.warnings = list.warnings
                part.recordsRead += list.rejects.count
            }
            part.seal()
            parts.append(part)
        }
        return parts
    }

    /// `Entity List (EL) - Bureau of Industry and Security` is `el`; a source without an abbreviation its letters.
    private static func shortName(_ source: String) -> String {
        let inside = source.split(separator: "(", maxSplits: 1).dropFirst().first?.prefix { $0 != ")" } ?? source[...]
        var name = ""
        for character in inside.lowercased() {
            if character.isLetter || character.isNumber {
                name.append(character)
            } else if !name.hasSuffix("-") {
                name.append("-")
            }
        }
        return name.hasSuffix("-list") ? String(name.dropLast(5)) : name
    }

    /// Blocking for OFAC's main list, the other lists of the Treasury by their measures, export controls for review.
    private static func ceiling(_ source: String) -> Band {
        if source.hasPrefix(mainSource) { return .stop }
        return source.hasSuffix("Treasury Department") ? .hold : .review
    }

    /// `lists` without what stands twice.
    ///
    /// Of two files of one list the format that says more is kept: OFAC's enhanced XML has native scripts and typed names.
    /// Entries of the US Consolidated Screening List that a direct OFAC list holds under the same number are left out,
    /// because the direct file is the richer and the newer one.
    package static func withoutDuplicates(_ lists: [ImportedList]) -> [ImportedList] {
        var best: [String: Int] = [:]
        for (index, list) in lists.enumerated() {
            if let known = best[list.listID], richness(lists[known].format) >= richness(list.format) { continue }
            best[list.listID] = index
        }
        var kept: [ImportedList] = []
        for (index, list) in lists.enumerated() where best[list.listID] == index {
            var list = list
            for (other, left) in lists.enumerated() where other != index && left.listID == list.listID {
                list.warnings.append(
                    "\(left.format.rawValue) of the same list left out: \(list.format.rawValue) says more")
            }
            kept.append(list)
        }
        return withoutDirectEntries(kept)
    }

    private static func richness(_ format: ListFormat) -> Int {
        switch format {
        case .ofacEnhancedXML: 3
        case .ofacAdvancedXML: 2
        case .ofacSDNXML, .euFSFXML11, .ukSanctionsListXML: 1
        default: 0
        }
    }

    private static func withoutDirectEntries(_ lists: [ImportedList]) -> [ImportedList] {
        var direct: Set<String> = []
        for list in lists where list.format != .usCSLCSV && list.listID.hasPrefix("us-ofac-sdn") {
            for entry in list.entries { direct.insert(entry.entryID) }
        }
        guard !direct.isEmpty else { return lists }
        return lists.map { list in
            guard list.format == .usCSLCSV else { return list }
            var rest = list
            rest.entries.removeAll { entry in
                guard let origin = entry.origin, origin.source.hasPrefix(mainSource) else { return false }
                return direct.contains(origin.number)
            }
            let dropped = list.entries.count - rest.entries.count
            guard dropped > 0 else { return list }
            rest.mergedRows += dropped
            rest.add("left to the direct OFAC list", dropped)
            // The version stays that of the file: which list gives way follows from the versions of both.
            return rest
        }
    }
}
