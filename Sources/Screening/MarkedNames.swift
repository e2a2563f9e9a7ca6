/// Two names with the letters marked that differ, word by word as they were matched: order and script do not blur what is
/// really another letter.
package struct MarkedNames: Hashable, Sendable {
    package let query: [LetterDifference.Run]
    package let listed: [LetterDifference.Run]

    package init(query: String, listed: String, parts: [ScorePart]) {
        var left = Side(query)
        var right = Side(listed)
        for part in parts {
            if part.query.isEmpty {
                if part.weight > 0 { right.mark(part.listed) }
            } else if part.listed.isEmpty {
                if part.weight > 0 { left.mark(part.query) }
            } else {
                let difference = LetterDifference(ours: part.query, theirs: part.listed)
                let ours = Self.flags(difference.ours)
                // No letter in common: another script, where every letter would be marked and nothing be said.
                let isOtherScript = !ours.contains(false)
                left.mark(part.query, isOtherScript ? [] : ours)
                right.mark(part.listed, isOtherScript ? [] : Self.flags(difference.theirs))
            }
        }
        self.query = left.runs
        self.listed = right.runs
    }

    private static func flags(_ runs: [LetterDifference.Run]) -> [Bool] {
        runs.flatMap { run in run.text.map { _ in run.isMarked } }
    }

    /// A name in which words are found again in turn.
    private struct Side {
        private let letters: [Character]
        private var marked: [Bool]
        private var used: [Bool]

        init(_ name: String) {
            letters = Array(name)
            marked = Array(repeating: false, count: letters.count)
            used = marked
        }

        var runs: [LetterDifference.Run] { LetterDifference.runs(letters, marked.map { !$0 }) }

        /// Marks the words of `text`; without `flags` all of them, with empty flags none.
        mutating func mark(_ text: String, _ flags: [Bool]? = nil) {
            var offset = 0
            for word in text.split(separator: " ", omittingEmptySubsequences: false) {
                let length = word.count
                defer { offset += length + 1 }
                guard length > 0, let start = place(of: Array(word)) else { continue }
                for index in 0..<length {
                    used[start + index] = true
                    marked[start + index] =
                        flags.map { $0.indices.contains(offset + index) && $0[offset + index] } ?? true
                }
            }
        }

        /// Where the word stands and no earlier word was found; a whole word if there is one.
        private func place(of word: [Character]) -> Int? {
            guard word.count <= letters.count else { return nil }
            var inside: Int?
            for start in 0...(letters.count - word.count)
            where letters[start] == word[0] && !used[start] && letters[start..<start + word.count].elementsEqual(word) {
                let end = start + word.count
                let isWhole =
                    (start == 0 || !letters[start - 1].isLetter) && (end == letters.count || !letters[end].isLetter)
                if isWhole { return start }
                inside = inside ?? start
            }
            return inside
        }
    }
}
