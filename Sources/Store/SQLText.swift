/// Text as PostgreSQL can hold it: its text types have no NUL, which outside data may carry. The record itself is kept as bytes.
enum SQLText {
    /// The text with each NUL as U+FFFD, the replacement character.
    static func storable(_ text: String) -> String {
        guard text.utf8.contains(0) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
    }

    /// JSON with each escaped NUL as the replacement character.
    static func storable(json: [UInt8]) -> [UInt8] {
        let escape = Array("\\u0000".utf8)
        guard json.count >= escape.count else { return json }
        var result: [UInt8] = []
        var index = 0
        while index < json.count {
            // A backslash and what follows it belong together, so that an escaped backslash hides nothing.
            guard json[index] == escape[0], index + 1 < json.count else {
                result.append(json[index])
                index += 1
                continue
            }
            if json[index...].starts(with: escape) {
                result += "\\ufffd".utf8
                index += escape.count
            } else {
                result += json[index...(index + 1)]
                index += 2
            }
        }
        return result
    }
}
