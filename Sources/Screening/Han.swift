/// Readings of Han characters from the bundled tables.
enum Han {
    /// A business word at the start of a run: its Latin words and its length in characters.
    struct BusinessWord {
        let text: [UInt8]
        let length: Int
    }

    private static let mandarinReadings = readings(BundledTables.hanMandarin)
    private static let koreanReadings = readings(BundledTables.hanKorean)

    /// Readings that a character has only as a surname.
    private static let surnameReadings: [UInt32: [UInt8]] = [
        0x66FE: Array("zeng".utf8), 0x5355: Array("shan".utf8), 0x89E3: Array("xie".utf8), 0x4EC7: Array("qiu".utf8),
        0x533A: Array("ou".utf8), 0x67E5: Array("zha".utf8), 0x4EFB: Array("ren".utf8), 0x76D6: Array("ge".utf8),
        0x6734: Array("piao".utf8), 0x7FDF: Array("zhai".utf8), 0x5C24: Array("you".utf8), 0x4E50: Array("yue".utf8),
    ]

    /// Surnames of two characters.
    private static let doubleSurnames: Set<[UInt32]> = Set(
        ["欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "司徒", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐"]
            .map { $0.unicodeScalars.map(\.value) })

    private static let business: [[UInt32]: [UInt8]] = {
        var table: [[UInt32]: [UInt8]] = [:]
        for (words, spellings) in TableText.lines(BundledTables.hanBusiness) {
            let latin = Array(words.utf8).filter { $0 != 0x20 }
            for spelling in spellings.split(separator: " ") { table[spelling.unicodeScalars.map(\.value)] = latin }
        }
        return table
    }()

    private static func readings(_ text: String) -> [UInt32: [UInt8]] {
        var table: [UInt32: [UInt8]] = [:]
        for (reading, characters) in TableText.lines(text) {
            for scalar in characters.unicodeScalars where scalar != " " && table[scalar.value] == nil {
                table[scalar.value] = Array(reading.utf8)
            }
        }
        return table
    }

    static func mandarin(_ character: UInt32, asSurname: Bool) -> [UInt8]? {
        if asSurname, let reading = surnameReadings[character] { return reading }
        return mandarinReadings[character]
    }

    static func korean(_ character: UInt32) -> [UInt8]? { koreanReadings[character] }

    /// How many characters of a personal name are the surname.
    static func surnameLength(_ characters: [UInt32]) -> Int {
        if characters.count > 2 && doubleSurnames.contains(Array(characters.prefix(2))) { return 2 }
        return min(1, characters.count)
    }

    static func businessWord(in characters: ArraySlice<UInt32>) -> BusinessWord? {
        for length in stride(from: min(6, characters.count), through: 1, by: -1) {
            if let text = business[Array(characters.prefix(length))] { return BusinessWord(text: text, length: length) }
        }
        return nil
    }
}
