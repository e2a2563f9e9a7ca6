/// The keys under which a word can be found: any two words that `TokenComparer` could find similar share one, or have
/// near skeletons.
enum WordKeys {
    /// Marks the keys of words of organisations: they are never compared with those of people.
    private static let company: UInt64 = 64

    private static func tagged(_ tag: UInt64, _ key: UInt64) -> UInt64 {
        let mixed = (key ^ tag &* 0xD6E8_FEB8_6659_FD93) &* 0xFF51_AFD7_ED55_8CCD
        let value = mixed ^ (mixed >> 32)
        return value == 0 ? 1 : value
    }

    static func acronym(_ hash: UInt64) -> UInt64 { tagged(6, hash) }
    static func id(_ hash: UInt64) -> UInt64 { tagged(7, hash) }

    /// Keys of a word but for its skeleton.
    static func append(
        _ token: NameToken, _ pool: UnsafePointer<UInt8>, isCompany: Bool, to keys: inout [UInt64]
    ) {
        let side = isCompany ? company : 0
        keys.append(tagged(1 | side, token.textHash))
        keys.append(tagged(5 | side, token.soundHash))
        for lane in 0..<4 where token.groups[lane] != 0 { keys.append(tagged(4 | side, UInt64(token.groups[lane]))) }
        if token.tokenClass == .number { keys.append(tagged(8 | side, UInt64(token.number) + 1)) }
        guard hasSkeleton(token) else { return }
        if token.stem != 0 { keys.append(tagged(9 | side, token.stem)) }
        if token.script == .latin && token.textCount >= 4 && token.textCount <= 6 {
            keys.append(tagged(10 | side, token.textHash))
            deletions(
                of: UnsafeBufferPointer(start: pool + Int(token.start), count: Int(token.textCount)), 10 | side, &keys)
        }
        let count = Int(token.soundCount)
        if count <= 7 && count >= 2 {
            keys.append(tagged(3 | side, token.soundHash))
            let sounds = pool + Int(token.start) + Int(token.textCount)
            deletions(of: UnsafeBufferPointer(start: sounds, count: count), 3 | side, &keys)
        }
    }

    /// Numbers and words without sound are found by their value alone.
    static func hasSkeleton(_ token: NameToken) -> Bool {
        token.soundCount > 0 && token.tokenClass != .number && token.tokenClass.weight > 0
            && token.tokenClass != .initial
    }

    /// Keys of a skeleton: itself, and what is left without one or two of its classes (see `Skeleton.areNear`).
    static func appendSkeletons(_ skeleton: UInt64, isCompany: Bool, to keys: inout [UInt64]) {
        let tag = 2 | (isCompany ? company : 0)
        keys.append(tagged(tag, skeleton))
        let length = Skeleton.length(skeleton)
        guard length >= 4 else { return }
        for i in 0..<length {
            let one = Skeleton.deleting(i, from: skeleton)
            keys.append(tagged(tag, one))
            if length >= 6 { for j in i..<length - 1 { keys.append(tagged(tag, Skeleton.deleting(j, from: one))) } }
        }
    }

    /// Keys of a short word without each of its letters.
    private static func deletions(of letters: UnsafeBufferPointer<UInt8>, _ tag: UInt64, _ keys: inout [UInt64]) {
        let count = letters.count
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { rest in
            for skip in 0..<count {
                var n = 0
                for k in 0..<count where k != skip {
                    rest[n] = letters[k]
                    n += 1
                }
                keys.append(tagged(tag, fnv(UnsafeBufferPointer(rebasing: rest[0..<n]))))
            }
        }
    }
}
