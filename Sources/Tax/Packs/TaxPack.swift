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
    /// Names and bytes of all files in one: `hash` is its SHA-256, `sources(inArchive:)` reads it. Empty for packs that were
    /// compiled from documents.
    package let archive: [UInt8]
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
        var archive: [UInt8] = []
        for source in sources.sorted(by: { $0.name < $1.name }) where !source.isTable {
            archive += "\(source.name)\n\(source.bytes.count)\n".utf8
            archive += source.bytes
            var reader = PackReader(file: source.name, knownAt: knownAt)
            if let document = reader.read(source.bytes) { documents.append(document) }
            faults += reader.faults
        }
        if documents.isEmpty, faults.isEmpty {
            faults.append(TaxError(.format, SourcePlace(file: "rules/vat", line: 1, column: 1), "no rule file"))
        }
        guard faults.isEmpty else { return TaxLoad(pack: nil, documents: documents, faults: faults) }
        let hash = Hash32(SHA256Hasher.hash(archive)) ?? .zero
        return compile(documents, hash: hash, archive: archive, zones: zones, knownAt: knownAt)
    }

    /// The files of an archive as they went in; nil for bytes that are none.
    package static func sources(inArchive archive: [UInt8]) -> [TaxSource]? {
        var sources: [TaxSource] = []
        var rest = archive[...]
        func line() -> String? {
            guard let end = rest.firstIndex(of: 0x0A) else { return nil }
            defer { rest = rest[(end + 1)...] }
            return String(decoding: rest[..<end], as: UTF8.self)
        }
        while !rest.isEmpty {
            guard let name = line(), let count = line().flatMap({ Int($0) }), (0...rest.count).contains(count) else {
                return nil
            }
            sources.append(TaxSource(name: name, bytes: Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        return sources
    }

    /// Compiles documents that were read already.
    package static func compile(
        _ documents: [RulePack], hash: Hash32, archive: [UInt8] = [], zones: @escaping (String) -> ZoneRules?,
        knownAt: Instant? = nil
    ) -> TaxLoad {
        var compiler = RuleCompiler(zones: zones, knownAt: knownAt)
        for document in documents { compiler.add(document) }
        let compiled = compiler.finish()
        guard compiler.faults.isEmpty else {
            return TaxLoad(pack: nil, documents: documents, faults: compiler.faults)
        }
        let pack = TaxPack(
            documents: documents, hash: hash, knownAt: knownAt, archive: archive, compiled: compiled)
        return TaxLoad(pack: pack, documents: documents, faults: [])
    }

    /// The codes of all jurisdictions that have a pack, sorted; the Union itself is none.
    package var jurisdictions: [String] { compiled.jurisdictions.map(\.code).sorted() }

    /// The jurisdiction of a code as people write it: `DE`, `CA-NS`, `EL` for Greece; a territory with a country code of
    /// its own (`MC`, `IM`, `XI`) is of the country whose tax it bears. Nil where no pack is of it.
    package func jurisdiction(named text: String) -> String? {
        let code = asciiUpper(text)
        if compiled.jurisdiction(code) != nil { return code }
        guard let country = CountryCode(code) else { return nil }
        let location = compiled.location(seat: country)
        guard location.isKnown else { return nil }
        let treatment = compiled.territory(location)?.source.treatment
        return treatment == nil || treatment == .asCountry
            ? compiled.jurisdictions[Int(location.jurisdiction)].code : nil
    }

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
