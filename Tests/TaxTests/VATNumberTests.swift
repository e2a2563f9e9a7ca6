import Domain
import Foundation
import Tax
import Testing

@Suite struct VATNumberTests {
    static func judge(_ text: String, _ country: String? = nil) throws -> VATNumber {
        let reading = country.map { VATNumberReading(country: $0) } ?? .anyPrefix
        return VATNumber(text, reading: reading, today: try Fixture.day("2026-11-23"))
    }

    static func status(_ text: String, _ country: String? = nil) throws -> String {
        "\(try judge(text, country).status)"
    }

    @Test(
        "every public vector is judged as the independent tables judge it, with the same reason and canonical form",
        .enabled(if: Fixture.hasShared("ids/vat.csv"), "the public vectors are not here"))
    func vectors() throws {
        let bytes = try Fixture.shared("ids/vat.csv")
        let today = try Fixture.day("2026-11-23")
        var table = try VATNumberTable(bytes, input: "input", country: "country", today: today)
        var expected = try VATNumberTable(bytes, input: "expected", country: nil, today: today)
        var reasons = try VATNumberTable(bytes, input: "oracle_error", country: nil, today: today)
        var canonical = try VATNumberTable(bytes, input: "canonical", country: nil, today: today)
        var count = 0
        while let row = try table.next(), let want = try expected.next()?.input, let why = try reasons.next()?.input,
            let form = try canonical.next()?.input
        {
            count += 1
            #expect("\(row.number.status)" == (want == "valid" ? "syntax-valid" : "invalid(\(why))"), "\(row.input)")
            #expect(row.number.canonical ?? "" == form, "\(row.input)")
        }
        #expect(count >= 1_400)
    }

    @Test(
        "a number with the right check digit is of the form, and with any other one it is not",
        arguments: [
            ("ATU1234567", "ATU12345675"), ("BE04284964", "BE0428496411"), ("DE12345678", "DE123456788"),
            ("EL12345678", "EL123456783"), ("FR8340483304", "FR83404833048"), ("IT0000001015", "IT00000010157"),
            ("PL526104082", "PL5261040828"), ("PT12345678", "PT123456789"), ("HU1234567", "HU12345676"),
            ("LU123456", "LU12345613"), ("SI1234567", "SI12345679"),
        ])
    func checkDigits(_ stem: String, _ whole: String) throws {
        #expect(try Self.status(whole) == "syntax-valid")
        let digits = whole.count - stem.count
        let tails = (0..<(digits == 1 ? 10 : 100)).map {
            String(repeating: "0", count: digits - "\($0)".count) + "\($0)"
        }
        for tail in tails where stem + tail != whole {
            #expect(try Self.status(stem + tail) == "invalid(InvalidChecksum)", "\(stem + tail)")
        }
    }

    @Test("typographic spaces, dashes and digits are read as plain ones, small letters as capitals")
    func folding() throws {
        for text in ["DE 123 456 788", "de\u{A0}123\u{2009}456\u{2013}788", "\tDE123.456/788\n", "DE１２３４５６７８８"] {
            #expect(try Self.judge(text).canonical == "DE123456788", "\(text)")
        }
        #expect(try Self.status("EE 100931558") == "syntax-valid")
        #expect(try Self.status("EE-100931558") == "invalid(InvalidFormat)", "Estonia writes no dash")
    }

    @Test("a number of the Union follows its own prefix, not the country beside it")
    func prefixes() throws {
        #expect(try Self.judge("EL123456783", "GR").canonical == "EL123456783")
        #expect(try Self.judge("GR123456783", "EL").canonical == "EL123456783")
        #expect(try Self.status("DE123456788", "FR") == "syntax-valid")
        #expect(try Self.status("GB123456782", "FR") == "invalid(InvalidComponent)")
        #expect(try Self.status("123456788", "DE") == "invalid(InvalidComponent)")
        #expect(try Self.status("EU372022452") == "syntax-valid")
        #expect(try Self.status("IM3720000224", "special") == "syntax-valid")
        #expect(try Self.status("EU999022452") == "invalid(InvalidComponent)")
        #expect(try Self.status("123", "US") == "unsupported")
        #expect(try Self.status("") == "invalid(InvalidComponent)")
    }

    @Test(
        "each way to be wrong is named",
        arguments: [
            ("DE", "invalid(InvalidFormat)"), ("DE12345678", "invalid(InvalidLength)"),
            ("DE023456788", "invalid(InvalidFormat)"), ("ITO0000010157", "invalid(InvalidFormat)"),
            ("IT00000011155", "invalid(InvalidComponent)"), ("CY12345678X", "invalid(InvalidComponent)"),
            ("XIGD500", "invalid(InvalidComponent)"), ("XIGD499", "syntax-valid"),
            ("XIHA499", "invalid(InvalidComponent)"),
            ("XIHA500", "syntax-valid"), ("NL123456789X01", "invalid(InvalidFormat)"),
            ("SE123456789702", "invalid(InvalidFormat)"), ("CZ9912345", "invalid(InvalidLength)"),
            ("DE\(String(repeating: "1", count: 200))", "invalid(InvalidLength)"),
        ])
    func faults(_ text: String, _ expected: String) throws { #expect(try Self.status(text) == expected) }

    @Test("a year of registration may be this one and not the next")
    func registrationYear() throws {
        let letters = "ABCDEFGHJKLMNPQRSTUVWX0123456789"
        func hasForm(_ year: String) throws -> Bool {
            try letters.contains { try Self.status("T\(year)LL6789\($0)", "SG") == "syntax-valid" }
        }
        #expect(try hasForm("26") && !hasForm("27"))
    }

    @Test("one changed digit never passes a weighted sum with a prime modulus")
    func oneChangedDigit() throws {
        var random = SeededGenerator(seed: 11)
        for prefix in ["DK", "FI", "PL", "HR", "LU", "MT"] {
            let length = ["DK": 8, "FI": 8, "PL": 10, "HR": 11, "LU": 8, "MT": 8][prefix] ?? 0
            var found = 0
            while found < 20 {
                let digits = (0..<length).map { _ in Int.random(in: 0...9, using: &random) }
                let text = prefix + digits.map(String.init).joined()
                guard try Self.status(text) == "syntax-valid" else { continue }
                found += 1
                for place in 0..<length where prefix != "LU" || place < 6 {
                    var changed = digits
                    changed[place] = (changed[place] + Int.random(in: 1...9, using: &random)) % 10
                    let other = prefix + changed.map(String.init).joined()
                    #expect(try Self.status(other) != "syntax-valid", "\(text) and \(other)")
                }
            }
        }
    }

    @Test("any bytes are judged, in every country")
    func anyBytes() throws {
        var random = SeededGenerator(seed: 3)
        let today = try Fixture.day("2026-11-23")
        let alphabet = Array("0123456789ABCDEXGHUNPMVKRT -./()+*\u{2013}Ñ".utf8) + [0x00, 0xC2, 0xFF, 0xE2, 0x80]
        for scheme in VATNumberScheme.allCases {
            for _ in 0..<400 {
                var bytes = Array(scheme.rawValue.utf8)
                if Bool.random(using: &random) { bytes = [] }
                for _ in 0..<Int.random(in: 0...45, using: &random) {
                    bytes.append(alphabet.randomElement(using: &random) ?? 0)
                }
                let number = bytes.withUnsafeBufferPointer {
                    VATNumber($0, reading: .national(scheme), today: today)
                }
                #expect((number.canonical != nil) == (number.status == .syntaxValid))
            }
        }
    }

    @Test("a file without the column that is named says which it has")
    func columns() throws {
        let bytes = Array("number,country\nDE123456788,DE\n".utf8)
        let today = try Fixture.day("2026-11-23")
        #expect(throws: VATNumberTable.Fault.missingColumn("input", known: ["number", "country"])) {
            _ = try VATNumberTable(bytes, input: "input", country: nil, today: today)
        }
        #expect(throws: VATNumberTable.Fault.empty) {
            _ = try VATNumberTable([], input: "input", country: nil, today: today)
        }
        var table = try VATNumberTable(bytes, input: "number", country: "country", today: today)
        #expect(try table.next()?.number.status == .syntaxValid)
        #expect(try table.next()?.line == nil)
    }
}
