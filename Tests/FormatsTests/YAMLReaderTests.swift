import Formats
import Testing

@Suite struct YAMLReaderTests {
    private func read(_ text: String) -> YAMLResult { YAMLReader.read(Array(text.utf8), file: "f.yaml") }
    private func errors(_ text: String) -> [String] { read(text).errors.map(\.description) }

    @Test("scalars stay text, quoted and plain are told apart, order and places are kept")
    func tree() throws {
        let result = read(
            "country: NO\r\ntime: 12:30\r\nempty:\r\nq: \"null\"\r\nlist: [1e3, 'a b']\r\nsay: |\r\n  two\r\n  lines\r\nm: {z: 1, a: null}\r\n"
        )
        #expect(result.errors.isEmpty)
        let root = try #require(result.root)
        #expect(root.entries?.map(\.key.text) == ["country", "time", "empty", "q", "list", "say", "m"])
        #expect(root["country"]?.text == "NO")
        #expect(root["time"]?.text == "12:30")
        #expect(root["empty"]?.scalar?.isNull == true)
        #expect(root["q"]?.scalar?.isNull == false)
        #expect(root["q"]?.scalar?.isPlain == false)
        #expect(root["list"]?.items?.map(\.text) == ["1e3", "a b"])
        #expect(root["say"]?.text == "two\nlines\n")
        #expect(root["m"]?["a"]?.scalar?.isNull == true)
        #expect(root["m"]?["a"]?.position == YAMLPosition(line: 9, column: 14))
        #expect(root["list"]?.items?[1].position == YAMLPosition(line: 5, column: 13))
    }

    @Test("columns count Unicode scalars")
    func columns() {
        #expect(read("é😀: {b: 1}").root?.entries?.first?.value["b"]?.position == YAMLPosition(line: 1, column: 9))
    }

    @Test("a key that stands twice is named with both places, however it is quoted, and all of them in one run")
    func duplicates() {
        #expect(
            errors("a: 1\nb: 2\n\"a\": 3\nc:\n  x: 1\n  y: 2\n  x: 3\n  x: 4\n") == [
                "f.yaml:3:1: key \"a\" stands twice, first at 1:1; expected each key once",
                "f.yaml:7:3: key \"x\" stands twice, first at 5:3; expected each key once",
                "f.yaml:8:3: key \"x\" stands twice, first at 5:3; expected each key once",
            ])
        #expect(
            errors("a: x y\n? b\n: 1\n'é': 1\nlist:\n- k: 'v: w'\n  k: \"z\"\na: 3\n") == [
                "f.yaml:7:3: key \"k\" stands twice, first at 6:3; expected each key once",
                "f.yaml:8:1: key \"a\" stands twice, first at 1:1; expected each key once",
            ])
        #expect(errors("{a: 1, a: 2}") == ["f.yaml:1:8: key \"a\" stands twice, first at 1:2; expected each key once"])
        #expect(
            errors("1: a\n\"1\": b\n") == ["f.yaml:2:1: key \"1\" stands twice, first at 1:1; expected each key once"])
    }

    @Test(
        "what the strict layer forbids is named with its place",
        arguments: [
            ("a: &x 1\nb: *x\n", ["f.yaml:1:4: anchor", "f.yaml:2:4: alias"]),
            ("a: !!str 1\n", ["f.yaml:1:4: tag"]),
            ("a: !local {b: 1}\n", ["f.yaml:1:4: tag"]),
            ("a:\n  <<: {b: 1}\n", ["f.yaml:2:3: merge key"]),
            ("%YAML 1.2\n---\na: 1\n", ["f.yaml:1:1: directive"]),
            ("a: 1\n---\nb: 2\n", ["f.yaml:2:1: second document"]),
            ("\u{FEFF}a: 1\n", ["f.yaml:1:1: byte-order mark"]),
            ("\u{FEFF}a: 1\nb: 2\n", ["f.yaml:1:1: byte-order mark"]),
            ("\u{FEFF}\u{FEFF}a: 1\n", ["f.yaml:1:1: byte-order mark", "f.yaml:1:1: control character U+FEFF"]),
            ("a:\n\tb: 1\n", ["f.yaml:2:1: tab used as indentation"]),
            ("a: e\u{301}\n", ["f.yaml:1:4: text is not composed"]),
            ("a: x\u{7}y\n", ["f.yaml:1:5: control character U+7"]),
            ("a: x\u{200B}y\n", ["f.yaml:1:5: control character U+200B; expected text without it"]),
            ("a: x\u{AD}y\u{2066}\n", ["f.yaml:1:5: control character U+AD", "f.yaml:1:7: control character U+2066"]),
            (
                "# \u{2028} \u{E0041}\n",
                ["f.yaml:1:3: control character U+2028", "f.yaml:1:5: control character U+E0041"]
            ),
            (
                #"a: "x\u0000\x1by\U000E0001""#,
                [
                    "f.yaml:1:6: control character U+0", "f.yaml:1:12: control character U+1B",
                    "f.yaml:1:17: control character U+E0001",
                ]
            ),
            (
                #"a: "x\0\a\b\e\f\n\r\t\v\N\L\P""#,
                [
                    "f.yaml:1:6: control character U+0", "f.yaml:1:8: control character U+7",
                    "f.yaml:1:10: control character U+8", "f.yaml:1:12: control character U+1B",
                    "f.yaml:1:14: control character U+C", "f.yaml:1:16: control character U+A",
                    "f.yaml:1:18: control character U+D", "f.yaml:1:20: control character U+9",
                    "f.yaml:1:22: control character U+B", "f.yaml:1:24: control character U+85",
                    "f.yaml:1:26: control character U+2028", "f.yaml:1:28: control character U+2029",
                ]
            ),
            ("a: \"x\n  y \\u200B\"\nb: z\\u200B\n", ["f.yaml:2:5: control character U+200B"]),
            ("\"k\\u200Bey\": 1\n", ["f.yaml:1:3: control character U+200B"]),
            ("a: x\ty\n", ["f.yaml:1:4: control character U+9"]),
            ("a: |\n  x\ty\n", ["f.yaml:1:4: control character U+9"]),
            (#"a: "\uFDD0""#, ["f.yaml:1:5: control character U+FDD0"]), (#"a: "\uD800""#, ["f.yaml:1:"]),
            (#"a: "e\u0301""#, ["f.yaml:1:4: text is not composed"]),
            ("? [a, b]\n: 1\n", ["f.yaml:1:3: key that is not text"]),
            ("a: [1, 2\n", ["f.yaml:2:1: while parsing a flow sequence"]),
            ("", ["f.yaml:1:1: empty file"]), ("# only a comment\n", ["f.yaml:1:1: empty file"]),
        ])
    func forbidden(text: String, expected: [String]) {
        let found = errors(text)
        #expect(found.count == expected.count, "\(found)")
        for (message, start) in zip(found, expected) { #expect(message.hasPrefix(start)) }
    }

    @Test("line feeds of blocks, tabs beside values and escapes of what is seen are no fault")
    func seen() {
        #expect(errors("a: |\r\n  x\r\n  y\r\nb: >\n  x\n\n  y\nc:\t\"x\\u0041\\\\u0000\\xe9\"\t# tab\n") == [])
    }

    @Test("signs that only look like forbidden ones are text")
    func lookalikes() {
        let text = """
            when: a * b & c ! d
            say: "&x *y !z <<: a"
            one: 'it''s *x'
            block: |
              &anchor *alias !tag
              --- not a document
              %TAG
            fold: >-
              *a
            url: http://x/y#z   # comment &a *b
            flow: [a*b, "c: *d", {k: "&v"}]
            - : 1
            """
        #expect(errors(text.replacing("- : 1\n", with: "").replacing("\n- : 1", with: "")) == [])
        #expect(errors("---\na: 1\n...\n") == [])
        #expect(errors("list:\n- a: |\n    *x\n  b: 1\n- &notanchor\n").first?.hasPrefix("f.yaml:5:3: anchor") == true)
    }

    @Test("invalid UTF-8 and too large files are refused")
    func unreadable() {
        #expect(
            YAMLReader.read([0x61, 0x3A, 0x0A, 0x20, 0xFF], file: "f").errors.map(\.description) == [
                "f:2:2: invalid UTF-8; expected text in UTF-8"
            ])
        let limit = 256 << 10
        let most = Array("a: ".utf8) + [UInt8](repeating: 0x78, count: limit - 3)
        #expect(YAMLReader.read(most, file: "f").errors.isEmpty)
        #expect(YAMLReader.read(most + [0x78], file: "f").errors.count == 1)
    }

    @Test("12 levels are read, 13 are not, and very deep files end quickly")
    func depth() {
        func nested(_ levels: Int) -> String {
            String(repeating: "[", count: levels) + "1" + String(repeating: "]", count: levels)
        }
        #expect(errors(nested(12)) == [])
        #expect(errors(nested(13)).first?.contains("nested too deep") == true)
        #expect(errors(nested(50_000)).first?.contains("nested too deep") == true)
        #expect(errors(String(repeating: "- ", count: 50_000)).first?.contains("nested too deep") == true)
    }

    @Test("aliases cannot make a small file enormous")
    func laughs() {
        var text = "a0: &a0 [x, x, x]\n"
        for level in 1..<40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n" }
        #expect(read(text).root == nil)
    }

    @Test("cut or flipped anywhere, a file is read or refused")
    func fuzz() {
        let text = Array("a: [1, {b: \"c\\u00e9\"}]\n'd': |\n  x\n- y: &z *q\n? k\n: {a: 1, a: 2}\n".utf8)
        var state: UInt64 = 7
        for round in 0..<3_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var copy = text
            copy[Int(state >> 33) % copy.count] = UInt8(truncatingIfNeeded: state >> 24)
            if round.isMultiple(of: 2) { copy = Array(copy.prefix(Int(state >> 40) % copy.count)) }
            _ = YAMLReader.read(copy, file: "f")
        }
    }

    @Test(
        "the nearest known name is suggested when it is near",
        arguments: [
            ("vesrion", "version"), ("versoin", "version"), ("form", "from"), ("titles", "title"), ("x", nil),
            ("zzzzzz", nil),
        ])
    func suggestion(name: String, expected: String?) {
        #expect(NameSuggestion.nearest(to: name, in: ["version", "title", "from", "scope"]) == expected)
    }
}
