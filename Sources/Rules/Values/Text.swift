/// A text with its hash taken once, so that comparing and looking up in hot loops touches the bytes only on a match.
package struct Text: Hashable, Sendable, CustomStringConvertible {
    package let string: String
    package let hash: UInt64

    package init(_ string: String) {
        self.string = string
        hash = Text.hash(of: string)
    }

    package static func == (left: Text, right: Text) -> Bool { left.hash == right.hash && left.string == right.string }

    package func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    package var description: String { string }

    /// FNV-1a over eight bytes at a time; the same on every machine.
    private static func hash(of string: String) -> UInt64 {
        var state: UInt64 = 0xcbf2_9ce4_8422_2325
        var word: UInt64 = 0
        var filled = 0
        for byte in string.utf8 {
            word = word << 8 | UInt64(byte)
            filled &+= 1
            if filled == 8 {
                state = (state ^ word) &* 0x100_0000_01b3
                state ^= state >> 29
                word = 0
                filled = 0
            }
        }
        state = (state ^ word ^ UInt64(filled) << 56) &* 0x100_0000_01b3
        return state ^ state >> 32
    }
}
