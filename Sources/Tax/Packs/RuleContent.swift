import Domain
import Formats

/// The content of a rule as knowledge: its hash, and what it was at an earlier moment.
enum RuleContent {
    /// Keys that record checks and changes of a rule, not what it decides by.
    private static let records: Set<String> = [
        "verified", "review_by", "watch", "tests", "recorded_at", "corrections",
    ]

    /// SHA-256 over the deciding keys, in their order, whatever the layout and quotes of the file.
    static func hash(_ node: YAMLNode, _ jurisdiction: String) -> Hash32 {
        var bytes = Array("\(jurisdiction)\n".utf8)
        write(node, isRule: true, to: &bytes)
        return Hash32(SHA256Hasher.hash(bytes)) ?? .zero
    }

    private static func write(_ node: YAMLNode, isRule: Bool, to bytes: inout [UInt8]) {
        switch node {
        case .scalar(let scalar):
            // Lengths keep texts with separators apart.
            bytes += "\(scalar.isNull ? "null" : "\(scalar.text.utf8.count):\(scalar.text)");".utf8
        case .sequence(let items, _):
            bytes.append(UInt8(ascii: "["))
            for item in items { write(item, isRule: false, to: &bytes) }
            bytes.append(UInt8(ascii: "]"))
        case .mapping(let entries, _):
            bytes.append(UInt8(ascii: "{"))
            let kept = isRule ? entries.filter { !records.contains($0.key.text) } : entries
            for entry in kept.sorted(by: { $0.key.text < $1.key.text }) {
                bytes += "\(entry.key.text)=".utf8
                write(entry.value, isRule: false, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}

extension PackReader {
    /// The node as it was known at `knownAt`: later corrections taken back, nil when it was not yet recorded.
    ///
    /// A correction carries in `was` the keys it replaced; null there means that the key did not exist.
    mutating func known(_ node: YAMLNode) -> YAMLNode? {
        guard let knownAt, case .mapping(var entries, let position) = node else { return node }
        if let recorded = node["recorded_at"], let at = instant(recorded, "recorded_at"), at > knownAt { return nil }
        var later: [(at: Instant, was: [YAMLEntry])] = []
        for item in node["corrections"]?.items ?? [] {
            guard let at = instant(item["date"], "date"), at > knownAt else { continue }
            later.append((at, item["was"]?.entries ?? []))
        }
        for correction in later.sorted(by: { $0.at > $1.at }) {
            for old in correction.was {
                entries.removeAll { $0.key.text == old.key.text }
                if !(old.value.scalar?.isNull ?? false) { entries.append(old) }
            }
        }
        return .mapping(entries, position)
    }
}
