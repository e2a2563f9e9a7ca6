/// Arabic compounds that are one name however they are spaced: `Hidayat Allah` and `Hidayatullah`, `Saif al-Din`,
/// `Saifuddin` and `Seifeddine`.
extension NamePreparer {
    private static let allah: Set<[UInt8]> = Set(
        ["allah", "ullah", "llh", "allh", "lah", "alah", "llah"].map { Array($0.utf8) })
    private static let articles: Set<[UInt8]> = Set(
        ["al", "el", "ul", "ud", "ad", "ed", "id", "eddin"].map { Array($0.utf8) })
    private static let faith: Set<[UInt8]> = Set(["din", "dyn", "deen", "dine", "dien", "ddin"].map { Array($0.utf8) })
    /// Spellings of al-din written to the word before it or as one word, longest first.
    private static let glued: [[UInt8]] = [
        "uddeen", "eddine", "uddine", "addine", "oddine", "uddin", "eddin", "addin", "iddin", "oddin", "aldin", "eldin",
        "uldin",
        "aldeen", "eldeen", "udin", "edine",
    ].sorted { $0.count > $1.count }.map { Array($0.utf8) }
    private static let alDin: Set<[UInt8]> = Set(
        ["uddin", "eddin", "eddine", "addin", "aldin", "eldin", "uldin", "aldeen", "eldeen", "uddeen", "dyn"].map {
            Array($0.utf8)
        })

    func joinCompounds(_ lexer: inout NameLexer) {
        var index = 0
        while index < lexer.tokens.count {
            if index > 0, let head = stem(at: index - 1, lexer) {
                let text = self.text(at: index, lexer)
                if Self.allah.contains(text), head.count >= 3 {
                    replace(index - 1...index, by: head + Array("ullah".utf8), in: &lexer)
                    continue
                }
                if Self.alDin.contains(text), head.count >= 2 {
                    replace(index - 1...index, by: head + Array("udin".utf8), in: &lexer)
                    continue
                }
                if Self.articles.contains(text), index + 1 < lexer.tokens.count,
                    Self.faith.contains(self.text(at: index + 1, lexer)), head.count >= 2
                {
                    replace(index - 1...index + 1, by: head + Array("udin".utf8), in: &lexer)
                    continue
                }
            }
            if lexer.tokens[index].script == .latin, let folded = Self.folded(text(at: index, lexer)) {
                replace(index...index, by: folded, in: &lexer)
            }
            index += 1
        }
    }

    /// `seifeddine` becomes `seifudin`, so that one spelling stands for all; nil where nothing changes.
    private static func folded(_ text: [UInt8]) -> [UInt8]? {
        for ending in glued where text.count >= ending.count + 3 && text.suffix(ending.count).elementsEqual(ending) {
            let whole = text.dropLast(ending.count) + Array("udin".utf8)
            return Array(whole) == text ? nil : Array(whole)
        }
        return nil
    }

    private func text(at index: Int, _ lexer: NameLexer) -> [UInt8] {
        let token = lexer.tokens[index]
        return Array(lexer.bytes[Int(token.start)..<Int(token.start) + Int(token.textCount)])
    }

    /// The word before, if it can be the first half of a compound.
    private func stem(at index: Int, _ lexer: NameLexer) -> [UInt8]? {
        let token = lexer.tokens[index]
        guard token.script == .latin || token.script == .arabic, token.flags & NameToken.isSingleLetter == 0 else {
            return nil
        }
        let text = text(at: index, lexer)
        if let fact = tables.words[token.textHash], fact.isParticle || fact.isTitle || fact.isKunya { return nil }
        return text
    }

    private func replace(_ range: ClosedRange<Int>, by text: [UInt8], in lexer: inout NameLexer) {
        let first = lexer.tokens[range.lowerBound]
        let last = lexer.tokens[range.upperBound]
        var token = word(text, like: first, in: &lexer)
        if first.script == .arabic {
            // The sounds of the letters, which write no short vowels.
            var sounds: [UInt8] = []
            for index in range {
                let part = lexer.tokens[index]
                let start = Int(part.start) + Int(part.textCount)
                if index == range.upperBound || !Self.articles.contains(self.text(at: index, lexer)) {
                    sounds.append(contentsOf: lexer.bytes[start..<start + Int(part.soundCount)])
                }
            }
            Phonetics.tidy(&sounds, from: 0)
            token = word(text, sounds: sounds, like: first, in: &lexer)
        }
        token.sourceCount = UInt16(clamping: Int(last.sourceStart) + Int(last.sourceCount) - Int(first.sourceStart))
        lexer.tokens.replaceSubrange(range, with: CollectionOfOne(token))
    }
}
