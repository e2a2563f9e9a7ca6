import Cases
import Domain
import Foundation
import Testing

@Suite struct CasePolicyTests {
    @Test("the shipped policies load, and a changed byte is another version")
    func shipped() throws {
        let policy = try Fixture.policy()
        #expect(
            policy.reasonCodes.count == 30 && policy.queues.last?.name == "general" && policy.narrativeMinimum == 40)
        #expect(policy.serviceLevels.limits[.medium] == .workingDays(3))
        #expect(policy.serviceLevels.authorityAnswerWorkingDays == 5 && policy.serviceLevels.warnPercent == 75)
        #expect(policy.holds[.fiu]?.maximumAge == .workingDays(3) && policy.holds.count == 5)
        #expect(policy.calendars.keys.sorted() == ["DE", "EU", "GB", "NL"])
        #expect(policy.reasonCodes.values.allSatisfy { $0.labels.count == 4 })
        #expect(try Fixture.policy().hash == policy.hash)
        let other = try Self.changed("narrative.yaml", "40", "41")
        #expect(try CasePolicy(files: other).hash != policy.hash)
        #expect(try CasePolicy(files: Fixture.sources().reversed()).hash == policy.hash)
    }

    static func changed(_ name: String, _ old: String, _ new: String) throws -> [PolicySource] {
        try Fixture.sources().map { source in
            guard source.name == name else { return source }
            let text = String(decoding: source.bytes, as: UTF8.self)
            let range = try #require(text.range(of: old), "\(name): \(old)")
            return PolicySource(name: name, bytes: Array(text.replacingCharacters(in: range, with: new).utf8))
        }
    }

    @Test(
        "each fault is named with file and line",
        arguments: [
            ("sla.yaml", "schema: case-sla/1", "schema: case-sla/2"),
            ("sla.yaml", "critical: 4 h", "critical: 4 hours"),
            ("sla.yaml", "critical: 4 h", "urgent: 4 h"), ("sla.yaml", "critical: 4 h", "critical: 0 h"),
            ("sla.yaml", "warn_percent: 75", "warn_percent: 100"),
            ("sla.yaml", "held_margin: 4 h", "held_margin: 48 h"),
            ("sla.yaml", "held_margin: 4 h", "held_margin: 4 working days"),
            ("sla.yaml", "pause_limit: 10 working days", "pause_limit: 10 d"),
            ("sla.yaml", "pause_limit: 10 working days", "pause_limits: 10 working days"),
            ("sla.yaml", "warn_percent: 75\n", ""), ("sla.yaml", "  low: 10 working days\n", ""),
            ("four-eyes.yaml", "outcomes: [pass, review]", "outcomes: [pass, review, hold]"),
            ("four-eyes.yaml", "severities: [low, medium]", "severities: [low, medium, high]"),
            ("four-eyes.yaml", "dispositions: [false_positive, ", "dispositions: [confirmed, "),
            ("four-eyes.yaml", "families: [sanctions]", "families: [aml]"),
            ("four-eyes.yaml", "outcomes: [pass, review]", "outcomes: [pass, maybe]"),
            ("four-eyes.yaml", "outcomes: [pass, review]", "outcomes: pass"),
            ("narrative.yaml", "40", "39"), ("narrative.yaml", "40", "many"),
            ("queues.yaml", "name: urgent", "name: sanctions"), ("queues.yaml", "role: senior", "role: boss"),
            ("queues.yaml", "  - name: general\n    role: analyst\n    limit_per_person: 15\n", ""),
            ("queues.yaml", "families: [kyc]", "family: [kyc]"),
            ("queues.yaml", "families: [kyc]", "families: [[kyc]]"),
            ("reason-codes.yaml", "code: fp.country", "code: fp.birth-date"),
            ("reason-codes.yaml", "disposition: duplicate", "disposition: inconclusive"),
            ("reason-codes.yaml", ", fr: \"Pays différent\"", ""),
            ("reason-codes.yaml", "codes:", "codes: none\nmore:"),
            ("reason-codes.yaml", "  - code: fp.country", "  - retired: soon\n    code: fp.country"),
            ("holds.yaml", "title: fiu", "title: freeze"), ("holds.yaml", "title: error", "title: mistake"),
            ("calendars/EU.yaml", "from: \"2025-01-01\"", "from: \"2029-01-01\""),
            ("calendars/EU.yaml", "weekend: [saturday, sunday]", "weekend: [samstag]"),
            ("calendars/EU.yaml", "  - \"2025-05-01\"", "  - \"2025-01-01\""),
            ("calendars/EU.yaml", "  - \"2025-05-01\"", "  - \"2024-05-01\""),
            ("calendars/EU.yaml", "id: EU", "id: DE"),
            (
                "calendars/EU.yaml", "weekend: [saturday, sunday]",
                "weekend: [monday, tuesday, wednesday, thursday, friday, saturday, sunday]"
            ), ("calendars/EU.yaml", "zone: Europe/Berlin", "zone: Europe/Berlin\nzone: UTC"),
        ])
    func faults(name: String, old: String, new: String) throws {
        let sources = try Self.changed(name, old, new)
        let error = #expect(throws: CaseError.self) { try CasePolicy(files: sources) }
        guard case .policyFile(let fault)? = error?.code else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(fault.file == name || fault.file == "calendars", "\(fault)")
        #expect(fault.line >= 1 && fault.description.hasPrefix("\(fault.file):\(fault.line):"))
    }

    @Test("a missing or unknown file is a fault, and so is a set without calendar")
    func files() throws {
        for name in CasePolicy.files {
            let rest = try Fixture.sources().filter { $0.name != name }
            let fault = PolicyFault(file: name, line: 1, column: 1, message: "file is missing")
            #expect(throws: CaseError(.policyFile(fault))) { try CasePolicy(files: rest) }
        }
        let extra = try Fixture.sources() + [PolicySource(name: "notes.yaml", bytes: [])]
        #expect(throws: CaseError.self) { try CasePolicy(files: extra) }
        let bare = try Fixture.sources().filter { !$0.name.hasPrefix("calendars/") }
        #expect(throws: CaseError.self) { try CasePolicy(files: bare) }
        let empty = try Fixture.sources().map {
            PolicySource(name: $0.name, bytes: $0.name == "sla.yaml" ? [] : $0.bytes)
        }
        #expect(throws: CaseError.self) { try CasePolicy(files: empty) }
    }

    @Test("every refusal describes itself in its own words, without persons")
    func descriptions() {
        let codes: [CaseError.Code] = [
            .stateRefused(from: .open, event: "be approved"), .notAssignee, .roleMissing, .conflictOfInterest,
            .commentMissing, .samePerson, .twoPersonsNeeded(.family), .newHits(unseen: 1), .changed,
            .narrativeTooShort(characters: 1, needed: 40), .reasonCodeMissing, .reasonCodeUnknown("x"),
            .reasonCodeUnfit("x"), .evidenceMissing(code: "x", needs: "document"), .nextStepMissing,
            .duplicateTargetMissing, .requestIncomplete, .linkMissing, .outOfOrder, .badDedupe("x"),
            .payoutRefused(from: .frozen, event: "be instructed"), .groundRefused(title: .fiu), .holdUnknown,
            .holdExists,
            .licenceRefused(.cap), .policyFile(PolicyFault(file: "a", line: 1, column: 2, message: "b")),
        ]
        #expect(Set(codes.map { CaseError($0).description }).count == codes.count)
        #expect(Set(TwoPersonsReason.allCases.map(\.text)).count == TwoPersonsReason.allCases.count)
    }
}
