/// Damerau-Levenshtein over sounds, with the costs of `SoundCosts` in 1/100 of an edit.
enum SoundDistance {
    /// Two neighbours swapped.
    private static let transposition: Int32 = 60
    /// A first sound that differs without a rule is a stronger sign of another name.
    private static let otherFirst: Int32 = 150

    /// The distance of `x` (n sounds) and `y` (m sounds); any value above `budget` once that is certain.
    static func between(
        _ x: UnsafePointer<UInt8>, _ n: Int, _ y: UnsafePointer<UInt8>, _ m: Int, budget: Int, vowelless: Bool
    ) -> Int {
        let gaps = vowelless ? SoundCosts.vowellessGap : SoundCosts.gap
        return SoundCosts.wide.withUnsafeBufferPointer { costs in
            gaps.withUnsafeBufferPointer { gap in
                withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * (m + 1)) { rows in
                    guard let costs = costs.baseAddress, let gap = gap.baseAddress, let rows = rows.baseAddress else {
                        return budget + 1
                    }
                    return fill(rows, x, n, y, m, costs, gap, Int32(budget))
                }
            }
        }
    }

    /// Three rows of the table are kept: a transposition reaches two back. What a cell needs of its neighbours stays in
    /// registers, for this is the innermost loop of a search.
    private static func fill(
        _ rows: UnsafeMutablePointer<Int32>, _ x: UnsafePointer<UInt8>, _ n: Int, _ y: UnsafePointer<UInt8>, _ m: Int,
        _ costs: UnsafePointer<UInt8>, _ gap: UnsafePointer<UInt8>, _ budget: Int32
    ) -> Int {
        var before = rows
        var previous = rows + (m + 1)
        var current = rows + 2 * (m + 1)
        previous[0] = 0
        for j in 0..<m { previous[j + 1] = previous[j] + Int32(gap[Int(y[j])]) }
        var lowestBefore = Int32(0)
        for i in 0..<n {
            let left = x[i]
            let leftGap = Int32(gap[Int(left)])
            let row = costs + Int(left) << 8
            var diagonal = previous[0]
            var west = diagonal + leftGap
            current[0] = west
            var lowest = west
            for j in 0..<m {
                let right = y[j]
                let north = previous[j + 1]
                var change = Int32(row[Int(right)])
                if i | j == 0 && change == 100 { change = otherFirst }
                var best = min(diagonal + change, min(north + leftGap, west + Int32(gap[Int(right)])))
                if i > 0 && j > 0 && right == x[i - 1] && left == y[j - 1] && left != right {
                    best = min(best, before[j - 1] + transposition)
                }
                current[j + 1] = best
                lowest = min(lowest, best)
                diagonal = north
                west = best
            }
            // The rows to come are reached from this one, or by a transposition from the one before.
            if lowest > budget && lowestBefore + transposition > budget { return Int(budget) + 1 }
            lowestBefore = lowest
            (before, previous, current) = (previous, current, before)
        }
        return Int(previous[m])
    }
}
