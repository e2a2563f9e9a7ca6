/// Why a pattern could not be compiled or a match could not be decided.
///
/// `limit` is never "no match": whoever asked must say `unknown` and let a person see it.
package enum PatternError: Error, Equatable, Sendable, CustomStringConvertible {
    /// PCRE2 refused the source: its error number and the byte offset in the pattern.
    case rejected(code: Int32, offset: Int)
    /// The source exceeds `Pattern.maximumSourceBytes`.
    case tooLong(bytes: Int)
    /// The pattern matches the empty text.
    case matchesEmpty
    /// Match, depth or heap limit (or the JIT stack) was reached.
    case limit(code: Int32)
    /// Any other return code below -1.
    case failed(code: Int32)
    /// PCRE2 could not allocate.
    case outOfMemory

    /// Bland on purpose: no pattern text and no name.
    package var description: String {
        switch self {
        case .rejected(let code, let offset): "pattern rejected: PCRE2 error \(code) at byte \(offset)"
        case .tooLong(let bytes): "pattern of \(bytes) bytes exceeds the limit of \(Pattern.maximumSourceBytes)"
        case .matchesEmpty: "pattern matches the empty text"
        case .limit(let code): "match limit reached: PCRE2 code \(code)"
        case .failed(let code): "match failed: PCRE2 code \(code)"
        case .outOfMemory: "PCRE2 could not allocate memory"
        }
    }

    /// True for the source-too-large error, after which a caller may halve an alternation.
    package var isTooLarge: Bool {
        if case .rejected(let code, _) = self { return code == 120 || code == 186 }
        return false
    }
}

/// What one match found. Offsets are bytes of the subject.
package struct PatternMatch: Equatable, Sendable {
    /// Start and end of the whole match, half-open.
    package let range: Range<Int>
    /// The last `(*MARK:name)` on the matching path, if any.
    package let mark: String?
    /// Capture groups 1...n; nil where a group took no part.
    package let groups: [Range<Int>?]
}

/// The limits of one match: see PCRE2's `pcre2_match_context`.
package struct PatternLimits: Equatable, Sendable {
    /// Calls of the internal match function.
    package var match: UInt32
    /// Depth of nested backtracking.
    package var depth: UInt32
    /// Heap in KiB.
    package var heapKiB: UInt32

    package init(match: UInt32, depth: UInt32, heapKiB: UInt32) {
        self.match = match
        self.depth = depth
        self.heapKiB = heapKiB
    }

    /// What a name needs at most.
    package static let name = PatternLimits(match: 10_000, depth: 250, heapKiB: 64)

    /// Ten times these limits, for the single second try without JIT.
    package var tenfold: PatternLimits {
        PatternLimits(match: match &* 10, depth: depth &* 10, heapKiB: heapKiB &* 10)
    }
}
