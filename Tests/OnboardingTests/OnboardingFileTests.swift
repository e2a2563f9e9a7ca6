import Domain
import Onboarding
import Testing

private let ana = PersonID("ana")
private let ben = PersonID("ben")
private let cleo = PersonID("cleo")
private let people = [ana, ben, cleo]
private let lastDay = CivilDate(daysSinceEpoch: 22_000)

/// SplitMix64, seeded: a failing walk can be repeated.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

@Suite struct OnboardingFileTests {
    private static let begin = Instant(microseconds: 1_785_542_400_000_000)

    /// One valid event of each kind.
    private static let events: [OnboardingEvent] = [
        .submit(by: ana, preparers: [ana]), .screened(missing: []), .giveBack(by: ben, missing: ["company.vat-id"]),
        .verify(TwoPersons(proposer: ana, approver: ben), gate: VerificationGate(), validUntil: lastDay),
        .reject(TwoPersons(proposer: ana, approver: ben), reason: "no answer"), .expire(reason: "review due"),
        .suspend(by: ana, reason: "listed"), .lift(TwoPersons(proposer: ben, approver: cleo), reason: "cleared"),
        .resubmit(by: ana), .appeal(by: ana, reason: "new papers"), .close(by: ana, reason: "end of contract"),
        .closeSuspended(TwoPersons(proposer: ana, approver: ben), reason: "end"), .renew(by: ana),
    ]

    /// Where each status leads by each event; everything else is refused (onboarding.md section 6).
    private static let moves: [OnboardingStatus: [String: OnboardingStatus]] = [
        .draft: ["submit": .submitted, "be closed": .closed],
        .submitted: ["be taken up": .pending, "be given back": .draft],
        .pending: ["be given back": .draft, "be verified": .verified, "be rejected": .rejected],
        .verified: ["expire": .expired, "be suspended": .suspended, "be closed": .closed],
        .expired: ["be submitted again": .pending, "be suspended": .suspended, "be closed": .closed],
        .suspended: ["be lifted": .pending, "be rejected": .rejected, "be closed": .closed],
        .rejected: ["appeal": .pending, "be closed": .closed],
        .closed: ["be taken on again": .pending],
    ]

    /// A file brought to a status by the shortest way.
    private static func file(_ status: OnboardingStatus) throws -> OnboardingFile {
        let ways: [OnboardingStatus: [Int]] = [
            .draft: [], .submitted: [0], .pending: [0, 1], .verified: [0, 1, 3], .expired: [0, 1, 3, 5],
            .suspended: [0, 1, 3, 6], .rejected: [0, 1, 4], .closed: [10],
        ]
        var file = OnboardingFile()
        for index in ways[status] ?? [] { _ = try file.apply(events[index], at: begin) }
        #expect(file.status == status)
        return file
    }

    @Test(
        "every status and event: the listed moves are made, all others refused by name",
        arguments: OnboardingStatus.allCases)
    func table(status: OnboardingStatus) throws {
        for event in Self.events {
            var file = try Self.file(status)
            var expected = Self.moves[status]?[event.name]
            // Two events close: alone, and by two persons where the participant is suspended.
            if case .close = event, status == .suspended { expected = nil }
            if case .closeSuspended = event, status != .suspended { expected = nil }
            if let expected {
                let actions = try file.apply(event, at: Self.begin)
                #expect(file.status == expected)
                #expect(
                    actions.contains { if case .beginPeriod(expected.kycStatus, _, _) = $0 { true } else { false } })
            } else {
                #expect(throws: OnboardingError(.moveRefused(from: status, event: event.name))) {
                    try file.apply(event, at: Self.begin)
                }
                #expect(file.status == status)
            }
        }
    }

    @Test("who prepared or submitted does not approve")
    func exclusion() throws {
        var file = try Self.file(.pending)
        let same = TwoPersons(proposer: ben, approver: ben)
        #expect(throws: OnboardingError(.twoPersonsNeeded)) {
            try file.apply(.verify(same, gate: VerificationGate(), validUntil: lastDay), at: Self.begin)
        }
        let submitter = TwoPersons(proposer: ben, approver: ana)
        #expect(throws: OnboardingError(.personExcluded)) {
            try file.apply(.verify(submitter, gate: VerificationGate(), validUntil: lastDay), at: Self.begin)
        }
        #expect(throws: OnboardingError(.twoPersonsNeeded)) {
            try file.apply(.reject(same, reason: "x"), at: Self.begin)
        }
        var suspended = try Self.file(.suspended)
        for persons in [TwoPersons(proposer: ana, approver: ben), TwoPersons(proposer: ben, approver: ana)] {
            #expect(throws: OnboardingError(.personExcluded)) {
                try suspended.apply(.lift(persons, reason: "x"), at: Self.begin)
            }
        }
        #expect(throws: OnboardingError(.reasonMissing)) {
            try suspended.apply(.lift(TwoPersons(proposer: ben, approver: cleo), reason: " "), at: Self.begin)
        }
    }

    @Test("everything that blocks a verification is named")
    func gate() throws {
        var file = try Self.file(.pending)
        let persons = TwoPersons(proposer: ana, approver: ben)
        let gate = VerificationGate(
            openRequirements: ["b", "a"], openMatches: 1, ownershipIsComplete: false, isProhibited: true,
            needsSeniorApproval: true)
        let names = [
            "a", "b", "open screening match", "ownership incomplete", "risk band prohibited", "senior approval",
        ]
        #expect(throws: OnboardingError(.blocked(names))) {
            try file.apply(.verify(persons, gate: gate, validUntil: lastDay), at: Self.begin)
        }
        let own = VerificationGate(needsSeniorApproval: true, seniorApprover: ana)
        #expect(throws: OnboardingError(.personExcluded)) {
            try file.apply(.verify(persons, gate: own, validUntil: lastDay), at: Self.begin)
        }
        #expect(throws: OnboardingError(.backdated)) {
            try file.apply(
                .verify(persons, gate: VerificationGate(), validUntil: Self.begin.utcDate.adding(days: -1)),
                at: Self.begin)
        }
        var submitted = try Self.file(.submitted)
        #expect(throws: OnboardingError(.blocked(["register"]))) {
            try submitted.apply(.screened(missing: ["register"]), at: Self.begin)
        }
        #expect(throws: OnboardingError(.reasonMissing)) {
            try submitted.apply(.giveBack(by: ben, missing: []), at: Self.begin)
        }
        #expect(throws: OnboardingError(.outOfOrder)) {
            try submitted.apply(.screened(missing: []), at: Instant(microseconds: 0))
        }
    }

    @Test("a verification names its last day and what the shell must do")
    func verification() throws {
        var file = try Self.file(.pending)
        let persons = TwoPersons(proposer: ana, approver: ben)
        let actions = try file.apply(.verify(persons, gate: VerificationGate(), validUntil: lastDay), at: Self.begin)
        #expect(
            actions == [
                .beginPeriod(.verified, from: Self.begin, validUntil: lastDay), .scheduleExpiry(lastDay),
                .listHeldPayouts,
            ])
        #expect(file.validUntil == lastDay)
        let expired = try file.apply(.expire(reason: "review due"), at: Self.begin + .day)
        #expect(expired == [.beginPeriod(.expired, from: Self.begin + .day, validUntil: nil), .holdPayouts])
        #expect(OnboardingStatus.submitted.kycStatus == .pending && file.validUntil == nil)
    }

    @Test("10,000 random walks: nobody is verified or lifted by one person, and replay gives the same file")
    func walks() throws {
        var random = SeededGenerator(state: 2026)
        for _ in 0..<10_000 {
            var file = OnboardingFile()
            var at = Self.begin
            var accepted: [(OnboardingEvent, Instant)] = []
            var submitter: PersonID?
            for _ in 0..<25 {
                let event = Self.randomEvent(&random)
                at = at + TimeSpan(microseconds: Int64.random(in: 0...5_000_000, using: &random))
                guard (try? file.apply(event, at: at)) != nil else { continue }
                accepted.append((event, at))
                switch event {
                case .submit(let person, _), .resubmit(let person), .appeal(let person, _), .renew(let person):
                    submitter = person
                case .verify(let persons, _, _):
                    #expect(persons.proposer != persons.approver && persons.approver != submitter)
                    #expect(file.status == .verified)
                case .reject(let persons, _), .lift(let persons, _), .closeSuspended(let persons, _):
                    #expect(persons.proposer != persons.approver)
                default: break
                }
            }
            var replay = OnboardingFile()
            for (event, at) in accepted { _ = try replay.apply(event, at: at) }
            #expect(replay == file)
        }
    }

    private static func randomEvent(_ random: inout SeededGenerator) -> OnboardingEvent {
        func person() -> PersonID { people.randomElement(using: &random) ?? ana }
        let two = TwoPersons(proposer: person(), approver: person())
        switch Int.random(in: 0..<events.count, using: &random) {
        case 0: return .submit(by: person(), preparers: [person()])
        case 3: return .verify(two, gate: VerificationGate(), validUntil: lastDay)
        case 4: return .reject(two, reason: "reason")
        case 6: return .suspend(by: Bool.random(using: &random) ? person() : nil, reason: "reason")
        case 7: return .lift(two, reason: "reason")
        case 8: return .resubmit(by: person())
        case 9: return .appeal(by: person(), reason: "reason")
        case 11: return .closeSuspended(two, reason: "reason")
        case 12: return .renew(by: person())
        case let index: return events[index]
        }
    }

    @Test("errors describe themselves without persons")
    func descriptions() {
        let codes: [OnboardingError.Code] = [
            .moveRefused(from: .draft, event: "expire"), .twoPersonsNeeded, .personExcluded, .reasonMissing,
            .blocked(["a"]),
            .backdated, .outOfOrder, .dataFile("unknown country", file: "embargo.csv", line: 3, column: 1),
        ]
        #expect(Set(codes.map { OnboardingError($0).description }).count == codes.count)
        #expect(OnboardingError(codes[7]).description == "embargo.csv:3:1: unknown country")
    }
}
