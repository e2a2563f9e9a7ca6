import Assessment
import Cases
import Domain
import Evidence
import Formats
import Ingest
import Rules
import Store
import Synchronization

/// One stored event, read again, with its head.
struct KnownEvent: Sendable {
    let event: Event
    let head: EventHead
}

/// What all parts of the running engine share: the store, the knowledge in force, policies, identity of the program.
final class EngineContext: Sendable {
    let store: Store
    let clock: @Sendable () -> Instant
    let casePolicy: CasePolicy
    let zones: ZoneKnowledge
    /// SHA-256 of the running program.
    let engineHash: Hash32
    let log: LogOrigin
    let retention: RetentionDesk
    /// Where the windows stand between two runs.
    let snapshots: WindowSnapshotFile
    /// How many bytes of rows stand on the heap before they move into files, and where these are made.
    var windowBytesOnHeap: Int { loader.options.windowBytesOnHeap }
    var windowRowsPath: String { loader.options.home.windowRows }
    /// Secret under which badge numbers and accounts are shown outside evidence payloads.
    private let subjectKey: [UInt8]
    private let loader: KnowledgeLoader
    /// Told what goes on, yet not as it should.
    var notice: @Sendable (String) -> Void { loader.options.notice }
    private let current = Mutex<Knowledge?>(nil)
    /// Entries about VAT ids that the log had when they were read.
    private let knownChecks = Mutex(-1)
    /// Purges that the log had when the participants were read.
    private let knownPurges = Mutex<Int?>(nil)
    private let knownAliases = Mutex<[String: Pseudonym]>([:])

    init(
        store: Store, loader: KnowledgeLoader, casePolicy: CasePolicy, zones: ZoneKnowledge, engineHash: Hash32,
        log: LogOrigin, subjectKey: [UInt8], clock: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.casePolicy = casePolicy
        self.zones = zones
        self.engineHash = engineHash
        self.log = log
        retention = RetentionDesk(folder: loader.options.rulesDirectory + "/retention")
        self.subjectKey = subjectKey
        snapshots = WindowSnapshotFile(path: loader.options.home.windows, key: subjectKey)
        self.clock = clock
        self.loader = loader
    }

    // MARK: Knowledge

    /// The knowledge in force; loaded by `loadKnowledge` before anything is judged.
    var knowledge: Knowledge {
        guard let knowledge = current.withLock({ $0 }) else {
            preconditionFailure("knowledge is loaded before it is used")
        }
        return knowledge
    }

    var hasKnowledge: Bool { current.withLock { $0 != nil } }

    /// Loads the knowledge once; commands that judge nothing never pay for it.
    func loadKnowledge() async throws {
        if current.withLock({ $0 != nil }) { return }
        let loaded = try await loader.load()
        current.withLock { $0 = $0 ?? loaded }
    }

    /// Knowledge was changed by this process: what is judged next is judged by the new.
    func reloadKnowledge() async throws {
        let loaded = try await loader.load()
        current.withLock { $0 = loaded }
    }

    /// Takes in what registers answered about VAT ids, and which participants came or went, since the knowledge was loaded,
    /// by whatever process: a document that arrives after an answer is judged by it, now and in every replay.
    ///
    /// - Returns: how many purges there were: what they deleted is to be forgotten.
    @discardableResult
    func refresh() async throws -> Int {
        let kinds = [EnvelopeKind.kyc.rawValue, EnvelopeKind.purge.rawValue]
        let counts = try await store.entryCounts(ofKinds: kinds, log: Store.mainLog)
        let (checks, purges) = (counts[kinds[0]] ?? 0, counts[kinds[1]] ?? 0)
        let isNewPurge = knownPurges.withLock { $0 != nil && $0 != purges }
        // One that was removed and one that came in make the same number.
        if isNewPurge || knownChecks.withLock({ $0 != checks }) {
            let loaded = try await KnowledgeLoader.vatChecks(store)
            current.withLock { $0?.vatChecks = loaded }
            knownChecks.withLock { $0 = checks }
        }
        if isNewPurge {
            // A decision that was removed clears nobody any more.
            let loaded = try await loader.goodLists()
            current.withLock { $0?.goodLists = loaded }
        }
        let counted = try await store.participantEdition()
        let stored = ParticipantBook.Edition(count: counted.participants, revisions: counted.revisions)
        if let known = current.withLock({ $0?.participants.edition }), known != stored || isNewPurge {
            adopt(try await loader.participants())
        }
        knownPurges.withLock { $0 = purges }
        return purges
    }

    /// Puts another rule set in force; everything else of the knowledge stays.
    func adopt(_ rules: RuleSet) throws {
        try current.withLock { knowledge in
            guard let before = knowledge else { return }
            knowledge = try before.with(rules: rules)
        }
    }

    /// Takes over the participants of a committed batch; whatever else was changed meanwhile stays.
    func adopt(_ participants: ParticipantBook) { current.withLock { $0?.participants = participants } }

    /// Knowledge with the participants of a batch in it: they count for the batch that brings them.
    ///
    /// Their revisions are numbered as the register numbers them: contents that do not count are none of it, though they
    /// are revisions of the event. A decision names what a replay after a restart reads again.
    func adding(_ fresh: [Event], to knowledge: Knowledge) -> Knowledge {
        var next = knowledge
        for event in fresh {
            if case .participant(let participant) = event.body {
                next.participants.insert(
                    participant, revision: next.participants.nextRevision(of: participant.id))
            }
        }
        return next
    }

    func purpose(ofRule id: String) -> Purpose { rule(id)?.purpose ?? .aml }

    private func rule(_ id: String) -> Rule? { knowledge.rules.rules.first { $0.id == id } }

    // MARK: Stored events

    /// The current revision of stored events, in order of key; keys that are not stored, or whose record retention has
    /// deleted, are left out.
    func events(_ keys: [EventKey]) async throws -> [KnownEvent] {
        if keys.isEmpty { return [] }
        let heads = try await store.heads(of: keys)
        let rows = try await store.events(keys).sorted { $0.key < $1.key }
        return try await Parallel.map(rows) { slice in
            try slice.compactMap { row in
                guard row.payload != nil, let head = heads[row.key] else { return nil }
                return KnownEvent(event: try self.decoded(row), head: head)
            }
        }
    }

    /// Reads a stored payload again; it must give the event that was stored.
    func decoded(_ row: StoredEvent) throws -> Event {
        var event = try StoredPayload.decode(row, zones: zones)
        event.arrivedAt = row.arrivedAt
        guard event.contentHash == row.contentHash else {
            throw EngineError(
                .internal, "the stored record of \(row.key) is not the one that was assessed",
                remedy: "run amplomb verify --log db:main")
        }
        return row.contents > 1 ? event.heldAsChanged() : event
    }

    // MARK: Pseudonyms

    /// The aliases of natural keys; new keys get random ones, the same for every writer.
    func aliases(for names: [String]) async throws -> [String: Pseudonym] {
        let wanted = Set(names)
        var found = knownAliases.withLock { known in
            var found: [String: Pseudonym] = [:]
            for name in wanted { found[name] = known[name] }
            return found
        }
        let missing = wanted.filter { found[$0] == nil }.sorted()
        if missing.isEmpty { return found }
        var source = BlockSaltSource { SystemRandom.bytes(4096) }
        let candidates = Dictionary(uniqueKeysWithValues: missing.map { ($0, source.pseudonym()) })
        let stored = try await store.aliases(of: candidates)
        found.merge(stored, uniquingKeysWith: { _, new in new })
        knownAliases.withLock { known in
            if known.count > 500_000 { known.removeAll() }
            known.merge(stored, uniquingKeysWith: { _, new in new })
        }
        return found
    }

    /// Badge numbers and accounts outside evidence: a keyed hash that shows the last characters.
    func masked(_ prefix: String, _ value: String) -> String {
        let code = HMACSHA256.code(for: Array("\(prefix):\(value)".utf8), key: subjectKey)
        return "\(prefix)-\(Hex.string(code.prefix(6)))-\(value.suffix(4))"
    }

    /// Fields of rules that name a bank account.
    private static let accountFields: Set<String> = [
        "beneficiary_id", "iban", "payer_id", "source_account", "dest_account",
    ]

    /// A sentence with a badge number or account shortened to its last four characters: in full they stand only in the
    /// evidence payload.
    static func withoutIdentifier(_ sentence: String, field: String, value: String) -> String {
        guard !value.isEmpty, field == "token_uid" || accountFields.contains(field) else { return sentence }
        return sentence.split(separator: value, omittingEmptySubsequences: false).joined(
            separator: "…\(value.suffix(4))")
    }

    // MARK: Consequences

    /// About whom a case is: the rule's key where it is known, else the participant, else the event itself.
    func subject(of judged: AssessedBatch.Judged, field: String?, value: String) -> CaseSubject {
        if !value.isEmpty, let field {
            switch field {
            case "token_uid": return CaseSubject(kind: "driver_token", id: masked("token", value))
            case _ where Self.accountFields.contains(field):
                return CaseSubject(kind: "account", id: masked("account", value))
            case "evse_id", "location_id": return CaseSubject(kind: "evse", id: value)
            default: return CaseSubject(kind: "participant", id: value)
            }
        }
        if let participant = judged.decision.participantID { return CaseSubject(kind: "participant", id: participant) }
        let kind = judged.event.key.kind == .payout ? "payout" : "system"
        return CaseSubject(kind: kind, id: judged.event.key.description)
    }

    /// Due date of a case that opens now, by the limits of `rules/cases/sla.yaml`.
    func due(severity: Severity, holdsMoney: Bool, from now: Instant) -> Instant? {
        let levels = casePolicy.serviceLevels
        var due: Instant?
        switch levels.limits[severity] {
        case .elapsed(let span): due = now + span
        case .workingDays(let days):
            let calendar = casePolicy.calendars.keys.sorted().first.flatMap { casePolicy.calendars[$0] }
            if let date = calendar?.date(days, workingDaysAfter: now.utcDate).value {
                due = Instant(date) + (now - Instant(now.utcDate))
            }
        case nil: break
        }
        guard holdsMoney else { return due }
        let margin = TimeSpan(microseconds: levels.settlementLimit.microseconds - levels.heldMargin.microseconds)
        return min(due ?? now + margin, now + margin)
    }

    /// Whose money a decision holds: the widest scope of the rules that hit.
    func holdScope(of decision: Decision) -> HoldScope {
        let scopes = decision.liveHits.compactMap { rule($0.rule)?.holds }
        if scopes.contains(.payee) || decision.liveHits.isEmpty { return .payee }
        return scopes.contains(.payer) ? .payer : .none
    }

    /// The hold of a payout with its title, its end and its next step (rules/cases/holds.yaml).
    func hold(for decision: Decision, from now: Instant) -> StorePayoutHold {
        let title = holdTitle(of: decision)
        let term = casePolicy.holds[title]
        var end = now + TimeSpan(microseconds: 2 * TimeSpan.day.microseconds)
        switch term?.maximumAge {
        case .elapsed(let span): end = now + span
        case .workingDays(let days): end = now + TimeSpan(microseconds: Int64(days) * 7 / 5 * TimeSpan.day.microseconds)
        case nil: break
        }
        return StorePayoutHold(title: title.rawValue, endsAt: end, nextStep: term?.nextStep ?? "decide the case")
    }

    private func holdTitle(of decision: Decision) -> HoldTitle {
        let families = Set(decision.liveHits.compactMap { rule($0.rule)?.family } + decision.reasons.map(\.family))
        if families.contains("sanctions") { return .freeze }
        if families.contains("kyc") || decision.liveHits.isEmpty { return .dueDiligence }
        return .fraud
    }
}
