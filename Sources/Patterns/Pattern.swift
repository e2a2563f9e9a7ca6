import CPCRE2

/// A compiled PCRE2 pattern: 8-bit, no UTF mode, owned by one value and freed with it.
///
/// Compile once and match with a `PatternMatcher` of the thread that matches.
package struct Pattern: ~Copyable {
    /// The longest source that is compiled, in bytes.
    package static let maximumSourceBytes = 20_000

    let code: OpaquePointer
    /// Capture groups of the pattern.
    let groupCount: Int
    /// True after a successful `compileJIT()`.
    package private(set) var isJITCompiled = false

    /// Compiles `source`.
    /// - Throws: `tooLong`, or `rejected` with PCRE2's error number and the offset in the source.
    package init(_ source: [UInt8]) throws(PatternError) {
        guard source.count <= Self.maximumSourceBytes else { throw .tooLong(bytes: source.count) }
        var number: Int32 = 0
        var offset = 0
        let options = UInt32(PCRE2_NEVER_UTF) | UInt32(PCRE2_NEVER_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
        let compiled = source.withUnsafeBufferPointer { bytes -> OpaquePointer? in
            // An empty array has no base address; PCRE2 wants a pointer even for length 0.
            guard let base = bytes.baseAddress else { return pcre2_compile_8("", 0, options, &number, &offset, nil) }
            return pcre2_compile_8(base, bytes.count, options, &number, &offset, nil)
        }
        guard let compiled else { throw .rejected(code: number, offset: offset) }
        code = compiled
        var count: UInt32 = 0
        pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        groupCount = Int(count)
    }

    /// Compiles `source` from text.
    package init(_ source: String) throws(PatternError) {
        try self.init(Array(source.utf8))
    }

    deinit { pcre2_code_free_8(code) }

    /// Compiles to machine code; false where JIT is not available, then the interpreter is used with the same results.
    @discardableResult
    package mutating func compileJIT() -> Bool {
        isJITCompiled = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) == 0
        return isJITCompiled
    }
}
