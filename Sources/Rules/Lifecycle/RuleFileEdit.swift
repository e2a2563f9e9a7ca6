package import Domain
import Formats

/// Changes mode and dates of versions in the text of a rule's file; comments and layout stay.
package enum RuleFileEdit {
    package static func hash(_ source: [UInt8]) -> Hash32 { Hash32(SHA256Hasher.hash(source)) ?? .zero }

    /// One scalar replaced, or a line put after another.
    private enum Change {
        case replace(DocumentNode.Place, old: String, new: String)
        case insert(after: Int, text: String)

        var line: Int {
            switch self {
            case .replace(let place, _, _): place.line
            case .insert(let line, _): line
            }
        }
    }

    /// The file with a version in another mode from a time on.
    ///
    /// The version in that mode until then ends there; a retired one ends at `from`. One from shadow that is the first to be live keeps
    /// its own beginning.
    static func changed(
        _ source: [UInt8], rule: Rule, version number: Int, mode: RuleMode, from: Instant
    ) throws(LifecycleRefusal) -> [UInt8] {
        let (root, _) = DocumentNode.parse(RuleSource(path: rule.path, bytes: source))
        guard let root, let target = entries(of: number, in: root),
            let version = rule.versions.first(where: { $0.number == number })
        else { throw LifecycleRefusal("\(rule.path) cannot be read", remedy: "amplomb rules lint") }
        var changes: [Change] = []
        if case .scalar(let old, true, let place)? = target["mode"]?.value {
            changes.append(.replace(place, old: old, new: mode.rawValue))
        }
        if mode == .retired {
            guard version.from < from else { throw tooEarly(from, rule, version) }
            try end(target, at: from, &changes, rule)
        } else {
            let before = rule.versions.last {
                $0.mode == mode && $0.number != number && ($0.to.map { $0 > from } ?? true)
            }
            if let before, let other = entries(of: before.number, in: root) {
                guard before.from < from else { throw tooEarly(from, rule, before) }
                try end(other, at: from, &changes, rule)
            }
            if before != nil || version.mode == .draft && version.from != from {
                guard case .scalar(let old, true, let place)? = target["from"]?.value else {
                    throw quoted(rule, "from")
                }
                changes.append(.replace(place, old: old, new: text(from)))
            }
        }
        guard changes.contains(where: { if case .replace = $0 { true } else { false } }) else {
            throw quoted(rule, "mode")
        }
        return try apply(changes, to: source, rule)
    }

    private static func tooEarly(_ from: Instant, _ rule: Rule, _ version: RuleVersion) -> LifecycleRefusal {
        LifecycleRefusal(
            "\(text(from)) is not after version \(version.number) of \(rule.id) begins, \(text(version.from))",
            remedy: "give a later --from")
    }

    private static func quoted(_ rule: Rule, _ key: String) -> LifecycleRefusal {
        LifecycleRefusal("\(rule.path): '\(key)' is not a plain word", remedy: "write it without quotes")
    }

    static func text(_ instant: Instant) -> String {
        instant == Instant(instant.utcDate) ? "\(instant.utcDate)" : "\(instant)"
    }

    private static func end(
        _ version: [String: DocumentNode.Entry], at: Instant, _ changes: inout [Change], _ rule: Rule
    ) throws(LifecycleRefusal) {
        if let entry = version["to"] {
            guard case .scalar(let old, true, let place) = entry.value else { throw quoted(rule, "to") }
            changes.append(.replace(place, old: old, new: text(at)))
        } else if let from = version["from"] {
            let indent = String(repeating: " ", count: from.place.column - 1)
            changes.append(.insert(after: from.value.place.line, text: "\(indent)to: \(text(at))"))
        }
    }

    private static func entries(of number: Int, in root: DocumentNode) -> [String: DocumentNode.Entry]? {
        guard case .mapping(let top, _) = root, let versions = top.first(where: { $0.key == "versions" })?.value,
            case .sequence(let items, _) = versions
        else { return nil }
        for item in items {
            guard case .mapping(let entries, _) = item else { continue }
            let byKey = Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
            if case .scalar(String(number), _, _)? = byKey["v"]?.value { return byKey }
        }
        return nil
    }

    /// From the last line to the first, so that no change moves another's place.
    private static func apply(
        _ changes: [Change], to source: [UInt8], _ rule: Rule
    ) throws(LifecycleRefusal) -> [UInt8] {
        var lines = source.split(separator: 10, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        let ending = lines.first?.hasSuffix("\r") ?? false ? "\r" : ""
        for change in changes.sorted(by: { $0.line > $1.line }) {
            switch change {
            case .replace(let place, let old, let new):
                let scalars = Array(lines[place.line - 1].unicodeScalars)
                let from = place.column - 1
                let until = from + old.unicodeScalars.count
                guard until <= scalars.count, scalars[from..<until].elementsEqual(old.unicodeScalars) else {
                    throw LifecycleRefusal(
                        "\(rule.path):\(place.line): '\(old)' does not stand on one line", remedy: "write it so")
                }
                var line = String.UnicodeScalarView()
                line.append(contentsOf: scalars[..<from])
                line.append(contentsOf: new.unicodeScalars)
                line.append(contentsOf: scalars[until...])
                lines[place.line - 1] = String(line)
            case .insert(let line, let text): lines.insert(text + ending, at: line)
            }
        }
        return Array(lines.joined(separator: "\n").utf8)
    }
}
