/// xoshiro256** seeded by splitmix64: the same seed gives the same sample on every machine and in every version of Swift.
///
/// Own code on purpose: the standard library does not promise that its distributions stay as they are.
/// Source: Blackman and Vigna, Scrambled linear pseudorandom number generators (2018).
package struct SampleRandom: Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    package init(seed: UInt64) {
        var mixer = seed
        func next() -> UInt64 {
            mixer &+= 0x9E37_79B9_7F4A_7C15
            var z = mixer
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
        state = (next(), next(), next(), next())
    }

    /// A stream of its own for one part of the sample, so that a change in one part leaves the others as they are.
    package init(seed: UInt64, part: StaticString) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        part.withUTF8Buffer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
        self.init(seed: seed ^ hash)
    }

    package mutating func next() -> UInt64 {
        let result = rotate(state.1 &* 5, 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = rotate(state.3, 45)
        return result
    }

    /// An integer in `0..<bound`, without bias.
    mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "a random choice needs something to choose from")
        let limit = UInt64(bound)
        let reject = UInt64.max - UInt64.max % limit
        var value = next()
        while value >= reject { value = next() }
        return Int(value % limit)
    }

    /// An integer in `low...high`.
    mutating func between(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }

    /// True in `percent` of 100 cases.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

    /// An index, chosen in proportion to its weight.
    mutating func weighted(_ weights: [Int]) -> Int {
        var rest = below(weights.reduce(0, +))
        for (index, weight) in weights.enumerated() {
            if rest < weight { return index }
            rest -= weight
        }
        return weights.count - 1
    }

    private func rotate(_ value: UInt64, _ count: UInt64) -> UInt64 { value << count | value >> (64 - count) }
}
