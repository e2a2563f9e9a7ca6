/// Keys of names with lost or gained spaces, and of acronyms.
enum JoinKeys {
    /// Joined words of more letters are none that anybody writes.
    static let longest = 40

    /// Calls `body` with a key for every run of two to four adjacent words (their joined skeleton and its deletions),
    /// for every long single word, and for the acronym of an organisation.
    static func append(_ name: PreparedName, isCompany: Bool, asQuery: Bool = false, _ body: (UInt64) -> Void) {
        let count = name.tokens.count
        var text: [UInt8] = []
        var sounds: [UInt8] = []
        var heard: [UInt8] = []
        name.bytes.withUnsafeBufferPointer { pool in
            for start in 0..<count {
                text.removeAll(keepingCapacity: true)
                sounds.removeAll(keepingCapacity: true)
                var isLatin = true
                for end in start..<min(start + 4, count) {
                    let token = name.tokens[end]
                    let middle = Int(token.start) + Int(token.textCount)
                    text.append(contentsOf: UnsafeBufferPointer(rebasing: pool[Int(token.start)..<middle]))
                    guard text.count <= longest else { break }
                    sounds.append(
                        contentsOf: UnsafeBufferPointer(rebasing: pool[middle..<middle + Int(token.soundCount)]))
                    if token.script != .latin { isLatin = false }
                    // Joined words, and long single words that may be several on the other side.
                    guard text.count >= (end > start ? 4 : 6) else { continue }
                    var key: UInt64
                    if end == start {
                        key = sounds.withUnsafeBufferPointer { Skeleton.spacingKey(of: $0) }
                    } else {
                        heard.removeAll(keepingCapacity: true)
                        if isLatin {
                            Phonetics.append(text[...], to: &heard)
                        } else {
                            heard.append(contentsOf: sounds)
                            Phonetics.tidy(&heard, from: 0)
                        }
                        key = heard.withUnsafeBufferPointer { Skeleton.spacingKey(of: $0) }
                    }
                    // A run looks for single words, a single word for runs: two alike need no joining.
                    if key != 0 { body(WordKeys.id(key ^ ((end > start) != asQuery ? 0x5151_5151 : 0x2323_2323))) }
                }
            }
        }
        if isCompany {
            acronyms(name) { body(WordKeys.acronym($0)) }
            for token in name.tokens where token.tokenClass == .word && (3...8).contains(token.textCount) {
                body(WordKeys.acronym(token.textHash))
            }
        }
    }

    /// First letters of every run of words that leaves no distinctive word out, with and without its particles.
    static func acronyms(_ name: PreparedName, _ body: (UInt64) -> Void) {
        let words = name.tokens.indices.filter { name.tokens[$0].tokenClass == .word }
        let count = name.tokens.count
        guard count >= 3 else { return }
        // Without a distinctive word, any run leaves none out.
        for start in 0...(words.first ?? count - 1) {
            for end in (words.last ?? 0)..<count where end - start >= 2 && end - start < 16 {
                let run = (start...end).filter { name.tokens[$0].tokenClass != .legal }
                let particles = run.filter { name.tokens[$0].tokenClass == .particle }
                guard run.count >= 3, run.count - particles.count <= 8, particles.count <= 4 else { continue }
                for chosen in 0..<(1 << particles.count) {
                    var letters: [UInt8] = []
                    for index in run {
                        if let rank = particles.firstIndex(of: index), chosen & (1 << rank) == 0 { continue }
                        letters.append(name.bytes[Int(name.tokens[index].start)])
                    }
                    if (3...8).contains(letters.count) { body(fnv(letters)) }
                }
            }
        }
    }
}
