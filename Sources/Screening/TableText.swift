/// Reads the `key: values` lines of a spelling table.
enum TableText {
    /// Key and values of every line; lines without a colon and comments are left out.
    static func lines(_ text: String) -> [(key: String, values: String)] {
        var result: [(key: String, values: String)] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = line[..<colon].drop { $0 == " " }
            result.append((String(key), String(line[line.index(after: colon)...])))
        }
        return result
    }
}
