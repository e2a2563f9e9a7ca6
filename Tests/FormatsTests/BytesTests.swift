import Formats
import Testing

@Suite struct HashingTests {
    @Test("SHA-256 and HMAC-SHA256 give the published values, in pieces too")
    func vectors() {
        // FIPS 180-4 example "abc", RFC 4231 test case 2.
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(Hex.string(SHA256Hasher.hash(Array("abc".utf8))) == abc)
        var hasher = SHA256Hasher()
        hasher.update(byte: 0x61)
        #expect(hasher.finalize().count == 32)
        hasher.update(Array("xbc".utf8)[1...])
        #expect(Hex.string(hasher.finalize()) == abc)
        #expect(
            Hex.string(HMACSHA256.code(for: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        #expect(ConstantTime.equal([1, 2], [1, 2]))
        #expect(!ConstantTime.equal([1, 2], [1, 3]))
        #expect(!ConstantTime.equal([1], [1, 3]))
    }

    @Test("Base64 follows RFC 4648 and refuses what is not canonical")
    func base64() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            #expect(Base64.string(Array(plain.utf8)) == coded)
            #expect(Base64.decode(coded) == Array(plain.utf8))
        }
        for bad in ["Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zm9v\n", "Zm 9", "Zg==Zg=="] {
            #expect(Base64.decode(bad) == nil, "\(bad)")
        }
        #expect(Hex.decode("00fFa0") == [0, 255, 160])
        #expect(Hex.decode("0") == nil)
        #expect(Hex.decode("0g") == nil)
    }

    @Test(
        "timestamps are read to the microsecond or not at all",
        arguments: [
            ("2018-09-07T06:03:00Z", 1_536_300_180_000_000), ("2018-09-07T06:03:00", 1_536_300_180_000_000),
            ("2018-09-07t06:03:00.1234567z", 1_536_300_180_123_456),
            ("2018-09-07T08:03:00.5+02:00", 1_536_300_180_500_000),
            ("1969-12-31T23:59:59.999999Z", -1), ("2020-02-29T00:00:00Z", 1_582_934_400_000_000),
            ("1970-1-1T00:00:00Z", 0),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000_000), ("0001-01-01T00:00:00Z", -62_135_596_800_000_000),
            ("2019-02-29T00:00:00Z", nil), ("2018-13-01T00:00:00Z", nil), ("2018-09-07T24:00:00Z", nil),
            ("2018-09-07 06:03:00Z", nil), ("2018-09-07T06:03Z", nil), ("2018-09-07T06:03:00.1234567890Z", nil),
            ("2018-09-07T06:03:00+0200", nil), ("2018-9-7T06:03:00Z", nil), ("", nil), ("2018-09-07T06:03:00Zx", nil),
        ] as [(String, Int64?)])
    func timestamps(text: String, micros: Int64?) {
        #expect(TimestampText.micros(Array(text.utf8)) == micros)
    }
}

@Suite struct GzipTests {
    private func read(_ bytes: [UInt8], chunk: Int) throws -> [UInt8] {
        var start = 0
        let input = ByteInput(chunkSize: 1_024) {
            guard start < bytes.count else { return nil }
            defer { start += chunk }
            return Array(bytes[start..<min(start + chunk, bytes.count)])
        }
        var plain: [UInt8] = []
        while let piece = try input.next() { plain += piece }
        #expect(input.isPacked == Gzip.isPacked(bytes))
        return plain
    }

    private let text = [UInt8]((0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) })

    @Test(
        "what is packed is unpacked, in chunks of any size, several members and padding included",
        arguments: [1, 7, 4_096, 1 << 20])
    func roundTrip(chunk: Int) throws {
        let packed = try GzipWriter.pack(text)
        #expect(try read(packed, chunk: chunk) == text)
        #expect(try read(packed + packed + [0, 0, 0], chunk: chunk) == text + text)
        #expect(try read(GzipWriter.pack([]), chunk: chunk) == [])
        #expect(try Gzip.unpack(packed, limit: text.count) == text)
        #expect(throws: GzipError.self) { try Gzip.unpack(packed, limit: text.count - 1) }
    }

    @Test("the same bytes always pack the same")
    func deterministic() throws {
        #expect(try GzipWriter.pack(text) == GzipWriter.pack(text))
        var output: [UInt8] = []
        var writer = try GzipWriter()
        for start in stride(from: 0, to: text.count, by: 999) {
            try writer.append(Array(text[start..<min(start + 999, text.count)]), to: &output)
        }
        try writer.finish(to: &output)
        #expect(try Gzip.unpack(output, limit: 1 << 20) == text)
    }

    @Test("plain input passes as it is, short input too")
    func plain() throws {
        for bytes in [[], [0x1F], [0x7B], Array("{\"a\":1}".utf8)] as [[UInt8]] {
            #expect(try read(bytes, chunk: 1) == bytes)
        }
    }

    @Test("a stream cut anywhere or damaged is an error")
    func damaged() throws {
        let packed = try GzipWriter.pack(Array(text.prefix(2_000)))
        for length in stride(from: 2, to: packed.count, by: 13) {
            let error = #expect(throws: GzipError.self) { try read(Array(packed.prefix(length)), chunk: 64) }
            #expect(error?.code == .truncated)
        }
        var state: UInt64 = 1
        for _ in 0..<300 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var copy = packed
            copy[10 + Int(state >> 33) % (copy.count - 10)] ^= 1 << UInt8(state >> 20 & 7)
            #expect(throws: GzipError.self) { try read(copy, chunk: 100) }
        }
        #expect(throws: GzipError.self) { try read(packed + Array("tail".utf8), chunk: 50) }
    }
}

@Suite struct CSVTests {
    private func read(_ text: String, chunk: Int = 1 << 16, _ dialect: CSVDialect = CSVDialect()) -> [String] {
        var reader = CSVReader(dialect)
        var seen: [String] = []
        let bytes = Array(text.utf8)
        func drain() {
            while let item = reader.next() {
                switch item {
                case .record(let record):
                    seen.append("\(record.line):" + (0..<record.count).map { record.text($0) }.joined(separator: "|"))
                case .damaged(let error): seen.append("\(error)")
                }
            }
        }
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            reader.append(Array(bytes[start..<min(start + chunk, bytes.count)]))
            drain()
        }
        reader.finish()
        drain()
        return seen
    }

    @Test(
        "records keep their physical line however the input is chunked",
        arguments: [
            ("a,b\r\n1,2\n", ["1:a|b", "2:1|2"]), ("\u{FEFF}a\n", ["1:a"]), ("a,b", ["1:a|b"]), ("", []),
            ("\n\r\n\n", []),
            ("a,\n,b\n,", ["1:a|", "2:|b", "3:|"]),
            ("\"x\ny\",1\nz\n", ["1:x\ny|1", "3:z"]), ("\"a\"\"b\",\"\"\n", ["1:a\"b|"]), ("\"\"\n", ["1:"]),
            ("\"a,b\"\r\n\"c\"\r\n", ["1:a,b", "2:c"]), ("a\rb\n", ["1:a\rb"]), ("\"a\"\r", ["1:a"]),
            ("a\"b,c\nd\n", ["line 1, field 1: quote in the wrong place", "2:d"]),
            ("\"a\"b,c\nd\n", ["line 1, field 1: quote in the wrong place", "2:d"]),
            ("x,\"a\nb\nc\n", ["line 1, field 2: quote is never closed", "2:b", "3:c"]),
        ])
    func shapes(text: String, expected: [String]) {
        for chunk in [1 << 16, 1, 2, 3] { #expect(read(text, chunk: chunk) == expected, "chunks of \(chunk)") }
    }

    @Test("other delimiters, no quotes, lenient quotes")
    func dialects() {
        #expect(read("a;'b;c'\n", CSVDialect(delimiter: 0x3B, quote: 0x27)) == ["1:a|b;c"])
        #expect(read("a\t\"b\n", CSVDialect(delimiter: 0x09, quote: nil)) == ["1:a|\"b"])
        #expect(read("a\"b,\"c\"d\n", CSVDialect(lenientQuotes: true)) == ["1:a\"b|cd"])
    }

    @Test("a record over the limit costs itself", arguments: [1, 7, 1 << 16])
    func limit(chunk: Int) {
        let dialect = CSVDialect(recordLimit: 10)
        #expect(read("0123456789\n", chunk: chunk, dialect) == ["1:0123456789"])
        #expect(read("0123456789x\nb\n", chunk: chunk, dialect) == ["line 1: record longer than 10 bytes", "2:b"])
        #expect(
            read("\"0123456\n89xyz\nb\n", chunk: chunk, dialect) == [
                "line 1, field 1: quote is never closed", "2:89xyz", "3:b",
            ])
    }

    @Test("what is written is read again, and formulas cannot run")
    func writer() {
        var writer = CSVWriter()
        writer.record(["a,b", "c\"d", "e\nf", "", "ü"])
        writer.record(["=1+1", "+1", "-1", "@x"])
        writer.field("n")
        writer.field(number: "-12.50")
        writer.field(number: "=cmd")
        writer.endRecord()
        let text = String(decoding: writer.take(), as: UTF8.self)
        #expect(text == "\"a,b\",\"c\"\"d\",\"e\nf\",,ü\r\n'=1+1,'+1,'-1,'@x\r\nn,-12.50,'=cmd\r\n")
        #expect(read(text) == ["1:a,b|c\"d|e\nf||ü", "3:'=1+1|'+1|'-1|'@x", "4:n|-12.50|'=cmd"])
    }

    @Test("any bytes are read without a crash and no line is lost")
    func fuzz() {
        var state: UInt64 = 9
        let alphabet = Array("a,\"\n\r".utf8)
        for _ in 0..<3_000 {
            var text: [UInt8] = []
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let whole = String(decoding: text, as: UTF8.self)
            #expect(read(whole) == read(whole, chunk: 3), "\(whole.debugDescription)")
        }
    }
}
