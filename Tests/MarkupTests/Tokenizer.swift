/// A splitmix64 generator for tests.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Attack fragments, delimiters and odd characters in random order.
func hostileString(_ random: inout SeededGenerator) -> String {
    let parts = [
        "<script>", "</script>", "\"", "'", "><img src=x onerror=alert(1)>", "javascript:", "<!--", "-->", "&lt;",
        "&#x3c;", "]]>",
        "<svg/onload=", "\u{0}", "\u{8}", "\t", "\n", "\r", " ", "`", "=", "/", "\\", "//evil.example", "data:", ":",
        "\u{202E}", "\u{FEFF}",
        "é", "Ж", "漢", "👩‍👩‍👧", "\u{301}", "\u{2028}", "<", ">", "&", "&amp", "</title>", "</textarea>", "{{x}}", "${x}",
        "%3Cscript%3E",
        "on", "click=", "x", "A", "0", "?", "#", "http:", "mailto:", "\u{7F}", "\u{85}",
    ]
    return (0..<Int.random(in: 0...9, using: &random)).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
}

/// A piece of a page as a browser's tokenizer sees it (data, tag and attribute states of WHATWG HTML 13.2.5).
struct Token {
    var tagName: String?
    var text: String?
    var attributes: [(name: String, value: String)] = []
}

/// Nil where the page leaves the small language that the writer uses: comments, unquoted values, unknown references.
func tokenize(_ bytes: [UInt8]) -> [Token]? {
    var tokens: [Token] = []
    var index = 0
    while index < bytes.count {
        if bytes[index] != UInt8(ascii: "<") {
            let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
            guard let text = decode(bytes[index..<end]) else { return nil }
            tokens.append(Token(text: text))
            index = end
            continue
        }
        index += 1
        var name: [UInt8] = []
        while index < bytes.count, bytes[index] != 0x20, bytes[index] != UInt8(ascii: ">") {
            name.append(bytes[index])
            index += 1
        }
        var token = Token(tagName: String(decoding: name, as: UTF8.self))
        while index < bytes.count, bytes[index] == 0x20 {
            index += 1
            var attribute: [UInt8] = []
            while index < bytes.count, ![0x20, 0x3D, 0x3E].contains(bytes[index]) {
                attribute.append(bytes[index])
                index += 1
            }
            var value = ""
            if index < bytes.count, bytes[index] == 0x3D {
                guard index + 1 < bytes.count, bytes[index + 1] == 0x22,
                    let end = bytes[(index + 2)...].firstIndex(of: 0x22), let decoded = decode(bytes[(index + 2)..<end])
                else { return nil }
                value = decoded
                index = end + 1
            }
            token.attributes.append((String(decoding: attribute, as: UTF8.self), value))
        }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ">") else { return nil }
        index += 1
        tokens.append(token)
    }
    return tokens
}

/// Works on bytes: a combining mark after `;` would hide it from searches by grapheme cluster.
private func decode(_ bytes: ArraySlice<UInt8>) -> String? {
    let references: [(name: String, byte: UInt8)] = [
        ("&amp;", 0x26), ("&lt;", 0x3C), ("&gt;", 0x3E), ("&quot;", 0x22), ("&#39;", 0x27),
    ]
    var text: [UInt8] = []
    var rest = bytes
    while let byte = rest.first {
        if [0x3C, 0x3E, 0x22, 0x27].contains(byte) { return nil }
        guard byte == 0x26 else {
            text.append(byte)
            rest = rest.dropFirst()
            continue
        }
        // Every ampersand must start one of the writer's five references.
        guard let found = references.first(where: { rest.starts(with: $0.name.utf8) }) else { return nil }
        text.append(found.byte)
        rest = rest.dropFirst(found.name.utf8.count)
    }
    return String(decoding: text, as: UTF8.self)
}
