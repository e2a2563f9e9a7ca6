import Domain
package import Evidence
import Formats
package import Store

/// What an approval of an order came to.
package struct EnvelopeApproval: Sendable {
    package let order: StoredEnvelopeOrder
    /// Two approvals are there: it may be carried out until it expires.
    package var isComplete: Bool { order.approvers.count >= 2 }
    /// False: the same person approved it before.
    package let isNew: Bool
}

/// What became of an order. A refusal is a finding, not an error.
package struct EnvelopeRemoval: Sendable {
    package let order: StoredEnvelopeOrder
    /// Why nothing was removed; nil when the entry is gone.
    package var refusal: String?
    /// Payloads that went with the envelope.
    package var parts: UInt64 = 0
    /// The index of the statement in the log.
    package var statement: UInt64?
}

/// Removal of an entry in full by order of a court (evidence.md 6.4).
extension Engine {
    /// Kinds of entries that stay whatever a court orders about others: without them the log cannot explain itself.
    package static let lastingKinds: Set<EnvelopeKind> = [.genesis, .purge, .key, .hold, .holdRelease, .anchored]

    /// Registers the order of a court about one entry, for two officers to approve within `planDays`.
    ///
    /// - Parameters:
    ///   - entry: an index, or an entry id of 64 hexadecimal digits.
    ///   - authority: court and reference; it stands in the log for ever.
    /// - Throws: `unreadable` for an entry that is not there, was removed before, or must stay.
    package func orderRemoval(
        of entry: String, authority: String, reason: String, person: String
    ) async throws -> StoredEnvelopeOrder {
        try check(person)
        try checkRetention(reason: reason)
        guard authority.count >= 3 else {
            throw EngineError(
                .unreadable, "--authority: expected at least 3 characters", remedy: "name the court and its reference")
        }
        let index = try await entryIndex(entry)
        guard let row = try await store.evidenceEntry(log: Store.mainLog, index: Int64(clamping: index)),
            let leaf = row.leafHash
        else {
            throw EngineError(
                .unreadable, "the log has no entry \(entry)", remedy: "amplomb status says how long it is")
        }
        guard let bytes = row.envelope else {
            throw EngineError(.unreadable, "entry \(index) was removed before", remedy: "nothing is left to do")
        }
        guard let envelope = try? Envelope(parsing: bytes), EvidenceHash.leaf(bytes) == leaf else {
            throw EngineError(
                .unreadable, "entry \(index) is not as it was logged", remedy: "run amplomb verify --log db:main")
        }
        guard !Self.lastingKinds.contains(envelope.kind) else {
            throw EngineError(
                .unreadable, "entry \(index) is of kind \(envelope.kind.rawValue): the log needs it to explain itself",
                remedy: "name the entry that the order is about")
        }
        let now = options.clock()
        let number = try await store.add(
            NewEnvelopeOrder(
                index: index, leafHash: leaf, authority: authority, reason: reason, author: person, orderedAt: now,
                expiresAt: now + TimeSpan(microseconds: Self.planDays * TimeSpan.day.microseconds)))
        return try await envelopeOrder("O-\(number)")
    }

    /// The order of a number such as `O-7`.
    private func envelopeOrder(_ id: String) async throws -> StoredEnvelopeOrder {
        let orders = try await store.envelopeOrders()
        guard let order = orders.first(where: { $0.id == id }) else {
            throw EngineError(.unreadable, "there is no order \(id)", remedy: "amplomb retention order list shows them")
        }
        return order
    }

    /// By which order an entry was removed that has no envelope, as a sentence.
    func whyRemoved(_ index: UInt64) async throws -> String {
        let orders = try await store.envelopeOrders()
        guard let order = orders.first(where: { $0.index == index && $0.finishedAt != nil }) else {
            return "the envelope of entry \(index) is gone, and no order says why"
        }
        return "entry \(index) was removed in full by order \(order.id) of \(order.authority)"
    }

    /// By which order the entry of a decision was removed, as a sentence; nil for one that is there.
    func whyRemoved(_ stored: StoredAssessment) async throws -> String? {
        let places = try await store.removedIndexes(of: [AssessmentPlace(key: stored.key, revision: stored.revision)])
        guard let place = places.first, let index = place else { return nil }
        return try await whyRemoved(UInt64(clamping: index))
    }

    /// Notes the approval of an officer.
    ///
    /// - Throws: `notPermitted` for a person without the role, or the author where two others have it; `unreadable` for an
    ///   unknown, finished or expired order.
    package func approveRemoval(_ id: String, person: String, reason: String) async throws -> EnvelopeApproval {
        try check(person)
        try checkRetention(reason: reason)
        let order = try await envelopeOrder(id)
        let now = options.clock()
        guard order.finishedAt == nil else {
            throw EngineError(.unreadable, "\(id) is done", remedy: "nothing is left to approve")
        }
        guard order.expiresAt > now else {
            throw EngineError(
                .unreadable, "\(id) expired at \(order.expiresAt)",
                remedy: "amplomb retention order add \(order.index) registers it again")
        }
        let officers = try await store.retentionOfficers().map(\.person)
        guard officers.contains(person) else {
            throw EngineError(
                .notPermitted, "\(person) is no retention officer",
                remedy: "amplomb retention officer add \(person) --as ANOTHER")
        }
        guard person != order.author || officers.filter({ $0 != order.author }).count < 2 else {
            throw EngineError(
                .notPermitted, "\(person) registered this order and two other officers exist",
                remedy: "they approve it")
        }
        let isNew = try await store.approveOrder(order.number, by: person, reason: reason, at: now)
        return EnvelopeApproval(order: try await envelopeOrder(id), isNew: isNew)
    }

    /// Removes the entry of an approved order: envelope, payloads, salts and what the working tables hold of the same. Its
    /// leaf hash stays, and a `purge` entry in the same transaction says why and by whose approval.
    package func removeEnvelope(_ id: String, person: String) async throws -> EnvelopeRemoval {
        try check(person)
        let order = try await envelopeOrder(id)
        var removal = EnvelopeRemoval(order: order)
        if let refusal = try await refusal(of: order) {
            removal.refusal = refusal
            return removal
        }
        // As with a purge: the windows of the last run hold what goes now.
        try context.snapshots.delete()
        defer { try? context.snapshots.delete() }
        let sealer = try await retentionSealer(persons: order.approvers + [person])
        let rules = try context.retention.rules().hash
        let connection = purgerConnection
        do {
            let done = try await store.removeEnvelope(order: order.number, at: options.clock(), on: connection) {
                (parts) throws(StoreError) in
                guard let sealed = try? Self.statement(of: order, parts, rules, sealer, person) else {
                    throw StoreError(.badValue, "the statement of a removal could not be written")
                }
                return sealed
            }
            await connection.close()
            removal.parts = done.parts.count
            removal.statement = done.evidence?.firstIndex
            return removal
        } catch {
            await connection.close()
            // The database's own reason holds no data of any row.
            guard error.sqlState == "AM002" else { throw error }
            removal.refusal = Self.reason(error.serverMessage)
            return removal
        }
    }

    private func refusal(of order: StoredEnvelopeOrder) async throws -> String? {
        if order.finishedAt != nil { return "\(order.id) is done" }
        if order.expiresAt <= options.clock() {
            return "\(order.id) expired at \(order.expiresAt): register and approve it again"
        }
        if order.approvers.count < 2 {
            let have = order.approvers.isEmpty ? "none" : "that of \(order.approvers.joined(separator: ", ")) alone"
            return "an approval is missing: two officers are needed, there is \(have)"
        }
        return try await whyHoldsDiffer().map { difference in
            "\(difference): run amplomb verify --log db:main, and restore what was changed"
        }
    }

    private static func statement(
        of order: StoredEnvelopeOrder, _ parts: PartRanges, _ rules: Hash32, _ sealer: RetentionSealer, _ person: String
    ) throws -> SealedEnvelope {
        let statement = PurgeStatement(
            ranges: parts.spans, legalBasis: order.authority, rulesHash: rules.hex, planHash: order.hash.hex,
            approvers: order.approvers.compactMap { sealer.alias(of: $0)?.hex }, removed: [order.index])
        return try sealer.seal(
            RetentionAct(
                kind: .purge, recordClass: "purge", recordID: "\(order.id):\(order.leafHash.hex)",
                dates: [NamedDate(.record, sealer.now.utcDate)], person: person, payload: try statement.payload()))
    }
}

extension StoredEnvelopeOrder {
    /// What the officers approved, in one hash: it stands in the statement where that of a purge has its plan's.
    var hash: Hash32 {
        EvidenceHash.plain(Array("amplomb.envelope-order/1\n\(index)\n\(leafHash.hex)\n\(authority)\n".utf8))
    }
}
