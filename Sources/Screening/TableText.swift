/// Reads the `key: values` lines of a spelling table.
enum TableText {
    /// Key and values of every line; lines without a colon and comments are left out.
    static func lines(_ text: String) -> [(key: String, values: String)] {
        var result: [(key: String, values: String)] = []
        // Bytes, not characters: the tables are read at every start.
        for line in text.utf8.split(separator: 0x0A) where line.first != 0x23 {
            guard let colon = line.firstIndex(of: 0x3A) else { continue }
            let key = line[..<colon].drop { $0 == 0x20 }
            result.append((String(Substring(key)), String(Substring(line[line.index(after: colon)...]))))
        }
        return result
    }

    /// The words of a line, which one or more spaces part.
    static func words(_ values: String) -> [Substring] { values.utf8.split(separator: 0x20).map { Substring($0) } }
}
