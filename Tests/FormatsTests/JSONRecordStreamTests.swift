import Formats
import Testing

@Suite struct JSONRecordStreamTests {
    /// What came out, records as text with their line, damage as its reason.
    private func run(_ text: String, chunk: Int = 1 << 16, limits: JSONLimits = JSONLimits()) -> [String] {
        var stream = JSONRecordStream(limits: limits)
        var seen: [String] = []
        let bytes = Array(text.utf8)
        var cursor = 0
        func drain() {
            while let item = stream.next() {
                switch item {
                case .record(let record):
                    seen.append("\(record.line):\(String(decoding: record.bytes, as: UTF8.self))")
                    #expect(bytes[record.offset...].starts(with: record.bytes))
                case .damaged(let error):
                    seen.append("\(error.isFatal ? "fatal" : "damaged") \(error.line)")
                }
            }
        }
        while cursor < bytes.count {
            stream.append([UInt8](bytes[cursor..<min(cursor + chunk, bytes.count)]))
            cursor += chunk
            drain()
        }
        stream.finish()
        drain()
        #expect(stream.next() == nil)
        return seen
    }

    private static let shapes: [(String, [String])] = [
        ("", []), ("\n \n", []),
        (#"{"a":1}"#, [#"1:{"a":1}"#]),
        ("\u{FEFF}{\"a\":1}", [#"1:{"a":1}"#]),
        ("{\"a\":\n{\"b\":[]}}\n", ["1:{\"a\":\n{\"b\":[]}}"]),
        ("{\"a\":1}\n\n {\"b\":2} \r\n{\"c\":3}", [#"1:{"a":1}"#, #"3:{"b":2}"#, #"4:{"c":3}"#]),
        (
            "[{\"a\":\"]}\"},\n{\"b\":\"\\\"{\"} , 7, \"x,]\", null]",
            [
                #"1:{"a":"]}"}"#, #"2:{"b":"\"{"}"#, "2:7", #"2:"x,]""#, "2:null",
            ]
        ),
        ("[]", []), ("[\n[1]]", ["2:[1]"]),
        (#"{"status_code":1000,"data":[{"a":1},{"b":2}],"timestamp":"x"}"#, [#"1:{"a":1}"#, #"1:{"b":2}"#]),
        (#"{"data":{"data":[1]},"x":{"data":[2]}}"#, [#"1:{"data":[1]}"#]),
        (#"{"x":{"data":[2]},"data":"text"}"#, [#"1:{"x":{"data":[2]},"data":"text"}"#]),
        (#"{"x":"data","y":[1]}"#, [#"1:{"x":"data","y":[1]}"#]),
        (#"{"data":[]}"#, []), (#"{"data":null}"#, [#"1:{"data":null}"#]),
        (#"{"a":1}{"b":2}"#, [#"1:{"a":1}"#, #"1:{"b":2}"#]),
        // Damage.
        ("{\"a\":1\n{\"b\":2}\n{\"c\":3}\n", ["damaged 1", #"2:{"b":2}"#, #"3:{"c":3}"#]),
        ("{\"a\":\"1\n{\"b\":2}\n", ["damaged 1", #"2:{"b":2}"#]),
        ("{\"a\":1]\n{\"b\":2}\n", ["damaged 1", #"2:{"b":2}"#]),
        ("text\n{\"b\":2}\n", ["damaged 1", #"2:{"b":2}"#]),
        ("{\"a\":1}\n{\"b\":\n{\"c\":3}\n", [#"1:{"a":1}"#, #"2:{"b":"#, #"3:{"c":3}"#]),
        ("{\"a\":1}\n{\"b\":", [#"1:{"a":1}"#, "fatal 2"]),
        ("{\"a\":1", ["fatal 1"]), ("[{\"a\":1},\n{\"a\"", [#"1:{"a":1}"#, "fatal 2"]),
        (#"{"data":[{"a":1}]"#, [#"1:{"a":1}"#, "fatal 1"]),
        ("[{\"a\":1} {\"b\":2}]", [#"1:{"a":1}"#, "damaged 1", #"1:{"b":2}"#]),
        ("[{\"a\":\"\n\"}]", ["fatal 1"]), ("[1", ["fatal 1"]),
    ]

    @Test("every shape of input gives the same records, however it is chunked", arguments: shapes)
    func shape(text: String, expected: [String]) {
        for chunk in [1 << 16, 1, 2, 3, 7] {
            #expect(run(text, chunk: chunk) == expected, "chunks of \(chunk)")
        }
    }

    @Test("a record over a limit is one error and the next one is found", arguments: [1, 5, 1 << 16])
    func limits(chunk: Int) {
        let limits = JSONLimits(depth: 2, bytes: 12)
        let long = #"{"a":"0123456789"}"#
        let deep = "[[[1]]]"
        #expect(
            run("[\(long),{\"b\":1},\(deep),2]", chunk: chunk, limits: limits) == [
                "damaged 1", #"1:{"b":1}"#, "damaged 1", "1:2",
            ])
        #expect(
            run("{\"b\":1}\n\(long)\n{\"c\":2}\n", chunk: chunk, limits: limits) == [
                #"1:{"b":1}"#, "damaged 2", #"3:{"c":2}"#,
            ])
    }

    @Test("the last good line is known when the input breaks off")
    func lastGoodLine() {
        var stream = JSONRecordStream()
        stream.append(Array("{\"a\":1}\n{\"b\":2}\n{\"c\"".utf8))
        while stream.next() != nil {}
        #expect(stream.lastGoodLine == 2)
        stream.finish()
        #expect(
            stream.next()
                == .damaged(
                    RecordError(reason: .truncated(lastGoodLine: 2), line: 3, offset: 16, isFatal: true)))
    }

    @Test("memory stays small over a long input")
    func constantMemory() {
        var stream = JSONRecordStream()
        var records = 0
        let line = Array("{\"id\":\"0123456789\"}\n".utf8)
        for _ in 0..<20_000 {
            stream.append(line)
            while stream.next() != nil { records += 1 }
        }
        #expect(records == 20_000)
    }
}
