import Assessment
import Cases
import Domain
import Evidence
import Formats
import Foundation
import Ingest
import MoneyTrail
package import Rules
import Screening
import Store
import Tax

/// Brings the knowledge in force together: rules, VAT and case policies from their folder, lists from their index, rates and
/// participants from the database.
struct KnowledgeLoader {
    let options: EngineOptions
    let store: Store

    func load() async throws -> Knowledge {
        let rules = try ruleSet()
        let lists = try await lists()
        do {
            var knowledge = try Knowledge(
                rules: rules, screener: lists.screener, lists: lists.inForce,
                missingLists: Self.missing(lists.inForce, lists.sources),
                tax: try Self.taxPack(options.rulesDirectory, zoneDirectory: options.zoneDirectory),
                rates: try await rates(),
                participants: try await participants())
            knowledge.vatChecks = try await Self.vatChecks(store)
            knowledge.goodLists = try await goodLists()
            return knowledge
        } catch let error as CanonicalJSONError {
            throw EngineError(.internal, "the manifest of knowledge cannot be written: \(error)")
        }
    }

    /// Enabled lists that are not in force. Without any list and any source something is missing all the same.
    static func missing(_ inForce: [ListInForce], _ sources: ListSources) -> [String] {
        let missing = sources.missing(inForce: inForce.map(\.id))
        return inForce.isEmpty && missing.isEmpty ? [ListsMissing.any] : missing
    }

    /// All rule files of the folder, compiled; with any error nothing is scored (rules.md section 8).
    func ruleSet() throws -> RuleSet {
        let (set, diagnostics) = RuleFolder.load(
            try RuleFolder.sources(options.rulesDirectory), folder: options.rulesDirectory,
            zoneDirectory: options.zoneDirectory)
        guard let set else {
            let errors = diagnostics.filter { $0.level == .error }
            let first = errors.first.map { "\($0)" } ?? "no rule was found"
            throw EngineError(
                .configuration,
                "the rules in \(options.rulesDirectory) do not load: \(first)"
                    + (errors.count > 1 ? " (and \(errors.count - 1) more)" : ""),
                remedy: "run amplomb rules lint")
        }
        return set
    }

    /// The VAT rules of a folder.
    ///
    /// - Parameter knownAt: as they were known then; nil for all that is known.
    static func taxPack(
        _ rulesDirectory: String, zoneDirectory: String = "/usr/share/zoneinfo", knownAt: Instant? = nil
    ) throws -> TaxPack {
        let files = try Files.tree(rulesDirectory + "/vat", suffixes: [".yaml"])
        return try taxPack(
            files.map { TaxSource(name: "rules/vat/\($0.path)", bytes: $0.bytes) }, zoneDirectory, knownAt)
    }

    /// The VAT rules of a folder of packs (`DE/charging.yaml` below it).
    static func taxPack(vatFolder: String) throws -> TaxPack {
        let isThere = FileManager.default.fileExists(atPath: vatFolder)
        let files = isThere ? try Files.tree(vatFolder, suffixes: [".yaml"]) : []
        if files.isEmpty {
            throw EngineError(
                .unreadable, "\(vatFolder) holds no VAT packs", remedy: "name a folder of packs such as rules/vat")
        }
        return try taxPack(
            files.map { TaxSource(name: $0.path, bytes: $0.bytes) }, "/usr/share/zoneinfo", nil)
    }

    static func taxPack(_ sources: [TaxSource], _ zoneDirectory: String, _ knownAt: Instant?) throws
        -> TaxPack
    {
        let zones = { (name: String) -> ZoneRules? in
            (try? Files.read("\(zoneDirectory)/\(name)")).flatMap { try? ZoneRules(tzif: $0) }
        }
        let load = TaxPack.load(sources, zones: zones, knownAt: knownAt)
        guard let pack = load.pack else {
            let more = load.faults.count > 1 ? " (and \(load.faults.count - 1) more)" : ""
            throw EngineError(
                .configuration, "the VAT rules do not load: \(load.faults.first.map { "\($0)" } ?? "no file")\(more)",
                remedy: "correct the file named")
        }
        return pack
    }

    func casePolicy() throws -> CasePolicy {
        let files = try Files.tree(options.rulesDirectory + "/cases", suffixes: [".yaml"])
        do {
            return try CasePolicy(files: files.map { PolicySource(name: $0.path, bytes: $0.bytes) })
        } catch {
            throw EngineError(
                .configuration, "the case policies do not load: \(error)", remedy: "correct the file named")
        }
    }

    /// The secret of this installation for pseudonyms outside evidence; made on first use.
    func subjectKey() throws -> [UInt8] {
        if FileManager.default.fileExists(atPath: options.home.subjectKey) {
            return try Files.read(options.home.subjectKey)
        }
        let key = SystemRandom.bytes(32)
        try Files.writeDurably(key, to: options.home.subjectKey, mode: 0o600)
        return key
    }

    // MARK: From the database

    /// What registers answered about VAT ids.
    ///
    /// - Parameter instant: only what had come then; nil: all.
    static func vatChecks(_ store: Store, until instant: Instant? = nil) async throws -> VATNumberChecks {
        let entries = try await store.payloads(
            ofKind: EnvelopeKind.kyc.rawValue, group: FieldGroup.cdd.rawValue, log: Store.mainLog)
        let checks = try entries.compactMap { try VATCheckRecord.check($0) }
        return VATNumberChecks(checks.filter { check in instant.map { check.at <= $0 } ?? true })
    }

    /// The reference rates in force; an empty table when none were imported.
    func rates() async throws -> RateTable {
        let active = try await store.activeKnowledge(kind: RateFile.kind, at: options.clock())
        guard let hash = active.first(where: { $0.name == RateFile.name })?.hash,
            let row = try await store.knowledge(hash)
        else { return try RateTable([ReferenceRate]()) }
        let table = try RateFile.decode(row.content)
        // Homes of before kept rates under a hash that was not of their text: from now on they stand under it as well.
        if table.version != hash {
            let (now, name) = (options.clock(), RateFile.name)
            let kept = KnowledgeRow(hash: table.version, kind: RateFile.kind, name: name, content: table.text)
            try await store.put([kept], now: now)
            try await store.activate(kind: RateFile.kind, name: name, hash: table.version, at: now)
        }
        return table
    }

    func participants() async throws -> ParticipantBook {
        var book = ParticipantBook()
        for row in try await store.participants() {
            let source = SourceReference(file: "participant \(row.id)", line: 1, offset: 0)
            let participant = try StoredPayload.participant(row.record, source: source, receivedAt: row.recordedAt)
            book.insert(participant, revision: Int(row.revision))
        }
        for mark in try await store.participantMarks() { book.take(number: Int(mark.revision), of: mark.id) }
        return book
    }
}

/// The exchange rates as knowledge is kept: one line a rate, in order of currency and date.
enum RateFile {
    static let kind = "fx"
    static let name = "ecb"

    static func decode(_ bytes: [UInt8]) throws -> RateTable {
        var rates: [ReferenceRate] = []
        for line in bytes.split(separator: 0x0A) {
            let fields = line.split(separator: 0x20)
            guard fields.count == 3, let currency = Currency(utf8: fields[0]), let date = CivilDate(fields[1]),
                let number = ExactNumber(fields[2])
            else { throw EngineError(.internal, "the stored exchange rates are damaged", remedy: "import them again") }
            rates.append(ReferenceRate(date: date, currency: currency, perEuro: number))
        }
        return try RateTable(rates)
    }
}

/// The files of the rule catalogue below a folder. VAT, retention, case policies and column maps there are other knowledge.
package enum RuleFolder {
    package static func sources(_ folder: String) throws(EngineError) -> [RuleSource] {
        let other = ["vat/", "cases/", "retention/", "maps/"]
        let elsewhere: Set<String> = ["lists/screening.yaml", "lists/effects.csv", "lists/embargo.csv"]
        return try Files.tree(folder, suffixes: [".yaml", ".csv"])
            .filter { file in !other.contains { file.path.hasPrefix($0) } && !elsewhere.contains(file.path) }
            .map { file in
                let shown = folder.hasSuffix("/") ? folder + file.path : "\(folder)/\(file.path)"
                return RuleSource(path: "rules/\(file.path)", bytes: file.bytes, shown: shown)
            }
    }

    /// The rule set of these files; its calendar days follow the zone rules of the system.
    ///
    /// - Parameter folder: the rules folder whose files they are; nil for files by themselves, of which less is asked.
    package static func load(
        _ sources: [RuleSource], folder: String?, zoneDirectory: String = "/usr/share/zoneinfo"
    ) -> (set: RuleSet?, diagnostics: [Diagnostic]) {
        let (set, diagnostics) = RuleSet.load(
            files: sources, folder: folder, zones: SystemZones.knowledge(directory: zoneDirectory).database)
        return (set, diagnostics)
    }
}
