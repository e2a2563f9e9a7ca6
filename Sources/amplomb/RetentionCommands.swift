import ArgumentParser
import Domain
import Engine
import Evidence
import Foundation
import Store

struct RetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "How long each part of the evidence is kept, and its deletion: plan, two approvals, purge.",
        discussion: """
            A plan simulates; nothing is deleted before two retention officers approved it. The log's proofs hold after a purge, \
            and each purge leaves a statement of what went, why, and by whose approval. See docs/retention.md.

            Examples:
              amplomb retention plan --on 2032-05-06
              amplomb retention plan --on 2032-05-06 --out PLAN --as ana
              amplomb retention approve PLAN --as ben --reason "expired, no proceedings known"
              amplomb retention purge PLAN --as ben
            """,
        subcommands: [
            RetentionPlanCommand.self, RetentionExplain.self, RetentionApprove.self, RetentionPurge.self,
            RetentionRun.self, RetentionRecompute.self, RetentionDateCommand.self, RetentionHoldCommand.self,
            RetentionOfficerCommand.self, RetentionOrderCommand.self,
        ])
}

/// The file of a plan, read once, or the order of a court about one entry.
struct PlanArgument: ParsableArguments {
    @Argument(help: "The file that retention plan --out or evidence erase --out wrote.")
    var plan: String?
    @Option(help: "Instead of a plan, the order to remove an entry in full, for example O-7.")
    var envelope: String?

    func validate() throws {
        if (plan == nil) == (envelope == nil) { throw ValidationError("name exactly one of PLAN and --envelope") }
    }

    func read(_ plan: String) throws -> RetentionPlanFile {
        do {
            return try RetentionPlanFile(try Files.read(plan))
        } catch let error as EvidenceError {
            throw EngineError(.unreadable, "\(plan): \(error.detail)", remedy: "name the file that --out wrote")
        }
    }
}

func civilDate(_ text: String, _ option: String) throws -> CivilDate {
    guard let date = CivilDate(text) else { throw ValidationError("\(option) \(text): expected YYYY-MM-DD") }
    return date
}

struct RetentionPlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "What goes, must go, is held, waits or is unknown on a day: a simulation.",
        discussion: """
            The same log, rules, holds and day give the same bytes. With --out the plan is registered so that officers can \
            approve it; it expires after seven days.

            Examples:
              amplomb retention plan --on 2032-05-06
              amplomb retention plan --on 2032-05-06 --country DE --class session --json
              amplomb retention plan --on 2032-05-06 --out PLAN --as ana
            """)

    @Option(help: "The day, YYYY-MM-DD.")
    var on: String
    @Option(help: "Only records of this country (ISO 3166-1).")
    var country: String?
    @Option(name: .customLong("class"), help: "Only this record class, for example session.")
    var recordClass: String?
    @Option(help: "Write the plan here and register it for approval.")
    var out: String?
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let day = try civilDate(on, "--on")
        var scope = RetentionScope()
        if let country {
            guard let code = Country(alpha2: country) else {
                throw ValidationError("--country \(country): expected an ISO 3166-1 code such as DE")
            }
            scope.country = code
        }
        if let recordClass {
            guard let known = RecordClass(recordClass) else {
                throw ValidationError("--class \(recordClass): expected a class of rules/retention/record_classes.csv")
            }
            scope.recordClass = known
        }
        let engine = try await Runtime.open(common)
        let progress = Progress("parts", quiet: common.quiet)
        let plan = try await engine.retentionPlan(on: day, scope: scope) { progress.report(done: $0, total: nil) }
        progress.finish()
        try await PlanOutput.show(plan, engine, out: out, person: person, common)
    }
}

/// Prints a plan and, with `--out`, writes and registers it.
enum PlanOutput {
    static func show(
        _ plan: RetentionPlan, _ engine: Engine, out: String?, person: PersonOption, _ common: CommonOptions
    ) async throws {
        let file = try plan.file()
        if let out {
            guard plan.parts > 0 else {
                try await engine.close()
                print(plan, file, common)
                Terminal.note("nothing goes on that day: there is nothing to approve, and \(out) was not written")
                return
            }
            try Files.writeDurably(file, to: out)
            let isNew = try await engine.register(plan, author: person.name)
            Terminal.note(
                "\(out) \(isNew ? "is registered" : "was registered before"): two officers approve it within "
                    + "\(Engine.planDays) days: amplomb retention approve \(out) --as OFFICER --reason TEXT")
        }
        try await engine.close()
        print(plan, file, common)
    }

    private static func print(_ plan: RetentionPlan, _ file: [UInt8], _ common: CommonOptions) {
        if common.wantsJSON {
            Terminal.write(file + [0x0A])
        } else if common.output == .csv {
            Terminal.print(Terminal.csv(RetentionText.header, RetentionText.rows(plan)))
        } else {
            Terminal.print(RetentionText.plan(plan))
        }
    }
}

struct RetentionExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Every retention row that speaks about an entry, and why it decides or lost.",
        discussion: """
            Examples:
              amplomb retention explain 17
              amplomb retention explain 17 --on 2032-05-06 --all
            """)

    @Argument(help: "The index in the log, or the entry id.")
    var entry: String
    @Option(help: "The day, YYYY-MM-DD; today when left out.")
    var on: String?
    @Flag(help: "Rows of other countries too.")
    var all = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let day = try on.map { try civilDate($0, "--on") } ?? Runtime.now().utcDate
        let engine = try await Runtime.open(common)
        let explained = try await engine.explainRetention(entry, on: day)
        try await engine.close()
        Terminal.print(
            common.wantsJSON
                ? RetentionText.json(explained, on: day) : RetentionText.text(explained, on: day, all: all))
    }
}

struct RetentionApprove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Approve a plan as a retention officer; two are needed.",
        discussion: """
            Exit 4 for a person without the role, and for the author of the plan where two other officers exist.

            Examples:
              amplomb retention approve PLAN --as ben --reason "expired, no proceedings known"
              amplomb retention approve PLAN --as eva --reason "checked the list of holds with legal"
              amplomb retention approve --envelope O-7 --as eva --reason "read the judgment, index checked"
            """)

    @OptionGroup var plan: PlanArgument
    @OptionGroup var person: PersonOption
    @Option(help: "Why it may go; at least 10 characters.")
    var reason: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        if let order = plan.envelope { return try await approve(order) }
        let name = plan.plan ?? ""
        let file = try plan.read(name)
        let engine = try await Runtime.open(common)
        let approval = try await engine.approveRetention(file, person: person.name, reason: reason)
        try await engine.close()
        let who = approval.approvers.joined(separator: " and ")
        Terminal.print(
            "plan \(approval.plan.hex.prefix(16)) \(approval.isNew ? "approved" : "was approved before") by \(who)")
        Terminal.note(
            approval.isComplete
                ? "it may be purged until \(approval.expiresAt): amplomb retention purge \(name)"
                : "a second officer is needed: amplomb retention approve \(name) --as OFFICER --reason TEXT")
    }

    private func approve(_ id: String) async throws {
        let engine = try await Runtime.open(common)
        let approval = try await engine.approveRemoval(id, person: person.name, reason: reason)
        try await engine.close()
        let who = approval.order.approvers.joined(separator: " and ")
        Terminal.print("\(id) \(approval.isNew ? "approved" : "was approved before") by \(who)")
        Terminal.note(
            approval.isComplete
                ? "it may be carried out until \(approval.order.expiresAt): amplomb retention purge --envelope \(id)"
                : "a second officer is needed: amplomb retention approve --envelope \(id) --as OFFICER --reason TEXT")
    }
}

struct RetentionPurge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "purge",
        abstract: "Delete what an approved plan or order names, with a statement of it in the log.",
        discussion: """
            Refuses (exit 1) when the plan expired, an approval is missing, the rules changed, a hold came, or other parts \
            would go now. Interrupted it goes on where it stopped when it is run again. With --envelope an entry goes in full, by \
            order of a court: its envelope and every payload; only its leaf hash stays.

            Examples:
              amplomb retention purge PLAN
              amplomb retention purge PLAN --as ben
              amplomb retention purge --envelope O-7 --as ben
            """)

    @OptionGroup var plan: PlanArgument
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        if let order = plan.envelope { return try await remove(order) }
        let file = try plan.read(plan.plan ?? "")
        let engine = try await Runtime.open(common)
        let progress = Progress("parts", quiet: common.quiet)
        let name = try person.name
        let report = try await Interruption.guarded(engine) {
            try await engine.purge(file, person: name) { progress.report(done: $0, total: $1) }
        }
        progress.finish()
        try await engine.finish()
        Terminal.print(RetentionText.purge(report))
        if report.refusal != nil { throw Finished(code: 1) }
    }

    private func remove(_ id: String) async throws {
        let engine = try await Runtime.open(common)
        let removal = try await engine.removeEnvelope(id, person: person.name)
        try await engine.finish()
        Terminal.print(OrderText.removal(removal))
        if removal.refusal != nil { throw Finished(code: 1) }
    }
}

struct RetentionRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Purge every approved plan, then plan the day and register what goes: for a daily job.",
        discussion: """
            Nothing is deleted that two officers did not approve. Exit 1 when an approved plan was refused.

            Examples:
              amplomb retention run
              amplomb retention run --on 2032-05-06 --as ana
            """)

    @Option(help: "The day, YYYY-MM-DD; today when left out.")
    var on: String?
    @Option(help: "Write the registered plan here.")
    var out: String?
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let day = try on.map { try civilDate($0, "--on") } ?? Runtime.now().utcDate
        let engine = try await Runtime.open(common)
        let progress = Progress("parts", quiet: common.quiet)
        let name = try person.name
        let run = try await Interruption.guarded(engine) {
            try await engine.runRetention(on: day, person: name) { progress.report(done: $0, total: $1) }
        }
        progress.finish()
        if let out, run.plan.parts > 0 { try Files.writeDurably(try run.plan.file(), to: out) }
        try await engine.finish()
        for report in run.purges { Terminal.print(RetentionText.purge(report)) }
        Terminal.print(RetentionText.plan(run.plan))
        if run.isNew {
            let file = out ?? "PLAN"
            Terminal.note(
                "the plan waits for two officers: amplomb retention approve \(file) --as OFFICER --reason TEXT")
        }
        if run.purges.contains(where: { $0.refusal != nil }) { throw Finished(code: 1) }
    }
}

struct RetentionRecompute: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recompute", abstract: "Resolve every part again after the rules changed. Deletes nothing.",
        discussion: """
            Examples:
              amplomb retention recompute
              amplomb retention recompute --rules-dir rules
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let engine = try await Runtime.open(common)
        let progress = Progress("parts", quiet: common.quiet)
        let (read, changed) = try await engine.recomputeRetention { progress.report(done: $0, total: nil) }
        progress.finish()
        try await engine.close()
        Terminal.print("\(read) parts read, \(changed) with another end or another deciding row")
    }
}

struct EvidenceErase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Plan the erasure of a subject's parts; duties and holds stay.",
        discussion: """
            The same way as expiry: the plan is approved by two officers and purged. Parts under a duty or a hold are refused, \
            with the row, the date or the hold. Exit 1 when any was refused.

            Examples:
              amplomb evidence erase --subject participant:P-001 --legal-basis "GDPR Art. 17(1)(a)" --on 2032-05-06
              amplomb evidence erase --subject 00112233445566778899aabbccddeeff --legal-basis "court order 7 O 12/31" \
            --on 2032-05-06 --out PLAN --as ana
            """)

    @Option(help: "An alias of 32 hexadecimal digits, or a key such as participant:P-001.")
    var subject: String
    @Option(name: .customLong("legal-basis"), help: "On what basis; it stands in the log for ever.")
    var legalBasis: String
    @Option(help: "The day, YYYY-MM-DD.")
    var on: String
    @Option(help: "Write the plan here and register it for approval.")
    var out: String?
    @OptionGroup var person: PersonOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let day = try civilDate(on, "--on")
        let engine = try await Runtime.open(common)
        let plan = try await engine.erasurePlan(of: subject, legalBasis: legalBasis, on: day)
        try await PlanOutput.show(plan, engine, out: out, person: person, common)
        if RetentionText.refuses(plan) { throw Finished(code: 1) }
    }
}
