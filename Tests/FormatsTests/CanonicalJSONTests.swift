import Formats
import Testing

@Suite struct CanonicalJSONTests {
    private func text(_ body: (inout CanonicalJSON) -> Void) throws(CanonicalJSONError) -> String {
        String(decoding: try CanonicalJSON.object(body), as: UTF8.self)
    }

    @Test("members come out sorted by UTF-8 bytes, absent ones are left out, whatever the order of writing")
    func sorted() throws {
        let result = try text { json in
            json.member("vat_rate", "19")
            json.object("gross") { gross in
                gross.member("c", "EUR")
                gross.member("a", "23.80")
            }
            json.member("none", nil as String?)
            json.member("é", Int64(1))
            json.member("z", true)
            json.array("list") { list in
                list.element("x")
                list.elementObject {
                    $0.member("b", 2); $0.member("a", 1)
                }
                list.elementArray { $0.element(false) }
                list.element(Int64(-5))
            }
            json.unknown("u", missing: ["rate", "date"])
            json.object("empty") { _ in }
        }
        #expect(
            result
                == #"{"empty":{},"gross":{"a":"23.80","c":"EUR"},"list":["x",{"a":1,"b":2},[false],-5],"u":{"unknown":["rate","date"]},"vat_rate":"19","z":true,"é":1}"#
        )
    }

    @Test("only quote, backslash and control characters are escaped")
    func escapes() throws {
        #expect(
            try text { $0.member("k\"\\", "a\"b\\c/\n\u{1F}\u{7F}é😀") } == #"{"k\"\\":"a\"b\\c/\u000a\u001f"#
                + "\u{7F}é😀\"}")
    }

    @Test("a name used twice, a too large integer and invalid UTF-8 are errors")
    func faults() throws {
        #expect(throws: CanonicalJSONError(code: .duplicateName)) {
            try text {
                $0.member("a", 1); $0.member("a", 2)
            }
        }
        #expect(throws: CanonicalJSONError(code: .duplicateName)) {
            try text {
                $0.object("o") {
                    $0.member("b", 1); $0.member("a", 1); $0.member("b", 2)
                }
            }
        }
        let largest = CanonicalJSON.largestInteger
        #expect(
            try text {
                $0.member("a", largest); $0.member("b", -largest)
            } == #"{"a":9007199254740991,"b":-9007199254740991}"#)
        #expect(throws: CanonicalJSONError(code: .integerTooLarge)) { try text { $0.member("a", largest + 1) } }
        #expect(throws: CanonicalJSONError(code: .invalidUTF8)) { try text { $0.member("a", utf8: [0xFF]) } }
    }

    @Test("a name in an outer and in an inner object is no conflict")
    func nesting() throws {
        #expect(
            try text {
                $0.object("a") { $0.member("a", 1) }; $0.member("b", 1)
            } == #"{"a":{"a":1},"b":1}"#)
    }
}

@Suite struct ContentHashTests {
    private let hasher = ContentHasher(ciStrings: ["id", "country_code"], timestamps: ["last_updated", "at"])

    private func canonical(_ text: String) throws -> String {
        String(decoding: hasher.canonicalBytes(try JSONDocument(parsing: Array(text.utf8)).root), as: UTF8.self)
    }

    @Test("differences without meaning vanish")
    func meaningless() throws {
        let given =
            #"{ "z":1.00, "id":"de-\u0061\n", "n":null, "e":[], "last_updated":"2018-09-07T06:03:00.5+02:00", "a":{"b":[{"y":null,"x":1e2}]} }"#
        let same = #"{"a":{"b":[{"x":100}]},"id":"DE-A\n","last_updated":"2018-09-07T04:03:00.500000Z","z":1}"#
        #expect(try canonical(given) == canonical(same))
        #expect(
            try canonical(given) == #"{"a":{"b":[{"x":100}]},"id":"DE-A\u000a","last_updated":1536292980500000,"z":1}"#)
        #expect(try canonical(#"{"at":"1970-1-1T00:00:00Z"}"#) == canonical(#"{"at":"1970-01-01T00:00:00Z"}"#))
    }

    @Test("differences with meaning stay: order of arrays, case of other members, unknown members, empty objects")
    func meaningful() throws {
        #expect(try canonical("[1,2]") != canonical("[2,1]"))
        #expect(try canonical(#"{"name":"a"}"#) != canonical(#"{"name":"A"}"#))
        #expect(try canonical(#"{"x":1}"#) != canonical("{}"))
        #expect(try canonical(#"{"x":{}}"#) == #"{"x":{}}"#)
        #expect(try canonical(#"{"at":"soon"}"#) == #"{"at":"soon"}"#)
        #expect(try canonical(#"[null,[]]"#) == "[null,[]]")
    }

    @Test("arrays of CiStrings are upper-cased, objects inside are not")
    func arrays() throws {
        #expect(try canonical(#"{"id":["ab",{"name":"x"}]}"#) == #"{"id":["AB",{"name":"x"}]}"#)
    }

    @Test(
        "numbers take their shortest plain form",
        arguments: [
            ("0", "0"), ("-0", "0"), ("0.0", "0"), ("-0.50", "-0.5"), ("1.00", "1"), ("100", "100"), ("1e2", "100"),
            ("1.5E-3", "0.0015"), ("12.340e1", "123.4"), ("0.10", "0.1"), ("-1", "-1"), ("1e400", "1e400"),
            ("10e399", "1e400"), ("1e-400", "1e-400"), ("1e99999999999", "1e99999999999"),
            ("123456789012345678901.0", "123456789012345678901"),
        ])
    func numbers(given: String, expected: String) throws {
        #expect(try canonical("[\(given)]") == "[\(expected)]")
    }

    @Test("large objects sort as small ones do, equal beginnings of names included")
    func largeObjects() throws {
        for count in [5, 39, 40, 41, 200] {
            let names = (0..<count).map { "prefix-prefix-\(($0 * 7_919) % 1_000)" }
            let given = names.map { "\"\($0)\":1" }.joined(separator: ",")
            let sorted = names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            #expect(try canonical("{\(given)}") == "{\(sorted.map { "\"\($0)\":1" }.joined(separator: ","))}")
        }
        #expect(try canonical(#"{"a":1,"a\u0000":2,"":3}"#) == #"{"":3,"a":1,"a\u0000":2}"#)
    }
}

@Suite struct JSONOutputTests {
    @Test("members keep their order, compact and indented")
    func forms() {
        func write(_ isPretty: Bool) -> String {
            var output = JSONOutput(isPretty: isPretty)
            output.object {
                $0.member("read", 2)
                $0.member("seconds", number: "0.80")
                $0.member("name", "a\"\\\n\t\u{1}é")
                $0.member("none", nil as String?)
                $0.array("list") { list in
                    list.value(true)
                    list.object { $0.member("x", json: Array("[1]".utf8)) }
                }
                $0.object("empty") { _ in }
            }
            return output.text
        }
        #expect(
            write(false)
                == #"{"read":2,"seconds":0.80,"name":"a\"\\\n\t\u0001é","none":null,"list":[true,{"x":[1]}],"empty":{}}"#
        )
        #expect(
            write(true) == """
                {
                  "read": 2,
                  "seconds": 0.80,
                  "name": "a\\"\\\\\\n\\t\\u0001é",
                  "none": null,
                  "list": [
                    true,
                    {
                      "x": [1]
                    }
                  ],
                  "empty": {}
                }
                """)
    }

    @Test("what is written can be read again")
    func roundTrip() throws {
        var output = JSONOutput()
        output.array {
            $0.value("\u{0}\u{1F}\u{7F}\"\\/😀"); $0.value(Int64.min); $0.null()
        }
        let root = try JSONDocument(parsing: output.bytes).root
        #expect(root.elements.map(\.kind) == [.string, .number, .null])
        #expect(root.elements.first { _ in true }?.string == "\u{0}\u{1F}\u{7F}\"\\/😀")
    }
}
