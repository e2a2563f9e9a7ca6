import Domain

/// Reads one version of a rule.
enum VersionFile {
    private static let known = [
        "v", "from", "to", "mode", "params", "override", "let", "when", "score", "decision", "risk", "severity", "case",
        "say",
    ]

    static func read(
        _ node: DocumentNode, _ reader: inout FileReader, _ currency: Currency, _ kinds: [RuleKind],
        _ subjects: [FieldID]
    ) -> RuleVersion? {
        let keys = reader.mapping(
            node, known: known, required: ["v", "from", "mode", "when", "severity"], what: "the version")
        let number = keys["v"].flatMap { reader.integer($0.value, what: "version number") }
        if number == 0, let node = keys["v"]?.value {
            reader.error(node, "version 0", expected: "a whole number from 1 on")
        }
        let from = keys["from"].flatMap { reader.instant($0.value, what: "date") }
        let to = keys["to"].flatMap { reader.instant($0.value, what: "date") }
        let mode = keys["mode"].flatMap { reader.choice($0.value, RuleMode.self, what: "mode") }
        let severity = keys["severity"].flatMap { reader.choice($0.value, Severity.self, what: "severity") }
        if mode == .retired, to == nil { reader.error(node, "a retired version without its end", expected: "to: DATE") }
        if let from, let to, to <= from, let place = keys["to"]?.place {
            reader.error(place, "the version ends before it begins", expected: "a to after its from")
        }
        let parameters = keys["params"].map { readParameters($0.value, &reader, currency) } ?? []
        let overrides = keys["override"].map { readOverrides($0.value, parameters, &reader) } ?? []
        let lets = keys["let"].map { readLets($0.value, &reader) } ?? []
        let condition = keys["when"].flatMap { reader.expression($0.value, what: "when") }
        let verdict = readVerdict(keys, node, &reader)
        let caseKey = keys["case"].flatMap { readCase($0.value, &reader, kinds) }
        let say = keys["say"].flatMap { readSay($0.value, &reader) }
        if mode == .live, say == nil, !reader.isLoose {
            reader.error(node, "a live version without say", expected: "say: the sentence an analyst sees")
        }
        guard let number, let from, let mode, let severity, let condition, let verdict else { return nil }
        var places: [String: DocumentNode.Place] = [:]
        for (key, entry) in keys { places[key] = entry.value.place }
        return RuleVersion(
            number: number, from: Instant(microseconds: from), to: to.map { Instant(microseconds: $0) }, mode: mode,
            verdict: verdict, severity: severity, caseKey: caseKey, parameters: parameters, overrides: overrides,
            lets: lets, condition: condition, say: say, place: node.place, places: places)
    }

    private static func readVerdict(
        _ keys: [String: DocumentNode.Entry], _ node: DocumentNode, _ reader: inout FileReader
    ) -> Verdict? {
        let given = ["score", "decision", "risk"].filter { keys[$0] != nil }
        guard given.count == 1, let name = given.first, let entry = keys[name] else {
            reader.error(
                node, given.isEmpty ? "a version without effect" : "\(given.joined(separator: " and ")) together",
                expected: "one of score, decision, risk")
            return nil
        }
        if name == "decision" {
            guard let outcome = reader.choice(entry.value, Outcome.self, what: "decision") else { return nil }
            if outcome == .pass {
                reader.error(entry.value, "decision: pass decides nothing", expected: "review, hold or stop")
            }
            return .decision(outcome)
        }
        guard let text = reader.text(entry.value, what: name) else { return nil }
        guard let points = Quantity.decimal(text), let tenths = try? points.multiplied(by: Rational(10)).reduced,
            tenths.denominator == 1, (0...1000).contains(tenths.numerator)
        else {
            reader.error(entry.value, "'\(text)' is no \(name)", expected: "0 to 100 with at most one decimal")
            return nil
        }
        let score = Score(tenths: Int32(tenths.numerator))
        return name == "score" ? .score(score) : .risk(score)
    }

    private static func readLets(
        _ node: DocumentNode, _ reader: inout FileReader
    ) -> [(name: String, source: SourceExpression)] {
        let entries = reader.entries(node, what: "let") ?? []
        if entries.count > 64 { reader.error(node, "\(entries.count) lets", expected: "at most 64") }
        return entries.compactMap { entry in
            let hidesMembers = FieldRegistry.fields.contains { $0.name.hasPrefix(entry.key + ".") }
            if FieldID(entry.key) != nil || hidesMembers || Parser.reserved.contains(entry.key)
                || ["p", "self"].contains(entry.key)
            {
                reader.error(
                    entry.place, "let '\(entry.key)' hides a field or a word of the language", expected: "another name")
            }
            return reader.expression(entry.value, what: "let \(entry.key)").map { (entry.key, $0) }
        }
    }

    private static func readSay(_ node: DocumentNode, _ reader: inout FileReader) -> SayTemplate? {
        guard let text = reader.text(node, what: "say") else { return nil }
        do {
            return try SayTemplate.parse(text, node.place)
        } catch {
            reader.report(error, SourceExpression(tree: .literal(.bool(true), 0), place: node.place, isPlain: false))
            return nil
        }
    }

    private static func readCase(_ node: DocumentNode, _ reader: inout FileReader, _ kinds: [RuleKind]) -> CaseKey? {
        let keys = reader.mapping(node, known: ["dedupe", "window"], required: ["dedupe", "window"], what: "case")
        let window = keys["window"].flatMap { reader.duration($0.value, what: "window") }
        if let window, window < 0, let node = keys["window"]?.value {
            reader.error(
                node, "a case window of less than nothing", expected: "0 d, or how long a hit reopens the case")
        }
        guard let entry = keys["dedupe"], let names = reader.distinctTexts(entry.value, what: "dedupe") else {
            return nil
        }
        guard let first = names.first, let grouping = CaseKey.Grouping(rawValue: first), names.count > 1 else {
            reader.error(entry.value, "dedupe names no grouping and key", expected: "[rule, FIELD] or [family, FIELD]")
            return nil
        }
        let fields: [FieldID] = names.dropFirst().compactMap { name in
            if let field = FieldID(name), kinds.allSatisfy(FieldRegistry.fields[Int(field.index)].exists(in:)) {
                return field
            }
            reader.error(
                entry.value, "'\(name)' is no field of the event",
                expected: kinds.first.flatMap { FieldRegistry.nearest(name, $0) } ?? "a field of the event")
            return nil
        }
        guard let window, !fields.isEmpty else { return nil }
        return CaseKey(grouping: grouping, keys: fields, window: TimeSpan(microseconds: window))
    }

    // MARK: parameters

    private static func readParameters(
        _ node: DocumentNode, _ reader: inout FileReader, _ currency: Currency
    ) -> [Parameter] {
        (reader.entries(node, what: "params") ?? []).compactMap { readParameter($0, &reader, currency) }
    }

    private static func readParameter(
        _ entry: DocumentNode.Entry, _ reader: inout FileReader, _ currency: Currency
    ) -> Parameter? {
        let keys = reader.mapping(
            entry.value, known: ["type", "default", "min", "max", "ref"], required: ["type"],
            what: "parameter \(entry.key)")
        guard let typeNode = keys["type"]?.value, let name = reader.text(typeNode, what: "type") else { return nil }
        if name == "list" { return readList(entry, keys, &reader) }
        guard let type = types(currency)[name] else {
            let known = types(currency).keys.sorted() + ["list"]
            reader.error(
                typeNode, "unknown type '\(name)'", expected: nearest(name, known) ?? known.joined(separator: ", "))
            return nil
        }
        guard let defaultNode = keys["default"]?.value else {
            reader.error(entry.place, "parameter \(entry.key) has no default", expected: "default: \(type.example)")
            return nil
        }
        let value = reader.value(defaultNode, type, what: "the default of \(entry.key)")
        var bounds: [String: Rational] = [:]
        for bound in ["min", "max"] {
            guard let node = keys[bound]?.value else { continue }
            guard case .number(let number)? = reader.value(node, type, what: "\(bound) of \(entry.key)") else {
                reader.error(node, "\(bound) of \(type.name)", expected: "no bound")
                continue
            }
            bounds[bound] = number
        }
        guard let value else { return nil }
        let parameter = Parameter(
            name: entry.key, type: type, isCount: name == "count", value: value, least: bounds["min"],
            greatest: bounds["max"],
            place: defaultNode.place,
            boundPlaces: keys.filter { ["min", "max"].contains($0.key) }.mapValues(\.value.place))
        check(value, parameter, defaultNode.place, &reader)
        return parameter
    }

    static func check(
        _ value: Value, _ parameter: Parameter, _ place: DocumentNode.Place, _ reader: inout FileReader
    ) {
        guard case .number(let number) = value else { return }
        if parameter.isCount, number.reduced.denominator != 1 {
            reader.error(place, "a count with decimals", expected: "a whole number")
        }
        if parameter.isCount, Int64(exactly: number.numerator / number.denominator) == nil {
            reader.error(place, "a count beyond \(Int64.max)", expected: "a smaller number")
        }
        if number.compared(to: .zero) < 0, parameter.isCount || parameter.type.isMoney {
            reader.error(
                place, "\(parameter.name) is \(parameter.isCount ? "a count" : "an amount") below zero",
                expected: "\(ValueText.text(.number(.zero), parameter.type)) or more")
        }
        if let least = parameter.least, number.compared(to: least) < 0 {
            reader.error(
                place, "\(parameter.name) below its min",
                expected: "at least \(ValueText.text(.number(least), parameter.type))")
        }
        if let greatest = parameter.greatest, number.compared(to: greatest) > 0 {
            reader.error(
                place, "\(parameter.name) above its max",
                expected: "at most \(ValueText.text(.number(greatest), parameter.type))")
        }
    }

    private static func readList(
        _ entry: DocumentNode.Entry, _ keys: [String: DocumentNode.Entry], _ reader: inout FileReader
    ) -> Parameter? {
        guard let node = keys["ref"]?.value, let reference = reader.text(node, what: "ref") else {
            reader.error(entry.place, "list parameter \(entry.key) names no list", expected: "ref: lists/NAME")
            return nil
        }
        guard reference.hasPrefix("lists/"), reference.utf8.count > 6 else {
            reader.error(node, "'\(reference)' is no list", expected: "lists/NAME")
            return nil
        }
        let name = String(reference.dropFirst(6))
        return Parameter(
            name: entry.key, type: .list(name), isCount: false, value: .text(Text(name)), least: nil, greatest: nil,
            place: node.place)
    }

    private static func types(_ currency: Currency) -> [String: ValueType] {
        [
            "bool": .bool, "count": .count, "ratio": .count, "money": .number(.money(currency)),
            "energy": .number(.energy),
            "power": .number(.power), "duration": .number(.duration), "length": .number(.length),
            "speed": .number(.speed), "unit_price": .number(.unitPrice(currency)), "instant": .instant, "date": .date,
            "location": .location, "text": .text, "set": .set(.text),
        ]
    }

    // MARK: overrides

    private static func readOverrides(
        _ node: DocumentNode, _ parameters: [Parameter], _ reader: inout FileReader
    ) -> [Override] {
        var overrides: [Override] = []
        let axes = Override.Axis.allCases.map(\.rawValue)
        for axisEntry in reader.entries(node, what: "override") ?? [] {
            guard let axis = Override.Axis(rawValue: axisEntry.key) else {
                reader.error(
                    axisEntry.place, "override by '\(axisEntry.key)'",
                    expected: nearest(axisEntry.key, axes) ?? axes.joined(separator: ", "))
                continue
            }
            for member in reader.entries(axisEntry.value, what: "override by \(axisEntry.key)") ?? [] {
                if !axis.vocabulary.contains(member.key) {
                    reader.error(
                        member.place, "'\(member.key)' is no \(axis.vocabulary.name)",
                        expected: axis.vocabulary.expected(for: member.key))
                }
                for entry in reader.entries(member.value, what: "override for \(member.key)") ?? [] {
                    guard let index = parameters.firstIndex(where: { $0.name == entry.key }) else {
                        reader.error(
                            entry.place, "override of unknown parameter '\(entry.key)'",
                            expected: nearest(entry.key, parameters.map(\.name)) ?? "a parameter of this version")
                        continue
                    }
                    guard let value = reader.value(entry.value, parameters[index].type, what: entry.key) else {
                        continue
                    }
                    check(value, parameters[index], entry.value.place, &reader)
                    overrides.append(
                        Override(
                            axis: axis, member: Text(member.key), parameter: index, value: value,
                            place: entry.value.place))
                }
            }
        }
        return overrides.sorted { $0.axis < $1.axis }
    }
}
