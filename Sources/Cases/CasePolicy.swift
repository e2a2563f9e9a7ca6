package import Domain

/// Which queue a new case goes to.
package struct QueueRule: Hashable, Sendable {
    package let name: String
    /// Role that works on it.
    package let role: Role
    /// Families that go here; empty for all.
    package let families: Set<String>
    /// Severities that go here; empty for all.
    package let severities: Set<Severity>
    /// Open cases that one person may have from it.
    package let limitPerPerson: Int

    package init(name: String, role: Role, families: Set<String>, severities: Set<Severity>, limitPerPerson: Int) {
        self.name = name
        self.role = role
        self.families = families
        self.severities = severities
        self.limitPerPerson = limitPerPerson
    }
}

/// How long money may be held under a title and what then happens: no hold is indefinite (duties.md section 2).
package struct HoldTerm: Hashable, Sendable {
    package let title: HoldTitle
    package let maximumAge: TimeLimit
    package let nextStep: String
    package let basis: String

    package init(title: HoldTitle, maximumAge: TimeLimit, nextStep: String, basis: String) {
        self.title = title
        self.maximumAge = maximumAge
        self.nextStep = nextStep
        self.basis = basis
    }
}

/// Everything in `rules/cases`: how cases are queued, timed, closed and told. One version of knowledge.
package struct CasePolicy: Sendable {
    package let queues: [QueueRule]
    package let serviceLevels: ServiceLevels
    package let fourEyes: FourEyesPolicy
    package let reasonCodes: [String: ReasonCode]
    /// Own words that a narrative needs at least, in characters that are not white space.
    package let narrativeMinimum: Int
    package let holds: [HoldTitle: HoldTerm]
    package let calendars: [String: WorkingCalendar]
    /// SHA-256 over names and bytes of all files.
    package let hash: Hash32

    package init(
        queues: [QueueRule], serviceLevels: ServiceLevels, fourEyes: FourEyesPolicy, reasonCodes: [ReasonCode],
        narrativeMinimum: Int, holds: [HoldTerm], calendars: [WorkingCalendar], hash: Hash32
    ) {
        self.queues = queues
        self.serviceLevels = serviceLevels
        self.fourEyes = fourEyes
        self.reasonCodes = Dictionary(reasonCodes.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        self.narrativeMinimum = narrativeMinimum
        self.holds = Dictionary(holds.map { ($0.title, $0) }, uniquingKeysWith: { first, _ in first })
        self.calendars = Dictionary(calendars.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.hash = hash
    }

    /// The first queue that takes the family and severity; the last queue of a policy takes everything.
    package func queue(family: String, severity: Severity) -> String {
        let fit = queues.first { queue in
            (queue.families.isEmpty || queue.families.contains(family))
                && (queue.severities.isEmpty || queue.severities.contains(severity))
        }
        return fit?.name ?? "unsorted"
    }
}
