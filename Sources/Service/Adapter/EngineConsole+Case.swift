import Domain
import Engine
import Evidence
import Formats
import Store

extension EngineConsole {
    /// Items shown from each end of a long case.
    private static let itemsShown = 50

    package func caseFile(_ id: String) async throws -> CasePage? {
        let store = engine.store
        guard let row = try await store.queuedCase(id),
            let detail = try await store.caseDetail(id, items: Self.itemsShown)
        else { return nil }
        let held = try await store.heldPayouts(ofCase: id)
        var head = Self.row(row)
        let erasures = try await engine.erasures(of: detail.items)
        head.why = engine.reasons(of: detail, held: held, erasures: erasures)
        let file = detail.file
        var page = CasePage(
            row: head, legalEntity: file.legalEntity.text, openedAt: file.openedAt, now: engine.options.clock())
        page.closedAt = file.closedAt
        page.disposition = file.disposition
        page.reasonCodes = file.reasonCodes
        page.follows = detail.links.first { $0.kind == "follows" }?.caseID
        page.held = held.map { HeldView(payout: $0.key.description, amount: $0.amount) }
        let entries = try await store.evidenceIndexes(
            log: Store.mainLog, entries: detail.events.compactMap(\.evidenceEntry))
        page.timeline = detail.events.map { Self.timeline($0, entries) }
        page.items = try await items(detail.items, erasures)
        page.itemsOmitted = Int(file.itemCount) - detail.items.count
        page.evidence = try await evidence(of: page)
        return page
    }

    // MARK: Findings

    private func items(_ stored: [StoredCaseItem], _ erasures: [Int64: String]) async throws -> [CaseItemView] {
        let judged = stored.map { item in
            item.event.flatMap { key in item.assessmentRevision.map { (key: key, revision: $0) } }
        }
        let found = try await engine.evidenceIndexes(of: judged.compactMap(\.self))
        var indexes = found.makeIterator()
        var views = zip(stored, judged).map { item, assessment in
            Self.item(
                item, evidence: assessment == nil ? nil : indexes.next() ?? nil, erasure: erasures[item.seq])
        }
        for place in views.indices where views[place].match != nil {
            guard let event = stored[place].event else { continue }
            views[place].match?.fields[0].ours = try await engine.screenedName(of: event)
        }
        return views
    }

    private static func item(_ item: StoredCaseItem, evidence index: Int64?, erasure: String?) -> CaseItemView {
        let sentence = CaseSentence(item.sentence)
        var assessment: String?
        if let event = item.event {
            assessment = AssessmentID(key: event, revision: item.assessmentRevision).description
        }
        var view = CaseItemView(
            sequence: Int(item.seq), kind: CaseItemView.Kind(rawValue: item.kind) ?? .hit, at: item.eventAt,
            event: item.event?.description, eventRevision: Int(item.eventRevision ?? 1), assessment: assessment,
            ruleID: item.ruleID ?? "", ruleVersion: Int(item.ruleVersion ?? "") ?? 0, ruleTitle: sentence.title,
            outcome: item.outcome, severity: item.severity, risk: item.score,
            say: SentenceParts.split(sentence.say, values: sentence.values.map(\.value)))
        view.values = sentence.values.map { NamedValue(name: $0.name, value: $0.value) }
        view.missing = sentence.missing
        if sentence.isErased, let erasure { view.say = [.words(erasure)] }
        view.moneyAtStake = item.money
        view.before = sentence.correction?.before
        view.match = sentence.match.map(Self.match)
        view.evidenceIndex = index
        return view
    }

    /// A name's match as far as the case keeps it: the entry, the listed name and the score; the assessment has more.
    private static func match(_ match: CaseSentence.Match) -> MatchView {
        var view = MatchView(
            list: match.list, listVersion: "", published: nil, entryID: match.entry, score: points(match.score),
            limit: Engine.screeningLimit)
        view.fields = [MatchField(name: "Name", ours: nil, theirs: match.listed, similarity: match.score)]
        return view
    }

    /// `0.9412` as 94.1 points.
    private static func points(_ score: String) -> Score {
        let digits = score.split(separator: ".", maxSplits: 1)
        guard digits.count == 2, let whole = Int32(digits[0]), let part = Int32(digits[1].prefix(3)) else {
            return .zero
        }
        return Score(tenths: whole * 1000 + part)
    }

    // MARK: Timeline and evidence

    private static func timeline(_ event: StoredCaseEvent, _ entries: [Hash32: Int64]) -> TimelineView {
        let index = event.evidenceEntry.flatMap { entries[$0] }
        return TimelineView(
            at: event.at, kind: event.kind, actor: event.actor, text: words(event, index), evidenceIndex: index)
    }

    private static func words(_ event: StoredCaseEvent, _ index: Int64?) -> String? {
        guard let document = try? JSONDocument(parsing: event.details) else { return nil }
        var parts: [String] = []
        if let count = document.root["items"]?.integer, let first = document.root["first_item"]?.integer {
            parts.append(count == 1 ? "finding \(first)" : "findings \(first) to \(first + count - 1)")
        }
        if let index { parts.append("evidence \(index)") }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private func evidence(of page: CasePage) async throws -> EvidenceView? {
        guard let head = try await engine.store.evidenceHead(log: Store.mainLog) else { return nil }
        let last = try await engine.store.checkpoints(log: Store.mainLog).last
        let indexes = Set(page.timeline.compactMap(\.evidenceIndex) + page.items.compactMap(\.evidenceIndex))
        return EvidenceView(
            log: "main", size: Int64(clamping: head.size), root: head.root, checkpointAt: last?.signedAt,
            indexes: indexes.sorted())
    }
}

/// The address of one assessment: `cdr:GB*CPS:DND-1@2`; without `@` the latest.
struct AssessmentID: CustomStringConvertible {
    let key: EventKey
    let revision: Int32?

    init(key: EventKey, revision: Int32?) {
        self.key = key
        self.revision = revision
    }

    /// The readings of a text: with a revision at its end, and whole, for ids may hold an `@` themselves.
    static func readings(_ text: String) -> [AssessmentID] {
        var found: [AssessmentID] = []
        if let mark = text.lastIndex(of: "@"), let revision = Int32(text[text.index(after: mark)...]), revision > 0,
            let key = key(String(text[..<mark]))
        {
            found.append(AssessmentID(key: key, revision: revision))
        }
        if let key = key(text) { found.append(AssessmentID(key: key, revision: nil)) }
        return found
    }

    private static func key(_ text: String) -> EventKey? {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let kind = EventKind(rawValue: String(parts[0])) else { return nil }
        let owner = parts[1].split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        guard owner.count == 2 else { return nil }
        return EventKey(kind: kind, ownerCountry: String(owner[0]), ownerParty: String(owner[1]), id: String(parts[2]))
    }

    var description: String { revision.map { "\(key)@\($0)" } ?? "\(key)" }
}

/// Sets the values of a sentence apart from its words.
enum SentenceParts {
    /// Each occurrence of a value becomes a part of its own; of values that begin together the longest.
    static func split(_ text: String, values: [String]) -> [SentencePart] {
        let known = Set(values.filter { $0.count > 1 }).sorted { ($1.count, $0) < ($0.count, $1) }
        var parts: [SentencePart] = []
        var words = ""
        var rest = Substring(text)
        while let first = rest.first {
            let startsWord = words.last.map { !$0.isLetter && !$0.isNumber } ?? true
            guard startsWord, let value = known.first(where: { rest.hasPrefix($0) }) else {
                words.append(first)
                rest = rest.dropFirst()
                continue
            }
            if !words.isEmpty { parts.append(.words(words)) }
            parts.append(.value(value))
            words = ""
            rest = rest.dropFirst(value.count)
        }
        if !words.isEmpty { parts.append(.words(words)) }
        return parts
    }
}
