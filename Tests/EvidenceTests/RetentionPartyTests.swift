import Domain
import Testing

@testable import Evidence

/// Whose law binds a part, and whose relationship it belongs to.
@Suite struct RetentionPartyTests {
    private static let end = DateName.relationshipEnd

    /// `P-FR` of France with the party FR*CPO (alias 10), `P-EE` of Estonia with EE*EMS (alias 11), `P-IT` without alias.
    private func register(entities: [LegalEntityID: Country] = [:]) throws -> RetentionRegister {
        var register = RetentionRegister(entities: entities)
        for (number, row) in [("P-FR", "FR", "FR*CPO"), ("P-EE", "EE", "EE*EMS"), ("P-IT", "IT", "IT*XXX")].enumerated()
        {
            register.add(Country(alpha2: row.1), of: row.0)
            register.add(party: row.2, of: row.0)
            if row.0 != "P-IT" { register.add(Pseudonym(high: 0, low: UInt64(10 + number)), of: row.0) }
        }
        return register
    }

    private func later(_ statements: [(UInt64, String)], entry: (UInt64, String)? = nil) throws -> LaterDates {
        var later = LaterDates()
        var envelope = try Envelope(parsing: Synthetic.draft(1, kind: .date).sealed(in: Synthetic.log).bytes)
        func add(_ dates: String) {
            envelope.dates = RetentionPlanner.dates(dates).map { NamedDate($0.key, $0.value) }.sorted {
                $0.name < $1.name
            }
            later.add(envelope)
        }
        for (subject, dates) in statements {
            envelope.subject = Pseudonym(high: 0, low: subject)
            add(dates)
        }
        if let entry {
            envelope.subject = nil
            envelope.refs = [EvidenceHash.plain(Array("\(entry.0)".utf8))]
            add(entry.1)
        }
        return later
    }

    private func part(
        _ recordClass: String, _ country: String?, _ parties: RecordParties?, _ group: FieldGroup = .decision,
        subject: UInt64 = 1
    ) throws -> RetentionPart {
        var part = try RetentionPlanTests.part(
            7, group, recordClass: recordClass, country: country, subject: subject,
            dates: "document=2026-08-10,payment=2026-08-10,transaction=2026-08-10")
        part.parties = parties
        return part
    }

    private func line(
        _ part: RetentionPart, on day: String, _ register: RetentionRegister, _ later: LaterDates = LaterDates(),
        erasure: String? = nil
    ) throws -> RetentionPlan.Line {
        var planner = RetentionPlanner(
            rules: try RetentionTests.shipped(), on: try RetentionTests.day(day),
            scope: RetentionScope(erasure: erasure), later: later, register: register)
        planner.add(part)
        return try #require(planner.finish().lines.first)
    }

    // MARK: Countries

    @Test("a payment to a country of which no row speaks is kept by the law of the participant's country")
    func participantCountry() throws {
        let payout = try part("payout", "KP", RecordParties(participant: "p-fr", owner: "EE*EMS"))
        for erasure in [nil, "GDPR Art. 17(1)(a)"] {
            for day in ["2026-11-28", "2033-11-28", "2120-01-01"] {
                let line = try line(payout, on: day, register(), erasure: erasure)
                #expect(line.state == "waiting" && line.detail == "relationship_end", "\(line)")
            }
        }
        // France's five years, and the Union's, from the end of that relationship.
        let ended = try later([(10, "relationship_end=2027-05-05")])
        #expect(try line(payout, on: "2032-05-05", register(), ended).state == "keep")
        #expect(try line(payout, on: "2032-05-06", register(), ended).state == "go")
    }

    @Test(
        "the sender's participant stands for a record that names none; the legal entity's country counts where it is set"
    )
    func senderAndEntity() throws {
        let sent = try part("payout", "KP", RecordParties(owner: "FR*CPO"))
        #expect(try register().relation(of: sent).countries.map(\.country.alpha2) == ["KP", "FR"])
        let entities = [LegalEntityID("nl"): try #require(Country(alpha2: "NL"))]
        let nobody = try part("payout", "KP", RecordParties(entity: LegalEntityID("nl"), owner: "ZZ*ZZZ"))
        let relation = try register(entities: entities).relation(of: nobody)
        #expect(relation.countries.map(\.words) == ["of the record", "of the legal entity nl"] && !relation.isComplete)
        #expect(try line(nobody, on: "2120-01-01", register(entities: entities)).state == "waiting")
        let other = try part("payout", "KP", RecordParties(entity: .main, owner: "ZZ*ZZZ"))
        #expect(try register(entities: entities).relation(of: other).countries.map(\.country.alpha2) == ["KP"])
    }

    @Test("where no row of money-laundering law speaks, the policy's end lets nothing go, by plan or by erasure")
    func policyAlone() throws {
        let payout = try part("payout", "KP", RecordParties(owner: "ZZ*ZZZ"))
        for register in [RetentionRegister(), try register()] {
            #expect(try line(payout, on: "2031-08-10", register).state == "keep")
            let over = try line(payout, on: "2031-08-11", register)
            #expect(over.state == "needs_confirmation" && over.detail == "no row of money-laundering law")
            #expect(try line(payout, on: "2120-01-01", register).state == "needs_confirmation")
            #expect(try line(payout, on: "2026-11-28", register, erasure: "request").state == "needs_confirmation")
        }
        // The tax part is none of that law's: as before, no row speaks of it.
        #expect(try line(try part("payout", "KP", nil, .tax), on: "2120-01-01", RetentionRegister()).state == "unknown")
    }

    @Test("an unknown country has the rows of all countries, the longest of them; unverified ones never permit")
    func unknownCountry() throws {
        let ended = try later([(10, "relationship_end=2027-05-05")])
        for parties in [RecordParties(participant: "P-FR"), RecordParties(owner: "FR*CPO")] {
            let session = try part("session", nil, parties)
            // The ten years of Belgium; then the unverified German row, at most ten years from the end of the year.
            #expect(try line(session, on: "2032-05-06", register(), ended).state == "keep")
            #expect(try line(session, on: "2037-05-05", register(), ended).state == "keep")
            #expect(try line(session, on: "2037-05-06", register(), ended).state == "needs_confirmation")
            #expect(try line(session, on: "2038-01-01", register(), ended).state == "go")
        }
        let unknown = RetentionTests.facts
        let rules = try RetentionTests.shipped()
        let facts = try unknown("session", .decision, [], [.relationshipEnd: "2027-05-05"], ["aml"])
        let day = try RetentionTests.day("2030-01-01")
        for country in ["EE", "BE", "IT", "DE", "CH", "GB"] {
            let known = try unknown("session", .decision, [country], [.relationshipEnd: "2027-05-05"], ["aml"])
            let end = try #require(rules.resolve(known, on: day).until)
            #expect(try #require(rules.resolve(facts, on: day).until) >= end, "\(country)")
        }
    }

    @Test("a national row counts by the financial year of its own country, whichever country comes first")
    func financialYear() throws {
        let rules = try RetentionTests.shipped()
        let day = try RetentionTests.day("2027-01-01")
        let dates: [DateName: String] = [.document: "2026-08-10"]
        func until(_ countries: [String]) throws -> CivilDate? {
            rules.resolve(try RetentionTests.facts("invoice", .tax, countries, dates, ["vat"]), on: day).until
        }
        #expect(try until(["IN", "IT"]) == until(["IT", "IN"]))
        #expect(try until(["GB", "IT"]) == until(["IT", "GB"]) && until(["IT"]) == RetentionTests.day("2037-01-01"))
    }

    // MARK: Relationships

    @Test("a session's relationship has ended when its operator's and its token's have, at the later of the two")
    func bothEnded() throws {
        let session = try part("session", "EE", RecordParties(owner: "FR*CPO", counterparty: "P-EE"))
        let register = try register()
        #expect(register.relation(of: session).participants == [0, 1])
        // The token's participant makes a relationship, and no law: its country is not the record's.
        let abroad = try part("session", "EE", RecordParties(owner: "EE*EMS", counterparty: "P-IT"))
        #expect(register.relation(of: abroad).countries.map(\.country.alpha2) == ["EE"])
        for one in [[(10, "relationship_end=2027-05-05")], [(11, "relationship_end=2028-02-29")]]
            as [[(UInt64, String)]]
        {
            let line = try line(session, on: "2120-01-01", register, later(one))
            #expect(line.state == "waiting" && line.detail == "relationship_end")
        }
        let both = try later([(10, "relationship_end=2027-05-05"), (11, "relationship_end=2028-02-29")])
        #expect(try line(session, on: "2033-02-28", register, both).state == "keep")
        #expect(try line(session, on: "2033-03-01", register, both).state == "go")
        // Reopened: it waits again.
        let reopened = try later([
            (10, "relationship_end=2027-05-05"), (11, "relationship_end=2028-02-29"), (10, "document=2026-01-01"),
        ])
        #expect(try line(session, on: "2120-01-01", register, reopened).state == "waiting")
    }

    @Test("the end of the subject's own relationship counts beside the participants', and never instead of them")
    func ownSubject() throws {
        let session = try part("session", "EE", RecordParties(owner: "EE*EMS"))
        let own = (UInt64(1), "relationship_end=2029-06-30")
        #expect(try line(session, on: "2120-01-01", register(), later([own])).state == "waiting")
        let both = try later([own, (11, "relationship_end=2027-05-05")])
        #expect(try line(session, on: "2034-06-30", register(), both).state == "keep")
        #expect(try line(session, on: "2034-07-01", register(), both).state == "go")
        // Where the register knows nobody the subject's own is all there is.
        #expect(try line(session, on: "2034-06-30", RetentionRegister(), later([own])).state == "keep")
        #expect(try line(session, on: "2034-07-01", RetentionRegister(), later([own])).state == "go")
    }

    @Test(
        "a participant who cannot be determined keeps the part waiting; a statement about the entry itself settles it")
    func undetermined() throws {
        let statements: [(UInt64, String)] = [1, 10, 11].map { ($0, "relationship_end=2027-05-05") }
        let parties = [
            RecordParties(owner: "ZZ*ZZZ"), RecordParties(participant: "P-GONE", owner: "FR*CPO"), RecordParties(),
            RecordParties(owner: "FR*CPO", counterparty: "P-GONE"), RecordParties(owner: "IT*XXX"),
        ]
        for parties in parties {
            let session = try part("session", "EE", parties)
            let line = try line(session, on: "2120-01-01", register(), later(statements))
            #expect(line.state == "waiting" && line.detail == "relationship_end", "\(parties)")
        }
        let session = try part("session", "EE", parties[0])
        let settled = try later(statements, entry: (7, "relationship_end=2028-01-01"))
        #expect(try line(session, on: "2033-01-01", register(), settled).state == "keep")
        #expect(try line(session, on: "2033-01-02", register(), settled).state == "go")
    }

    @Test(
        "a participant's own record, a case about it and a settlement with it belong to its relationship by their subject"
    )
    func bySubject() throws {
        let ended = try later([(11, "relationship_end=2027-05-05")])
        for recordClass in ["participant", "settlement", "case"] {
            let own = try part(recordClass, "EE", RecordParties(owner: "ZZ*ZZZ"), subject: 11)
            #expect(try line(own, on: "2032-05-05", register(), ended).state == "keep", "\(recordClass)")
            #expect(try line(own, on: "2032-05-06", register(), ended).state == "go", "\(recordClass)")
        }
    }

    @Test("a case has the countries and the relationships of the records that it is about")
    func cases() throws {
        var register = try register()
        let source = PartSource(shard: 3, number: 5)
        register.add(RecordParties(owner: "FR*CPO"), Country(alpha2: "BE"), ofCase: source)
        register.add(RecordParties(owner: "EE*EMS", counterparty: "P-FR"), Country(alpha2: "EE"), ofCase: source)
        var own = try part("case", nil, nil)
        own.kind = .caseEvent
        own.source = source
        let relation = register.relation(of: own)
        #expect(relation.countries.map(\.country.alpha2) == ["BE", "FR", "EE"] && relation.isCountryKnown)
        #expect(relation.participants == [0, 1] && relation.isComplete)
        #expect(
            try line(own, on: "2120-01-01", register, later([(10, "relationship_end=2027-05-05")])).state == "waiting")
        let both = try later([(10, "relationship_end=2027-05-05"), (11, "relationship_end=2027-05-05")])
        #expect(try line(own, on: "2037-05-05", register, both).state == "keep")
        #expect(try line(own, on: "2037-05-06", register, both).state == "go")
        // Events of the same numbers, and cases without records, have neither.
        own.source = PartSource(shard: 3, number: 6)
        #expect(!register.relation(of: own).isCountryKnown && !register.relation(of: own).isComplete)
    }

    // MARK: Statements

    /// What the planner knows of a session of FR*CPO in Estonia, with two aliases of `P-FR`: 10, and 20 of the cases about it.
    private func dates(_ later: LaterDates, own: String = "transaction=2026-08-10") throws -> [DateName: CivilDate] {
        var register = try register()
        register.add(Pseudonym(high: 0, low: 20), of: "P-FR")
        var session = try part("session", "EE", RecordParties(owner: "FR*CPO"))
        session.dates = own
        let planner = RetentionPlanner(
            rules: try RetentionTests.shipped(), on: try RetentionTests.day("2033-01-01"), later: later,
            register: register)
        return planner.retentionFacts(of: session).dates
    }

    @Test("of an authority's orders the one that reaches furthest counts, and taking one back leaves the others")
    func orders() throws {
        func extended(
            _ statements: [(UInt64, String)], entry: String? = nil, own: String = "transaction=2026-08-10"
        ) throws -> String? {
            let later = try later(statements, entry: entry.map { (7, $0) })
            return try dates(later, own: own)[.extended]?.description
        }
        let (early, late) = ("extended=2031-01-01", "extended=2035-05-05")
        #expect(try extended([(10, late)], entry: early) == "2035-05-05", "the entry's does not shorten")
        #expect(try extended([(10, early)], entry: late) == "2035-05-05")
        #expect(try extended([(10, early), (1, late)]) == "2035-05-05", "the subject's own")
        #expect(try extended([(10, early)], own: late) == "2035-05-05", "the envelope's own")
        #expect(try extended([(10, late), (10, early)]) == "2035-05-05", "a second about the same")
        // Taken back: that one alone, and then an earlier one may be stated.
        #expect(try extended([(10, late), (10, "document=2026-01-01")], entry: early) == "2031-01-01")
        #expect(try extended([(10, late)], entry: "document=2026-01-01") == "2035-05-05")
        #expect(try extended([(10, late), (10, "document=2026-01-01"), (10, early)]) == "2031-01-01")
        #expect(try extended([(10, late), (10, "document=2026-01-01")]) == nil)
        // Other dates of the entry still override the participant's.
        let settled = try dates(
            later([(10, "relationship_end=2027-05-05")], entry: (7, "relationship_end=2026-12-31")))
        #expect(settled[.relationshipEnd]?.description == "2026-12-31")
    }

    @Test("a date stated under the alias of a participant's cases counts for its records; its own record's comes first")
    func caseAlias() throws {
        let (end, order) = (DateName.relationshipEnd, DateName.extended)
        let apart = try dates(
            later([(10, "relationship_end=2027-05-05"), (20, "extended=2035-05-05")]))
        #expect(apart[end]?.description == "2027-05-05" && apart[order]?.description == "2035-05-05")
        let other = try dates(
            later([(10, "extended=2031-01-01"), (20, "extended=2035-05-05,relationship_end=2028-01-01")]))
        #expect(other[end]?.description == "2028-01-01" && other[order]?.description == "2035-05-05")
        let both = try dates(later([(20, "relationship_end=2028-01-01"), (10, "relationship_end=2027-05-05")]))
        #expect(both[end]?.description == "2027-05-05", "that of its own record")
        // Reopened under both, as the command does it.
        let reopened = try dates(
            later([
                (10, "relationship_end=2027-05-05"), (20, "relationship_end=2027-05-05"),
                (10, "document=2026-01-01"), (20, "document=2026-01-01"),
            ]))
        #expect(reopened[end] == nil)
    }

    // MARK: Holds

    @Test(
        "a hold on a participant covers whatever its relationship is a part of, and what names it out of the register")
    func holds() throws {
        var register = try register()
        let source = PartSource(shard: 3, number: 5)
        register.add(RecordParties(owner: "EE*EMS", counterparty: "P-FR"), Country(alpha2: "EE"), ofCase: source)
        func covers(_ id: String, _ part: RetentionPart, aliases: Set<Pseudonym> = []) -> Bool {
            RetentionHold(id: "H-1", cover: .participant(id, aliases: aliases)).covers(part, register)
        }
        let session = try part("session", "EE", RecordParties(owner: "FR*CPO", counterparty: "p-ee"))
        #expect(covers("P-FR", session) && covers("P-EE", session) && !covers("P-IT", session))
        let payout = try part("payout", "KP", RecordParties(participant: "p-fr", owner: "EE*EMS"))
        #expect(covers("P-FR", payout) && !covers("P-EE", payout), "its sender is not its participant")
        let settlement = try part("settlement", "EE", RecordParties(owner: "FR*CPO"), subject: 11)
        #expect(covers("P-EE", settlement) && !covers("P-FR", settlement))
        var own = try part("case", nil, nil)
        own.kind = .caseEvent
        own.source = source
        #expect(covers("P-FR", own) && covers("P-EE", own) && !covers("P-IT", own))
        own.source = PartSource(shard: 3, number: 6)
        #expect(!covers("P-FR", own))
        #expect(covers("P-FR", own, aliases: [Pseudonym(high: 0, low: 1)]), "an alias of it")
        let unknown = try part("payout", "EE", RecordParties(participant: "P-new", owner: "EE*EMS"))
        #expect(covers("P-NEW", unknown) && !covers("P-EE", unknown))
        // Whatever covers it stands in the plan.
        var planner = RetentionPlanner(
            rules: try RetentionTests.shipped(), on: try RetentionTests.day("2120-01-01"),
            holds: [RetentionHold(id: "H-1", cover: .participant("P-EE", aliases: []))],
            later: try later([(10, "relationship_end=2027-05-05"), (11, "relationship_end=2027-05-05")]),
            register: register)
        planner.add(session)
        let line = try #require(planner.finish().lines.first)
        #expect(line.state == "held" && line.detail == "H-1")
    }

    // MARK: Legal entities

    @Test("the file of legal entities is read strictly and is part of the rules' hash")
    func entities() throws {
        func rules(_ file: String?) throws -> RetentionRules {
            try RetentionRules(
                periods: RetentionTests.file("periods.csv"), classes: RetentionTests.file("record_classes.csv"),
                countries: RetentionTests.file("countries.csv"), entities: file.map { Array($0.utf8) })
        }
        let rules = try rules("entity,country\nmain,DE\nuk,GB\n")
        #expect(
            rules.entities == [.main: try #require(Country(alpha2: "DE")), LegalEntityID("uk"): .init(alpha2: "GB")!])
        #expect(try rules.hash != RetentionTests.shipped().hash)
        for (text, line) in [("entity\n", 1), ("entity,country\nmain,XX\n", 2), ("entity,country\na,DE\na,FR\n", 3)] {
            let error = #expect(throws: EvidenceError.self) {
                try RetentionRules(
                    periods: RetentionTests.file("periods.csv"), classes: RetentionTests.file("record_classes.csv"),
                    countries: RetentionTests.file("countries.csv"), entities: Array(text.utf8))
            }
            #expect(error?.line == line, "\(text)")
        }
    }
}
