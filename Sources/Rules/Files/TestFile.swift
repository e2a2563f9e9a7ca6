import Domain

/// Reads one test of a rule file.
enum TestFile {
    static func read(_ node: DocumentNode, _ reader: inout FileReader, _ kinds: [RuleKind]) -> RuleTest? {
        let keys = reader.mapping(
            node, known: ["name", "on", "at", "history", "given", "expect"], required: ["name", "given", "expect"],
            what: "the test")
        let name = keys["name"].flatMap { reader.text($0.value, what: "name") }
        let kind = keys["on"].flatMap { reader.choice($0.value, RuleKind.self, what: "event kind") } ?? kinds.first
        let at = keys["at"].flatMap { reader.instant($0.value, what: "instant") }
        let history = (keys["history"].flatMap { reader.sequence($0.value, what: "history") } ?? []).compactMap {
            readEvents($0, &reader)
        }.flatMap { $0 }
        let given = keys["given"].map { readFacts($0.value, kind, &reader) }
        let expectation = keys["expect"].flatMap { readExpectation($0.value, &reader) }
        guard let name, let given, let expectation else { return nil }
        return RuleTest(
            name: name, kind: kind, at: at, history: history, given: given, expectation: expectation, place: node.place)
    }

    /// One event of history, or `times` of them, each `every` later than the one before, `vary` numbering a text field.
    private static func readEvents(_ node: DocumentNode, _ reader: inout FileReader) -> [RuleTest.HistoryEvent]? {
        guard let entries = reader.entries(node, what: "an event of history") else { return nil }
        guard let kindEntry = entries.first(where: { $0.key == "kind" }) else {
            reader.error(node, "an event of history without its kind", expected: "kind: session")
            return nil
        }
        guard let kind = reader.choice(kindEntry.value, RuleKind.self, what: "event kind") else { return nil }
        let series = ["times", "every", "vary"]
        let rest = entries.filter { $0.key != "kind" && !series.contains($0.key) }
        let facts = readFacts(.mapping(rest, node.place), kind, &reader)
        func entry(_ key: String) -> DocumentNode? { entries.first { $0.key == key }?.value }
        guard let times = entry("times") else {
            for key in series.dropFirst() {
                if let stray = entry(key) { reader.error(stray, "'\(key)' without times", expected: "times: 5") }
            }
            return [RuleTest.HistoryEvent(kind: kind, facts)]
        }
        guard let count = reader.integer(times, what: "number of times") else { return nil }
        guard (2...500).contains(count) else {
            reader.error(times, "\(count) times", expected: "2 to 500")
            return nil
        }
        let step = entry("every").flatMap { readStep($0, &reader) } ?? 0
        let names = entry("vary").map { reader.texts($0, what: "vary") ?? [] } ?? []
        let varied = names.compactMap { FieldID($0) }
        if varied.count < names.count, let place = entry("vary") {
            reader.error(place, "vary names no field", expected: "[FIELD]")
        }
        let first = RuleTest.HistoryEvent(kind: kind, facts)
        return (0..<count).map { first.shifted(by: step * Int64($0), varied, $0) }
    }

    /// The time from one event of a series to the next: back in time would be another series, and 500 centuries end no calendar.
    private static func readStep(_ node: DocumentNode, _ reader: inout FileReader) -> Int64? {
        guard let step = reader.duration(node, what: "duration") else { return nil }
        let longest = Linker.longestWindow.numerator
        guard step >= 0, Int128(step) <= longest else {
            reader.error(
                node, step < 0 ? "a series that goes back in time" : "a step of more than a century",
                expected: "every: 1 h, or another duration up to 36525 d")
            return nil
        }
        return step
    }

    private static func readFacts(_ node: DocumentNode, _ kind: RuleKind?, _ reader: inout FileReader) -> Facts {
        var facts = Facts()
        for entry in reader.entries(node, what: "given") ?? [] {
            guard let field = FieldID(entry.key) else {
                let meant = FieldRegistry.nearest(entry.key, kind)
                reader.error(entry.place, "unknown field '\(entry.key)'", expected: meant ?? "a field of the event")
                continue
            }
            if let kind, !FieldRegistry.fields[Int(field.index)].exists(in: kind) {
                let owner = RuleKind.withArticle(kind.rawValue)
                reader.error(
                    entry.place, "\(owner) has no field '\(entry.key)'",
                    expected: FieldRegistry.nearest(entry.key, kind) ?? "a field of \(owner)")
                continue
            }
            facts[field] = readFact(entry.value, field, &reader)
        }
        return facts
    }

    /// A plain `null` is unknown, a plain `absent` is known not to exist; both are text in quotes.
    private static func readFact(_ node: DocumentNode, _ field: FieldID, _ reader: inout FileReader) -> FactValue {
        if case .scalar(let text, true, _) = node {
            if text == "null" { return .unknown }
            if text == "absent" { return .absent }
        }
        switch reader.value(node, field.type, what: field.name) {
        case .bool(let value)?: return .bool(value)
        case .number(let value)?:
            let scale = FieldRegistry.fields[Int(field.index)].scale
            guard let stored = try? value.divided(by: scale).reduced, stored.denominator == 1,
                let integer = Int64(exactly: stored.numerator)
            else {
                reader.error(
                    node, "\(field.name) finer than its unit, or too large",
                    expected: "\(field.type.example), at most six decimals")
                return .unknown
            }
            return .number(integer)
        case .instant(let value)?: return .instant(value)
        case .date(let value)?: return .date(value)
        case .text(let value)?: return .text(value)
        case .location(let latitude, let longitude)?: return .location(latitude: latitude, longitude: longitude)
        case .set(let value)?: return .set(value.sorted { $0.string < $1.string })
        default: return .unknown
        }
    }

    private static func readExpectation(_ node: DocumentNode, _ reader: inout FileReader) -> RuleTest.Expectation? {
        let words = ["hit", "no-hit", "error"]
        if case .scalar(let text, _, _) = node {
            switch text {
            case "hit": return .hit(RuleTest.Hit())
            case "no-hit": return .noHit
            case "error": return .error
            default:
                reader.error(
                    node, "expects '\(text)'",
                    expected: nearest(text, words) ?? "hit, no-hit, error, {unknown: [FIELD]}")
                return nil
            }
        }
        let known = ["hit", "unknown", "score", "decision", "risk", "severity", "subject", "keys", "let"]
        let keys = reader.mapping(node, known: known, what: "expect")
        if let entry = keys["unknown"] {
            guard keys.count == 1, let names = reader.texts(entry.value, what: "unknown") else {
                reader.error(node, "unknown together with a hit", expected: "{unknown: [FIELD]}")
                return nil
            }
            return .unknown(names.sorted())
        }
        guard let hit = keys["hit"], case .scalar("true", _, _) = hit.value else {
            reader.error(node, "expect without its result", expected: "{hit: true, …}")
            return nil
        }
        var expected = RuleTest.Hit()
        expected.score = keys["score"].flatMap { readScore($0, &reader) }
        expected.risk = keys["risk"].flatMap { readScore($0, &reader) }
        expected.decision = keys["decision"].flatMap { reader.choice($0.value, Outcome.self, what: "decision") }
        expected.severity = keys["severity"].flatMap { reader.choice($0.value, Severity.self, what: "severity") }
        expected.subject = keys["subject"].flatMap { reader.text($0.value, what: "subject") }
        for entry in keys["keys"].flatMap({ reader.entries($0.value, what: "keys") }) ?? [] {
            if let value = reader.text(entry.value, what: entry.key) { expected.keys.append((entry.key, value)) }
        }
        let lets = keys["let"].flatMap { reader.entries($0.value, what: "let") } ?? []
        expected.lets = lets.map { ($0.key, $0.value) }
        return .hit(expected)
    }

    private static func readScore(_ entry: DocumentNode.Entry, _ reader: inout FileReader) -> Score? {
        guard let text = reader.text(entry.value, what: "score") else { return nil }
        guard let points = Quantity.decimal(text), let tenths = try? points.multiplied(by: Rational(10)).reduced,
            tenths.denominator == 1, (0...1000).contains(tenths.numerator)
        else {
            reader.error(entry.value, "'\(text)' is no score", expected: "0 to 100")
            return nil
        }
        return Score(tenths: Int32(tenths.numerator))
    }
}
