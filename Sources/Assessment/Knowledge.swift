package import Domain
package import Formats
package import MoneyTrail
package import Rules
package import Screening
package import Tax

/// A sanctions list in force, as every decision names it.
package struct ListInForce: Hashable, Sendable {
    package let id: String
    package let version: Hash32
    package let publishDate: CivilDate?
    /// The last moment at which the list was known to be the publisher's newest.
    package let confirmedAt: Instant
    /// How long after that an event may still be judged by it; nil for a sample, which never goes stale.
    package let maximumAge: TimeSpan?
    package let entries: Int

    package init(
        id: String, version: Hash32, publishDate: CivilDate?, confirmedAt: Instant, maximumAge: TimeSpan?, entries: Int
    ) {
        self.id = id
        self.version = version
        self.publishDate = publishDate
        self.confirmedAt = confirmedAt
        self.maximumAge = maximumAge
        self.entries = entries
    }
}

/// Everything a decision depends on besides the event and its history: immutable, versioned, swapped whole.
package struct Knowledge: Sendable {
    package let rules: RuleSet
    /// Nil when no list is loaded: every name is then `unknown(list missing)`, which holds a payout.
    package let screener: Screener?
    package let lists: [ListInForce]
    /// Lists that are needed and not in force: a name is not cleared without them.
    package let missingLists: [String]
    package let tax: TaxPack
    package let rates: RateTable
    package var participants: ParticipantBook
    /// What registers said about VAT ids. Not part of the manifest: each answer has its time, and a verdict names what it used.
    package var vatChecks = VATNumberChecks()
    /// Decisions on pairs by subject. Not part of the manifest: each has its own times, and an assessment names those it used.
    package var goodLists = GoodListBook()
    /// Canonical JSON naming the version of every part; its hash stands in each evidence envelope.
    package let manifest: [UInt8]
    package let hash: Hash32
    /// `hash` in hexadecimal, as every decision writes it.
    let hashText: String
    let ruleNames: RuleNames

    /// How decisions are written. It is part of what decides their bytes, and so of the manifest: a decision of another format
    /// is no difference of a replay. Up to 2, a missing field was named of twenty rows.
    static let decisionFormat = "amplomb-decision/3"

    /// - Throws: never for valid parts; a manifest that cannot be written is a defect and reported as such.
    package init(
        rules: RuleSet, screener: Screener?, lists: [ListInForce], missingLists: [String], tax: TaxPack,
        rates: RateTable, participants: ParticipantBook
    ) throws(CanonicalJSONError) {
        self.rules = rules
        ruleNames = RuleNames(rules)
        self.screener = screener
        self.lists = lists.sorted { $0.id < $1.id }
        self.missingLists = missingLists.sorted()
        self.tax = tax
        self.rates = rates
        self.participants = participants
        manifest = try Knowledge.manifest(rules, screener, lists, missingLists, tax, rates)
        hash = Hash32(SHA256Hasher.hash(manifest)) ?? .zero
        hashText = hash.hex
    }

    /// The same with another rule set.
    package func with(rules: RuleSet) throws(CanonicalJSONError) -> Knowledge {
        var changed = try Knowledge(
            rules: rules, screener: screener, lists: lists, missingLists: missingLists, tax: tax, rates: rates,
            participants: participants)
        changed.goodLists = goodLists
        changed.vatChecks = vatChecks
        return changed
    }

    /// The same with other exchange rates.
    package func with(rates: RateTable) throws(CanonicalJSONError) -> Knowledge {
        var changed = try Knowledge(
            rules: rules, screener: screener, lists: lists, missingLists: missingLists, tax: tax, rates: rates,
            participants: participants)
        changed.goodLists = goodLists
        changed.vatChecks = vatChecks
        return changed
    }

    private static func manifest(
        _ rules: RuleSet, _ screener: Screener?, _ lists: [ListInForce], _ missing: [String], _ tax: TaxPack,
        _ rates: RateTable
    ) throws(CanonicalJSONError) -> [UInt8] {
        try CanonicalJSON.object { json in
            json.member("decisions", decisionFormat)
            json.member("format", "amplomb-knowledge/1")
            json.member("fx", rates.version.hex)
            json.object("lists") { inner in
                for list in lists.sorted(by: { $0.id < $1.id }) { inner.member(list.id, list.version.hex) }
            }
            if !missing.isEmpty { json.member("lists_missing", missing.sorted()) }
            json.member("rules", rules.hash.hex)
            json.object("rule_lists") { inner in
                for (name, hash) in rules.listHashes { inner.member(name, hash.hex) }
            }
            json.member("screening_thresholds", screener?.thresholdsHash.hex)
            json.member("name_tables", screener?.tablesHash.hex)
            json.member("vat", tax.hash.hex)
        }
    }
}

/// The good-lists of all subjects.
package struct GoodListBook: Sendable {
    private var bySubject: [String: GoodList] = [:]

    package init() {}

    package init(_ entries: [(subject: String, entry: GoodListEntry)]) {
        let groups = Dictionary(grouping: entries, by: \.subject)
        bySubject = groups.mapValues { GoodList($0.map(\.entry)) }
    }

    package subscript(subject: String) -> GoodList { bySubject[subject] ?? GoodList() }
}
