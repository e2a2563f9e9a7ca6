import Domain
import Windows

extension Machine {
    /// Evaluates one version and writes its result.
    mutating func result(_ judge: Judge, _ detail: EvaluationDetail) -> RuleResult {
        load(judge.linked)
        if !judge.linked.replacements.isEmpty { applyOverrides(judge.linked) }
        let finding: RuleResult.Finding
        var faulty: [FieldID] = []
        do {
            switch try evaluate(linked.program.when) {
            case .bool(let isHit): finding = isHit ? .hit : .noHit
            default: finding = .unknown(missingFields())
            }
        } catch {
            finding = .error(error)
            faulty = fieldsAtFault()
        }
        if case .noHit = finding, detail == .findings { return RuleResult(judge, .noHit) }
        // What did not decide the result is not worked out for its record; a hit shows all to a person.
        var isHit = false
        if case .hit = finding { isHit = true }
        let details = RuleResult.Details(
            subject: facts[judge.subject].subjectText, lets: letValues(onlyRead: !isHit),
            sentence: isHit ? sentence(judge.say) : nil, faulty: faulty)
        return RuleResult(judge, finding, details)
    }

    /// What is missing, each once; of a field at most the first rows in the order of events. A busy place has thousands
    /// of rows without a price, and an explanation that names them all is read by nobody and stored for years.
    private mutating func missingFields() -> [MissingField] {
        if scratch.missing.isEmpty { return Array(Set(scratch.absent)).sorted() }
        if scratch.missing.count == 1 { return scratch.missing }
        if scratch.missing.count > Self.mostNamed { return firstMissingFields() }
        // Rank of the name above the row, so that the order of numbers is the order of fields.
        var keys = scratch.missing.map(\.key)
        keys.sort()
        var fields: [MissingField] = []
        fields.reserveCapacity(keys.count)
        for place in keys.indices where place == 0 || keys[place] != keys[place - 1] {
            fields.append(MissingField(key: keys[place]))
        }
        return fields
    }

    /// The same for so many that of some field only the first rows may be named.
    private mutating func firstMissingFields() -> [MissingField] {
        var named: Set<UInt64> = []
        var rows: [FieldID: Int] = [:]
        var full: FieldID?
        for missing in scratch.missing {
            if missing.row != nil {
                if full == missing.field { continue }
                let count = rows[missing.field, default: 0]
                full = count >= Self.mostNamed ? missing.field : nil
                if full != nil { continue }
                if named.insert(missing.key).inserted { rows[missing.field] = count + 1 }
            } else {
                named.insert(missing.key)
            }
        }
        return named.sorted().map { MissingField(key: $0) }
    }

    /// Puts the values of overrides in place, in rising precedence; one that depends on an unknown field leaves unknown.
    private mutating func applyOverrides(_ linked: LinkedProgram) {
        isOverridden = true
        scratch.parameters.removeAll(keepingCapacity: true)
        scratch.parameters.append(contentsOf: linked.parameters)
        for replacement in linked.replacements {
            switch facts[replacement.axis] {
            case .text(let member):
                if member == replacement.member { scratch.parameters[replacement.parameter] = replacement.value }
            case .absent: break
            default:
                scratch.parameters[replacement.parameter] = .unknown
                undecidedOverride = replacement.axis
            }
        }
    }

    /// The values of lets in the order of the program; nil for one that fails, and for one that nothing read where that is asked for.
    private mutating func letValues(onlyRead: Bool) -> [RuleResult.LetState] {
        linked.program.letNodes.indices.map { index in
            if scratch.letState[index].isComputed { return .value(value(scratch.letState[index].value)) }
            if onlyRead { return .notRead }
            guard let datum = try? evaluate(linked.program.letNodes[index]) else { return .failed }
            return .value(value(datum))
        }
    }

    /// The values that stand in a sentence.
    private mutating func sentence(_ template: SayTemplate?) -> [Value] {
        var values: [Value] = []
        for case .value(_, let node, _) in template?.parts ?? [] {
            let datum = (try? evaluate(node)) ?? .unknown
            values.append(value(datum))
        }
        return values
    }
}
