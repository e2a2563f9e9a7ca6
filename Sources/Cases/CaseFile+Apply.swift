package import Domain

extension CaseFile {
    /// Applies an event and says what the store has to do with it.
    ///
    /// - Throws: `stateRefused` naming state and event for every pair that is not listed, and the guards of
    ///   cases-and-web.md sections 2, 4 and 5. The case is unchanged then.
    package mutating func apply(_ event: CaseEvent, at instant: Instant, policy: CasePolicy) throws(CaseError)
        -> [CaseAction]
    {
        if instant < updatedAt { throw CaseError(.outOfOrder) }
        var next = self
        let actions = try next.move(event, at: instant, policy: policy)
        next.updatedAt = instant
        next.version += 1
        self = next
        return actions
    }

    private mutating func move(_ event: CaseEvent, at instant: Instant, policy: CasePolicy) throws(CaseError)
        -> [CaseAction]
    {
        switch (state, event) {
        case (.open, .hits(let items)), (.working, .hits(let items)), (.waiting, .hits(let items)),
            (.proposed, .hits(let items)):
            return takeIn(items)
        case (_, .note(let text, let person)):
            try check(comment: text)
            return [.timeline(.note, by: .person(person.id), text: text)]
        case (.open, .take(let person)): return try take(person, by: person)
        case (.open, .assign(let person, let by)): return try take(person, by: by)
        case (.working, .unassign(let by)): return try unassign(by)
        case (.working, .handOver(let person, let by, let comment)): return try handOver(to: person, by: by, comment)
        case (.working, .request(let request, let by)): return try ask(request, by: by, at: instant)
        case (.waiting, .answered), (.waiting, .dueDatePassed), (.waiting, .pauseLimitReached),
            (.waiting, .withdrawRequest):
            return try resume(event, at: instant)
        case (.working, .propose(let closing, let by)):
            return try propose(closing, by: by, at: instant, policy: policy)
        case (.working, .closeAlone(let closing, let by)):
            return try closeAlone(closing, by: by, at: instant, policy: policy)
        case (.proposed, .approve(let by, let seen, let hash)):
            return try approve(by: by, seen: seen, hash: hash, at: instant)
        case (.proposed, .sendBack(let by, let comment)): return try sendBack(by: by, comment)
        case (.open, .escalate(let queue, let by, let comment)), (.working, .escalate(let queue, let by, let comment)),
            (.waiting, .escalate(let queue, let by, let comment)),
            (.proposed, .escalate(let queue, let by, let comment)):
            return try escalate(to: queue, by: by, comment, at: instant)
        case (.open, .merge), (.working, .merge), (.waiting, .merge), (.proposed, .merge):
            return try merge(event, at: instant, policy: policy)
        case (.closed, .reopen(let reason, let person)): return try reopen(reason, by: person, at: instant)
        default: throw CaseError(.stateRefused(from: state, event: event.name))
        }
    }

    // MARK: Items

    /// Adds items; totals take the maximum, so nothing that arrives makes a case look milder. A correction that raises its
    /// finding raises the case; one that lowers it or takes it back is shown and lowers nothing.
    mutating func takeIn(_ items: [CaseItem]) -> [CaseAction] {
        var actions: [CaseAction] = []
        let before = severity
        for var item in items {
            itemSequence += 1
            item.sequence = itemSequence
            if item.kind != .correction { hitCount += 1 }
            if item.kind != .correction || item.raises {
                firstHitAt = min(firstHitAt, item.at)
                lastHitAt = max(lastHitAt, item.at)
                outcome = max(outcome, item.outcome)
                severity = max(severity, item.severity, .low)
                risk = max(risk, item.risk)
            }
            if let money = item.held, !held.contains(where: { $0.payout == money.payout && $0.hold == money.hold }) {
                held.append(money)
                actions.append(.timeline(.payoutHeld, by: .engine, text: "\(money.payout) \(money.hold)"))
            }
            actions.append(.addItem(item))
        }
        held.sort()
        if !items.isEmpty {
            if proposal != nil { hasNewHits = true }
            let corrections = items.count { $0.kind == .correction }
            if corrections > 0 { actions.append(.timeline(.correction, by: .engine, text: "\(corrections)")) }
            if corrections < items.count {
                actions.append(.timeline(.hitAdded, by: .engine, text: "\(items.count - corrections)"))
            }
        }
        if severity != before && itemSequence > items.count {
            actions.append(
                .timeline(.severityChanged, by: .engine, text: "\(before.rawValue) to \(severity.rawValue)"))
            actions.append(.recomputeDueDate)
        }
        return actions
    }

    // MARK: Assignment

    private mutating func take(_ person: Person, by: Person) throws(CaseError) -> [CaseAction] {
        if by.id != person.id && !by.roles.contains(.senior) { throw CaseError(.roleMissing) }
        try checkMayWork(person)
        state = .working
        assignee = person.id
        return [.timeline(.assigned, by: .person(by.id), text: person.id.text)]
    }

    private mutating func unassign(_ by: Person) throws(CaseError) -> [CaseAction] {
        if by.id != assignee && !by.roles.contains(.senior) { throw CaseError(.notAssignee) }
        state = .open
        assignee = nil
        return [.timeline(.unassigned, by: .person(by.id), text: "")]
    }

    private mutating func handOver(to person: Person, by: Person, _ comment: String) throws(CaseError) -> [CaseAction] {
        if by.id != assignee && !by.roles.contains(.senior) { throw CaseError(.notAssignee) }
        try check(comment: comment)
        try checkMayWork(person)
        assignee = person.id
        return [.timeline(.assigned, by: .person(by.id), text: "\(person.id.text): \(comment)")]
    }

    // MARK: Waiting

    private mutating func ask(_ request: InformationRequest, by: Person, at instant: Instant) throws(CaseError)
        -> [CaseAction]
    {
        try checkAssignee(by)
        guard !request.addressee.isEmpty, !request.questions.isEmpty, request.dueAt > instant else {
            throw CaseError(.requestIncomplete)
        }
        state = .waiting
        self.request = request
        clock.pause(at: instant, reason: "waiting for partner")
        return [
            .send(request), .timeline(.rfiSent, by: .person(by.id), text: request.template),
            .timeline(.clockPaused, by: .person(by.id), text: "waiting for partner"), .recomputeDueDate,
        ]
    }

    private mutating func resume(_ event: CaseEvent, at instant: Instant) throws(CaseError) -> [CaseAction] {
        var actions: [CaseAction]
        switch event {
        case .answered: actions = [.timeline(.rfiAnswered, by: .partner, text: "")]
        case .dueDatePassed:
            if let due = request?.dueAt, instant < due { throw CaseError(.outOfOrder) }
            actions = [.timeline(.rfiOverdue, by: .timer, text: "")]
        case .withdrawRequest(let by):
            try checkAssignee(by)
            actions = [.withdrawRequest, .timeline(.rfiWithdrawn, by: .person(by.id), text: "")]
        default: actions = []
        }
        state = .working
        request = nil
        clock.resume(at: instant)
        actions += [.timeline(.clockResumed, by: .timer, text: event.name), .recomputeDueDate]
        return actions
    }

    // MARK: Queue and merge

    private mutating func escalate(to queue: String, by: Person, _ comment: String, at instant: Instant)
        throws(CaseError) -> [CaseAction]
    {
        try checkAssignee(by)
        try check(comment: comment)
        var actions: [CaseAction] = []
        if request != nil { actions.append(.withdrawRequest) }
        clock.resume(at: instant)
        self.queue = queue
        state = .open
        assignee = nil
        proposal = nil
        hasNewHits = false
        request = nil
        return actions + [.timeline(.escalated, by: .person(by.id), text: "\(queue): \(comment)"), .recomputeDueDate]
    }

    private mutating func merge(_ event: CaseEvent, at instant: Instant, policy: CasePolicy) throws(CaseError)
        -> [CaseAction]
    {
        guard case .merge(let target, let targetKey, let linked, let by) = event else { return [] }
        if !by.roles.contains(.senior) { throw CaseError(.roleMissing) }
        if by.isLinkedToSubject { throw CaseError(.conflictOfInterest) }
        let sameSubject =
            targetKey.subjectKind == key.subjectKind && targetKey.subjectID == key.subjectID
            && targetKey.legalEntity == key.legalEntity
        if !(sameSubject || linked) { throw CaseError(.linkMissing) }
        if target == id { throw CaseError(.duplicateTargetMissing) }
        if let reason = policy.fourEyes.reason(against: self, as: .duplicate) {
            throw CaseError(.twoPersonsNeeded(reason))
        }
        var actions: [CaseAction] = request == nil ? [] : [.withdrawRequest]
        actions += close(as: .duplicate, codes: ["du.merged"], at: instant)
        mergedInto = target
        return actions + [
            .link(to: target, as: "merged"), .timeline(.merged, by: .person(by.id), text: target.description),
        ]
    }

    private mutating func reopen(_ reason: ReopenReason, by person: Person?, at instant: Instant) throws(CaseError)
        -> [CaseAction]
    {
        if let person {
            if !person.roles.contains(.senior) { throw CaseError(.roleMissing) }
            if person.isLinkedToSubject { throw CaseError(.conflictOfInterest) }
            try check(comment: reason.text)
        } else if case .decision = reason {
            throw CaseError(.roleMissing)
        }
        state = .open
        assignee = nil
        disposition = nil
        reasonCodes = []
        closedAt = nil
        mergedInto = nil
        clock.restart(at: instant)
        return [
            .timeline(.reopened, by: person.map { .person($0.id) } ?? .engine, text: reason.text), .recomputeDueDate,
        ]
    }

    // MARK: Checks

    func check(comment: String) throws(CaseError) {
        if comment.allSatisfy(\.isWhitespace) { throw CaseError(.commentMissing) }
    }

    func checkAssignee(_ person: Person) throws(CaseError) {
        if person.id != assignee { throw CaseError(.notAssignee) }
        if person.isLinkedToSubject { throw CaseError(.conflictOfInterest) }
    }

    private func checkMayWork(_ person: Person) throws(CaseError) {
        if !person.mayWork(on: key.mainFamily) { throw CaseError(.roleMissing) }
        if person.isLinkedToSubject { throw CaseError(.conflictOfInterest) }
    }
}
