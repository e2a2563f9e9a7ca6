import Assessment
package import Domain
import Formats
import Rules
package import Store

/// One line of a listing of decisions.
package struct DecisionRow: Sendable {
    package let key: EventKey
    package let at: Instant
    package let revision: Int
    package let outcome: Outcome
    package let score: Score
    /// Rules that hit; those in shadow carry a tilde.
    package let rules: [String]
}

/// One decision with its explanation, as bytes and for reading.
package struct DecisionView: Sendable {
    package let payload: [UInt8]
    package let text: String
}

/// What a replay found.
package struct ReplayReport: Sendable {
    package let compared: Int
    /// Key and first difference of decisions whose bytes differ.
    package let differences: [(key: EventKey, text: String)]
    /// Decisions made under rules, lists, rates or tables that are not in force any more: they are not compared.
    package let underOtherKnowledge: Int

    package var isEqual: Bool { differences.isEmpty && underOtherKnowledge == 0 }

    package var text: String {
        if isEqual { return "\(compared) decisions replayed, every byte equal" }
        if differences.isEmpty {
            return
                "\(underOtherKnowledge) of \(compared) decisions were made under knowledge that is not in force any more and "
                + "were not compared; the others are equal"
        }
        let lines = differences.prefix(10).map { "differs \($0.key): \($0.text)" }
        return (["\(differences.count) of \(compared) decisions differ"] + lines).joined(separator: "\n")
    }
}

extension Engine {
    package func assessments(
        outcome: Outcome?, kind: EventKind?, rule: String?, limit: Int
    ) async throws -> [DecisionRow] {
        var filter = AssessmentFilter()
        filter.kind = kind
        filter.rule = rule
        if let outcome { filter.minimumOutcome = outcome }
        return try await store.assessments(filter, limit: limit).map { item in
            DecisionRow(
                key: item.key, at: item.at, revision: Int(item.revision), outcome: item.outcome, score: item.score,
                rules: item.hits)
        }
    }

    /// SHA-256 over the latest decisions in order of (kind, owner, id): equal digests mean equal decisions.
    package func digest() async throws -> DecisionDigest {
        try await settle()
        return try await store.decisionDigest()
    }

    /// Judges what waits for its decision; call it before anything is reported as final.
    package func settle(progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async throws {
        guard try await store.pendingCount() > 0 else { return }
        try await context.loadKnowledge()
        try await logKnowledge()
        _ = try await partition.settle(progress: progress)
        try await partition.release()
    }

    /// A decision with everything it rests on.
    package func explain(key: EventKey, revision: Int?) async throws -> DecisionView {
        let all = try await store.assessments(of: key)
        guard let latest = all.first else {
            throw EngineError(
                .unreadable, "there is no decision on \(key)", remedy: "amplomb assess list shows what there is")
        }
        guard let revision else { return try await view(of: latest, of: all) }
        guard let chosen = all.first(where: { Int($0.revision) == revision }) else {
            throw EngineError(
                .unreadable, "\(key) has no decision revision \(revision)", remedy: "it has 1 to \(latest.revision)")
        }
        return try await view(of: chosen, of: all)
    }

    private func view(of stored: StoredAssessment, of all: [StoredAssessment]) async throws -> DecisionView {
        var removal: String?
        if stored.result == nil { removal = try await whyRemoved(stored) }
        return DecisionView(payload: stored.result ?? [], text: DecisionText.text(stored, of: all, removal: removal))
    }

    /// What every rule computes of an event today, those that do not hit too, a line a rule.
    package func ruleValues(key: EventKey) async throws -> String {
        try await settle()
        try await context.loadKnowledge()
        let knowledge = context.knowledge
        let state = try await partition.snapshot(for: knowledge)
        guard let event = try await context.events([key]).first?.event, let ordinal = state.known(key) else {
            throw EngineError(
                .unreadable, "there is no event \(key)", remedy: "amplomb assess list shows what there is")
        }
        let assessor = Assessor(knowledge: knowledge)
        var scratch = EvaluationScratch()
        let decision = try assessor.decide(
            assessor.prepare(event), ordinal: ordinal, windows: state.windows, scratch: &scratch, detail: .everything,
            rowName: { state.key($0).description })
        return decision.results.map { result in
            let values = result.lets.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
            let word =
                switch result.finding {
                case .hit: "hit"
                case .noHit: "no-hit"
                case .unknown: "unknown"
                case .error: "error"
                }
            return "  \(word) \(result.rule) v\(result.version)" + (values.isEmpty ? "" : "  [\(values)]")
        }.joined(separator: "\n")
    }

    /// Computes decisions again from what is stored and compares the bytes.
    package func replay(key: EventKey?) async throws -> ReplayReport {
        try await settle()
        try await context.loadKnowledge()
        let knowledge = context.knowledge
        let state = try await partition.snapshot(for: knowledge)
        if let key {
            let stored = try await store.events([key])
            guard !stored.isEmpty else {
                throw EngineError(
                    .unreadable, "there is no event \(key)", remedy: "amplomb assess list shows what there is")
            }
            return try await replay(stored, state, knowledge)
        }
        var compared = 0
        var differences: [(key: EventKey, text: String)] = []
        var other = 0
        var cursor: EventCursor? = .start
        while let place = cursor {
            let page = try await store.currentEvents(after: place, limit: 4096)
            let report = try await replay(page.events, state, knowledge)
            compared += report.compared
            differences += report.differences
            other += report.underOtherKnowledge
            cursor = page.next
        }
        return ReplayReport(compared: compared, differences: differences, underOtherKnowledge: other)
    }

    private func replay(
        _ stored: [StoredEvent], _ state: PartitionState, _ knowledge: Knowledge
    ) async throws -> ReplayReport {
        let assessor = Assessor(knowledge: knowledge)
        let heads = try await store.heads(of: stored.map(\.key))
        let context = context
        // A record that retention has deleted is not judged again.
        let work = stored.filter { $0.payload != nil }.compactMap { row in state.known(row.key).map { (row, $0) } }
        let decisions = try await Parallel.map(work) { slice in
            var scratch = EvaluationScratch()
            return try slice.map { row, ordinal in
                try assessor.decide(
                    assessor.prepare(try context.decoded(row)), ordinal: ordinal, windows: state.windows,
                    scratch: &scratch,
                    rowName: { state.key($0).description })
            }
        }
        var differences: [(key: EventKey, text: String)] = []
        var other = 0
        for decision in decisions where heads[decision.key]?.decisionHash != decision.hash {
            let before = try await store.latestAssessment(of: decision.key)
            // A list that was stale then and is confirmed now is other knowledge too, of the same version.
            let lacked = before?.hits.contains(Decision.Reason.listCode) == true
            if let before,
                before.knowledgeHash != knowledge.hash || lacked == decision.lackingLists.isEmpty
            {
                other += 1
            } else {
                differences.append((decision.key, FirstDifference.text(before?.result ?? [], decision.payload)))
            }
        }
        return ReplayReport(compared: decisions.count, differences: differences, underOtherKnowledge: other)
    }
}

/// Where two canonical texts part.
enum FirstDifference {
    static func text(_ stored: [UInt8], _ computed: [UInt8]) -> String {
        let length = zip(stored, computed).prefix { $0 == $1 }.count
        func around(_ bytes: [UInt8]) -> String {
            let from = max(0, length - 24)
            let to = min(bytes.count, length + 24)
            return from < to ? String(decoding: bytes[from..<to], as: UTF8.self) : "(ends)"
        }
        return "stored …\(around(stored))… computed …\(around(computed))…"
    }
}
