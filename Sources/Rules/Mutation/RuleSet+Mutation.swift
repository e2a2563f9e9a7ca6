import Domain

/// A change of a rule that the tests inside its file should notice.
package struct MutantReport: Sendable, Hashable {
    /// Stable while the rule's expressions stay as they are; what `exempt` names.
    package let id: String
    package let line: Int
    package let column: Int
}

/// What has to be mended before a rule can be changed on trial: tests that fail anyway would notice every change.
package struct MutationObstacle: Sendable, Hashable, CustomStringConvertible {
    package let path: String
    package let line: Int
    package let rule: String
    package let reason: String

    package var description: String {
        "\(path):\(line): \(rule) \(reason); expected every test to hold before changes are tried: amplomb rules test \(rule)"
    }
}

/// What became of the mutants of one rule.
package struct MutationReport: Sendable, Hashable {
    package let rule: String
    package let path: String
    package let killed: Int
    /// Mutants that no test noticed and nobody exempted.
    package let survivors: [MutantReport]
    package let exempted: Int
    /// Exemptions that name no surviving mutant.
    package let staleExemptions: [String]
    /// Why nothing can be said of the mutants: a test that fails, or versions that do not link, on the rule as it stands. Nil where
    /// all is well; else the counts are zero.
    package let obstacle: MutationObstacle?

    package var total: Int { killed + survivors.count + exempted }
}

extension MutationReport {
    fileprivate init(rule: String, path: String, blockedBy obstacle: MutationObstacle) {
        self.init(
            rule: rule, path: path, killed: 0, survivors: [], exempted: 0, staleExemptions: [], obstacle: obstacle)
    }
}

extension RuleSet {
    /// Changes each rule in every small way and runs its tests on the change.
    ///
    /// - Parameter id: only this rule.
    package func mutate(_ id: String? = nil) -> [MutationReport] {
        rules.filter { id == nil || $0.id == id }.map { Mutator(rule: $0.asWritten, lists: knowledge.lists).run() }
    }

    /// The same with up to `jobs` rules at a time; reports in order of rule id.
    package func mutate(_ id: String? = nil, jobs: Int) async -> [MutationReport] {
        let wanted = rules.filter { id == nil || $0.id == id }.map(\.asWritten)
        let lists = knowledge.lists
        return await withTaskGroup(of: MutationReport.self) { group in
            var rest = wanted.makeIterator()
            var reports: [MutationReport] = []
            for _ in 0..<max(1, jobs) {
                guard let rule = rest.next() else { break }
                group.addTask { Mutator(rule: rule, lists: lists).run() }
            }
            while let report = await group.next() {
                reports.append(report)
                if let rule = rest.next() { group.addTask { Mutator(rule: rule, lists: lists).run() } }
            }
            return reports.sorted { $0.rule < $1.rule }
        }
    }
}

/// Makes the mutants of one rule and runs its tests on them.
struct Mutator {
    struct Mutant {
        let id: String
        let place: DocumentNode.Place
        let rule: Rule
    }

    let rule: Rule
    let lists: ListTable

    func run() -> MutationReport {
        var killed = 0
        var exempted = 0
        var survivors: [MutantReport] = []
        var used: Set<String> = []
        if let obstacle { return MutationReport(rule: rule.id, path: rule.path, blockedBy: obstacle) }
        let excused = Set(rule.exemptions.map(\.mutant))
        for mutant in mutants {
            // A change that does not compile, such as a sum of rows, is no mutant.
            guard let runner = try? TestRunner(mutant.rule, lists) else { continue }
            if !runner.passes {
                killed += 1
            } else if excused.contains(mutant.id) {
                exempted += 1
                used.insert(mutant.id)
            } else {
                survivors.append(
                    MutantReport(id: mutant.id, line: mutant.place.line, column: mutant.place.column))
            }
        }
        return MutationReport(
            rule: rule.id, path: rule.path, killed: killed, survivors: survivors, exempted: exempted,
            staleExemptions: excused.subtracting(used).sorted(), obstacle: nil)
    }

    /// The first test that does not hold for the rule as written.
    private var obstacle: MutationObstacle? {
        let reports: [RuleTestReport]
        do {
            reports = try TestRunner(rule, lists).run()
        } catch {
            reports = [error.report]
        }
        guard let first = reports.first(where: { $0.failure != nil }) else { return nil }
        let failed = reports.filter { $0.failure != nil }.count
        let others = failed > 1 ? " (and \(failed - 1) more)" : ""
        let name = first.test.isEmpty ? "" : "test '\(first.test)'\(others) fails: "
        return MutationObstacle(
            path: first.path, line: first.line, rule: rule.id, reason: name + (first.failure ?? ""))
    }

    var mutants: [Mutant] {
        rule.versions.indices.flatMap { index -> [Mutant] in
            guard rule.versions[index].mode != .draft || rule.versions.count == 1 else { return [] }
            return expressionMutants(index) + parameterMutants(index) + overrideMutants(index) + verdictMutants(index)
        } + keyMutants
    }

    private func changed(_ index: Int, _ edit: (inout RuleVersion) -> Void) -> Rule {
        var versions = rule.versions
        edit(&versions[index])
        return rule.with(versions: versions)
    }

    private func prefix(_ index: Int) -> String {
        rule.versions.count == 1 ? "" : "v\(rule.versions[index].number) "
    }

    private func expressionMutants(_ index: Int) -> [Mutant] {
        let version = rule.versions[index]
        var all = numbered(version.condition, "\(prefix(index))when") { source in
            changed(index) { $0.condition = source }
        }
        for position in version.lets.indices {
            let item = version.lets[position]
            all += numbered(item.source, "\(prefix(index))\(item.name)") { source in
                changed(index) { $0.lets[position].source = source }
            }
        }
        return all
    }

    /// Mutants of an expression; equal changes in one expression are numbered in order.
    private func numbered(
        _ source: SourceExpression, _ label: String, _ rebuild: (SourceExpression) -> Rule
    ) -> [Mutant] {
        var seen: [String: Int] = [:]
        return source.tree.mutants(judging: rule.kinds).map { mutant in
            seen[mutant.change, default: 0] += 1
            let count = seen[mutant.change] ?? 1
            let changed = SourceExpression(tree: mutant.expression, place: source.place, isPlain: source.isPlain)
            return Mutant(
                id: "\(label): \(mutant.change)" + (count > 1 ? " (\(count))" : ""), place: source.place(mutant.offset),
                rule: rebuild(changed))
        }
    }

    private func parameterMutants(_ index: Int) -> [Mutant] {
        let version = rule.versions[index]
        return version.parameters.indices.flatMap { position -> [Mutant] in
            let parameter = version.parameters[position]
            return Self.steps(parameter, parameter.value).map { name, value in
                Mutant(
                    id: "\(prefix(index))p.\(parameter.name) \(name)", place: parameter.place,
                    rule: changed(index) { $0.parameters[position] = parameter.with(value) })
            }
        }
    }

    /// Overrides one step beside their values, and each left out.
    private func overrideMutants(_ index: Int) -> [Mutant] {
        let version = rule.versions[index]
        return version.overrides.indices.flatMap { position -> [Mutant] in
            let override = version.overrides[position]
            let parameter = version.parameters[override.parameter]
            let label = "\(prefix(index))override \(override.axis.rawValue) \(override.member.string) \(parameter.name)"
            let others = Self.steps(parameter, override.value).map { name, value in
                Mutant(
                    id: "\(label) \(name)", place: override.place,
                    rule: changed(index) { $0.overrides[position] = override.with(value) })
            }
            let dropped = changed(index) { $0.overrides.remove(at: position) }
            return others + [Mutant(id: "drop \(label)", place: override.place, rule: dropped)]
        }
    }

    /// The values one step beside a parameter's.
    private static func steps(_ parameter: Parameter, _ value: Value) -> [(String, Value)] {
        switch (value, parameter.type) {
        case (.number(let number), .number(let dimension)):
            let step = parameter.isCount ? Rational(Int128(1)) : dimension.step
            return [("up", step), ("down", (try? step.negated()) ?? step)].compactMap { name, delta in
                (try? number.adding(delta)).map { (name, Value.number($0)) }
            }
        case (.set(let members), _):
            return members.sorted { $0.string < $1.string }.map { member in
                ("without \(member.string)", .set(members.subtracting([member])))
            }
        case (.bool(let flag), _): return [("inverted", .bool(!flag))]
        case (.instant(let at), _): return [("up", .instant(at + 1)), ("down", .instant(at - 1))]
        case (.date(let day), _): return [("up", .date(day + 1)), ("down", .date(day - 1))]
        case (.text(let text), .text): return [("other", .text(Text(text.string + "?")))]
        default: return []
        }
    }

    private func verdictMutants(_ index: Int) -> [Mutant] {
        let version = rule.versions[index]
        func place(_ key: String) -> DocumentNode.Place { version.places[key] ?? version.place }
        var all: [Mutant] = []
        switch version.verdict {
        case .score(let score):
            let other = Score(tenths: score.tenths == 0 ? 10 : score.tenths - 1)
            all.append(
                Mutant(
                    id: "\(prefix(index))score", place: place("score"),
                    rule: changed(index) { $0.verdict = .score(other) }))
        case .risk(let score):
            let other = Score(tenths: score.tenths == 0 ? 10 : score.tenths - 1)
            all.append(
                Mutant(
                    id: "\(prefix(index))risk", place: place("risk"), rule: changed(index) { $0.verdict = .risk(other) }
                ))
        case .decision(let outcome):
            let other: Outcome = outcome == .stop ? .hold : outcome == .hold ? .review : .hold
            all.append(
                Mutant(
                    id: "\(prefix(index))decision", place: place("decision"),
                    rule: changed(index) { $0.verdict = .decision(other) }))
        }
        let severity: Severity = version.severity == .low ? .medium : .low
        all.append(
            Mutant(
                id: "\(prefix(index))severity", place: place("severity"),
                rule: changed(index) { $0.severity = severity }))
        return all
    }

    /// Each key another one, and each left out of several. A rule whose cases name a key that it lacks does not load: no mutant.
    private var keyMutants: [Mutant] {
        let other = FieldID.country
        return rule.keys.indices.flatMap { index -> [Mutant] in
            let key = rule.keys[index]
            var all: [(id: String, keys: [FieldID])] = []
            if key != other, !rule.keys.contains(other) {
                var keys = rule.keys
                keys[index] = other
                all.append(("key \(key.name)", keys))
            }
            if rule.keys.count > 1 { all.append(("drop key \(key.name)", rule.keys.filter { $0 != key })) }
            return all.map { Mutant(id: $0.id, place: rule.place, rule: rule.with(keys: $0.keys)) }.filter { mutant in
                index == 0 || mutant.rule.contradictions.isEmpty
            }
        }
    }
}

extension Override {
    fileprivate func with(_ value: Value) -> Override {
        Override(axis: axis, member: member, parameter: parameter, value: value, place: place)
    }
}

extension Parameter {
    func with(_ value: Value) -> Parameter {
        Parameter(
            name: name, type: type, isCount: isCount, value: value, least: least, greatest: greatest, place: place,
            path: path, boundPlaces: boundPlaces)
    }
}

extension Dimension {
    /// The step by which mutation moves a parameter: the least amount that a test can be expected to tell apart.
    var step: Rational {
        switch (money, energy, time, length) {
        case (0, 0, 0, 0): Rational(Int128(1), over: 100)
        case (1, 0, 0, 0): Rational(Int128(10_000))
        case (0, 1, 0, 0): Rational(Int128(1_000))
        case (0, 1, -1, 0): FieldRegistry.watt
        case (0, 0, 1, 0): Rational(Int128(1))
        case (0, 0, 0, 1): Rational(Int128(1_000))
        case (0, 0, -1, 1): Rational(Int128(1_000), over: 3_600_000_000)
        default: Rational(Int128(1), over: 1_000)
        }
    }
}
