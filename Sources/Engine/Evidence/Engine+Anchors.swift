import Assessment
import Cases
package import Domain
import Evidence
import Formats
package import Store

/// What became of the deposits of a checkpoint.
struct AnchorOutcome: Sendable {
    /// Whether an entry was logged, which the next checkpoint must cover.
    var hasLogged = false
    /// What could not be deposited, a sentence each.
    var failures: [String] = []
}

extension Engine {
    /// The topic of mails in the outbox.
    static let mailTopic = "mail"

    // MARK: Configuration

    package func anchorTargets() throws -> [AnchorTarget] { try AnchorSettings.load(options.home).targets }

    package func anchors() async throws -> [StoredAnchor] { try await store.anchors(log: Store.mainLog) }

    /// Adds a place for checkpoints. A file must lie on another mount than the home: on the same disk its loss and its
    /// owner are the log's.
    ///
    /// - Parameter isSameDiskAllowed: for trials.
    /// - Throws: `EngineError` `unreadable` for a place that is one already, is no path or address, or is on the same disk.
    package func addAnchor(_ kind: StoredAnchor.Kind, _ place: String, isSameDiskAllowed: Bool = false) throws {
        guard !place.utf8.contains(where: { $0 < 0x20 }) else {
            throw EngineError(.unreadable, "an anchor's place is one line")
        }
        switch kind {
        case .file:
            guard try AnchorFile.isElsewhere(place, than: options.home) || isSameDiskAllowed else {
                throw EngineError(
                    .unreadable, "\(place) is on the same file system as \(options.home.path)",
                    remedy: "name a file on another mount or host; --same-disk takes it for a trial")
            }
        case .email:
            guard MailAddress.isOne(place) else {
                throw EngineError(
                    .unreadable, "\(place) is not a mail address",
                    remedy: "name one receiver: letters, digits, dots and + - _ = & ' ~, an @, and a domain")
            }
        case .witness: _ = try Self.witnessKey(place)
        case .timestamp:
            throw EngineError(
                .unreadable, "a time-stamp is not configured but fetched",
                remedy: "amplomb evidence anchor request --out FILE.tsq, then anchor timestamp FILE.tsr")
        }
        let target = AnchorTarget(kind: kind, place: place, since: options.clock())
        try AnchorSettings.change(in: options.home) { settings in
            try settings.add(target)
            if kind == .file { try AnchorFile.create(place) }
        }
    }

    /// Takes a place away; what was deposited there stays logged.
    package func removeAnchor(_ place: String) throws {
        try AnchorSettings.change(in: options.home) { settings in
            guard settings.targets.contains(where: { $0.place == place }) else {
                throw EngineError(.unreadable, "\(place) is not an anchor", remedy: "amplomb evidence anchor list")
            }
            settings.targets.removeAll { $0.place == place }
        }
    }

    // MARK: Deposits

    /// Deposits the newest checkpoint at every configured place where it is due; each success is logged as `anchored`.
    ///
    /// A checkpoint that covers nothing new but such entries is not deposited: it would never end.
    ///
    /// - Parameter isForced: also where a retry is not due yet.
    func anchorCheckpoint(isForced: Bool = false) async throws -> AnchorOutcome {
        let targets = try anchorTargets()
        var outcome = AnchorOutcome()
        for target in targets {
            let now = options.clock()
            if let retry = target.retryAt, retry > now, !isForced { continue }
            // For each anew: a mail may have taken a minute, and another process signed and deposited meanwhile.
            guard let stored = try await store.newestCheckpoint(log: Store.mainLog) else { break }
            let note = Array(stored.note.utf8)
            let checkpoint = try Checkpoint(text: SignedNote(parsing: note).text)
            let known = try await anchors()
            var isDone = true
            var failure: EngineError?
            do {
                switch target.kind {
                case .file: try await deposit(note, checkpoint, in: target, known, &outcome)
                case .email: isDone = try await mail(note, checkpoint, to: target, known, &outcome)
                // A witness fetches, or is sent, the checkpoint by others; what he cosigned is imported.
                case .timestamp, .witness: isDone = false
                }
            } catch let error as EngineError {
                failure = error
            }
            if let failure {
                outcome.failures.append(failure.description)
                if try await noteFailure(of: target, at: now) { outcome.hasLogged = true }
            } else if isDone {
                try AnchorSettings.change(target, in: options.home) { $0.succeed() }
            }
        }
        return outcome
    }

    /// Keeps that a target failed, and opens a case where that has gone on for too long.
    ///
    /// - Returns: whether something was logged.
    private func noteFailure(of target: AnchorTarget, at now: Instant) async throws -> Bool {
        let failing = try AnchorSettings.change(target, in: options.home) { $0.fail(at: now) }
        // Removed meanwhile: nobody waits for it any more.
        guard let failing else { return false }
        let isOpened = try await openCase(about: failing, at: now)
        if isOpened { try AnchorSettings.change(target, in: options.home) { $0.isReported = true } }
        return isOpened
    }

    /// Deposits now, whatever the retries, and seals what that logged. Lost rows of deposits in files are written again.
    package func runAnchors() async throws -> [String] {
        try await restoreDeposits()
        try await signCheckpoint()
        let outcome = try await anchorCheckpoint(isForced: true)
        if outcome.hasLogged { try await signCheckpoint() }
        return outcome.failures
    }

    private func deposit(
        _ note: [UInt8], _ checkpoint: Checkpoint, in target: AnchorTarget, _ known: [StoredAnchor],
        _ outcome: inout AnchorOutcome
    ) async throws {
        let deposits = known.filter { $0.kind == .file && $0.target == target.place }
        let last = deposits.map(\.size).max() ?? 0
        guard checkpoint.size > last,
            try await store.hasMoreThanAnchors(log: Store.mainLog, from: last, to: checkpoint.size)
        else { return }
        // Where the mount is away, another file may be in its place: it would lack what was deposited since it was added.
        let kept = deposits.filter { $0.anchoredAt >= target.since }.map(\.size).max()
        let appended = try AnchorFile.append(note, checkpoint, to: target.place, holding: kept)
        if appended.cut > 0 {
            options.notice(
                "the anchor file \(target.place) ended in the midst of a note; its \(appended.cut) bytes were cut away")
        }
        if let newer = appended.newer {
            // Another process of ours was faster; what is no checkpoint of this log tells that the log is an older copy.
            guard try await isOwn(newer) else {
                throw AnchorFile.differs(target.place, newer, from: checkpoint)
            }
            return
        }
        try await record(
            StoredAnchor(
                size: checkpoint.size, kind: .file, anchoredAt: options.clock(), target: target.place,
                noteHash: EvidenceHash.plain(note)))
        outcome.hasLogged = true
    }

    /// Whether the log itself has signed and kept a checkpoint.
    private func isOwn(_ checkpoint: Checkpoint) async throws -> Bool {
        guard let stored = try await store.checkpoint(log: Store.mainLog, size: checkpoint.size) else { return false }
        return try Checkpoint(text: SignedNote(parsing: Array(stored.note.utf8)).text) == checkpoint
    }

    /// Puts a mail into the outbox, at most one a day, hands over what waits there, and records what was delivered.
    ///
    /// - Returns: whether nothing waits any more. What another process holds is its own to tell the outcome of.
    private func mail(
        _ note: [UInt8], _ checkpoint: Checkpoint, to target: AnchorTarget, _ known: [StoredAnchor],
        _ outcome: inout AnchorOutcome
    ) async throws -> Bool {
        let now = options.clock()
        if try await isMailDue(checkpoint, to: target.place, at: now) {
            let mail = Mail(
                to: target.place, subject: "Checkpoint of log \(checkpoint.origin), size \(checkpoint.size)",
                body: """
                    Please keep this checkpoint. It proves later that no entry before it was changed or dropped:
                    amplomb-verify BUNDLE.zip --vkey KEY --min-checkpoint THIS-TEXT-AS-A-FILE

                    \(String(decoding: note, as: UTF8.self))
                    """, at: now)
            var batch = BatchCommit(now: now)
            batch.outbox = [
                OutboxRow(
                    shard: 0, topic: Engine.mailTopic,
                    effectKey: "\(mailPrefix(target.place))\(checkpoint.size)/\(now.microseconds)",
                    body: try mail.encoded)
            ]
            _ = try await store.commit(batch)
        }
        var failure: EngineError?
        do {
            try await deliverMails(to: target.place, prefix: mailPrefix(target.place))
        } catch let error as EngineError {
            failure = error
        }
        // What was sent by hand, or before the one that failed, counts all the same.
        let all = try await mails(to: target.place)
        for sent in all {
            let isKnown = known.contains { $0.kind == .email && $0.target == target.place && $0.size == sent.size }
            guard let delivered = sent.delivered, !isKnown,
                let stored = try await store.checkpoint(log: Store.mainLog, size: sent.size)
            else { continue }
            try await record(
                StoredAnchor(
                    size: sent.size, kind: .email, anchoredAt: delivered, target: target.place,
                    noteHash: EvidenceHash.plain(Array(stored.note.utf8))))
            outcome.hasLogged = true
        }
        if let failure { throw failure }
        return all.allSatisfy { $0.delivered != nil }
    }

    /// A day after the last one, when something was added since.
    private func isMailDue(_ checkpoint: Checkpoint, to address: String, at now: Instant) async throws -> Bool {
        guard let newest = try await mails(to: address).last else { return true }
        guard newest.queuedAt + .day <= now, checkpoint.size > newest.size else { return false }
        return try await store.hasMoreThanAnchors(log: Store.mainLog, from: newest.size, to: checkpoint.size)
    }

    /// Mails with checkpoints to an address, the oldest first.
    private func mails(
        to address: String
    ) async throws -> [(size: UInt64, queuedAt: Instant, delivered: Instant?)] {
        let prefix = mailPrefix(address)
        return try await store.effects(topic: Engine.mailTopic, prefix: prefix).compactMap { effect in
            let fields = effect.key.dropFirst(prefix.count).split(separator: "/")
            guard fields.count == 2, let size = UInt64(fields[0]), let queued = Int64(fields[1]) else { return nil }
            return (size, Instant(microseconds: queued), effect.delivered)
        }
    }

    /// Logs a deposit and keeps it, both or none.
    func record(_ anchor: StoredAnchor) async throws {
        let payload = try CanonicalJSON.object { json in
            json.member("anchored_at", anchor.anchoredAt.description)
            json.member("kind", anchor.kind.rawValue)
            json.member("note_sha256", anchor.noteHash.hex)
            json.member("size", Int64(clamping: anchor.size))
            json.member("target", anchor.target)
        }
        let record = "\(anchor.kind.rawValue):\(anchor.target):\(anchor.size):\(anchor.noteHash.hex)"
        let isLogged = try await log(
            .anchored, class: "system", record: record, payload: payload, at: options.clock(), isOnce: true,
            anchors: [anchor])
        // The entry stood already, and its row may be lost.
        if !isLogged { try await store.add(anchor, log: Store.mainLog) }
    }

    /// After a day of failures somebody has to look: an operations case, once for a run of failures.
    ///
    /// - Returns: whether one was opened now.
    private func openCase(about target: AnchorTarget, at now: Instant) async throws -> Bool {
        guard let since = target.failingSince, now - since >= AnchorTarget.patience, !target.isReported else {
            return false
        }
        try await openOperationsCase(
            "anchor:\(target.place)", code: "ANCHOR", rule: "checkpoints",
            say: "Checkpoints could not be deposited at \(target.place) since \(since).", at: now)
        return true
    }

    // MARK: Time-stamps

    /// The request to a time-stamping authority for the newest checkpoint, and its size.
    package func timestampRequest() async throws -> (request: [UInt8], size: UInt64) {
        guard let stored = try await store.newestCheckpoint(log: Store.mainLog) else {
            throw EngineError(.unreadable, "nothing is signed yet", remedy: "run amplomb evidence checkpoint")
        }
        return (TimestampRequest.encoded(note: Array(stored.note.utf8)), stored.size)
    }

    /// Keeps an authority's reply with the checkpoint that it is over, and logs it.
    ///
    /// - Throws: `EngineError` `unreadable` for a reply that is none, was refused, or is over no checkpoint of this log.
    package func addTimestamp(_ reply: [UInt8]) async throws -> (size: UInt64, time: Instant) {
        let token: TimestampReply
        do { token = try TimestampReply(parsing: reply) } catch {
            throw EngineError(.unreadable, "the time-stamp cannot be used: \(error.detail)")
        }
        let stored = try await store.checkpoints(log: Store.mainLog).last { checkpoint in
            EvidenceHash.plain(Array(checkpoint.note.utf8)) == token.imprint
        }
        guard let stored else {
            throw EngineError(
                .unreadable, "the time-stamp is over no checkpoint of this log",
                remedy: "make the request with amplomb evidence anchor request")
        }
        try await record(
            StoredAnchor(
                size: stored.size, kind: .timestamp, anchoredAt: options.clock(), target: token.time.description,
                noteHash: token.imprint, token: reply))
        return (stored.size, token.time)
    }
}

/// Whether checkpoints lie out of the reach of the database's owner.
package struct AnchoringStatus: Hashable, Sendable {
    /// A place is configured, or a time-stamp is kept.
    package let isAnchored: Bool
    /// The largest size that was deposited.
    package let size: UInt64?
    package let text: String

    /// How the status begins while there is no anchor; a terminal shows it in yellow.
    package static let unanchored = "log unanchored"
}

extension Engine {
    /// One line about the anchors.
    package func anchoring() async throws -> AnchoringStatus {
        let targets = try anchorTargets()
        let deposits = try await anchors()
        let newest = deposits.max { $0.size < $1.size }
        guard !targets.isEmpty || newest != nil else {
            return AnchoringStatus(
                isAnchored: false, size: nil,
                text: "\(AnchoringStatus.unanchored): whoever owns database and key can rewrite it; "
                    + "amplomb evidence anchor add file PATH")
        }
        let done = newest.map { "to size \($0.size) at \($0.anchoredAt) (\($0.kind.rawValue) \($0.target))" }
        let failing = targets.filter { $0.failures > 0 }.map { target in
            "\(target.place) failing since \(target.failingSince.map(\.description) ?? "now")"
        }
        return AnchoringStatus(
            isAnchored: true, size: newest?.size,
            text: ([done ?? "configured, nothing deposited yet"] + failing).joined(separator: "; "))
    }
}
