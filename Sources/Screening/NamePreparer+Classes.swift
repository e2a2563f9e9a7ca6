extension NamePreparer {
    /// Classes of the words of a person's name.
    func classifyPerson(_ name: inout PreparedName, commaAfter: Int?) {
        stripLegalForm(ofPerson: &name)
        for index in name.tokens.indices {
            let token = name.tokens[index]
            let fact = tables.words[token.textHash]
            if let commaAfter, index < commaAfter { name.tokens[index].role = 1 }
            if let fact {
                name.tokens[index].groups = fact.groups
                for lane in 0..<4 where fact.nickGroups[lane] != 0 {
                    name.tokens[index].groups.add(fact.nickGroups[lane])
                }
            }
            if token.tokenClass == .legal { continue }
            name.tokens[index].tokenClass = personClass(token, fact, bytes: name.bytes)
        }
        endParticle(&name)
        keepSyllables(&name)
        dropRepeated(&name)
        markPatronymic(&name, hasComma: commaAfter != nil)
        promote(&name)
    }

    private func personClass(_ token: NameToken, _ fact: NameTables.WordFact?, bytes: [UInt8]) -> TokenClass {
        if token.flags & NameToken.isSingleLetter != 0 {
            if fact?.isParticle == true && token.flags & NameToken.isDotted == 0 { return .particle }
            return .initial
        }
        // A syllable of a reading is never a particle or a title: 德 is not `de`.
        guard let fact, token.script != .han, token.script != .hangul else { return .word }
        if fact.isParticle { return .particle }
        if fact.isTitle { return .title }
        if fact.isKunya { return .kunya }
        return .word
    }

    /// `O, Yong Ho`, `Jang Hyon U`: a single vowel without a point among syllables, or alone before the comma, is a name
    /// of its own, not an initial.
    private func keepSyllables(_ name: inout PreparedName) {
        let full = name.tokens.indices.filter { name.tokens[$0].isFull }
        let isSyllabic = !full.isEmpty && full.allSatisfy { isSyllable(name.tokens[$0], bytes: name.bytes) }
        let before = name.tokens.indices.filter { name.tokens[$0].role == 1 }
        for index in name.tokens.indices
        where [.initial, .particle].contains(name.tokens[index].tokenClass) && name.tokens[index].textCount == 1 {
            let token = name.tokens[index]
            guard token.flags & NameToken.isDotted == 0, isVowel(name.bytes[Int(token.start)]) else { continue }
            if isSyllabic || before == [index] { name.tokens[index].tokenClass = .word }
        }
    }

    /// At most six letters with one group of vowels.
    private func isSyllable(_ token: NameToken, bytes: [UInt8]) -> Bool {
        guard token.textCount <= 6 else { return false }
        var groups = 0
        var inVowels = false
        for byte in bytes[Int(token.start)..<Int(token.start) + Int(token.textCount)] {
            let isVowel = isVowel(byte)
            if isVowel && !inVowels { groups += 1 }
            inVowels = isVowel
        }
        return groups <= 1
    }

    private func isVowel(_ byte: UInt8) -> Bool {
        byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75 || byte == 0x79
    }

    /// A company ending after a person's name: `Nicolas Maduro LLC`.
    private func stripLegalForm(ofPerson name: inout PreparedName) {
        guard name.tokens.count > 2, let last = name.tokens.last, last.textCount >= 3,
            let form = tables.legalPhrases[NameTables.phraseKey([last])]
        else { return }
        let kind = tables.legalForms[Int(form) - 1].kind
        guard kind == "private" || kind == "public" else { return }
        name.tokens[name.tokens.count - 1].tokenClass = .legal
    }

    private static let patronymicEndings: [[UInt8]] = [
        "ovich", "evich", "ovych", "avich", "yevich", "ievich", "ovna", "evna", "ivna", "yivna", "avna", "auna", "ouna",
        "yevna", "ievna", "ovitsch", "ewitsch", "owitsch", "ovic", "ovitch", "evitch", "ovici", "ichna", "inichna",
        "eevich",
        "aevich", "eevna", "aevna", "avych", "evych", "iyovych", "euna", "yeuna", "ieuna", "awicz", "owicz", "ovyc",
    ].map { Array($0.utf8) }

    /// Marks the patronymic of names with three or more words; it is never the only family name.
    private func markPatronymic(_ name: inout PreparedName, hasComma: Bool) {
        let full = name.tokens.indices.filter { name.tokens[$0].isFull }
        guard full.count >= 3 else { return }
        let shaped = full.filter { index in
            let token = name.tokens[index]
            let text = name.bytes[Int(token.start)..<Int(token.start) + Int(token.textCount)]
            return token.textCount > 6
                && Self.patronymicEndings.contains {
                    text.count > $0.count + 1 && text.suffix($0.count).elementsEqual($0)
                }
        }
        guard let first = shaped.first else { return }
        let last = shaped[shaped.count - 1]
        let chosen: Int
        if shaped.count == 1 {
            chosen = first
        } else if hasComma {
            chosen = last
        } else {
            // First Patronymic Family, or Family First Patronymic when the first word is shaped like one too.
            chosen = first == full[0] ? last : first
        }
        guard name.tokens[chosen].role == 0 else { return }
        name.tokens[chosen].tokenClass = .patronymic
    }

    /// `Shoigu Shoigu Sergey`: a word written twice in a row counts once.
    private func dropRepeated(_ name: inout PreparedName) {
        guard name.tokens.count > 2 else { return }
        for index in 1..<name.tokens.count
        where name.tokens[index].textHash == name.tokens[index - 1].textHash && name.tokens[index].tokenClass == .word {
            name.tokens[index].tokenClass = .particle
        }
    }

    /// `Kim Jong Il`: a particle that is also a name cannot end one.
    private func endParticle(_ name: inout PreparedName) {
        guard let last = name.tokens.lastIndex(where: { $0.tokenClass != .legal }), last > 0,
            name.tokens[last].tokenClass == .particle, name.tokens[last].groups[0] != 0
        else { return }
        name.tokens[last].tokenClass = .word
    }

    /// Names of titles and particles only are still names: their words count.
    private func promote(_ name: inout PreparedName) {
        func full() -> Int { name.tokens.count { $0.isFull } }
        if full() < 2 {
            let first = name.tokens.firstIndex { $0.isFull } ?? name.tokens.count
            let titles = name.tokens.indices.filter { name.tokens[$0].tokenClass == .title }
            // Titles that are names too are names here: `Hafiz Makhlouf`, `Amir Sayyid Abdullah`.
            for index in titles where name.tokens[index].groups[0] != 0 { name.tokens[index].tokenClass = .word }
            // `Terry King`: a title does not follow the only name.
            let hasComma = name.tokens.contains { $0.role == 1 }
            for index in titles.reversed() where index > first && !hasComma && full() < 2 {
                name.tokens[index].tokenClass = .word
            }
        }
        if full() == 0 {
            for index in name.tokens.indices where name.tokens[index].tokenClass != .legal {
                name.tokens[index].tokenClass = .word
            }
        }
    }

    // MARK: Companies

    /// Classes of the words of an organisation's or a vessel's name.
    func classifyCompany(_ name: inout PreparedName, isVessel: Bool) {
        if isVessel { dropVesselPrefix(&name) } else { markLegalForms(&name) }
        let last = name.tokens.lastIndex { $0.tokenClass != .legal }
        for index in name.tokens.indices where name.tokens[index].tokenClass != .legal {
            let token = name.tokens[index]
            let fact = tables.words[token.textHash]
            let isEdge = index == last || index == 0
            if let number = number(of: token, fact, bytes: name.bytes, isEdge: isEdge || isVessel) {
                name.tokens[index].tokenClass = .number
                name.tokens[index].number = number
            } else if let fact, fact.isParticle, !isVessel || token.textCount < 4 {
                name.tokens[index].tokenClass = .particle
            } else if let fact, fact.isPlace {
                name.tokens[index].tokenClass = .place
                name.tokens[index].groups.add(fact.business)
            } else if let fact, fact.business != 0, !isVessel {
                name.tokens[index].tokenClass = .generic
                name.tokens[index].groups.add(fact.business)
            } else if Self.companyParticles.contains(token.textHash) {
                name.tokens[index].tokenClass = .particle
            } else {
                name.tokens[index].tokenClass = .word
                if let fact { name.tokens[index].groups = fact.groups }
            }
        }
        combineNumbers(&name)
        if !name.tokens.contains(where: { $0.tokenClass.weight > 0 }) {
            for index in name.tokens.indices { name.tokens[index].tokenClass = .word }
        }
    }

    private static let companyParticles: Set<UInt64> = Set(
        [
            "the", "of", "and", "for", "in", "on", "at", "by", "to", "und", "et", "fur", "fuer", "en", "na", "po", "v",
            "s", "no",
            "na", "nad", "dlia", "dlya", "iz", "with", "from", "und", "voor", "per", "pour", "para", "ve", "az",
            "nomer",
        ]
        .map { fnv(Array($0.utf8)) })

    private static let vesselPrefixes: Set<UInt64> = Set(
        [
            "mv", "mt", "ms", "ss", "mtv", "msv", "mts", "fv", "sv", "my", "sy", "rv", "lng", "lpg", "mvs", "motor",
            "vessel",
        ].map {
            fnv(Array($0.utf8))
        })

    private func dropVesselPrefix(_ name: inout PreparedName) {
        guard name.tokens.count > 1 else { return }
        if name.tokens.count > 2, name.tokens[0].textCount == 1, name.tokens[1].textCount == 1 {
            name.tokens[0].tokenClass = .legal
            name.tokens[1].tokenClass = .legal
        } else if Self.vesselPrefixes.contains(name.tokens[0].textHash) {
            name.tokens[0].tokenClass = .legal
        }
    }

    /// Marks legal forms: phrases of two words or more anywhere, single words at the edges only.
    private func markLegalForms(_ name: inout PreparedName) {
        let count = name.tokens.count
        var index = 0
        while index < count {
            var length = min(7, count - index)
            while length > 0 {
                if let form = tables.legalPhrases[NameTables.phraseKey(name.tokens[index..<index + length])],
                    length > 1 || isEdge(index, name)
                {
                    let keepsWord = (index..<index + length).contains { name.tokens[$0].tokenClass != .legal }
                    let others = name.tokens.indices.contains {
                        !(index..<index + length).contains($0) && name.tokens[$0].tokenClass != .legal
                    }
                    if keepsWord && others {
                        for position in index..<index + length { name.tokens[position].tokenClass = .legal }
                        if name.legalForm == 0 { name.legalForm = form }
                        break
                    }
                }
                length -= 1
            }
            index += max(1, length)
        }
    }

    private func isEdge(_ index: Int, _ name: PreparedName) -> Bool {
        if name.tokens[..<index].allSatisfy({ $0.tokenClass == .legal }) { return true }
        return name.tokens[(index + 1)...].allSatisfy { token in
            token.tokenClass == .legal || tables.legalPhrases[NameTables.phraseKey([token])] != nil
        }
    }

    private func number(
        of token: NameToken, _ fact: NameTables.WordFact?, bytes: [UInt8], isEdge: Bool
    ) -> UInt32? {
        let text = bytes[Int(token.start)..<Int(token.start) + Int(token.textCount)]
        if let fact, fact.hasNumber { return fact.number }
        guard let first = text.first else { return nil }
        if first >= 0x30 && first <= 0x39 {
            var value: UInt32 = 0
            for (offset, byte) in text.enumerated() {
                guard byte >= 0x30 && byte <= 0x39 else {
                    let rest = Array(text.dropFirst(offset))
                    let ordinals = ["st", "nd", "rd", "th", "i", "y", "ya", "oe", "ii", "go"].map { Array($0.utf8) }
                    return ordinals.contains(rest) ? value : nil
                }
                let (product, overflow) = value.multipliedReportingOverflow(by: 10)
                if overflow { return nil }
                value = product &+ UInt32(byte - 0x30)
            }
            return value
        }
        // I am a pronoun and C and D are initials elsewhere: Roman numerals stand at the edges.
        return token.script == .latin && (isEdge || text.count > 1) ? RomanNumeral.value(text) : nil
    }

    /// `forty four` is one number.
    private func combineNumbers(_ name: inout PreparedName) {
        var index = 0
        while index + 1 < name.tokens.count {
            let a = name.tokens[index]
            let b = name.tokens[index + 1]
            if a.tokenClass == .number, b.tokenClass == .number, a.number >= 20, a.number <= 90, a.number % 10 == 0,
                b.number >= 1, b.number < 10
            {
                name.tokens[index].number = a.number + b.number
                name.tokens[index].sourceCount = b.sourceStart + b.sourceCount - a.sourceStart
                name.tokens.remove(at: index + 1)
            }
            index += 1
        }
    }
}

/// Roman numerals up to 39, strictly formed.
enum RomanNumeral {
    private static let values: [[UInt8]: UInt32] = {
        let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
        let tens = ["", "x", "xx", "xxx"]
        var table: [[UInt8]: UInt32] = [:]
        for (ten, head) in tens.enumerated() {
            for (one, tail) in ones.enumerated() where ten + one > 0 {
                table[Array((head + tail).utf8)] = UInt32(ten * 10 + one)
            }
        }
        return table
    }()

    static func value(_ text: ArraySlice<UInt8>) -> UInt32? {
        guard text.count <= 6, text.allSatisfy({ $0 == 0x69 || $0 == 0x76 || $0 == 0x78 }) else { return nil }
        return values[Array(text)]
    }
}
