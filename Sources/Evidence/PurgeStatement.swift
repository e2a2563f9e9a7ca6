import Domain
import Formats

/// The payload of a `purge` entry: which parts are gone, why, and who approved it (evidence.md 6.4).
package struct PurgeStatement: Hashable, Sendable {
    /// By group, half-open index ranges, sorted and apart.
    package var ranges: [FieldGroup: [Range<UInt64>]]
    /// Indexes of entries of which only the leaf hash is left: removed in full by order of a court.
    package var removed: [UInt64]
    package var legalBasis: String
    /// Hash of the retention rules that were applied, 64 hexadecimal digits.
    package var rulesHash: String
    /// Hash of the approved plan, 64 hexadecimal digits.
    package var planHash: String
    /// Pseudonyms of the approvers.
    package var approvers: [String]

    package init(
        ranges: [FieldGroup: [Range<UInt64>]], legalBasis: String, rulesHash: String, planHash: String,
        approvers: [String], removed: [UInt64] = []
    ) {
        self.ranges = ranges
        self.removed = removed
        self.legalBasis = legalBasis
        self.rulesHash = rulesHash
        self.planHash = planHash
        self.approvers = approvers
    }

    package var count: UInt64 {
        ranges.values.reduce(0) { $0 + $1.reduce(0) { $0 + UInt64($1.count) } }
    }

    /// Whether it says that a part is gone, or all of an entry where no group is named.
    package func explains(_ index: UInt64, _ group: FieldGroup?) -> Bool {
        guard let group else { return removed.contains(index) }
        return ranges[group]?.contains { $0.contains(index) } ?? false
    }

    /// Canonical JSON.
    /// - Throws: `envelope_invalid` when a text or number cannot stand in it.
    package func payload() throws(EvidenceError) -> [UInt8] {
        do {
            return try CanonicalJSON.object { json in
                json.member("approvers", approvers)
                json.member("count", Int64(clamping: count))
                json.member("legal_basis", legalBasis)
                json.member("plan", planHash)
                json.object("ranges") { json in
                    for (group, spans) in ranges {
                        json.array(group.rawValue) { list in
                            for span in spans {
                                list.elementArray { pair in
                                    pair.element(Int64(clamping: span.lowerBound))
                                    pair.element(Int64(clamping: span.upperBound))
                                }
                            }
                        }
                    }
                }
                if !removed.isEmpty {
                    json.array("removed") { list in
                        for index in removed.sorted() { list.element(Int64(clamping: index)) }
                    }
                }
                json.member("rules", rulesHash)
            }
        } catch { throw EvidenceError(.envelopeInvalid, error.description) }
    }

    /// Nil when the bytes are not a purge statement.
    package init?(payload: [UInt8]) {
        guard let root = try? JSONDocument(parsing: payload).root, let basis = root["legal_basis"]?.string,
            let rules = root["rules"]?.string, let plan = root["plan"]?.string, let names = root["approvers"],
            names.kind == .array, let groups = root["ranges"], groups.kind == .object
        else { return nil }
        var ranges: [FieldGroup: [Range<UInt64>]] = [:]
        for member in groups.members {
            guard let group = FieldGroup(rawValue: String(decoding: member.name, as: UTF8.self)),
                member.value.kind == .array
            else { return nil }
            var spans: [Range<UInt64>] = []
            for pair in member.value.elements {
                let bounds = pair.kind == .array ? pair.elements.map { $0.integer ?? -1 } : []
                guard bounds.count == 2, bounds[0] >= 0, bounds[0] < bounds[1] else { return nil }
                spans.append(UInt64(bounds[0])..<UInt64(bounds[1]))
            }
            ranges[group] = spans
        }
        let approvers = names.elements.compactMap(\.string)
        let removed = root["removed"].map { $0.kind == .array ? $0.elements.map { $0.integer ?? -1 } : [-1] } ?? []
        guard removed.allSatisfy({ $0 >= 0 }) else { return nil }
        self.init(
            ranges: ranges, legalBasis: basis, rulesHash: rules, planHash: plan, approvers: approvers,
            removed: removed.map { UInt64($0) })
    }
}
