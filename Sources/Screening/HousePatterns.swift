package import Domain
import Formats
import Patterns

/// A pattern that the house wrote: names that no official list holds and a person must see.
package struct HousePattern: Sendable, Equatable {
    /// Whose names are matched; `any` is everybody's.
    package enum Subject: String, Sendable, CaseIterable {
        case person, company, vessel, aircraft, any

        func covers(_ type: SubjectType) -> Bool { self == .any || rawValue == type.rawValue }
    }

    package let id: String
    /// Why it exists, for the analyst who sees the hit.
    package let reason: String
    /// The list it adds to, or `house`.
    package let list: String
    package let type: Subject
    package let pattern: String
    package let mustMatch: [String]
    package let mustNotMatch: [String]
    package let owner: String
    /// The first day on which it no longer matches.
    package let expiry: CivilDate
    /// `FILE:LINE` of its id.
    package let place: String

    /// The longest pattern, in bytes.
    static let longestPattern = 4_096
    static let minimumConsonants = 3

    /// SHA-256 over all that decides a match and all that is shown.
    var hash: Hash32 {
        var bytes = CanonicalText()
        for text in [id, reason, list, type.rawValue, pattern, owner, expiry.description] { bytes.append(text) }
        for text in mustMatch { bytes.append("+" + text) }
        for text in mustNotMatch { bytes.append("-" + text) }
        return Hash32(SHA256Hasher.hash(bytes.bytes)) ?? .zero
    }

    /// Texts one after the other, each with its length, so that no two sequences are the same bytes.
    private struct CanonicalText {
        var bytes: [UInt8] = []

        mutating func append(_ text: String) {
            bytes += "\(text.utf8.count):".utf8
            bytes += text.utf8
        }
    }
}

/// The patterns of the house in force, compiled: a value the screener takes, with a hash that its results record.
///
/// They run in the interpreter only: there are few, and people write them, so a limit must be the same on every machine.
package struct HousePatterns: Sendable {
    /// A text that a pattern matched, or could not decide.
    struct Hit: Sendable {
        let pattern: Int
        let type: SubjectType
        let text: String
        let isDecided: Bool
    }

    package let patterns: [HousePattern]
    /// SHA-256 over the patterns in order of their ids; zero without.
    package let hash: Hash32
    private let compiled: [CompiledPattern]
    /// All patterns in one go: a text that none matches costs one match.
    private let gate: AlternationShards
    private let pool: MatcherPool

    package static let none = HousePatterns()

    private init() {
        patterns = []
        hash = .zero
        compiled = []
        gate = AlternationShards([])
        pool = MatcherPool()
    }

    /// Compiles `patterns`, which the loader has checked.
    init(_ patterns: [HousePattern], limits: PatternLimits = .name) throws(PatternError) {
        let sorted = patterns.sorted { $0.id < $1.id }
        self.patterns = sorted
        var all: [CompiledPattern] = []
        for pattern in sorted { all.append(try CompiledPattern(Array(pattern.pattern.utf8))) }
        compiled = all
        gate = AlternationShards(all.map(\.source))
        pool = MatcherPool(limits: limits)
        var hasher = SHA256Hasher()
        for pattern in sorted { hasher.update(pattern.hash.bytes) }
        hash = sorted.isEmpty ? .zero : Hash32(hasher.finalize()) ?? .zero
    }

    /// Those that have not expired on `day`.
    package func inForce(on day: CivilDate) -> HousePatterns {
        let current = patterns.filter { $0.expiry > day }
        if current.count == patterns.count { return self }
        // They compiled before, so they compile now.
        return (try? HousePatterns(current)) ?? self
    }

    /// What is wrong with patterns that load: expired, or about to.
    package func lint(on day: CivilDate) -> [String] {
        patterns.compactMap { pattern in
            if pattern.expiry <= day {
                return
                    "\(pattern.place): \(pattern.id): expired on \(pattern.expiry); it matches nothing (owner \(pattern.owner))"
            }
            if pattern.expiry.daysSinceEpoch - day.daysSinceEpoch <= 30 {
                return "\(pattern.place): \(pattern.id): expires on \(pattern.expiry) (owner \(pattern.owner))"
            }
            return nil
        }
    }

    /// No pattern matches: then none is asked alone.
    private func isClear(_ subject: [UInt8]) -> Bool {
        guard gate.failed.isEmpty else { return false }
        do {
            return try gate.firstMatch(in: subject, using: pool) == nil
        } catch {
            // Which one could not decide is found by asking each.
            return false
        }
    }

    /// Adds the patterns that match the normalised `form` of `text`, and those that cannot decide.
    func addHits(of form: String, text: String, type: SubjectType, to hits: inout [Hit]) {
        if patterns.isEmpty { return }
        let subject = Array(form.utf8)
        if isClear(subject) { return }
        for (index, pattern) in patterns.enumerated() where pattern.type.covers(type) {
            if hits.contains(where: { $0.pattern == index && $0.isDecided }) { continue }
            do {
                guard try pool.matches(compiled[index], subject) else { continue }
                hits.append(Hit(pattern: index, type: type, text: text, isDecided: true))
            } catch {
                hits.append(Hit(pattern: index, type: type, text: text, isDecided: false))
            }
        }
    }
}
