/// Consonant skeletons: letter classes folded, vowels, h and w dropped, a leading vowel kept as one class; 5 bits a
/// class, at most 12, so that a skeleton is one integer key.
enum Skeleton {
    /// Longest skeleton kept.
    static let maximum = 12

    /// Class of each sound: 0 is dropped, 31 is any other byte.
    static let classes: [UInt8] = {
        var table = [UInt8](repeating: 31, count: 256)
        func set(_ letters: String, _ value: UInt8) { for byte in letters.utf8 { table[Int(byte)] = value } }
        set("aeiouEOhwWYA", 0)
        set("kqgHG", 2)
        set("szSCZJcXD", 3)
        set("vf", 4)
        set("td", 5)
        set("pb", 6)
        set("m", 7)
        set("n", 8)
        set("l", 9)
        set("r", 10)
        for digit in 0..<10 { table[0x30 + digit] = UInt8(12 + digit) }
        // Sounds of other scripts: one of 8 classes by their low bits, so that keys stay selective.
        for byte in 128..<256 { table[byte] = UInt8(23 + byte & 7) }
        return table
    }()

    /// The skeleton of a phonetic form.
    static func key(of sounds: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var key: UInt64 = 0
        var count = 0
        var last: UInt8 = 0
        for (index, byte) in sounds.enumerated() {
            var value = classes[Int(byte)]
            if value == 0 {
                guard index == 0, byte != 0x68, byte != 0x77, byte != 0x57 else {
                    last = 0
                    continue
                }
                value = 1
            }
            if value == last { continue }
            last = value
            key |= UInt64(value) << UInt64(5 * count)
            count += 1
            if count == maximum { break }
        }
        return key
    }

    /// Hash of the consonant classes with the places of the vowels: equal for two spellings of one word with a space lost
    /// or gained; 0 for words of fewer than three consonants, which are met by chance.
    static func spacingKey(of sounds: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var consonants = 0
        var last: UInt8 = 0
        for byte in sounds {
            var value = classes[Int(byte)]
            if value == 0 {
                // h, w and weak letters come and go; vowels keep their places.
                guard byte != 0x68, byte != 0x77, byte < 0x41 || byte > 0x5A || byte == 0x45 || byte == 0x4F else {
                    continue
                }
                value = 1
            }
            // `Ndrangheta` and `Andrangheta`.
            if value == last || value == 1 && consonants == 0 { continue }
            last = value
            if value > 1 { consonants += 1 }
            hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3
        }
        return consonants >= 3 ? (hash ^ (hash >> 29)) | 1 : 0
    }

    /// `key` without a leading vowel: `Ndrangheta` and `Andrangheta`.
    static func withoutLeadingVowel(_ key: UInt64) -> UInt64 { key & 31 == 1 ? key >> 5 : key }

    /// Number of classes in `key`.
    @inline(__always)
    static func length(_ key: UInt64) -> Int { (64 - key.leadingZeroBitCount + 4) / 5 }

    /// `key` without its class at `position`.
    @inline(__always)
    static func deleting(_ position: Int, from key: UInt64) -> UInt64 {
        let shift = UInt64(5 * position)
        let low = key & ((1 << shift) &- 1)
        return low | (key >> (shift + 5)) << shift
    }

    /// True if the skeletons are close enough for two words to be spellings of each other: equal, or one class
    /// inserted, lost, changed or swapped where the longer has four; two where both have six.
    static func areNear(_ a: UInt64, _ b: UInt64) -> Bool {
        if a == b { return true }
        let m = length(a)
        let n = length(b)
        guard max(m, n) >= 4, abs(m - n) <= 2 else { return false }
        let allowed = min(m, n) >= 6 ? 2 : 1
        return shareDeletion(a, m, b, n, allowed)
    }

    /// Whether both keys reach a common key by deleting at most `allowed` classes each.
    private static func shareDeletion(_ a: UInt64, _ m: Int, _ b: UInt64, _ n: Int, _ allowed: Int) -> Bool {
        if a == b { return true }
        if allowed == 0 { return false }
        // Skip the common prefix: a deletion inside it is never needed.
        var start = 0
        while start < min(m, n) && (a >> UInt64(5 * start)) & 31 == (b >> UInt64(5 * start)) & 31 { start += 1 }
        for i in start..<max(m, start) {
            let shorter = deleting(i, from: a)
            if shorter == b { return true }
        }
        for j in start..<max(n, start) {
            let shorter = deleting(j, from: b)
            if shorter == a { return true }
            for i in start..<max(m, start) {
                let other = deleting(i, from: a)
                if other == shorter { return true }
                if allowed > 1 && shareDeletion(other, m - 1, shorter, n - 1, allowed - 1) { return true }
            }
        }
        return false
    }
}
