import Patterns

/// Why a pattern does not compile.
struct PatternFailure: Error, Sendable {
    let reason: String
}

/// A pattern of `matches`, compiled once; a limit of PCRE2 is a fault of the rule, never "no match".
struct TextPattern: Sendable {
    let source: String
    private let compiled: CompiledPattern

    init(_ source: String) throws(PatternFailure) {
        self.source = source
        do {
            compiled = CompiledPattern(try Pattern(source))
        } catch {
            throw PatternFailure(reason: error.description)
        }
    }

    func matches(_ text: String) throws(EvaluationFault) -> Bool {
        do {
            var matcher = try PatternMatcher()
            return try matcher.matches(compiled.pattern, Array(text.utf8))
        } catch {
            throw .patternLimit
        }
    }
}

/// Owns a compiled pattern, so that values of a rule set can share it.
private final class CompiledPattern: @unchecked Sendable {
    // PCRE2 documents compiled patterns as read-only after compilation and safe to share between threads; each match has its own
    // matcher.
    let pattern: Pattern

    init(_ pattern: consuming Pattern) { self.pattern = pattern }
}
