/// Two texts with the letters marked that have no partner in the other, by a longest common subsequence of characters.
///
/// Case is ignored: lists write names in capitals. Long texts are compared by their first 200 characters.
package struct LetterDifference: Hashable, Sendable {
    /// A stretch of characters that are all marked or all not.
    package struct Run: Hashable, Sendable {
        package let text: String
        package let isMarked: Bool
    }

    package let ours: [Run]
    package let theirs: [Run]

    package init(ours: String, theirs: String) {
        let left = Array(ours)
        let right = Array(theirs)
        let limit = 200
        let a = left.prefix(limit).map { $0.lowercased() }
        let b = right.prefix(limit).map { $0.lowercased() }
        // length[i][j]: common subsequence of a[i...] and b[j...].
        var length = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
        for i in stride(from: a.count - 1, through: 0, by: -1) {
            for j in stride(from: b.count - 1, through: 0, by: -1) {
                length[i][j] = a[i] == b[j] ? length[i + 1][j + 1] + 1 : max(length[i + 1][j], length[i][j + 1])
            }
        }
        var keptLeft = Array(repeating: false, count: left.count)
        var keptRight = Array(repeating: false, count: right.count)
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                keptLeft[i] = true
                keptRight[j] = true
                i += 1
                j += 1
            } else if length[i + 1][j] >= length[i][j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        for index in keptLeft.indices.dropFirst(limit) { keptLeft[index] = true }
        for index in keptRight.indices.dropFirst(limit) { keptRight[index] = true }
        self.ours = LetterDifference.runs(left, keptLeft)
        self.theirs = LetterDifference.runs(right, keptRight)
    }

    /// Stretches of characters from a flag a character.
    static func runs(_ characters: [Character], _ kept: [Bool]) -> [Run] {
        var runs: [Run] = []
        for (character, isKept) in zip(characters, kept) {
            if let last = runs.last, last.isMarked == !isKept {
                runs[runs.count - 1] = Run(text: last.text + String(character), isMarked: !isKept)
            } else {
                runs.append(Run(text: String(character), isMarked: !isKept))
            }
        }
        return runs
    }
}
