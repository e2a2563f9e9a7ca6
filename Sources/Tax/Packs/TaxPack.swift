package import Domain
package import Formats

/// What loading gave: the pack when every file is right, the documents that could be read, and every fault found.
package struct TaxLoad: Sendable {
    package let pack: TaxPack?
    package let documents: [RulePack]
    package let faults: [TaxError]
}

/// All rule packs in force, compiled: one version of knowledge. The engine knows no rate but from here.
package struct TaxPack: Sendable {
    /// The documents as written, in the order of their files.
    package let documents: [RulePack]
    /// SHA-256 over names and bytes of all files.
    package let hash: Hash32
    /// What was known at this instant; nil for everything known.
    package let knownAt: Instant?
    let compiled: CompiledRules

    /// Reads and compiles rule files strictly. With any fault there is no pack: a rule set is in force as a whole or
    /// not at all.
    ///
    /// - Parameters:
    ///   - zones: the rules of a time zone by its name.
    ///   - knownAt: answers as they were known then: what was recorded later is left out, later corrections are undone.
    package static func load(_ sources: [TaxSource], zones: @escaping (String) -> ZoneRules?, knownAt: Instant? = nil)
        -> TaxLoad
    {
        var documents: [RulePack] = []
        var faults: [TaxError] = []
        var hasher = SHA256Hasher()
        for source in sources.sorted(by: { $0.name < $1.name }) where !source.isTable {
            hasher.update(Array("\(source.name)\n\(source.bytes.count)\n".utf8))
            hasher.update(source.bytes)
            var reader = PackReader(file: source.name, knownAt: knownAt)
            if let document = reader.read(source.bytes) { documents.append(document) }
            faults += reader.faults
        }
        if documents.isEmpty, faults.isEmpty {
            faults.append(TaxError(.format, SourcePlace(file: "rules/vat", line: 1, column: 1), "no rule file"))
        }
        guard faults.isEmpty else { return TaxLoad(pack: nil, documents: documents, faults: faults) }
        return compile(documents, hash: Hash32(hasher.finalize()) ?? .zero, zones: zones, knownAt: knownAt)
    }

    /// Compiles documents that were read already.
    package static func compile(
        _ documents: [RulePack], hash: Hash32, zones: @escaping (String) -> ZoneRules?, knownAt: Instant? = nil
    ) -> TaxLoad {
        var compiler = RuleCompiler(zones: zones, knownAt: knownAt)
        for document in documents { compiler.add(document) }
        let compiled = compiler.finish()
        guard compiler.faults.isEmpty else {
            return TaxLoad(pack: nil, documents: documents, faults: compiler.faults)
        }
        let pack = TaxPack(documents: documents, hash: hash, knownAt: knownAt, compiled: compiled)
        return TaxLoad(pack: pack, documents: documents, faults: [])
    }

    /// The codes of all jurisdictions that have a pack, sorted; the Union itself is none.
    package var jurisdictions: [String] { compiled.jurisdictions.map(\.code).sorted() }

    /// The standard rate of a jurisdiction on a local civil date; nil where no pack or no window says it.
    package func standardRate(_ jurisdiction: String, on date: CivilDate) -> RuleWindow? {
        compiled.jurisdiction(jurisdiction).flatMap { index in
            compiled.jurisdictions[index].standard.window(on: date)?.source
        }
    }

    /// What the standard rates of a jurisdiction rest on.
    package func standardRateBasis(_ jurisdiction: String) -> [LegalBasis] {
        documents.filter { $0.jurisdiction == jurisdiction }.flatMap(\.rates).first { $0.kind == .standard }?.basis
            ?? []
    }

    /// The rule that rates a fee in a jurisdiction on a local civil date, whatever the parties; nil is RULE-MISSING.
    package func rateRule(_ jurisdiction: String, _ fee: FeeType, on date: CivilDate) -> RateAnswer? {
        guard let index = compiled.jurisdiction(jurisdiction),
            let found = compiled.rateRule(Int16(index), fee, on: date)
        else { return nil }
        let rule = compiled.rules[Int(found.rule)]
        return RateAnswer(rule: rule.source, window: rule.windows.all[Int(found.window)].source)
    }
}

/// A rate in force with the rule it comes from.
package struct RateAnswer: Sendable {
    package let rule: VATRule
    package let window: RuleWindow
}
