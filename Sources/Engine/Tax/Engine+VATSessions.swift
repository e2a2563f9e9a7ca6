import Assessment
package import Domain
package import Formats
package import Ingest
import Store
import Synchronization
package import Tax

/// The verdicts on the charge lines of one stored session.
package struct SessionVerdicts: Sendable {
    package let key: EventKey
    /// Of the stored event.
    package let revision: Int
    /// SHA-256 of the packs that decided.
    package let packHash: Hash32
    package let knownAt: Instant?
    package let lines: [Line]
    /// What the last assessment of the session says of each line, in the same order; empty where there is none.
    package let assessed: [String]

    /// One charge line; without explanation where nothing is charged.
    package struct Line: Sendable {
        /// As the document names it: `total`, `energy`.
        package let name: String
        package let explanation: LineExplanation?
    }

    /// For reading on a terminal.
    package var text: String {
        var parts = ["\(key), revision \(revision), VAT packs \(packHash.hex.prefix(16))"]
        if let knownAt { parts[0] += ", as known at \(knownAt)" }
        if lines.isEmpty { parts.append("no charge line") }
        for (index, line) in lines.enumerated() {
            var text = line.explanation?.text ?? "\(line.name) line: pass, nothing is charged"
            if index < assessed.count { text += "\n  assessed as       \(assessed[index])" }
            parts.append(text)
        }
        return parts.joined(separator: "\n\n")
    }

    package func write(to output: inout JSONOutput) {
        output.object { json in
            json.member("session", key.description)
            json.member("revision", revision)
            json.member("packs", packHash.hex)
            json.member("known_at", knownAt?.description)
            json.array("lines") { list in
                for (index, line) in lines.enumerated() {
                    list.object { inner in
                        inner.member("line", line.name)
                        inner.member("assessed_as", index < assessed.count ? assessed[index] : nil)
                        var text = JSONOutput()
                        if let explanation = line.explanation { explanation.write(to: &text) } else { text.null() }
                        inner.member("explanation", json: text.bytes)
                    }
                }
            }
        }
    }
}

/// Verdicts on the CDRs of a file, and the records that could not be read.
package struct FileVerdicts: Sendable {
    package internal(set) var sessions: [SessionVerdicts] = []
    package internal(set) var rejects: [IngestReject] = []
}

extension Engine {
    /// The verdict of every charge line of a stored session, made again from what is stored.
    ///
    /// - Parameters:
    ///   - name: `cdr:GB*CPS:DND-1`, `GB*CPS:DND-1` or the id alone.
    ///   - knownAt: by the revision, the packs and the participants as they were known then.
    /// - Throws: `EngineError` `unreadable` where no session, or more than one, has that name.
    package func explainVAT(session name: String, knownAt: Instant?, span: SpanPolicy) async throws -> SessionVerdicts {
        let stored = try await billedSession(name, knownAt: knownAt)
        let tax = try await sessionTax(knownAt: knownAt)
        let event = try context.decoded(stored)
        let assessments = try await store.assessments(of: stored.key)
        let last = assessments.first { $0.eventRevision == stored.revision }
        var assessed: [String] = []
        if let result = last?.result, let document = try? JSONDocument(parsing: result), let vat = document.root["vat"]
        {
            assessed = vat.elements.map { line in
                let (verdict, text) = (line["verdict"]?.string ?? "", line["text"]?.string ?? "")
                return text.hasPrefix(verdict) ? text : "\(verdict): \(text)"
            }
        }
        return Self.verdicts(
            on: event, revision: Int(stored.revision), tax, knownAt: knownAt, span, assessed: assessed)
    }

    /// The same for CDRs of a file that need not be stored: no database, no participants.
    ///
    /// - Parameters:
    ///   - name: only the session with this id or key; nil: all.
    ///   - owner: of CDRs that do not name it (OCPI 2.1.1).
    ///   - now: when the documents are looked at: what ends later is still to come.
    /// - Throws: `EngineError` `unreadable` for the file, or where it holds no such session.
    package static func explainVAT(
        file: String, session name: String?, owner: PartyID? = nil, pack: TaxPack, span: SpanPolicy, at now: Instant
    ) async throws -> FileVerdicts {
        let tax = SessionTax(pack: pack, participants: ParticipantBook(), checks: VATNumberChecks())
        var found = FileVerdicts()
        let request = IngestRequest(
            files: [file], format: .ocpi(module: nil, version: nil, owner: owner), isDryRun: true)
        let zones = SystemZones.knowledge(directory: "/usr/share/zoneinfo")
        let source = try RecordSources.open(file, request: request, zones: zones, participants: nil)
        do {
            while let items = try await source.next() {
                for item in items {
                    switch item {
                    case .reject(let reject): found.rejects.append(reject)
                    case .event(var event) where event.key.kind == .cdr && isNamed(event.key, name):
                        event.arrivedAt = now
                        found.sessions.append(verdicts(on: event, revision: 1, tax, knownAt: pack.knownAt, span))
                    case .event: break
                    }
                }
            }
        } catch let error as IngestError {
            throw EngineError(.unreadable, "\(error)", remedy: "check the file with amplomb ingest --dry-run")
        }
        if found.sessions.isEmpty, found.rejects.isEmpty {
            throw EngineError(
                .unreadable, "\(file) holds no CDR" + (name.map { " \($0)" } ?? ""),
                remedy: "check the file with amplomb ingest --dry-run")
        }
        return found
    }

    /// By id, by `GB*CPS:DND-1` or by the whole key; every session where no name is given.
    private static func isNamed(_ key: EventKey, _ name: String?) -> Bool {
        guard let name = name.map({ asciiUpper($0) }) else { return true }
        let text = asciiUpper(key.description)
        return name == key.id || name == text || "CDR:" + name == text
    }

    private static func verdicts(
        on event: Event, revision: Int, _ tax: SessionTax, knownAt: Instant?, _ span: SpanPolicy,
        assessed: [String] = []
    ) -> SessionVerdicts {
        let lines = tax.lines(of: event).map { line in
            SessionVerdicts.Line(
                name: line.charge.fee.rawValue,
                explanation: line.record.map { LineExplanation(tax.pack, $0, span: span) })
        }
        return SessionVerdicts(
            key: event.key, revision: revision, packHash: tax.pack.hash, knownAt: knownAt, lines: lines,
            assessed: assessed)
    }

    private func billedSession(_ name: String, knownAt: Instant?) async throws -> StoredEvent {
        let bare = name.hasPrefix("cdr:") ? String(name.dropFirst(4)) : name
        var found: [StoredEvent]
        if let colon = bare.firstIndex(of: ":"), let star = bare.firstIndex(of: "*"), star < colon {
            let key = EventKey(
                kind: .cdr, ownerCountry: String(bare[..<star]),
                ownerParty: String(bare[bare.index(after: star)..<colon]),
                id: String(bare[bare.index(after: colon)...]))
            found = try await store.events([key])
        } else {
            found = try await store.billedSessions(id: bare)
        }
        guard let first = found.first else {
            throw EngineError(
                .unreadable, "there is no billed session \(name)",
                remedy: "name its CDR by id, or as cdr:COUNTRY*PARTY:ID; amplomb assess list shows what there is")
        }
        if found.count > 1 {
            let names = found.map(\.key.description).joined(separator: ", ")
            throw EngineError(.unreadable, "several sessions have the id \(name): \(names)", remedy: "name one of them")
        }
        guard let knownAt else { return first }
        guard let earlier = try await store.billedSession(first.key, recordedAsOf: knownAt) else {
            throw EngineError(
                .unreadable, "\(first.key) was not known at \(knownAt)", remedy: "ask for a later time, or leave it out"
            )
        }
        return earlier
    }

    /// Adds up what the verdicts on stored sessions come to.
    ///
    /// - Parameters:
    ///   - knownAt: sessions, packs and participants as they were known then: the same bytes whatever came later.
    ///   - progress: sessions done.
    package func vatExposure(
        _ filter: ExposureFilter, knownAt: Instant?, span: SpanPolicy, progress: @escaping @Sendable (Int) -> Void
    ) async throws -> ExposureReport {
        let tax = try await sessionTax(knownAt: knownAt)
        let sum = Mutex(VATExposure(filter))
        try await forEachTaxedSession(tax, knownAt: knownAt, progress: progress) { event, session, lines in
            let place = session.place.country?.alpha2
            let judged = lines.map { line in
                VATExposure.Line(
                    fee: SessionTax.fee(of: line.charge, in: session), isPart: line.isPart, net: line.charge.excluding,
                    gross: line.charge.including, verdict: line.record.map { tax.pack.verdict(for: $0, span: span) },
                    place: place)
            }
            var drawn = VATExposure.Session(
                driver: session.token.identity, premises: session.premises,
                date: event.taxPoint.value?.localDate ?? event.at.utcDate, energy: session.energy)
            drawn.start = session.start
            drawn.end = session.end
            sum.withLock { $0.add(drawn, judged) }
        }
        return sum.withLock { ExposureReport(packHash: tax.pack.hash, knownAt: knownAt, filter: filter, sum: $0) }
    }

    /// What other packs change on the stored sessions, before they are approved.
    package func vatRescore(
        _ new: TaxPack, from: CivilDate?, to: CivilDate?, span: SpanPolicy, progress: @escaping @Sendable (Int) -> Void
    ) async throws -> RescoreImpact {
        let tax = try await sessionTax()
        let impact = Mutex(RescoreImpact(old: tax.pack, new: new, span: span))
        try await forEachTaxedSession(tax, knownAt: nil, progress: progress) { event, _, lines in
            let date = event.taxPoint.value?.localDate ?? event.at.utcDate
            if from.map({ date < $0 }) ?? false || to.map({ date >= $0 }) ?? false { return }
            impact.withLock { impact in
                for line in lines {
                    guard let record = line.record else { continue }
                    impact.add(record, session: event.key.description, isPart: line.isPart)
                }
            }
        }
        return impact.withLock { $0.sorted }
    }

    /// The stored sessions with their charge lines; decoding and judging run on the thread that reads.
    private func forEachTaxedSession(
        _ tax: SessionTax, knownAt: Instant?, progress: @escaping @Sendable (Int) -> Void,
        _ body: @escaping @Sendable (Event, ChargingSession, [SessionTax.Line]) -> Void
    ) async throws {
        let context = context
        let failure = Mutex<(any Error)?>(nil)
        let count = Mutex(0)
        do {
            try await store.forEachBilledSession(recordedAsOf: knownAt) { (page) throws(StoreError) in
                do {
                    for row in page {
                        let event = try context.decoded(row)
                        if case .session(let session) = event.body { body(event, session, tax.lines(of: event)) }
                    }
                } catch {
                    failure.withLock { $0 = error }
                    throw StoreError(.badValue, "a stored session")
                }
                progress(
                    count.withLock { count in
                        count += page.count
                        return count
                    })
            }
        } catch {
            if let cause = failure.withLock({ $0 }) { throw cause }
            throw error
        }
    }
}

extension ChargingSession.Token {
    /// Whose sessions they are, across the operators that read the token; nil where nothing says so.
    fileprivate var identity: String? {
        let party = party.map { "\($0.country)*\($0.party)" } ?? ""
        if let uid, !uid.isEmpty { return "\(party):\(asciiUpper(uid))" }
        return contractID.map { "\(party):contract:\(asciiUpper($0))" }
    }
}

extension ChargingSession {
    /// The premises: the operator's location, else the address; nil where neither is known.
    fileprivate var premises: String? {
        if let id = place.locationID { return "\(owner.country)*\(owner.party)/\(asciiUpper(id))" }
        return place.address.map { "\($0), \(place.city ?? "")" }
    }
}
