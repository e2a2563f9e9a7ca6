/// A compiled pattern that threads share.
///
/// JIT compilation would change a shared pattern under its users, so a pattern is either compiled with JIT from the start
/// or never; `withJIT()` is a second pattern.
package final class CompiledPattern: @unchecked Sendable {
    // PCRE2 documents compiled patterns as read-only after compilation and safe to share between threads; every match has a
    // matcher of its own.
    package let pattern: Pattern
    package let source: [UInt8]

    package init(_ source: [UInt8], usesJIT: Bool = false) throws(PatternError) {
        var compiled = try Pattern(source)
        if usesJIT { compiled.compileJIT() }
        pattern = compiled
        self.source = source
    }

    /// The same pattern as machine code; itself where PCRE2 cannot, with the same results.
    package func withJIT() -> CompiledPattern {
        guard !pattern.isJITCompiled, let fast = try? CompiledPattern(source, usesJIT: true) else { return self }
        return fast
    }
}
