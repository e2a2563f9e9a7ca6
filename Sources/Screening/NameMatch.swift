/// The assignment of words of a query to words of a listed name.
struct NameMatch {
    /// One line of the alignment: ranges of words on either side; an empty range is an unmatched word's other side.
    struct Pair {
        var query: Range<Int>
        var listed: Range<Int>
        var similarity: TokenSimilarity
        var weight: Int32
    }

    var pairs: [Pair] = []
    /// Base score before adjustments, in 1/10,000.
    var base: Int32 = 0
    /// Sum the base is divided by: matched weights plus charged unmatched weights.
    var denominator: Int64 = 1
    /// Weight charged per unmatched word is 0 in the numerator; codes of name adjustments with their amounts.
    var adjustments: [NameAdjustment] = []
    /// Information in the matched words, 1/10 bit.
    var decibits: Int32 = 0
    /// Score after name adjustments and caps.
    var score: Int32 = 0

    /// Empties the match and keeps its memory.
    mutating func reset() {
        pairs.removeAll(keepingCapacity: true)
        adjustments.removeAll(keepingCapacity: true)
        base = 0
        denominator = 1
        decibits = 0
        score = 0
    }
}

/// A line of the explanation that belongs to the names alone.
struct NameAdjustment: Sendable {
    let code: StaticString
    let amount: Int32
    /// Words compared, -1 without.
    var query = -1
    var listed = -1
}
