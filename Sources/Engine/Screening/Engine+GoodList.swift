import Assessment
package import Domain
import Evidence
import Formats
package import Screening
package import Store

/// A pair that is to be decided: two sides that look alike and are not the same.
package struct GoodListRequest: Sendable {
    /// Where our side of the pair comes from.
    package enum Source: Sendable {
        /// The parties of a stored payout or participant as it was assessed.
        case assessment(EventKey)
        /// The registered participant with its directors and owners.
        case participant(String)
    }

    package var source: Source
    package var list: String
    package var entryID: String
    package var reason: String
    package var person: String
    /// Days in force from the decision on.
    package var days: Int

    package init(source: Source, list: String, entryID: String, reason: String, person: String, days: Int = 365) {
        self.source = source
        self.list = list
        self.entryID = entryID
        self.reason = reason
        self.person = person
        self.days = days
    }

    /// The longest time in force: two years.
    package static let mostDays = 731
    package static let shortestReason = 20
}

/// What a decision would do, before it is made.
package struct GoodListPreview: Sendable {
    package let subject: String
    package let role: String
    package let candidate: ScreeningCandidate
    /// Assessments of the last 90 days in which the pair was a hit.
    package let hits: Int
    /// Those that have other hits and would keep their outcome.
    package let others: Int
    /// Behind the last event that was assessed with the pair open: a decision never changes what was decided before.
    package let earliestStart: Instant
    /// A second person has to approve: hold and stop.
    package var needsApproval: Bool { candidate.band > .review }
}

extension Engine {
    /// Looks the pair up and says what the decision would have cleared.
    package func previewGoodList(_ request: GoodListRequest) async throws -> GoodListPreview {
        try check(request)
        return try await pair(request).preview
    }

    /// Makes the decision. One on a hold or a stop waits for the approval of another person.
    ///
    /// - Returns: the entry as it is stored.
    package func addGoodList(_ request: GoodListRequest) async throws -> StoredGoodListEntry {
        try check(request)
        let (preview, query, screener) = try await pair(request)
        let now = options.clock()
        let from = max(now, preview.earliestStart)
        let number = try await store.nextGoodListNumber()
        let row = GoodListRow(
            number: number, legalEntity: .main, subject: preview.subject, list: preview.candidate.list,
            entryID: preview.candidate.entryID, entryHash: preview.candidate.entryHash,
            subjectHash: query.attributesHash, band: preview.candidate.band.code, score: preview.candidate.score,
            tablesHash: screener.tablesHash, engineHash: context.engineHash, reason: request.reason.trimmed,
            decidedBy: request.person, decidedAt: now, from: from,
            to: from + TimeSpan(microseconds: Int64(request.days) * TimeSpan.day.microseconds))
        let body = try Self.body(row)
        let hash = Hash32(SHA256Hasher.hash(body)) ?? .zero
        try await commit(
            .add(row, body: body, bodyHash: hash), number: number, revision: 1, person: request.person, payload: body)
        return try await stored(number)
    }

    /// The second person's approval; the first one's own is refused by the database as well.
    package func approveGoodList(_ id: String, person: String) async throws -> StoredGoodListEntry {
        let entry = try await stored(try number(id))
        try check(person)
        guard entry.state == .proposed else {
            throw EngineError(
                .unreadable, "\(entry.id) is \(entry.state.rawValue) and waits for no approval",
                remedy: "amplomb goodlist list shows what does")
        }
        guard person != entry.decidedBy else {
            throw EngineError(
                .notPermitted, "\(entry.id) was proposed by the same person", remedy: "another person has to approve it"
            )
        }
        let now = options.clock()
        try await context.loadKnowledge()
        let past = try await past(list: entry.list, entryID: entry.entryID, subject: entry.subject)
        let payload = try CanonicalJSON.object { json in
            json.member("by", person)
            json.member("decision", entry.id)
            json.member("event", "approved")
        }
        try await commit(
            .approve(number: entry.number, by: person, at: now, from: max(now, past.earliestStart)),
            number: entry.number, revision: 2, person: person, payload: payload)
        return try await stored(entry.number)
    }

    package func revokeGoodList(_ id: String, person: String, reason: String) async throws -> StoredGoodListEntry {
        let entry = try await stored(try number(id))
        try check(person)
        try check(reason: reason)
        guard entry.state != .revoked else {
            throw EngineError(.unreadable, "\(entry.id) was revoked before", remedy: "nothing is left to do")
        }
        let payload = try CanonicalJSON.object { json in
            json.member("by", person)
            json.member("decision", entry.id)
            json.member("event", "revoked")
            json.member("reason", reason.trimmed)
        }
        try await commit(
            .revoke(number: entry.number, by: person, reason: reason.trimmed, at: options.clock()),
            number: entry.number,
            revision: 3, person: person, payload: payload)
        return try await stored(entry.number)
    }

    /// One decision with the assessments that it cleared.
    package func goodListEntry(_ id: String) async throws -> (entry: StoredGoodListEntry, uses: [StoredGoodListUse]) {
        let entry = try await stored(try number(id))
        return (entry, try await store.goodListUses(entry.number))
    }

    /// A participant by its id, an account by its last characters: the whole number stands in the record alone.
    package func shownSubject(_ subject: String) -> String {
        if subject.hasPrefix("account:") { return context.masked("account", String(subject.dropFirst(8))) }
        return subject.hasPrefix("participant:") ? String(subject.dropFirst(12)) : subject
    }

    // MARK: Parts

    private func commit(
        _ change: GoodListChange, number: Int64, revision: Int32, person: String, payload: [UInt8]
    ) async throws {
        let now = options.clock()
        try await context.loadKnowledge()
        let aliases = try await context.aliases(for: ["owner:amplomb", "person:\(person)"])
        guard let owner = aliases["owner:amplomb"], let actor = aliases["person:\(person)"],
            let recordClass = RecordClass("case")
        else { throw EngineError(.internal, "the good-list has no record class") }
        let draft = EnvelopeDraft(
            kind: .caseEvent, record: Pseudonym(kind: .caseEvent, owner: owner, recordID: Array("G-\(number)".utf8)),
            revision: revision, subject: nil, country: nil, occurred: now, recordClass: recordClass,
            dates: [NamedDate(.record, now.utcDate)], outcome: nil, knowledge: context.knowledge.hash,
            engine: context.engineHash, actor: .person(actor), refs: [],
            parts: [
                try context.retention.part(
                    .decision, payload, salt: SystemRandom.bytes(32), of: recordClass, country: nil,
                    dates: [NamedDate(.record, now.utcDate)], on: now.utcDate)
            ])
        var batch = BatchCommit(now: now)
        batch.goodList = [change]
        batch.evidence = [try draft.sealed(in: context.log)]
        do {
            _ = try await store.commit(batch)
        } catch {
            throw Self.refusal(error)
        }
        try await context.reloadKnowledge()
    }

    /// A CHECK of the database that failed is the missing second person, for the rest was checked before.
    private static func refusal(_ error: StoreError) -> any Error {
        guard error.sqlState == "23514" else { return error }
        return EngineError(
            .notPermitted, "the database refused the decision: two different persons are needed",
            remedy: "another person has to approve it")
    }

    private static func body(_ row: GoodListRow) throws -> [UInt8] {
        try CanonicalJSON.object { json in
            json.member("band", row.band)
            json.member("by", row.decidedBy)
            json.member("decision", "G-\(row.number)")
            json.member("entry", row.entryID)
            json.member("entry_hash", row.entryHash.hex)
            json.member("event", "decided")
            json.member("from", row.from.description)
            json.member("list", row.list)
            json.member("reason", row.reason)
            json.member("subject", row.subject)
            json.member("subject_hash", row.subjectHash.hex)
            json.member("to", row.to.description)
        }
    }

    private func stored(_ number: Int64) async throws -> StoredGoodListEntry {
        guard let entry = try await store.goodListEntry(number) else {
            throw EngineError(
                .unreadable, "there is no good-list decision G-\(number)", remedy: "amplomb goodlist list shows them")
        }
        return entry
    }

    private func number(_ id: String) throws -> Int64 {
        guard let number = GoodListNumber.of(id) else {
            throw EngineError(.unreadable, "\(id): expected a decision such as G-88")
        }
        return number
    }

    private func check(_ request: GoodListRequest) throws {
        try check(request.person)
        try check(reason: request.reason)
        guard (1...GoodListRequest.mostDays).contains(request.days) else {
            throw EngineError(
                .unreadable, "--days \(request.days): expected 1 to \(GoodListRequest.mostDays)",
                remedy: "a decision holds for two years at most")
        }
    }

    func check(_ person: String) throws {
        guard !person.trimmed.isEmpty else {
            throw EngineError(.notPermitted, "nobody is named who decides", remedy: "name the person with --as")
        }
        // One spelling a person: else `Ann` could approve what `ann` proposed.
        let isPlain = person.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || Array(".-_@".utf8).contains(byte)
        }
        guard isPlain, person.utf8.count <= 64 else {
            throw EngineError(
                .notPermitted, "the name of the person who decides is no user name",
                remedy: "--as takes small letters, digits and . - _ @, at most 64")
        }
    }

    private func check(reason: String) throws {
        guard reason.trimmed.count >= GoodListRequest.shortestReason else {
            throw EngineError(
                .unreadable, "--reason: expected at least \(GoodListRequest.shortestReason) characters",
                remedy: "say what tells the two apart")
        }
    }

    /// The best pair of the request: the party whose candidate is the entry, with the highest score.
    private func pair(
        _ request: GoodListRequest
    ) async throws -> (preview: GoodListPreview, query: ScreeningQuery, screener: Screener) {
        try await context.loadKnowledge()
        guard let screener = context.knowledge.screener else {
            throw EngineError(
                .unavailable, "no list is in force", remedy: "amplomb lists import FILE... puts one in force")
        }
        var best: (party: ScreenedParty, candidate: ScreeningCandidate)?
        for party in try await parties(of: request.source) where party.subject != nil {
            let found = screener.screen(party.query, limit: .max).candidates.first {
                $0.list == request.list && $0.entryID == request.entryID
            }
            if let found, found.score > best?.candidate.score ?? -1 { best = (party, found) }
        }
        guard let best, let subject = best.party.subject else {
            throw EngineError(
                .unreadable, "\(request.list) \(request.entryID) is no candidate of this subject",
                remedy: "amplomb screen NAME shows lists and entries")
        }
        let past = try await past(list: request.list, entryID: request.entryID, subject: subject)
        let preview = GoodListPreview(
            subject: subject, role: best.party.role, candidate: best.candidate, hits: past.hits, others: past.others,
            earliestStart: past.earliestStart)
        return (preview, best.party.query, screener)
    }

    private func parties(of source: GoodListRequest.Source) async throws -> [ScreenedParty] {
        switch source {
        case .assessment(let key):
            guard let event = try await context.events([key]).first?.event else {
                throw EngineError(
                    .unreadable, "there is no event \(key)", remedy: "amplomb assess list shows what there is")
            }
            return Assessor(knowledge: context.knowledge).parties(of: event)
        case .participant(let id):
            guard let entry = context.knowledge.participants.participant(id: id) else {
                throw EngineError(
                    .unreadable, "there is no participant \(id)", remedy: "amplomb participant list names them")
            }
            return Assessor.parties(of: entry.participant)
        }
    }

    private struct Past {
        var hits = 0
        var others = 0
        var earliestStart = Instant(microseconds: 0)
    }

    /// Hits of the pair in the last 90 days.
    private func past(list: String, entryID: String, subject: String) async throws -> Past {
        let since = options.clock() + TimeSpan(microseconds: -90 * TimeSpan.day.microseconds)
        let entry = try CanonicalJSON.object { $0.member("entry", entryID) }
        let text = String(decoding: entry.dropFirst().dropLast(), as: UTF8.self)
        let found = try await store.assessments(holding: text, since: since, limit: 10_000)
        let events = Dictionary(
            try await context.events(found.map(\.key)).map { ($0.event.key, $0.event) },
            uniquingKeysWith: { first, _ in first })
        let assessor = Assessor(knowledge: context.knowledge)
        var past = Past()
        for assessment in found {
            guard let event = events[assessment.key],
                assessor.parties(of: event).contains(where: { $0.subject == subject }),
                StoredScreening.parties(in: assessment.result ?? []).flatMap(\.candidates).contains(where: {
                    $0.list == list && $0.entryID == entryID && $0.clearedBy == nil
                })
            else { continue }
            past.hits += 1
            past.earliestStart = max(past.earliestStart, event.receivedAt + TimeSpan(microseconds: 1))
            if assessment.hits.contains(where: { !$0.hasPrefix("SA-") && $0 != "SCREENING" && !$0.hasSuffix("~") }) {
                past.others += 1
            }
        }
        return past
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
