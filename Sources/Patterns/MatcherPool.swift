import Synchronization

/// Hands out matchers to any thread: a new one for every match would allocate match data and a JIT stack each time.
package final class MatcherPool: Sendable {
    /// A matcher that belongs to one thread between `take` and `give`.
    private final class Handle: @unchecked Sendable {
        // Only the thread that took it from the pool touches it; the pool hands it out once.
        var matcher: PatternMatcher
        init(_ matcher: consuming PatternMatcher) { self.matcher = matcher }
    }

    /// Matchers kept; more than cores that match at once are freed.
    private static let mostKept = 64
    private let free = Mutex<[Handle]>([])
    private let limits: PatternLimits
    private let groups: Int

    /// Matches keep to `limits`; a match reports up to `groups` capture groups.
    package init(groups: Int = 64, limits: PatternLimits = .name) {
        self.groups = groups
        self.limits = limits
    }

    /// The first match of `pattern` in `subject`; errors as in `PatternMatcher.firstMatch`.
    package func firstMatch(of pattern: CompiledPattern, in subject: [UInt8]) throws(PatternError) -> PatternMatch? {
        let handle = try take()
        defer { give(handle) }
        return try handle.matcher.firstMatch(of: pattern.pattern, in: subject)
    }

    /// Whether `pattern` matches anywhere in `subject`.
    package func matches(_ pattern: CompiledPattern, _ subject: [UInt8]) throws(PatternError) -> Bool {
        try firstMatch(of: pattern, in: subject) != nil
    }

    private func take() throws(PatternError) -> Handle {
        if let kept = free.withLock({ $0.popLast() }) { return kept }
        return Handle(try PatternMatcher(groups: groups, limits: limits))
    }

    private func give(_ handle: Handle) {
        free.withLock { if $0.count < Self.mostKept { $0.append(handle) } }
    }
}
