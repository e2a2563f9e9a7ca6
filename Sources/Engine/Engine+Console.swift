import Cases
package import Domain
import Evidence
import Formats
import Rules
import Screening
package import Store

/// What stands in a case item's sentence: the reason in words with the values behind it.
package struct CaseSentence: Sendable {
    /// A list entry that a name matched.
    package struct Match: Sendable {
        package let list: String
        package let entry: String
        package let listed: String
        /// 0.0000 to 1.0000.
        package let score: String
    }

    package let title: String
    package let say: String
    /// What the rule computed, by name.
    package let values: [(name: String, value: String)]
    /// Names of what was not known.
    package let missing: [String]
    package let match: Match?
    /// What a correction changed; nil for other items.
    package let correction: Correction?

    /// Whether nothing is left of it.
    package var isErased: Bool { say.isEmpty && title.isEmpty && correction == nil }

    /// What a list of cases shows: the case itself names the order.
    package var listed: String { isErased ? "(the text was removed or deleted)" : say }

    /// The old and the new outcome of a finding, side by side.
    package struct Correction: Sendable {
        /// `pass` where the finding did not hold.
        package let before: Outcome
        package let now: Outcome
        /// Revision of the assessment that changed it.
        package let revision: Int64
        /// The sentence before.
        package let said: String
        /// Why it was judged again: `revised`, or the event that changed its history.
        package let cause: String
    }

    /// Reads the JSON of a case item; what is not there stays empty.
    package init(_ json: [UInt8]) {
        guard let document = try? JSONDocument(parsing: json) else {
            (title, say, values, missing, match, correction) = ("", "", [], [], nil, nil)
            return
        }
        let root = document.root
        let given = root["title"]?.string ?? ""
        title = RuleCatalogue.builtIn[given] ?? given
        say = root["say"]?.string ?? ""
        values =
            root["let"]?.members.map { (String(decoding: $0.name, as: UTF8.self), $0.value.string ?? "") }
            .sorted { $0.0 < $1.0 } ?? []
        missing = root["missing"]?.elements.compactMap(\.string) ?? []
        match = root["match"].map { match in
            Match(
                list: match["list"]?.string ?? "", entry: match["entry"]?.string ?? "",
                listed: match["listed"]?.string ?? "", score: match["score"]?.string ?? "")
        }
        correction = root["correction"].map { correction in
            Correction(
                before: Outcome(rawValue: correction["before"]?.string ?? "") ?? .pass,
                now: Outcome(rawValue: correction["now"]?.string ?? "") ?? .pass,
                revision: correction["revision"]?.integer ?? 0, said: correction["said"]?.string ?? "",
                cause: correction["cause"]?.string ?? "")
        }
    }
}

/// The rules of the folder as pages and reports name them.
package struct RuleCatalogue: Sendable {
    package struct Version: Sendable {
        package let number: Int
        package let mode: String
        package let from: Instant
        package let to: Instant?
    }

    package let hash: Hash32
    package let titles: [String: String]
    package let versions: [String: [Version]]

    package var count: Int { titles.count }

    /// What the engine itself says beside the rules, by code.
    static let builtIn = [
        "SCREENING": "Screening of a name against the sanctions lists", "VAT": "VAT of a line",
        "LIST": "A sanctions list is missing or stale",
    ]

    /// The title of a rule, or of a reason that is no rule.
    package func title(of id: String) -> String { titles[id] ?? RuleCatalogue.builtIn[id] ?? id }
}

extension Engine {
    /// Reads the rule files; with any error there is no catalogue.
    ///
    /// - Throws: `EngineError` `configuration` naming the first error.
    package func ruleCatalogue() throws -> RuleCatalogue {
        let set = try KnowledgeLoader(options: options, store: store).ruleSet()
        var titles: [String: String] = [:]
        var versions: [String: [RuleCatalogue.Version]] = [:]
        for rule in set.rules {
            titles[rule.id] = rule.title
            versions[rule.id] = rule.versions.map { version in
                RuleCatalogue.Version(
                    number: version.number, mode: version.mode.rawValue, from: version.from, to: version.to)
            }
        }
        return RuleCatalogue(hash: set.hash, titles: titles, versions: versions)
    }

    /// The names under which cases keep a badge number or an account that someone typed.
    package func subjectNames(for text: String) -> [String] {
        let upper = asciiUpper(text)
        return Set([text, upper]).sorted().flatMap { [context.masked("token", $0), context.masked("account", $0)] }
    }

    /// Places in the log of assessments, those of entries that were removed in full too; nil where there is none.
    package func evidenceIndexes(of assessments: [(key: EventKey, revision: Int32)]) async throws -> [Int64?] {
        func owner(_ key: EventKey) -> String { "owner:\(key.ownerCountry)*\(key.ownerParty)" }
        let aliases = try await store.knownAliases(of: Set(assessments.map { owner($0.key) }).sorted())
        let places = assessments.indices.filter { aliases[owner(assessments[$0].key)] != nil }
        let records = places.compactMap { place -> (record: Pseudonym, revision: Int32)? in
            let (key, revision) = assessments[place]
            return aliases[owner(key)].map {
                (Pseudonym(kind: .assessment, owner: $0, recordID: Array(key.description.utf8)), revision)
            }
        }
        let found = try await store.evidenceIndexes(log: Store.mainLog, kind: .assessment, records: records)
        var indexes = [Int64?](repeating: nil, count: assessments.count)
        for (place, index) in zip(places, found) { indexes[place] = index }
        let missing = indexes.indices.filter { indexes[$0] == nil }
        let removed = try await store.removedIndexes(
            of: missing.map { AssessmentPlace(key: assessments[$0].key, revision: assessments[$0].revision) })
        for (place, index) in zip(missing, removed) { indexes[place] = index }
        return indexes
    }

    /// From this score on a name is a match, in points.
    package static var screeningLimit: Score { Score(tenths: ScreeningThresholds.standard.review / 10) }

    /// The name that was screened first for an event: a payout's creditor, a participant's legal name; nil for others.
    package func screenedName(of key: EventKey) async throws -> String? {
        guard let known = try await context.events([key]).first else { return nil }
        switch known.event.body {
        case .payout(let payout): return payout.creditor.name
        case .participant(let participant): return participant.legalName
        case .session, .settlement, .reference: return nil
        }
    }

    /// Why a case exists, in a few sentences for people of this house (never for a partner or the subject).
    ///
    /// - Parameters:
    ///   - held: The payouts that it holds now.
    ///   - erasures: What stands in place of erased texts, as `erasures(of:)` gives it.
    package func reasons(of detail: CaseDetail, held: [HeldPayout], erasures: [Int64: String] = [:]) -> String {
        let file = detail.file
        guard let number = CaseID(file.caseID), let subject = SubjectKind(rawValue: file.subjectKind) else {
            return detail.items.last.map { erasures[$0.seq] ?? CaseSentence($0.sentence).say } ?? ""
        }
        var stored = Cases.StoredCase(
            id: number,
            key: CaseKey(
                legalEntity: file.legalEntity, subjectKind: subject, subjectID: file.subjectID, family: file.family),
            state: CaseState(rawValue: file.state) ?? .open, outcome: file.outcome, severity: file.severity,
            risk: file.risk,
            hitCount: Int(file.hitCount), itemSequence: Int(file.itemCount), firstHitAt: file.firstHitAt,
            lastHitAt: file.lastHitAt, queue: file.queue, window: .day, openedAt: file.openedAt,
            updatedAt: file.updatedAt)
        stored.held = held.map { HeldMoney(payout: $0.key.description, hold: file.caseID, amount: $0.amount) }
        let standing = detail.items.filter { !$0.isOvertaken }
        let items = (standing.isEmpty ? detail.items : standing).map { caseItem($0, erasure: erasures[$0.seq]) }
        var text = CaseWhy.text(CaseFile(stored: stored), items: items)
        if file.itemCount > detail.items.count {
            text += " This names \(detail.items.count) of \(file.itemCount) entries."
        }
        return text
    }

    private func caseItem(_ item: StoredCaseItem, erasure: String?) -> CaseItem {
        let sentence = CaseSentence(item.sentence)
        // The text says by itself that an unknown was not assessed.
        let missing = sentence.missing.isEmpty ? "the rule could not be run" : sentence.missing.joined(separator: ", ")
        let found = ["unknown", "rule_error"].contains(item.kind) ? "not known: \(missing)" : sentence.say
        let say = sentence.isErased ? erasure ?? found : found
        return CaseItem(
            kind: CaseItem.Kind(rawValue: item.kind) ?? .hit, at: item.eventAt, event: item.event,
            eventRevision: Int(item.eventRevision ?? 1), ruleID: item.ruleID ?? "",
            ruleVersion: Int(item.ruleVersion ?? "") ?? 0, ruleTitle: sentence.title, listEntry: item.listEntry,
            outcome: item.outcome, severity: item.severity, risk: item.score, say: Sentence(say),
            moneyAtStake: item.money, before: sentence.correction?.before)
    }
}
