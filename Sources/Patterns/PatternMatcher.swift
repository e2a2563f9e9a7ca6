import CPCRE2

/// The working memory of matches on one thread: match data, limits and a JIT stack of 32 to 256 KiB.
package struct PatternMatcher: ~Copyable {
    private let data: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer?
    private let groupCapacity: Int
    private let limits: PatternLimits

    /// Room for up to `groups` capture groups; matches keep to `limits`.
    package init(groups: Int = 32, limits: PatternLimits = .name) throws(PatternError) {
        guard let data = pcre2_match_data_create_8(UInt32(groups + 1), nil) else { throw .outOfMemory }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_match_data_free_8(data)
            throw .outOfMemory
        }
        self.data = data
        self.context = context
        self.limits = limits
        groupCapacity = groups
        stack = pcre2_jit_stack_create_8(32 * 1024, 256 * 1024, nil)
        if let stack { pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
        Self.set(limits, in: context)
    }

    deinit {
        pcre2_match_data_free_8(data)
        pcre2_match_context_free_8(context)
        if let stack { pcre2_jit_stack_free_8(stack) }
    }

    private static func set(_ limits: PatternLimits, in context: OpaquePointer) {
        pcre2_set_match_limit_8(context, limits.match)
        pcre2_set_depth_limit_8(context, limits.depth)
        pcre2_set_heap_limit_8(context, limits.heapKiB)
    }

    /// The first match in `subject`, nil if there is none.
    ///
    /// A limit is tried once more without JIT and with tenfold limits, so that JIT on and off decide alike.
    /// - Throws: `limit` or `failed`: every PCRE2 return code below -1 is an error, never "no match".
    package mutating func firstMatch(
        of pattern: borrowing Pattern, in subject: [UInt8]
    ) throws(PatternError) -> PatternMatch? {
        let code = run(pattern, subject, options: 0)
        guard code < -1 else { return code < 0 ? nil : found(pattern, count: code) }
        guard Self.isLimit(code) else { throw .failed(code: code) }
        Self.set(limits.tenfold, in: context)
        let second = run(pattern, subject, options: UInt32(PCRE2_NO_JIT))
        Self.set(limits, in: context)
        guard second < -1 else { return second < 0 ? nil : found(pattern, count: second) }
        throw Self.isLimit(second) ? .limit(code: second) : .failed(code: second)
    }

    /// Whether `pattern` matches anywhere in `subject`; errors as in `firstMatch`.
    package mutating func matches(_ pattern: borrowing Pattern, _ subject: [UInt8]) throws(PatternError) -> Bool {
        try firstMatch(of: pattern, in: subject) != nil
    }

    private func run(_ pattern: borrowing Pattern, _ subject: [UInt8], options: UInt32) -> Int32 {
        subject.withUnsafeBufferPointer { bytes -> Int32 in
            guard let base = bytes.baseAddress else {
                return pcre2_match_8(pattern.code, "", 0, 0, options, data, context)
            }
            return pcre2_match_8(pattern.code, base, bytes.count, 0, options, data, context)
        }
    }

    private func found(_ pattern: borrowing Pattern, count: Int32) -> PatternMatch? {
        guard let vector = pcre2_get_ovector_pointer_8(data) else { return nil }
        var groups: [Range<Int>?] = []
        // A count of 0 means more groups than fit: those that fit are reported.
        let reported = count == 0 ? groupCapacity : Int(count) - 1
        for index in 0..<min(pattern.groupCount, groupCapacity) {
            let start = vector[2 * index + 2]
            let end = vector[2 * index + 3]
            // PCRE2_UNSET is the largest size; a lookahead may set an end before its start, which is no range.
            let taken = index < reported && start != Int.max && start >= 0 && end >= start
            groups.append(taken ? Int(start)..<Int(end) : nil)
        }
        let mark = pcre2_get_mark_8(data).map { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
        }
        let end = max(vector[0], vector[1])
        return PatternMatch(range: Int(vector[0])..<Int(end), mark: mark, groups: groups)
    }

    private static func isLimit(_ code: Int32) -> Bool {
        code == PCRE2_ERROR_MATCHLIMIT || code == PCRE2_ERROR_DEPTHLIMIT || code == PCRE2_ERROR_HEAPLIMIT
            || code == PCRE2_ERROR_JIT_STACKLIMIT || code == PCRE2_ERROR_NOMEMORY
    }
}

extension Pattern {
    /// Throws `matchesEmpty` when the pattern matches the empty text, or the match error.
    package borrowing func requireNonEmpty(using matcher: inout PatternMatcher) throws(PatternError) {
        if try matcher.matches(self, []) { throw .matchesEmpty }
    }
}
