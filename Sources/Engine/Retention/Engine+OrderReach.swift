package import Domain
import Evidence
import Store
import Synchronization

extension Engine {
    /// How far an authority's order reaches that was stated as the date `extended`, in plain lines.
    ///
    /// Reads all parts, as a plan does: of a participant the order counts for whatever it is a party of.
    package func reach(ofOrder last: CivilDate, on target: RetentionTarget) async throws -> [String] {
        let day = options.clock().utcDate
        let planner = try await planner(on: day, scope: RetentionScope())
        let about: ReachWork.Target
        switch target {
        case .entry(let text): about = .entry(try await entryIndex(text))
        case .subject(let text):
            let aliases = try await dateAliases(of: text)
            let participants = planner.register.participants.indices.filter {
                !aliases.isDisjoint(with: planner.register.participants[$0].aliases)
            }
            about = .subject(aliases, participants: Set(participants))
        }
        let work = ReachWork(planner, about, OrderReach(last: last, on: day))
        try await store.forEachPart { (page) throws(StoreError) in work.add(page) }
        return work.notes
    }
}

/// Adds those parts that an order is about, as they are read.
private final class ReachWork: Sendable {
    enum Target: Sendable {
        case entry(UInt64)
        /// What is kept under these aliases, and what these participants of the register share.
        case subject(Set<Pseudonym>, participants: Set<Int>)
    }

    private let planner: RetentionPlanner
    private let target: Target
    private let reach: Mutex<OrderReach>

    init(_ planner: RetentionPlanner, _ target: Target, _ reach: OrderReach) {
        self.planner = planner
        self.target = target
        self.reach = Mutex(reach)
    }

    var notes: [String] { reach.withLock { $0.notes } }

    func add(_ page: [RetentionPart]) {
        reach.withLock { reach in
            for part in page where isAbout(part) { reach.add(planner.retentionFacts(of: part), planner.rules) }
        }
    }

    private func isAbout(_ part: RetentionPart) -> Bool {
        switch target {
        case .entry(let index): return part.index == index
        case .subject(let aliases, let participants):
            if let subject = part.subject, aliases.contains(subject) { return true }
            guard !participants.isEmpty else { return false }
            return !participants.isDisjoint(with: planner.register.relation(of: part).participants)
        }
    }
}
