import Domain
package import Engine
import Evidence
import Store
import Synchronization

/// What the pages read, out of the running engine and its store.
package struct EngineConsole: ConsoleData {
    let engine: Engine
    private let catalogue = CatalogueCache()
    private let desks = DeskCache()

    package init(engine: Engine) { self.engine = engine }

    package func match(caseID: String, item: Int) async throws -> ExplainedMatch? {
        try await engine.explainMatch(caseID: caseID, item: Int64(item))
    }

    package func goodList() async throws -> [GoodListView] {
        let now = engine.options.clock()
        return try await engine.store.goodList().reversed().map { entry in
            let state = GoodListView.State(rawValue: entry.state.rawValue) ?? .revoked
            return GoodListView(
                id: entry.id, state: state == .active && entry.to <= now ? .expired : state,
                subject: engine.shownSubject(entry.subject), list: entry.list, entryID: entry.entryID,
                outcome: Outcome(rawValue: entry.band) ?? .stop, until: entry.to.utcDate,
                persons: [entry.decidedBy] + [entry.approvedBy].compactMap { $0 }, reason: entry.reason,
                uses: Int(clamping: entry.uses))
        }
    }

    package func screeningDesk() async throws -> ScreeningDesk { try await desks.desk(engine) }

    // MARK: Queue

    package func queue(_ filter: QueueFilter) async throws -> QueuePage {
        let now = engine.options.clock()
        var wanted = QueuedCaseFilter()
        wanted.states = filter.states.map(\.rawValue)
        wanted.families = filter.families
        wanted.severities = filter.severities
        wanted.outcomes = filter.outcomes
        wanted.text = filter.text
        wanted.subjects = filter.text.isEmpty ? [] : engine.subjectNames(for: filter.text)
        wanted.dueBefore = filter.isLate ? now : nil
        wanted.after = filter.after.map { ($0.due, $0.risk, $0.number) }
        // One row more than shown tells whether there is a next page.
        let found = try await engine.store.queuedCases(wanted, limit: filter.limit + 1)
        let rows = found.prefix(filter.limit).map(Self.row)
        let next = found.count > filter.limit ? rows.last : nil
        return QueuePage(
            rows: rows, next: next.map { QueueCursor(due: $0.due, risk: $0.risk, number: $0.number) },
            counters: try await counters(now: now), now: now)
    }

    private func counters(now: Instant) async throws -> QueueCounters {
        let numbers = try await engine.store.queueNumbers(now: now)
        func count(_ state: CaseStateView) -> Int { Int(numbers.states[state.rawValue] ?? 0) }
        return QueueCounters(
            open: count(.open), working: count(.working), waiting: count(.waiting), proposed: count(.proposed),
            late: Int(numbers.late), held: numbers.held)
    }

    static func row(_ file: QueuedCase) -> QueueRow {
        QueueRow(
            id: file.caseID, number: file.number, subjectKind: subjectWords[file.subjectKind] ?? file.subjectKind,
            subject: file.subjectID, family: file.family, why: why(file),
            state: CaseStateView(rawValue: file.state) ?? .open, outcome: file.outcome, severity: file.severity,
            risk: file.risk, held: file.held, due: file.dueAt, assignee: file.assignee,
            findings: Int(file.standingCount),
            unknowns: Int(file.unknownCount), lastHitAt: file.lastHitAt)
    }

    /// The worst finding in words, and how many more there are.
    private static func why(_ file: QueuedCase) -> String {
        let sentence = file.headline.map(CaseSentence.init)
        var text =
            sentence.map { $0.isErased ? $0.listed : $0.say.isEmpty ? $0.title : $0.say } ?? "No finding is recorded"
        while text.hasSuffix(".") { text.removeLast() }
        text = text.prefix(1).uppercased() + text.dropFirst()
        let more = file.standingCount - 1
        return more > 0 ? "\(text); and \(more) more \(more == 1 ? "finding" : "findings")." : "\(text)."
    }

    private static let subjectWords = [
        "participant": "Participant", "driver_token": "Driver token", "account": "Account", "evse": "Charging point",
        "payout": "Payout", "list": "List", "system": "System",
    ]

    // MARK: Rules

    /// The title of a rule or built-in reason; its id when the rule files cannot be read.
    func title(ofRule id: String) -> String { (try? catalogue.value(engine))?.title(of: id) ?? id }

    // MARK: Health

    package func health() async -> HealthView {
        HealthView(checks: await databaseChecks() + [ruleCheck()] + logChecks() + listChecks())
    }

    private func databaseChecks() async -> [HealthView.Check] {
        do {
            let counts = try await engine.store.status()
            let steps = try await engine.migrations()
            return [
                .init(
                    name: "database", isWell: true,
                    detail: "answers; \(counts.events) events, \(counts.openCases) open cases"),
                .init(name: "schema", isWell: true, detail: "at step \(steps.last?.first ?? "0")"),
            ]
        } catch {
            return [.init(name: "database", isWell: false, detail: "does not answer; see amplomb status")]
        }
    }

    private func ruleCheck() -> HealthView.Check {
        do {
            let rules = try catalogue.value(engine)
            return .init(
                name: "rules", isWell: true, detail: "\(rules.count) loaded, version \(rules.hash.hex.prefix(12))")
        } catch {
            return .init(name: "rules", isWell: false, detail: "do not load; run amplomb rules lint")
        }
    }

    private func logChecks() async -> [HealthView.Check] {
        guard let head = try? await engine.store.evidenceHead(log: Store.mainLog) else {
            return [.init(name: "evidence log", isWell: true, detail: "empty")]
        }
        let last = (try? await engine.store.checkpoints(log: Store.mainLog))?.last
        let signed = last.map { "signed to \($0.size) at \($0.signedAt)" } ?? "nothing signed yet"
        return [
            .init(
                name: "evidence log", isWell: last != nil,
                detail: "\(head.size) entries, \(signed); not anchored: keep checkpoints on another host")
        ]
    }

    /// Stale and missing lists are told; what depends on them is held, so that the process does its work.
    private func listChecks() async -> [HealthView.Check] {
        guard let status = try? await engine.listStatus() else { return [] }
        if status.isSamplesOnly {
            return [.init(name: "lists", isWell: true, detail: "samples only: the lists are invented")]
        }
        return status.lines.filter { $0.isNeeded || $0.state != .missing }.map { list in
            let age = list.ageHours.map { "\(list.entries) entries, confirmed \($0) h ago" } ?? "never imported"
            let limit = list.limitHours.map { " (limit \($0) h)" } ?? ""
            let held = list.state == .ok ? "" : ": \(list.state.rawValue), payouts are held"
            return .init(name: "list \(list.id)", isWell: true, detail: age + limit + held)
        }
    }
}

/// The rule catalogue, read once; a failure is tried again on the next use.
final class CatalogueCache: Sendable {
    private let kept = Mutex<RuleCatalogue?>(nil)

    func value(_ engine: Engine) throws -> RuleCatalogue {
        if let known = kept.withLock({ $0 }) { return known }
        let read = try engine.ruleCatalogue()
        kept.withLock { $0 = read }
        return read
    }
}

/// The index of the lists in force, read again only when other lists are.
final class DeskCache: Sendable {
    private let kept = Mutex<ScreeningDesk?>(nil)

    func desk(_ engine: Engine) async throws -> ScreeningDesk {
        let known = kept.withLock { $0 }
        let desk = try await engine.screeningDesk(reusing: known?.screener)
        kept.withLock { $0 = desk }
        return desk
    }
}
