package import Domain
package import Evidence
import Formats
package import Store

extension Engine {
    // MARK: Subjects

    /// The aliases of a subject: an alias itself, or a natural key such as `participant:P-001` or `token:DE:AB12CD`; with
    /// the alias under which cases about it are kept.
    ///
    /// - Throws: `unreadable` when there is none.
    package func subjects(named name: String) async throws -> [Pseudonym] {
        if let alias = Pseudonym(hex: name) {
            var found = [alias]
            if let key = try await store.naturalKey(of: alias) {
                found += try await store.knownAliases(of: caseKeys(of: key)).values
            }
            return Array(Set(found)).sorted()
        }
        let found = try await store.knownAliases(of: [name, upperID(name)] + caseKeys(of: name)).values
        guard !found.isEmpty else {
            throw EngineError(
                .unreadable, "there is no subject \(name) in the log",
                remedy: "name an alias (amplomb evidence show INDEX) or a key such as participant:P-001")
        }
        return Array(Set(found)).sorted()
    }

    /// Cases name tokens and accounts by their masked form.
    private func caseKeys(of key: String) -> [String] {
        let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return [] }
        switch parts[0] {
        case "participant": return ["case:participant:\(parts[1])", "case:participant:\(asciiUpper(parts[1]))"]
        case "account": return ["case:account:\(context.masked("account", parts[1]))"]
        case "token":
            let uid = parts[1].split(separator: ":", maxSplits: 1).last.map(String.init) ?? parts[1]
            return ["case:driver_token:\(context.masked("token", uid))"]
        default: return []
        }
    }

    private func upperID(_ key: String) -> String {
        let parts = key.split(separator: ":", maxSplits: 1).map(String.init)
        return parts.count == 2 && parts[0] == "participant" ? "participant:\(asciiUpper(parts[1]))" : key
    }

    // MARK: Dates

    /// Logs a date that came later, for example the end of a relationship, about a subject or about one entry. A statement
    /// adds to the earlier ones about the same; without a date the name is taken back. An authority's order is not shortened
    /// by an earlier day: it is taken back first.
    package func setRetentionDate(
        _ name: DateName, _ date: CivilDate?, of target: RetentionTarget, person: String, reason: String
    ) async throws {
        try check(person)
        try checkRetention(reason: reason)
        let later = try await store.laterDates()
        let sealer = try await retentionSealer(persons: [person])
        let payload = try CanonicalJSON.object { json in
            json.member("by", person)
            json.member("date", date?.description ?? "not known")
            json.member("name", name.rawValue)
            json.member("reason", reason)
        }
        var acts: [RetentionAct] = []
        for subject in try await dateSubjects(of: target, later) {
            var dates = subject.known
            dates[name] = date
            acts.append(
                RetentionAct(
                    kind: .date, recordClass: "system", recordID: "date:\(Hex.string(SystemRandom.bytes(16)))",
                    subject: subject.alias, dates: dates.map { NamedDate($0.key, $0.value) }, person: person,
                    refs: subject.refs, payload: payload))
        }
        try await store.append(try acts.map(sealer.seal))
    }

    /// What a later date is about, with the dates that were stated about it before.
    private struct DateSubject {
        var alias: Pseudonym?
        var refs: [Hash32] = []
        var known: [DateName: CivilDate]
    }

    private func dateSubjects(of target: RetentionTarget, _ later: LaterDates) async throws -> [DateSubject] {
        switch target {
        case .subject(let text):
            return try await dateAliases(of: text).sorted().map {
                DateSubject(alias: $0, known: later.bySubject[$0] ?? [:])
            }
        case .entry(let text):
            let index = try await entryIndex(text)
            guard let id = try await store.evidenceEntry(log: Store.mainLog, index: Int64(clamping: index))?.entryID
            else { throw EngineError(.unreadable, "the log has no entry \(text)") }
            return [DateSubject(refs: [id], known: later.byEntry[id] ?? [:])]
        }
    }

    /// The aliases that a date of a subject is stated under. What is stated about a participant's cases is stated about the
    /// participant, as a hold on them is: under all its aliases.
    func dateAliases(of name: String) async throws -> Set<Pseudonym> {
        var found = Set(try await subjects(named: name))
        var key = name
        if let alias = Pseudonym(hex: name) { key = try await store.naturalKey(of: alias) ?? "" }
        let prefix = "case:participant:"
        guard key.hasPrefix(prefix), key.count > prefix.count else { return found }
        found.formUnion(try await store.aliases(ofParticipant: asciiUpper(key.dropFirst(prefix.count))))
        return found
    }

    // MARK: Holds

    /// Sets a hold. It counts at once, also for parts that are written later.
    ///
    /// - Returns: the hold as it is stored.
    package func addHold(
        on target: RetentionHoldTarget, authority: String, reason: String, person: String
    ) async throws -> StoredHold {
        try check(person)
        try checkRetention(reason: reason)
        guard !authority.isEmpty else {
            throw EngineError(.unreadable, "--authority is empty", remedy: "name the court, office or dispute")
        }
        var condition: String?
        let cover: StoredHold.Cover
        switch target {
        case .subject(let name): cover = try await self.cover(ofSubject: name)
        case .caseFile(let id):
            guard try await store.retentionSources(ofCase: id) != nil else {
                throw EngineError(.unreadable, "there is no case \(id)", remedy: "amplomb case list shows them")
            }
            cover = .caseFile(id)
        case .filter(let text):
            do { condition = try RetentionFilter(text).json } catch {
                throw EngineError(.unreadable, error.detail, remedy: "for example: class = session and country = DE")
            }
            cover = .filter(text)
        }
        // The log names what the case holds now: whoever takes it out of the case later is found out by it.
        var records: [Pseudonym] = []
        if case .caseFile(let id) = cover { records = try await self.records(ofCase: id).sorted() }
        let now = options.clock()
        let hold = StoredHold(
            number: try await store.nextRetentionNumber(), cover: cover, authority: authority, reason: reason,
            heldBy: person, heldAt: now)
        let payload = try CanonicalJSON.object { json in
            json.member("authority", authority)
            json.member("by", person)
            switch cover {
            case .subject(let aliases): json.member("subjects", aliases.map(\.hex))
            case .participant(let id, let aliases):
                json.member("participant", id)
                json.member("subjects", aliases.map(\.hex))
            case .caseFile(let id): json.member("case", id)
            case .filter(let text): json.member("filter", text)
            case .record(let key): json.member("record", key.hex)
            }
            json.member("hold", hold.id)
            json.member("reason", reason)
            if !records.isEmpty { json.member("records", records.map(\.hex)) }
        }
        let sealer = try await retentionSealer(persons: [person])
        let entry = try sealer.seal(
            RetentionAct(
                kind: .hold, recordClass: "hold", recordID: hold.id, dates: [NamedDate(.record, now.utcDate)],
                person: person, payload: payload))
        try await store.add(hold, condition: condition, evidence: entry)
        return hold
    }

    /// A participant is held with all that it is a party of, every other subject by its aliases. One whom the log does not
    /// know yet is held by its id: an authority may name it before its first record comes.
    private func cover(ofSubject name: String) async throws -> StoredHold.Cover {
        var key = name
        if let alias = Pseudonym(hex: name) { key = try await store.naturalKey(of: alias) ?? "" }
        let prefix = ["PARTICIPANT:", "CASE:PARTICIPANT:"].first { asciiUpper(key).hasPrefix($0) }
        guard let prefix, key.count > prefix.count else { return .subject(try await subjects(named: name)) }
        let id = asciiUpper(key.dropFirst(prefix.count))
        return .participant(id, aliases: try await store.aliases(ofParticipant: id))
    }

    /// The records of the log that belong to a case: its own, and those of the events that its items name.
    func records(ofCase id: String) async throws -> Set<Pseudonym> {
        guard let sources = try await store.retentionSources(ofCase: id) else { return [] }
        return try await store.evidenceRecords(ofCase: sources.own, events: sources.events, log: Store.mainLog)
    }

    /// Ends a hold: by another person than the one who set it.
    package func releaseHold(_ id: String, person: String, reason: String) async throws {
        try check(person)
        try checkRetention(reason: reason)
        guard id.hasPrefix("H-"), let number = Int64(id.dropFirst(2)), let hold = try await store.retentionHold(number)
        else {
            throw EngineError(.unreadable, "there is no hold \(id)", remedy: "amplomb retention hold list shows them")
        }
        guard hold.releasedAt == nil else {
            throw EngineError(.unreadable, "\(id) was released before", remedy: "nothing is left to do")
        }
        guard hold.heldBy != person else {
            throw EngineError(.notPermitted, "\(id) was set by the same person", remedy: "another person releases it")
        }
        let now = options.clock()
        let payload = try CanonicalJSON.object { json in
            json.member("by", person)
            json.member("hold", id)
            json.member("reason", reason)
        }
        let sealer = try await retentionSealer(persons: [person])
        let entry = try sealer.seal(
            RetentionAct(
                kind: .holdRelease, recordClass: "hold", recordID: id, dates: [NamedDate(.record, now.utcDate)],
                person: person, payload: payload))
        try await store.release(hold: number, by: person, at: now, evidence: entry)
    }

    /// The holds that are not released, with what they cover now.
    func holdsInForce() async throws -> [RetentionHold] {
        var holds: [RetentionHold] = []
        for stored in try await store.retentionHolds(open: true) {
            let cover: RetentionHold.Cover
            switch stored.cover {
            case .subject(let aliases): cover = .subjects(Set(aliases))
            case .participant(let id, let aliases):
                // Those that came later count too.
                let known = try await store.aliases(ofParticipant: id)
                cover = .participant(id, aliases: Set(aliases).union(known))
            case .record(let key): cover = .record(key)
            case .filter(let text):
                do { cover = .filter(try RetentionFilter(text)) } catch {
                    throw EngineError(.internal, "the filter of hold \(stored.id) cannot be read: \(error.detail)")
                }
            case .caseFile(let id):
                guard let sources = try await store.retentionSources(ofCase: id) else {
                    throw EngineError(.internal, "the case \(id) of hold \(stored.id) is gone")
                }
                cover = .caseFile(own: sources.own, events: sources.events)
            }
            holds.append(RetentionHold(id: stored.id, cover: cover))
        }
        return holds
    }

    func checkRetention(reason: String) throws {
        guard reason.count >= Self.shortestRetentionReason else {
            throw EngineError(
                .unreadable, "--reason: expected at least \(Self.shortestRetentionReason) characters",
                remedy: "say why, so that it can be understood in ten years")
        }
    }

    package static let shortestRetentionReason = 10

    // MARK: Officers

    /// Gives a person the role `retention_officer`. Nobody appoints himself.
    package func appointOfficer(_ officer: String, by person: String) async throws {
        try check(officer)
        try check(person)
        guard officer != person else {
            throw EngineError(.notPermitted, "nobody appoints himself", remedy: "another person appoints the officer")
        }
        guard try await store.grantRetention(officer, by: person, at: options.clock()) else {
            throw EngineError(.unreadable, "\(officer) is a retention officer already", remedy: "nothing is left to do")
        }
    }

    package func dismissOfficer(_ officer: String, by person: String) async throws {
        try check(person)
        guard try await store.revokeRetention(officer, by: person, at: options.clock()) else {
            throw EngineError(
                .unreadable, "\(officer) is no retention officer", remedy: "amplomb retention officer list names them")
        }
    }
}

/// What a later date is about.
package enum RetentionTarget: Hashable, Sendable {
    /// An alias, or a natural key such as `participant:P-001`.
    case subject(String)
    /// An index or an entry id.
    case entry(String)
}

/// What a hold is to cover.
package enum RetentionHoldTarget: Hashable, Sendable {
    case subject(String)
    case caseFile(String)
    case filter(String)
}
