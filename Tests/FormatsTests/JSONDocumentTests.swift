import Formats
import Testing

@Suite struct JSONDocumentTests {
    private func parse(_ text: String, depth: Int = 64, bytes: Int = 1 << 20) throws(JSONError) -> JSONValue {
        try JSONDocument(parsing: Array(text.utf8), limits: JSONLimits(depth: depth, bytes: bytes)).root
    }

    @Test("members, elements and scalars are found without decoding anything else")
    func cursor() throws {
        let root = try parse(
            #" {"id":"A\u00e9\n","n":-1.50e2,"t":true,"f":false,"z":null,"a":[1,[],{"x":"y"}],"o":{}} "#)
        #expect(root.kind == .object)
        #expect(root["id"]?.string == "A\u{E9}\n")
        #expect(root["n"]?.numberText.map { String(decoding: $0, as: UTF8.self) } == "-1.50e2")
        #expect(root["t"]?.bool == true)
        #expect(root["f"]?.bool == false)
        #expect(root["z"]?.isNull == true)
        #expect(root["a"]?.elements.map(\.kind) == [.number, .array, .object])
        #expect(root["o"]?.isEmptyContainer == true)
        #expect(root[named: "a"]?.elements.first { $0.kind == .object }?["x"]?.equals("y") == true)
        #expect(root["absent"] == nil)
        #expect(root["id"]?["x"] == nil)
        #expect(root.members.map { String(decoding: $0.name, as: UTF8.self) } == ["id", "n", "t", "f", "z", "a", "o"])
        #expect(root["a"].map { String(decoding: $0.rawBytes, as: UTF8.self) } == #"[1,[],{"x":"y"}]"#)
        #expect(root["id"].map { String(decoding: $0.rawBytes, as: UTF8.self) } == #""A\u00e9\n""#)
    }

    @Test("surrogate pairs and every short escape are resolved, in names too")
    func escapes() throws {
        let root = try parse(#"{"\u0061\"":"\ud83d\ude00\b\f\n\r\t\/\\\""}"#)
        #expect(root[#"a""#]?.string == "\u{1F600}\u{8}\u{C}\n\r\t/\\\"")
        #expect(root.members.first { $0.isNamed(#"a""#) } != nil)
    }

    @Test(
        "integers that fit are read exactly, others are nil",
        arguments: [
            ("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("0", 0), ("-0", 0),
            ("9223372036854775808", nil), ("1.0", nil), ("1e2", nil),
        ])
    func integers(text: String, value: Int64?) throws {
        #expect(try parse(text).integer == value)
    }

    @Test(
        "what RFC 8259 forbids is refused with its place",
        arguments: [
            ("", JSONError.Reason.empty, 1, 1), ("  \n ", .empty, 2, 2), ("{", .unexpectedEnd, 1, 2),
            ("{\"a\":1,}", .unexpectedByte, 1, 8), ("[1,]", .unexpectedByte, 1, 4), ("[1 2]", .unexpectedByte, 1, 4),
            ("{\"a\" 1}", .unexpectedByte, 1, 6), ("{a:1}", .unexpectedByte, 1, 2), ("01", .invalidNumber, 1, 1),
            ("[\n 1.]", .invalidNumber, 2, 2), ("-", .invalidNumber, 1, 1), ("1e", .invalidNumber, 1, 1),
            ("+1", .unexpectedByte, 1, 1), ("NaN", .unexpectedByte, 1, 1), ("tru", .invalidLiteral, 1, 1),
            ("1 1", .trailingBytes, 1, 3), ("\"a\nb\"", .controlCharacter, 1, 3), ("\"\\x\"", .invalidEscape, 1, 2),
            ("\"\\u12g4\"", .invalidEscape, 1, 6), ("\"\\ud800\"", .unpairedSurrogate, 1, 2),
            ("\"\\udc00\"", .unpairedSurrogate, 1, 2), ("[\"\u{E9}\",x]", .unexpectedByte, 1, 6),
            ("[}", .unexpectedByte, 1, 2), ("\"abc", .unexpectedEnd, 1, 5),
        ])
    func faults(text: String, reason: JSONError.Reason, line: Int, column: Int) {
        let error = #expect(throws: JSONError.self) { try parse(text) }
        #expect(error?.reason == reason)
        #expect(error?.line == line)
        #expect(error?.column == column)
    }

    @Test(
        "invalid UTF-8 is refused: overlong, surrogate, too large, cut off",
        arguments: [
            [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xFF], [0x80],
        ] as [[UInt8]])
    func invalidUTF8(bytes: [UInt8]) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: [0x22] + bytes + [0x22]) }
        #expect(error?.reason == .invalidUTF8)
    }

    @Test("depth and size limits hold on both sides")
    func limits() throws {
        let deep = { (count: Int) in String(repeating: "[", count: count) + String(repeating: "]", count: count) }
        _ = try parse(deep(64))
        #expect(throws: JSONError.self) { try parse(deep(65)) }
        _ = try parse("[12345678]", bytes: 10)
        let error = #expect(throws: JSONError.self) { try parse("[123456789]", bytes: 10) }
        #expect(error?.reason == .tooLong(limit: 10))
        #expect(error?.reason.isLimit == true)
    }

    @Test("a byte-order mark is skipped")
    func byteOrderMark() throws {
        let document = try JSONDocument(parsing: [0xEF, 0xBB, 0xBF] + Array("[1]".utf8))
        #expect(document.root.kind == .array)
    }

    @Test("a name held twice is found in small and in large objects")
    func duplicates() throws {
        #expect(try parse(#"{"a":1,"b":2}"#).duplicateName == nil)
        #expect(try parse(#"{"a":1,"b":2,"\u0061":3}"#).duplicateName == "a")
        let many = (0..<40).map { "\"k\($0)\":0" }.joined(separator: ",")
        #expect(try parse("{\(many)}").duplicateName == nil)
        #expect(try parse("{\(many),\"k7\":1}").duplicateName == "k7")
    }

    @Test("a value knows its line and column")
    func position() throws {
        let root = try parse("{\n  \"a\": [1,\n \"x\"]}")
        let place = try #require(root["a"]?.elements.first { $0.kind == .string }).position
        #expect(place.line == 3)
        #expect(place.column == 2)
    }

    @Test("cut anywhere or flipped anywhere, a document parses or is refused and never crashes")
    func fuzz() {
        let text = Array(#"{"a":[1,-2.5e+3,"x\u00e9\ud83d\ude00",{"b":null,"c":[true,false]}],"é":"ü\\"}"#.utf8)
        for length in 0..<text.count {
            #expect(throws: JSONError.self) { try JSONDocument(parsing: text[..<length]) }
        }
        var state: UInt64 = 42
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var copy = text
            copy[Int(state >> 33) % copy.count] = UInt8(truncatingIfNeeded: state >> 24)
            guard let document = try? JSONDocument(parsing: copy) else { continue }
            walk(document.root)
        }
    }

    private func walk(_ value: JSONValue) {
        _ = value.string
        _ = value.duplicateName
        for member in value.members {
            _ = member.name
            walk(member.value)
        }
        for element in value.elements { walk(element) }
    }
}
