import Domain

extension CaseFile {
    mutating func propose(_ closing: Closing, by: Person, at instant: Instant, policy: CasePolicy) throws(CaseError)
        -> [CaseAction]
    {
        try checkAssignee(by)
        try check(closing, at: instant, policy: policy)
        state = .proposed
        proposal = Proposal(closing: closing, proposer: by.id, at: instant, itemsSeen: itemSequence)
        hasNewHits = false
        return [.timeline(.proposed, by: .person(by.id), text: closing.disposition.rawValue)]
    }

    mutating func closeAlone(_ closing: Closing, by: Person, at instant: Instant, policy: CasePolicy)
        throws(CaseError) -> [CaseAction]
    {
        try checkAssignee(by)
        if let reason = policy.fourEyes.reason(against: self, as: closing.disposition) {
            throw CaseError(.twoPersonsNeeded(reason))
        }
        try check(closing, at: instant, policy: policy)
        return finish(closing, by: by, at: instant)
    }

    /// The second person closes the case: its actions run exactly once, because a closed case refuses approval.
    mutating func approve(by: Person, seen: Int, hash: Hash32, at instant: Instant) throws(CaseError) -> [CaseAction] {
        guard let proposal else { throw CaseError(.stateRefused(from: state, event: "be approved")) }
        if by.id == proposal.proposer { throw CaseError(.samePerson) }
        if !by.roles.contains(.senior) && !by.roles.contains(.mlro) { throw CaseError(.roleMissing) }
        if by.isLinkedToSubject { throw CaseError(.conflictOfInterest) }
        if seen < itemSequence { throw CaseError(.newHits(unseen: itemSequence - max(seen, 0))) }
        if hash != proposal.closing.bodyHash { throw CaseError(.changed) }
        return [.timeline(.approved, by: .person(by.id), text: "")] + finish(proposal.closing, by: by, at: instant)
    }

    mutating func sendBack(by: Person, _ comment: String) throws(CaseError) -> [CaseAction] {
        guard let proposal else { throw CaseError(.stateRefused(from: state, event: "be returned")) }
        if by.id == proposal.proposer { throw CaseError(.samePerson) }
        if !by.roles.contains(.senior) && !by.roles.contains(.mlro) { throw CaseError(.roleMissing) }
        try check(comment: comment)
        state = .working
        self.proposal = nil
        hasNewHits = false
        return [.timeline(.returned, by: .person(by.id), text: comment)]
    }

    private mutating func finish(_ closing: Closing, by: Person, at instant: Instant) -> [CaseAction] {
        var actions = money(closing)
        if closing.disposition == .confirmed, ["aml", "payouts", "sanctions"].contains(key.mainFamily) {
            actions += [.draftSuspicionReport, .timeline(.strDrafted, by: .engine, text: "")]
        }
        if let target = closing.duplicateOf {
            mergedInto = target
            actions.append(.link(to: target, as: "duplicate"))
        }
        actions += close(as: closing.disposition, codes: closing.reasonCodes, at: instant)
        return actions + [.timeline(.closed, by: .person(by.id), text: closing.disposition.rawValue)]
    }

    /// What happens to the held money (cases-and-web.md section 2).
    private mutating func money(_ closing: Closing) -> [CaseAction] {
        if closing.disposition.releasesMoney {
            let actions = held.flatMap { money -> [CaseAction] in
                [.letGo(money), .timeline(.payoutReleased, by: .engine, text: "\(money.payout) \(money.hold)")]
            }
            held = []
            return actions
        }
        if closing.disposition == .inconclusive, let step = closing.nextStep, let date = closing.nextDate {
            return held.map { .keepHeld($0, nextStep: step, on: date) }
        }
        if closing.disposition == .confirmed { return held.map { .stop($0) } }
        return []
    }

    /// The closed state itself.
    mutating func close(as disposition: Disposition, codes: [String], at instant: Instant) -> [CaseAction] {
        state = .closed
        self.disposition = disposition
        reasonCodes = codes
        closedAt = instant
        proposal = nil
        hasNewHits = false
        request = nil
        clock.stop(at: instant)
        return []
    }

    private func check(_ closing: Closing, at instant: Instant, policy: CasePolicy) throws(CaseError) {
        if closing.reasonCodes.isEmpty { throw CaseError(.reasonCodeMissing) }
        for text in closing.reasonCodes {
            guard let code = policy.reasonCodes[text] else { throw CaseError(.reasonCodeUnknown(text)) }
            guard !code.isRetired, code.disposition == closing.disposition,
                code.families.isEmpty || code.families.contains(key.mainFamily)
            else { throw CaseError(.reasonCodeUnfit(text)) }
            if let need = code.needs.sorted().first(where: { !closing.evidence.contains($0) }) {
                throw CaseError(.evidenceMissing(code: text, needs: need))
            }
        }
        let length = closing.narrative.length
        if length < policy.narrativeMinimum {
            throw CaseError(.narrativeTooShort(characters: length, needed: policy.narrativeMinimum))
        }
        if closing.disposition == .inconclusive {
            guard let step = closing.nextStep, !step.allSatisfy(\.isWhitespace), let date = closing.nextDate,
                date > instant.utcDate
            else { throw CaseError(.nextStepMissing) }
        }
        if closing.disposition == .duplicate, closing.duplicateOf == nil || closing.duplicateOf == id {
            throw CaseError(.duplicateTargetMissing)
        }
    }
}
