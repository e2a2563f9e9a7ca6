/// Many variants asked for in one go: alternations of at most 200 variants, each variant with its number as mark.
///
/// More than 200 gain nothing (6 ns a variant) and fail with "regular expression is too large"; a shard that fails so is
/// halved and tried again, down to single variants.
package struct AlternationShards: Sendable {
    /// The most variants of one alternation.
    package static let maximumVariants = 200

    /// One compiled alternation and the variants in it.
    package struct Shard: Sendable {
        package let variants: Range<Int>
        let pattern: CompiledPattern
    }

    package private(set) var shards: [Shard] = []
    /// Variants that do not compile alone: their owner counts them and decides without them.
    package private(set) var failed: [Int] = []

    /// Compiles `variants`, each a pattern that holds on its own; a variant without text is left out.
    package init(_ variants: [[UInt8]], maximum: Int = maximumVariants) {
        var start = 0
        while start < variants.count {
            let end = min(start + max(1, maximum), variants.count)
            add(start..<end, of: variants)
            start = end
        }
    }

    private mutating func add(_ range: Range<Int>, of variants: [[UInt8]]) {
        var source: [UInt8] = []
        for index in range where !variants[index].isEmpty {
            if !source.isEmpty { source.append(0x7C) }
            source += "(?:".utf8
            source += variants[index]
            source += ")(*MARK:\(index))".utf8
        }
        guard !source.isEmpty else { return }
        do {
            shards.append(Shard(variants: range, pattern: try CompiledPattern(source)))
        } catch {
            // Too large: two halves. Anything else is the fault of one variant, which halving finds as well.
            guard range.count > 1 else { return failed.append(range.lowerBound) }
            let middle = range.lowerBound + range.count / 2
            add(range.lowerBound..<middle, of: variants)
            add(middle..<range.upperBound, of: variants)
        }
    }

    /// The first variant that matches in the first shard that has one; nil without.
    ///
    /// - Throws: a limit or an error of the first shard that cannot decide, unless another shard matches.
    package func firstMatch(in subject: [UInt8], using pool: MatcherPool) throws(PatternError) -> Int? {
        var undecided: PatternError?
        for shard in shards {
            do {
                guard let match = try pool.firstMatch(of: shard.pattern, in: subject) else { continue }
                if let number = match.mark.flatMap({ Int($0) }) { return number }
            } catch {
                undecided = undecided ?? error
            }
        }
        if let undecided { throw undecided }
        return nil
    }
}
