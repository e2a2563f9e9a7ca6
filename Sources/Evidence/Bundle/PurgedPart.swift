import Domain

/// A part of an entry that was deleted, or all of an entry, with the entry that says why.
package struct PurgedPart: Hashable, Sendable {
    package let index: UInt64
    /// Nil: the envelope, with every part.
    package let group: FieldGroup?
    /// The index of the `purge` entry.
    package let purgeIndex: UInt64
    package let legalBasis: String

    package init(index: UInt64, group: FieldGroup?, purgeIndex: UInt64, legalBasis: String) {
        self.index = index
        self.group = group
        self.purgeIndex = purgeIndex
        self.legalBasis = legalBasis
    }

    /// The word in the second column; `envelope` for an entry that was removed in full.
    static func name(of group: FieldGroup?) -> String { group?.rawValue ?? "envelope" }

    static let header = "idx\tgroup\tpurge_idx\tlegal_basis\n"

    /// `purged.tsv`: a header, then one row a part in order.
    static func table(_ parts: [PurgedPart]) -> [UInt8] {
        let sorted = parts.sorted { ($0.index, $0.group?.order ?? -1) < ($1.index, $1.group?.order ?? -1) }
        return Array((header + sorted.map { "\($0.index)\t\(name(of: $0.group))\t\($0.tail)" }.joined()).utf8)
    }

    /// `purged.tsv` of a whole log: one row for each stretch that a purge entry names.
    package static func table(ofLog purges: [(index: UInt64, statement: PurgeStatement)]) -> [UInt8] {
        var text = header
        for (index, statement) in purges.sorted(by: { $0.index < $1.index }) {
            for removed in statement.removed.sorted() {
                let entry = PurgedPart(
                    index: removed, group: nil, purgeIndex: index, legalBasis: statement.legalBasis)
                text += "\(removed)\t\(name(of: nil))\t\(entry.tail)"
            }
            for (group, spans) in statement.ranges.sorted(by: { $0.key < $1.key }) {
                for span in spans {
                    let part = PurgedPart(
                        index: span.lowerBound, group: group, purgeIndex: index, legalBasis: statement.legalBasis)
                    let end = span.count > 1 ? "-\(span.upperBound - 1)" : ""
                    text += "\(span.lowerBound)\(end)\t\(group.rawValue)\t\(part.tail)"
                }
            }
        }
        return Array(text.utf8)
    }

    private var tail: String { "\(purgeIndex)\t\(PurgedPart.plain(legalBasis))\n" }

    /// The text without anything that would end a cell or line.
    static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }
}
