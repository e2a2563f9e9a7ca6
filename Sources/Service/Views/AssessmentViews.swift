package import Domain

/// Everything the page of one assessment shows.
package struct AssessmentPage: Sendable {
    package var id: String
    package var event: String
    package var revision: Int
    package var at: Instant
    package var assessedAt: Instant?
    package var outcome: Outcome
    package var score: Score
    package var rules: [RuleResultView]
    package var features: [NamedValue]
    package var versions: [KnowledgeView]
    package var evidenceIndex: Int64?
    /// Numbers of the cases that this assessment opened or joined.
    package var cases: [String]

    package init(
        id: String, event: String, revision: Int, at: Instant, assessedAt: Instant?, outcome: Outcome, score: Score,
        rules: [RuleResultView], features: [NamedValue], versions: [KnowledgeView], evidenceIndex: Int64?,
        cases: [String]
    ) {
        self.id = id
        self.event = event
        self.revision = revision
        self.at = at
        self.assessedAt = assessedAt
        self.outcome = outcome
        self.score = score
        self.rules = rules
        self.features = features
        self.versions = versions
        self.evidenceIndex = evidenceIndex
        self.cases = cases
    }
}

/// What one rule said.
package struct RuleResultView: Sendable {
    /// Three values and the rule's own failure, which is never read as harmless.
    package enum Result: String, Sendable, CaseIterable {
        case hit, noHit = "no-hit", unknown, error
    }

    package var id: String
    package var version: Int
    package var title: String
    package var result: Result
    package var points: Score
    package var say: [SentencePart]
    package var missing: [String]

    package init(
        id: String, version: Int, title: String, result: Result, points: Score, say: [SentencePart], missing: [String]
    ) {
        self.id = id
        self.version = version
        self.title = title
        self.result = result
        self.points = points
        self.say = say
        self.missing = missing
    }
}

/// A version of knowledge that took part.
package struct KnowledgeView: Sendable {
    package var kind: String
    package var name: String
    package var version: String

    package init(kind: String, name: String, version: String) {
        self.kind = kind
        self.name = name
        self.version = version
    }
}

/// Whether the process can do its work.
package struct HealthView: Sendable {
    package struct Check: Sendable {
        package var name: String
        package var isWell: Bool
        /// No personal data.
        package var detail: String

        package init(name: String, isWell: Bool, detail: String) {
            self.name = name
            self.isWell = isWell
            self.detail = detail
        }
    }

    package var checks: [Check]

    package init(checks: [Check]) { self.checks = checks }

    package var isWell: Bool { checks.allSatisfy(\.isWell) }
}
