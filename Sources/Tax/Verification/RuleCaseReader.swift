package import Domain
import Formats

/// Reads what is verified: files of a folder, or a bundle of `vat-ruleset-case/1`.
package struct RuleCaseReader {
    private let file: String
    private var findings: [RuleFinding] = []
    private var corrections: [SourcePlace: [Correction]] = [:]
    private var unreadable: Set<SourcePlace> = []
    private var unreadJurisdictions: Set<String> = []

    private init(file: String) { self.file = file }

    // MARK: Folders

    /// The documents of a folder. The tables beside the packs are passed over.
    package static func folder(_ sources: [TaxSource], asOf: CivilDate) -> RuleCase {
        var result = RuleCase(asOf: asOf)
        for source in sources.sorted(by: { $0.name < $1.name }) where !source.isTable {
            var reader = RuleCaseReader(file: source.name)
            let yaml = YAMLReader.read(source.bytes, file: source.name)
            reader.note(yaml.errors)
            if let root = yaml.root, yaml.errors.isEmpty, let pack = reader.pack(root) {
                result.documents.append(pack)
            }
            result.readingFindings += reader.findings
            result.seriesCorrections.merge(reader.corrections) { first, _ in first }
            result.unreadableCorrections.formUnion(reader.unreadable)
            result.unreadJurisdictions.formUnion(reader.unreadJurisdictions)
        }
        return result
    }

    // MARK: Bundles

    /// Whether the bytes are a bundle rather than one pack.
    package static func isBundle(_ bytes: [UInt8], file: String) -> Bool {
        YAMLReader.read(bytes, file: file).root?["schema"]?.text == "vat-ruleset-case/1"
    }

    package static func bundle(_ bytes: [UInt8], file: String, asOf fallback: CivilDate) -> RuleCase {
        var reader = RuleCaseReader(file: file)
        let yaml = YAMLReader.read(bytes, file: file)
        reader.note(yaml.errors)
        var result = RuleCase(asOf: fallback)
        if let root = yaml.root, yaml.errors.isEmpty { reader.read(root, into: &result) }
        result.readingFindings = reader.findings
        result.seriesCorrections = reader.corrections
        result.unreadableCorrections = reader.unreadable
        result.unreadJurisdictions = reader.unreadJurisdictions
        return result
    }

    private mutating func read(_ root: YAMLNode, into result: inout RuleCase) {
        let keys: Set<String> = [
            "schema", "id", "as_of", "packs", "reference", "postcodes", "traffic", "baseline", "versions", "replay",
            "expect", "max_age_days", "title", "check", "note",
        ]
        for entry in root.entries ?? [] where !keys.contains(entry.key.text) {
            fault(.scalar(entry.key), "unknown key \(entry.key.text)")
        }
        result.id = root["id"]?.text
        if let node = root["as_of"] {
            if let date = date(node) { result.asOf = date } else { fault(node, "as_of is not a date") }
        }
        if let days = root["max_age_days"]?.text.flatMap({ Int($0) }) { result.maximumAgeDays = days }
        result.documents = packs(root["packs"])
        result.second = second(root["reference"])
        for entry in root["postcodes"]?["second"]?.entries ?? [] {
            let codes = (entry.value.items ?? []).compactMap(\.text)
            result.postcodes.append(TerritoryPostcodes(territory: entry.key.text, postcodes: Set(codes)))
        }
        if let traffic = root["traffic"], !isNull(traffic) {
            result.traffic = (traffic.items ?? []).compactMap { line($0) }
        }
        if let baseline = root["baseline"]?.items, !baseline.isEmpty { result.baseline = packs(root["baseline"]) }
        for item in root["versions"]?.items ?? [] {
            guard let at = instant(item["recorded_at"]) else {
                fault(item, "recorded_at is neither a date nor an instant")
                continue
            }
            result.versions.append(RuleVersion(recordedAt: at, documents: packs(item["packs"])))
        }
        if let node = root["replay"], !isNull(node), let replay = replay(node) {
            result.replay = replay
            result.replayDocuments = (root["packs"]?.items ?? []).compactMap { item in
                var reader = PackReader(file: file, knownAt: replay.knownAt)
                return reader.read(item)
            }
        }
        if let expect = root["expect"], !isNull(expect) {
            result.expected = (expect.items ?? []).compactMap { expected($0) }
        }
    }

    private mutating func packs(_ node: YAMLNode?) -> [RulePack] { (node?.items ?? []).compactMap { pack($0) } }

    private mutating func second(_ node: YAMLNode?) -> [SecondSourceWindow] {
        (node?["second"]?.items ?? []).compactMap { item in
            guard let country = item["country"]?.text, let from = item["from"].flatMap({ date($0) }),
                let rate = item["rate"]?.text.flatMap({ ExactNumber($0) })?.scaled(by: 4), rate.exact
            else {
                fault(item, "a window of the second source has country, from, to and rate")
                return nil
            }
            let code = country == "EL" ? "GR" : country
            return SecondSourceWindow(
                country: code, kind: item["kind"]?.text ?? item["fee_type"]?.text ?? "standard", from: from,
                to: item["to"].flatMap { date($0) }, ratePPM: rate.value)
        }
    }

    private mutating func line(_ node: YAMLNode) -> TrafficLine? {
        guard let country = node["country"]?.text,
            let fee = (node["fee_type"] ?? node["fee"])?.text.flatMap(FeeType.init(rawValue:))
        else {
            fault(node, "traffic has country and fee_type")
            return nil
        }
        return TrafficLine(
            country: country, fee: fee, lastSession: node["last_session"].flatMap { date($0) },
            sessions: node["sessions"]?.text.flatMap { Int($0) })
    }

    /// The facts are a record of section 4, or its few values in one mapping: country, fee_type, date.
    private mutating func replay(_ node: YAMLNode) -> RuleReplay? {
        let facts = node["facts"]?.items?.first ?? node["facts"]
        func stated(_ node: YAMLNode?) -> YAMLNode? { node.flatMap { isNull($0) ? nil : $0 } }
        let place = stated(facts?["place"]?["subdivision"]) ?? stated(facts?["place"]?["country"])
        let time = stated(facts?["time"]?["end"]) ?? stated(facts?["time"]?["start"])
        let day = time ?? stated(facts?["date"]) ?? stated(facts?["at"]) ?? stated(facts?["end"]) ?? facts?["time"]
        guard let country = (place ?? stated(facts?["country"]) ?? stated(facts?["place"]))?.text,
            let fee = (stated(facts?["fee_type"]) ?? facts?["fee"])?.text.flatMap(FeeType.init(rawValue:)),
            let date = day.flatMap({ date($0) }), let known = instant(node["known_at"])
        else {
            fault(node, "a replay has facts (country, fee_type, date) and known_at")
            return nil
        }
        let expect = node["expect"]
        let written = expect?["rate"] ?? expect?["rate_percent"]
        let rate = written?.text.flatMap { ExactNumber($0) }?.scaled(by: 4)
        return RuleReplay(
            country: country, fee: fee, date: date, knownAt: known, comparesRate: written != nil,
            expectedRatePPM: rate?.value,
            expectedRuleID: (stated(expect?["rule_id"]) ?? stated(expect?["rule"]))?.text,
            record: facts?["schema"] == nil ? nil : facts.map { RuleCaseReader.json($0) },
            expectedColumns: columns(expect),
            place: SourcePlace(file: file, line: node.position.line, column: node.position.column))
    }

    private func columns(_ expect: YAMLNode?) -> [String: String?] {
        var columns: [String: String?] = [:]
        for entry in expect?.entries ?? [] {
            columns[entry.key.text] = .some(isNull(entry.value) ? nil : entry.value.text)
        }
        return columns
    }

    /// The node as JSON: plain `null`, `true` and `false` are themselves, every other scalar is a text.
    private static func json(_ node: YAMLNode) -> [UInt8] {
        var output = JSONOutput()
        write(node, to: &output)
        return output.bytes
    }

    private static func write(_ node: YAMLNode, to output: inout JSONOutput) {
        switch node {
        case .scalar(let scalar) where scalar.isNull: output.null()
        case .scalar(let scalar) where scalar.isPlain && ["true", "false"].contains(scalar.text):
            output.value(scalar.text == "true")
        case .scalar(let scalar): output.value(scalar.text)
        case .sequence(let items, _): output.array { list in items.forEach { write($0, to: &list) } }
        case .mapping(let entries, _):
            output.object { object in
                for entry in entries {
                    var value = JSONOutput()
                    write(entry.value, to: &value)
                    object.member(entry.key.text, json: value.bytes)
                }
            }
        }
    }

    /// A mapping of code, subject and date, or the three as one text.
    private mutating func expected(_ node: YAMLNode) -> ExpectedFinding? {
        let words = (node.text ?? "").split(separator: " ").map(String.init)
        guard let code = (node["code"]?.text ?? words.first).flatMap(RuleFindingCode.init(rawValue:)) else {
            fault(node, "an expected finding has a code of the table")
            return nil
        }
        guard words.isEmpty else { return ExpectedFinding(code: code, words: words.dropFirst()) }
        let subject = node["subject"].flatMap { isNull($0) ? nil : $0.text }
        return ExpectedFinding(code: code, subject: subject, date: node["date"].flatMap { date($0) })
    }

    // MARK: Packs

    /// One document. A rate with more decimals than are held is cut and told, so that the rest is still checked.
    private mutating func pack(_ node: YAMLNode) -> RulePack? {
        var reader = PackReader(file: file)
        let subject = node["jurisdiction"]?.text ?? file
        let pack = reader.read(cut(node, subject))
        for error in reader.faults {
            findings.append(RuleFinding(.format, RuleSubject(subject, place: error.place), error.message))
        }
        for item in node["rates"]?.items ?? [] { readCorrections(item) }
        if pack == nil { unreadJurisdictions.insert(subject) }
        return pack
    }

    private mutating func readCorrections(_ series: YAMLNode) {
        guard let written = series["corrections"] else { return }
        let place = place(series)
        let all = (written.items ?? []).compactMap { item -> Correction? in
            guard let at = instant(item["date"]) else {
                fault(item, "a correction has a date")
                unreadable.insert(place)
                return nil
            }
            return Correction(
                date: at, by: item["by"]?.text, approvedBy: item["approved_by"]?.text, reason: item["reason"]?.text,
                replacedKeys: [])
        }
        if written.items == nil {
            fault(written, "\(written.kindName) where a list of corrections must stand")
            unreadable.insert(place)
        }
        if !all.isEmpty { corrections[place] = all }
    }

    private func place(_ node: YAMLNode) -> SourcePlace {
        SourcePlace(file: file, line: node.position.line, column: node.position.column)
    }

    private mutating func cut(_ node: YAMLNode, _ subject: String) -> YAMLNode {
        switch node {
        case .scalar: return node
        case .sequence(let items, let position): return .sequence(items.map { cut($0, subject) }, position)
        case .mapping(let entries, let position):
            let cutEntries = entries.map { entry -> YAMLEntry in
                guard entry.key.text == "rate", case .scalar(var scalar) = entry.value,
                    ExactNumber(scalar.text) != nil, let dot = scalar.text.firstIndex(of: "."),
                    scalar.text.distance(from: dot, to: scalar.text.endIndex) > 5
                else { return YAMLEntry(key: entry.key, value: cut(entry.value, subject)) }
                let at = SourcePlace(file: file, line: scalar.position.line, column: scalar.position.column)
                findings.append(
                    RuleFinding(.scale, RuleSubject(subject, place: at), "rate \(scalar.text) has more than 3 decimals")
                )
                scalar.text = String(scalar.text[..<scalar.text.index(dot, offsetBy: 4)])
                return YAMLEntry(key: entry.key, value: .scalar(scalar))
            }
            return .mapping(cutEntries, position)
        }
    }

    // MARK: Values

    private mutating func note(_ errors: [YAMLError]) {
        for error in errors {
            let at = SourcePlace(file: file, line: error.position.line, column: error.position.column)
            let message = [error.message, error.expected].compactMap { $0 }.joined(separator: "; expected ")
            findings.append(RuleFinding(.format, RuleSubject(file, place: at), message))
        }
    }

    private mutating func fault(_ node: YAMLNode, _ message: String) {
        let at = SourcePlace(file: file, line: node.position.line, column: node.position.column)
        findings.append(RuleFinding(.format, RuleSubject(file, place: at), message))
    }

    private func isNull(_ node: YAMLNode) -> Bool { node.scalar?.isNull ?? false }

    /// A date, or the date an instant is written with.
    private func date(_ node: YAMLNode) -> CivilDate? {
        node.text.flatMap { LocalTimeText.parse(Array($0.utf8)) }?.date
    }

    private func instant(_ node: YAMLNode?) -> Instant? {
        node?.text.flatMap { CivilDate($0).map { Instant($0) } ?? Instant($0) }
    }
}

extension TrafficLine {
    /// Lines of JSON with `country`, `fee_type`, `last_session` and `sessions`; lines that are none are counted.
    package static func read(_ bytes: [UInt8]) -> (lines: [TrafficLine], unreadable: Int) {
        var lines: [TrafficLine] = []
        var unreadable = 0
        for line in bytes.split(separator: 0x0A) where !line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) {
            guard let root = try? JSONDocument(parsing: line).root, let country = root["country"]?.string,
                let fee = root["fee_type"]?.string.flatMap(FeeType.init(rawValue:))
            else {
                unreadable += 1
                continue
            }
            lines.append(
                TrafficLine(
                    country: country, fee: fee, lastSession: root["last_session"]?.string.flatMap { CivilDate($0) },
                    sessions: root["sessions"]?.integer.map(Int.init)))
        }
        return (lines, unreadable)
    }
}
