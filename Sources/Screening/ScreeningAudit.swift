import Domain

/// One name that the audit looks up twice: by the index and by the full scan.
package struct AuditQuery: Sendable, Equatable {
    package let name: String
    package let type: SubjectType
    /// What was done to the listed name, or `given` for names from outside.
    package let damage: String

    package init(name: String, type: SubjectType, damage: String) {
        self.name = name
        self.type = type
        self.damage = damage
    }
}

/// A name for which the two do not say the same.
package struct AuditMiss: Sendable, Equatable, CustomStringConvertible {
    package let query: AuditQuery
    package let list: String
    package let entryID: String
    /// The listed name that the full scan found.
    package let listed: String
    /// By the full scan, and by the index; nil where it did not find the entry.
    package let score: Int32
    package let indexed: Int32?

    package var description: String {
        let found = indexed.map { "the index scores it \(ScreeningJSON.decimal($0))" } ?? "the index does not find it"
        return "\(query.name) (\(query.type.rawValue), \(query.damage)): \(list) \(entryID) \(listed) "
            + "scores \(ScreeningJSON.decimal(score)), \(found)"
    }
}

extension Screener {
    /// Names for an audit: listed names, each damaged in one way or not at all, spread over the whole snapshot.
    package func auditQueries(sample: Int, seed: UInt64) -> [AuditQuery] {
        guard !snapshot.names.isEmpty, sample > 0 else { return [] }
        var damage = NameDamage(seed: seed)
        let kinds = NameDamage.Kind.allCases
        return (0..<sample).map { index in
            let name = snapshot.names[damage.generator.below(snapshot.names.count)]
            let entry = snapshot.entries[Int(name.entry)]
            let type = SubjectType.allCases[Int(entry.type)]
            let kind = kinds[index % kinds.count]
            let text = damage.damaged(snapshot.text(name.text), kind)
            return AuditQuery(
                name: text, type: type == .unknown ? (name.isCompany ? .company : .person) : type,
                damage: kind.rawValue)
        }
    }

    /// What the full scan finds for a name and the index does not, or scores otherwise. Empty: nothing was missed.
    package func audit(_ query: AuditQuery) -> [AuditMiss] {
        let asked = ScreeningQuery(name: query.name, type: query.type)
        let indexed = screen(asked, limit: .max).candidates
        let scanned = scan(asked, limit: .max).candidates
        struct Place: Hashable {
            let list: String
            let entryID: String
        }
        let known = Dictionary(
            indexed.map { (Place(list: $0.list, entryID: $0.entryID), $0) }, uniquingKeysWith: { first, _ in first })
        return scanned.compactMap { found in
            let other = known[Place(list: found.list, entryID: found.entryID)]
            if let other, other.score == found.score, other.band == found.band { return nil }
            return AuditMiss(
                query: query, list: found.list, entryID: found.entryID, listed: found.nameMatched, score: found.score,
                indexed: other?.score)
        }
    }
}
