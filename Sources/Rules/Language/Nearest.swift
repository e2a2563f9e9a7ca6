/// The candidate nearest to a misspelt word, if it is near enough to be meant.
func nearest(_ word: String, _ candidates: [String]) -> String? {
    let limit = max(1, word.count / 3)
    var best: (distance: Int, name: String)?
    for candidate in candidates where abs(candidate.count - word.count) <= limit {
        let distance = editDistance(Array(word.unicodeScalars), Array(candidate.unicodeScalars))
        if distance <= limit,
            best.map({ distance < $0.distance || (distance == $0.distance && candidate < $0.name) }) ?? true
        {
            best = (distance, candidate)
        }
    }
    return best?.name
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var rows = [Array(0...b.count)]
    for i in 1..<max(1, a.count + 1) {
        var row = [i]
        for j in 1..<max(1, b.count + 1) {
            var cost = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, rows[i - 2][j - 2] + 1) }
            row.append(cost)
        }
        rows.append(row)
    }
    return rows[a.count][b.count]
}
