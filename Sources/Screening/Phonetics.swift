/// From a latinised word to its phonetic form: one byte a sound, so that spellings of one name in English, German,
/// French, Turkish or scholarly transliteration fold together.
///
/// Lower-case letters stand for themselves; upper case: `S` sh, `C` ch, `Z` zh, `H` kh, `J` j/dj, `E` e/ie/io,
/// `X` Chinese x, `G` Cyrillic г, `O` Korean eo, `A W Y` Arabic alef, waw and ya, `D` Arabic dhal, dad and zah.
enum Phonetics {
    private static func isVowel(_ byte: UInt8) -> Bool {
        byte == 0x61 || byte == 0x65 || byte == 0x69 || byte == 0x6F || byte == 0x75
    }

    /// Appends the phonetic form of `word` (bytes a-z, digits) to `output`.
    static func append(_ word: ArraySlice<UInt8>, to output: inout [UInt8]) {
        let first = output.count
        word.withUnsafeBufferPointer { letters in
            // Baltic endings: Lavrovs, Sergejs.
            var length = letters.count
            if length > 5, letters[length - 1] == 0x73, letters[length - 2] == 0x76 || letters[length - 2] == 0x6A {
                length -= 1
            }
            var reader = LatinReader(letters: UnsafeBufferPointer(rebasing: letters[0..<length]))
            reader.run(into: &output)
        }
        tidy(&output, from: first)
    }

    /// Doubled sounds become one, `eo` becomes `o`, `eu` becomes `u`, a final silent h goes.
    static func tidy(_ output: inout [UInt8], from first: Int) {
        var write = first
        var read = first
        while read < output.count {
            let byte = output[read]
            let next: UInt8 = read + 1 < output.count ? output[read + 1] : 0
            read += 1
            let isE = byte == 0x65 || byte == 0x45
            if isE && (next == 0x6F || next == 0x75) && output.count - first > 2 { continue }
            if write > first && output[write - 1] == byte && byte > 0x40 && byte < 0x80 { continue }
            output[write] = byte
            write += 1
        }
        if write > first + 1 && output[write - 1] == 0x68 { write -= 1 }
        output.removeLast(output.count - write)
    }

    /// Letters of one word, read with the longest spelling first.
    private struct LatinReader {
        let letters: UnsafeBufferPointer<UInt8>
        var index = 0

        init(letters: UnsafeBufferPointer<UInt8>) { self.letters = letters }

        func at(_ offset: Int) -> UInt8 {
            let position = index + offset
            return position < letters.count ? letters[position] : 0
        }

        func has(_ spelling: StaticString) -> Bool {
            guard index + spelling.utf8CodeUnitCount <= letters.count else { return false }
            for offset in 0..<spelling.utf8CodeUnitCount where letters[index + offset] != spelling.utf8Start[offset] {
                return false
            }
            return true
        }

        var afterConsonant: Bool {
            index > 0 && !Phonetics.isVowel(letters[index - 1]) && letters[index - 1] != 0x79
        }

        mutating func run(into output: inout [UInt8]) {
            while index < letters.count {
                let byte = letters[index]
                switch byte {
                case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: vowel(byte, into: &output)
                case 0x73, 0x74, 0x63, 0x7A, 0x64: sibilant(byte, into: &output)
                default: consonant(byte, into: &output)
                }
            }
        }

        private mutating func vowel(_ byte: UInt8, into output: inout [UInt8]) {
            let next = at(1)
            switch byte {
            case 0x61:  // a
                output.append(0x61)
                if next == 0x69 || next == 0x79 {
                    output.append(0x69)
                    index += 2
                } else {
                    index += next == 0x61 || (next == 0x65 && at(2) != 0x76) ? 2 : 1
                }
            case 0x65:  // e
                if next == 0x65 {
                    output.append(0x69)
                    index += 2
                } else if next == 0x69 || next == 0x79 {
                    output.append(contentsOf: [0x61, 0x69])
                    index += 2
                } else {
                    output.append(0x65)
                    index += 1
                }
            case 0x6F:  // o
                if next == 0x6F || next == 0x75 {
                    output.append(0x75)
                    index += 2
                } else {
                    output.append(0x6F)
                    index += next == 0x65 ? 2 : 1
                }
            case 0x75:  // u
                output.append(0x75)
                index += next == 0x65 && at(2) != 0 ? 2 : 1
            default: iota(byte, next, into: &output)
            }
        }

        private mutating func iota(_ byte: UInt8, _ next: UInt8, into output: inout [UInt8]) {
            if next == 0x65 && (byte == 0x79 || afterConsonant) {  // ye, ie
                output.append(0x45)
                index += 2
            } else if byte == 0x79 && next == 0x6F && afterConsonant {  // yo
                output.append(0x45)
                index += 2
            } else {
                output.append(0x69)
                index += 1
            }
        }

        private mutating func sibilant(_ byte: UInt8, into output: inout [UInt8]) {
            switch byte {
            case 0x73:  // s
                if has("shch") { return emit(0x53, 4, &output) }
                if has("schtsch") { return emit(0x53, 7, &output) }
                if has("sch") { return emit(0x53, 3, &output) }
                if has("sh") || has("sz") { return emit(0x53, 2, &output) }
                emit(0x73, 1, &output)
            case 0x74:  // t
                if has("tsch") { return emit(0x43, 4, &output) }
                if has("tch") { return emit(0x43, 3, &output) }
                if has("ts") && at(2) != 0x68 || has("tz") { return emit(0x63, 2, &output) }
                emit(0x74, has("th") ? 2 : 1, &output)
            case 0x63:  // c
                if has("ch") || has("cz") { return emit(0x43, 2, &output) }
                if has("ck") { return emit(0x6B, 2, &output) }
                if at(1) == 0x65 || at(1) == 0x69 || at(1) == 0x79 { return emit(0x63, 1, &output) }
                let isFinalIc = index + 1 == letters.count && index > 0 && letters[index - 1] == 0x69
                emit(isFinalIc ? 0x43 : 0x6B, 1, &output)
            case 0x7A:  // z
                if has("zh") { return emit(0x5A, 2, &output) }
                emit(0x7A, 1, &output)
            default:  // d
                if has("dzh") { return emit(0x4A, 3, &output) }
                if has("dj") || has("dg") && at(2) == 0x65 { return emit(0x4A, 2, &output) }
                emit(0x64, has("dh") ? 2 : 1, &output)
            }
        }

        private mutating func consonant(_ byte: UInt8, into output: inout [UInt8]) {
            switch byte {
            case 0x6B: emit(at(1) == 0x68 ? 0x48 : 0x6B, at(1) == 0x68 ? 2 : 1, &output)
            case 0x67: emit(0x67, at(1) == 0x68 ? 2 : 1, &output)
            case 0x70: emit(at(1) == 0x68 ? 0x66 : 0x70, at(1) == 0x68 ? 2 : 1, &output)
            case 0x71:  // qu
                let isKw = at(1) == 0x75 && Phonetics.isVowel(at(2))
                emit(isKw ? 0x6B : 0x71, isKw ? 2 : 1, &output)
            case 0x78:  // x
                if index == 0 { return emit(0x58, 1, &output) }
                output.append(0x6B)
                emit(0x73, 1, &output)
            case 0x6A:  // j
                if at(1) == 0 && index > 0 && Phonetics.isVowel(letters[index - 1]) { return emit(0x69, 1, &output) }
                if index > 0 && at(1) != 0 && !Phonetics.isVowel(at(1)) && Phonetics.isVowel(letters[index - 1]) {
                    return emit(0x69, 1, &output)
                }
                if afterConsonant && at(1) == 0x65 { return emit(0x45, 2, &output) }
                emit(0x4A, 1, &output)
            default: emit(byte, 1, &output)
            }
        }

        private mutating func emit(_ sound: UInt8, _ letters: Int, _ output: inout [UInt8]) {
            output.append(sound)
            index += letters
        }
    }
}
