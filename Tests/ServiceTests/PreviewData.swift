import Domain
import Engine
import Screening
import Service

func instant(_ text: String) -> Instant { Instant(text) ?? Instant(microseconds: 0) }
func euros(_ cents: Int64, _ code: String = "EUR") -> Money {
    Money(micros: cents * 10_000, currency: Currency(code) ?? .eur)
}

/// Values as a compliance team would see them on a busy morning. All of it is invented.
struct PreviewData: ConsoleData {
    var isWell = true
    var fails = false

    static let now = instant("2026-10-02T08:40:00Z")

    struct Broken: Error {}

    func queue(_ filter: QueueFilter) async throws -> QueuePage {
        if fails { throw Broken() }
        var rows = PreviewData.rows.filter { row in
            (filter.states.isEmpty ? row.state != .closed : filter.states.contains(row.state))
                && (filter.families.isEmpty || filter.families.contains(row.family))
                && (filter.severities.isEmpty || filter.severities.contains(row.severity))
                && (filter.outcomes.isEmpty || filter.outcomes.contains(row.outcome))
                && (filter.text.isEmpty || row.why.lowercased().contains(filter.text.lowercased()))
                && (!filter.isLate || (row.due.map { $0 < PreviewData.now } ?? false))
        }
        if let after = filter.after { rows = rows.filter { $0.number > after.number } }
        let page = Array(rows.prefix(filter.limit))
        let next =
            rows.count > page.count ? page.last.map { QueueCursor(due: $0.due, risk: $0.risk, number: $0.number) } : nil
        let counters = QueueCounters(
            open: 23, working: 7, waiting: 4, proposed: 1, late: 2, held: [euros(18_423_075), euros(219_900, "GBP")])
        return QueuePage(rows: page, next: next, counters: counters, now: PreviewData.now)
    }

    func caseFile(_ id: String) async throws -> CasePage? {
        if fails { throw Broken() }
        return PreviewData.rows.first { $0.id == id }.map(PreviewData.page)
    }

    func assessment(_ id: String) async throws -> AssessmentPage? {
        id == "9c41" ? PreviewData.assessment : nil
    }

    func match(caseID: String, item: Int) async throws -> ExplainedMatch? {
        guard caseID == "C-1042", item == 1 else { return nil }
        let desk = try SampleDesk.made.get()
        let query = ScreeningQuery(name: "Sampel Abdul Prohbe", type: .person)
        return desk.screen(query).result.candidates.first.map {
            ExplainedMatch(
                role: "creditor", query: query.name, candidate: $0, list: desk.screener.snapshot.list($0.list))
        }
    }

    func goodList() async throws -> [GoodListView] {
        if fails { throw Broken() }
        return [
            GoodListView(
                id: "G-2", state: .proposed, subject: "account-0f3a-1005", list: "un", entryID: "SAi.001",
                outcome: .hold, until: CivilDate("2027-10-01") ?? CivilDate(daysSinceEpoch: 0), persons: ["ana"],
                reason: "born 1985 in Lyon, the listed one 1961", uses: 0),
            GoodListView(
                id: "G-1", state: .active, subject: "P-DE-000001", list: "us-ofac-sdn", entryID: "9001",
                outcome: .review, until: CivilDate("2027-01-01") ?? CivilDate(daysSinceEpoch: 0),
                persons: ["ana", "ben"], reason: "another legal form and country", uses: 1_241),
        ]
    }

    func screeningDesk() async throws -> ScreeningDesk {
        if fails { throw Broken() }
        return try SampleDesk.made.get()
    }

    func health() async -> HealthView {
        HealthView(checks: [
            .init(name: "database", isWell: true, detail: "PostgreSQL 15, migrations up to date"),
            .init(name: "rules", isWell: true, detail: "12 live"),
            .init(
                name: "lists", isWell: isWell,
                detail: isWell ? "4 in time" : "un-consolidated is 3 d older than its limit"),
            .init(name: "evidence", isWell: true, detail: "21,840 entries, checkpoint 1 min ago"),
        ])
    }

    static let rows: [QueueRow] = [
        row(
            1042, "Account", "FR31999999999900000000199", "sanctions",
            "Payee Zoltavar Brenkoviche is 97.5 points alike to OFAC SDN 990001; payout of 48,210.00 EUR is stopped.",
            .open, .stop, .critical, 975, [euros(4_821_000)], "2026-10-02T10:50:00Z", nil, 2, 0),
        row(
            1039, "Participant", "P-PL-000031", "kyc",
            "Three payouts to a participant whose verification ran out on 2026-08-31.",
            .working, .stop, .critical, 1000, [euros(618_026)], "2026-10-02T05:40:00Z", "Ana Quellhorst", 3, 0),
        row(
            1044, "Account", "DE55999999990000001018", "aml",
            "Four payouts between 8,000 and 10,000 EUR to one account in 4 days, together 38,290.05 EUR.",
            .open, .hold, .high, 750, [euros(3_829_005)], "2026-10-02T21:12:00Z", nil, 2, 0),
        row(
            1031, "Driver token", "04A17C33000214", "velocity",
            "One token in two sessions at the same time for 30 minutes, 584 km apart from its last place.",
            .working, .review, .high, 650, [], "2026-10-03T09:00:00Z", "Ben Lindqvarna", 4, 1),
        row(
            1046, "EVSE", "IT*CRL*E0076*1", "sessions",
            "50.4 kWh in 20 min on a 50 kW connector; at most 19.5 kWh is possible.",
            .open, .review, .high, 700, [], "2026-10-03T11:30:00Z", nil, 1, 0),
        row(
            1036, "Participant", "P-FR-000008", "payouts", "14,742.18 EUR to an account that is three days old.",
            .waiting, .hold, .high, 600, [euros(1_474_218), euros(63_007)], "2026-10-05T16:00:00Z", "Ana Quellhorst", 2,
            0),
        row(
            1047, "Driver token", "APP-FHR-002230", "velocity", "8 sessions of one token within 24 hours, limit 6.",
            .open, .review, .medium, 400, [], "2026-10-07T16:00:00Z", nil, 3, 0),
        row(
            1048, "List", "un-consolidated", "ops",
            "The list could not be read since 2026-10-01; payouts are held until it can.",
            .open, .hold, .ops, 0, [euros(9_204_122)], nil, nil, 41, 41),
        row(
            988, "Driver token", "0488AA12000031", "velocity", "12 sessions of one token within 7 days.",
            .closed, .review, .low, 400, [], nil, "Ben Lindqvarna", 1, 0),
    ]

    private static func row(
        _ number: Int64, _ kind: String, _ subject: String, _ family: String, _ why: String, _ state: CaseStateView,
        _ outcome: Outcome, _ severity: Severity, _ risk: Int32, _ held: [Money], _ due: String?, _ assignee: String?,
        _ findings: Int, _ unknowns: Int
    ) -> QueueRow {
        QueueRow(
            id: "C-\(number)", number: number, subjectKind: kind, subject: subject, family: family, why: why,
            state: state,
            outcome: outcome, severity: severity, risk: Score(tenths: risk), held: held, due: due.map(instant),
            assignee: assignee, findings: findings, unknowns: unknowns, lastHitAt: instant("2026-10-02T04:12:30Z"))
    }
}

extension PreviewData {
    static func page(_ row: QueueRow) -> CasePage {
        var page = CasePage(row: row, legalEntity: "main", openedAt: instant("2026-10-02T04:12:31Z"), now: now)
        page.held = row.held.enumerated().map { index, money in
            HeldView(payout: "payout:FR*VRV:AMPLOMB-2026-10/AMPLOMB-2026-10-02/AMP-PO-0006\(index)1", amount: money)
        }
        page.follows = row.number == 1042 ? "C-988" : nil
        if row.state == .closed {
            page.closedAt = instant("2026-09-28T10:00:00Z")
            page.disposition = "false positive"
            page.reasonCodes = ["fp.shared-fleet-token"]
        }
        page.items =
            row.number == 1042 ? [sanctions, travel, unknown] : row.number == 1048 ? [unknown, late] : [travel]
        page.itemsOmitted = row.number == 1048 ? 39 : 0
        page.timeline = [
            TimelineView(
                at: instant("2026-10-02T04:12:31Z"), kind: "opened", actor: "engine", text: nil, evidenceIndex: 21_833),
            TimelineView(
                at: instant("2026-10-02T04:12:31Z"), kind: "payout_held", actor: "engine", text: "48,210.00 EUR",
                evidenceIndex: 21_834),
            TimelineView(
                at: instant("2026-10-02T05:01:10Z"), kind: "hit_added", actor: "engine", text: "GE-001",
                evidenceIndex: 21_836),
            TimelineView(
                at: instant("2026-10-02T08:12:00Z"), kind: "viewed", actor: "Ana Quellhorst", text: nil,
                evidenceIndex: 21_839),
        ]
        page.evidence = EvidenceView(
            log: "main", size: 21_840, root: Hash32(hex: String(repeating: "a41f09c2", count: 8)) ?? .zero,
            checkpointAt: instant("2026-10-02T08:39:00Z"), indexes: [21_833, 21_834, 21_836, 21_839])
        return page
    }

    static var sanctions: CaseItemView {
        var item = CaseItemView(
            sequence: 1, kind: .hit, at: instant("2026-10-02T04:00:00Z"),
            event: "payout:FR*VRV:AMPLOMB-2026-10/AMP-PO-000611",
            assessment: "9c41", ruleID: "SA-001", ruleVersion: 1, ruleTitle: "Sanctions match", outcome: .stop,
            severity: .critical, risk: Score(tenths: 975),
            say: [
                .words("Payee "), .value("Zoltavar Brenkovich"), .words(" is "), .value("97.5"),
                .words(" points alike to "), .value("BRENKOVICHE, Zoltavar"), .words(" on OFAC SDN."),
            ])
        var match = MatchView(
            list: "OFAC SDN", listVersion: "sha256:77aa", published: CivilDate("2026-10-01"), entryID: "990001",
            score: Score(tenths: 975), limit: Score(tenths: 850))
        match.fields = [
            MatchField(name: "Name", ours: "Zoltawar Brenkovich", theirs: "ZOLTAVAR BRENKOVICHE", similarity: "0.96"),
            MatchField(name: "Born", ours: "1968-03-14", theirs: "1968-03-14", similarity: "same day"),
            MatchField(name: "Country", ours: "France", theirs: nil),
            MatchField(name: "Alias", ours: nil, theirs: "Zoltawar Brenkovich", similarity: "1.00"),
        ]
        match.parts = [
            ScorePart(name: "Name", tenths: 905), ScorePart(name: "Birth date, same day", tenths: 100),
            ScorePart(name: "Country not stated", tenths: -30),
        ]
        item.match = match
        item.moneyAtStake = euros(4_821_000)
        item.evidenceIndex = 21_833
        return item
    }

    static var travel: CaseItemView {
        var item = CaseItemView(
            sequence: 2, kind: .hit, at: instant("2026-10-01T19:42:10Z"), event: "cdr:DE*ISL:ISL-26-000412",
            eventRevision: 2,
            assessment: "9c41", ruleID: "EV-S-012", ruleVersion: 1,
            ruleTitle: "Token used at two places too far apart to drive", outcome: .review, severity: .high,
            risk: Score(tenths: 650),
            say: [.value("504.2 km"), .words(" in "), .value("40 min"), .words(" since the last session in Berlin.")])
        item.values = [
            NamedValue(name: "dist", value: "504.2 km"), NamedValue(name: "gap", value: "40 min"),
            NamedValue(name: "p.speed", value: "130 km/h"),
            NamedValue(name: "token.kind", value: "personal", isAssumed: true),
        ]
        item.counterfactual = "no hit if gap >= 3 h 53 min"
        item.evidenceIndex = 21_836
        return item
    }

    static var unknown: CaseItemView {
        var item = CaseItemView(
            sequence: 3, kind: .unknown, at: instant("2026-10-02T05:00:00Z"), event: "payout:FR*VRV:AMP-PO-000612",
            ruleID: "PO-040", ruleVersion: 1, ruleTitle: "Payout account changed", outcome: .hold, severity: .high,
            risk: Score(tenths: 0), say: [.words("The payee's account is not in the participant's record.")])
        item.missing = ["account.changed_at"]
        return item
    }

    static var late: CaseItemView {
        var item = unknown
        item.sequence = 41
        return item
    }

    static let assessment = AssessmentPage(
        id: "9c41", event: "payout:FR*VRV:AMPLOMB-2026-10/AMP-PO-000611", revision: 1,
        at: instant("2026-10-02T04:00:00Z"),
        assessedAt: instant("2026-10-02T04:12:30Z"), outcome: .stop, score: Score(tenths: 975),
        rules: [
            RuleResultView(
                id: "GE-001", version: 1, title: "Call-for-action country", result: .noHit, points: .zero, say: [],
                missing: []),
            RuleResultView(
                id: "SA-001", version: 1, title: "Sanctions match", result: .hit, points: Score(tenths: 975),
                say: [.words("Payee "), .value("Zoltavar Brenkovich"), .words(" is on OFAC SDN.")], missing: []),
            RuleResultView(
                id: "PO-040", version: 1, title: "Payout account changed", result: .unknown, points: .zero, say: [],
                missing: ["account.changed_at"]),
            RuleResultView(
                id: "KY-001", version: 1, title: "KYC not valid at payout", result: .noHit, points: .zero, say: [],
                missing: []),
        ],
        features: [
            NamedValue(name: "amount", value: "48,210.00 EUR"), NamedValue(name: "screening.best_score", value: "97.5"),
            NamedValue(name: "bank.country", value: "FR"),
            NamedValue(name: "token.kind", value: "personal", isAssumed: true),
        ],
        versions: [
            KnowledgeView(kind: "rules", name: "rules", version: "sha256:" + String(repeating: "7d21", count: 16)),
            KnowledgeView(kind: "list", name: "us-ofac-sdn", version: "sha256:" + String(repeating: "77aa", count: 16)),
        ], evidenceIndex: 21_833, cases: ["C-1042"])
}
