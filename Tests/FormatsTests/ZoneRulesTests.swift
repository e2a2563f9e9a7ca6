import Foundation
import Formats
import Testing

@Suite struct ZoneRulesTests {
    private static let directory = "/usr/share/zoneinfo/"
    private static let isPresent = FileManager.default.fileExists(atPath: directory + "Europe/London")

    private func rules(_ name: String) throws -> ZoneRules {
        try ZoneRules(tzif: [UInt8](Data(contentsOf: URL(filePath: Self.directory + name))))
    }

    private func micros(_ text: String) throws -> Int64 { try #require(TimestampText.micros(Array(text.utf8))) }

    /// A TZif file of version 2 with one kind of time and a footer.
    private func synthetic(_ footer: String, offset: Int32 = 0) -> [UInt8] {
        func header(_ kinds: UInt8) -> [UInt8] {
            Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15 + 16) + [0, 0, 0, kinds, 0, 0, 0, 4]
        }
        let big = withUnsafeBytes(of: offset.bigEndian) { [UInt8]($0) }
        let block = big + [0, 0] + Array("ABC\0".utf8)
        return header(1) + block + header(1) + block + [0x0A] + Array(footer.utf8) + [0x0A]
    }

    @Test(
        "the footer alone rules a zone without changes, on both hemispheres, to the second",
        arguments: [
            ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18_000),
            ("EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14_400),
            ("EST5EDT,M3.2.0,M11.1.0", "2026-11-01T05:59:59Z", -14_400),
            ("EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00:00Z", -18_000),
            ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T15:59:59Z", 39_600),
            ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-04-04T16:00:00Z", 36_000),
            ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-12-31T23:00:00Z", 39_600),
            ("<+0330>-3:30", "2040-07-01T00:00:00Z", 12_600), ("X-1YYY", "2040-07-01T00:00:00Z", nil),
            ("XXX0YYY,J60/0,J300/0", "2024-02-29T23:59:59Z", 0),
            ("XXX0YYY,J60/0,J300/0", "2024-03-01T00:00:00Z", 3_600),
            ("XXX0YYY,59/0,300/0", "2024-02-29T00:00:00Z", 3_600),
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7_200),
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3_600),
        ])
    func footer(text: String, at: String, offset: Int?) throws {
        let rules = try? ZoneRules(tzif: synthetic(text))
        #expect(try rules?.offsetSeconds(atMicros: micros(at)) == offset)
    }

    @Test("damaged files are refused: every cut, wrong magic, version 1, bad footer")
    func damaged() throws {
        let good = synthetic("UTC0")
        for length in 0..<good.count {
            #expect(throws: ZoneError.self) { try ZoneRules(tzif: Array(good.prefix(length))) }
        }
        #expect(throws: ZoneError(code: .notTZif)) { try ZoneRules(tzif: [0x58] + good.dropFirst()) }
        var first = good
        first[4] = 0
        #expect(throws: ZoneError(code: .notTZif)) { try ZoneRules(tzif: first) }
        #expect(throws: ZoneError(code: .badFooter)) { try ZoneRules(tzif: synthetic("UTC0,M13.1.0,M1.1.0")) }
        #expect(throws: ZoneError(code: .inconsistent)) { try ZoneRules(tzif: synthetic("UTC0", offset: 100_000)) }
        var state: UInt64 = 3
        for _ in 0..<5_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var copy = good
            copy[Int(state >> 33) % copy.count] = UInt8(truncatingIfNeeded: state >> 24)
            _ = (try? ZoneRules(tzif: copy))?.offsetSeconds(atMicros: Int64(bitPattern: state) / 1_000)
        }
    }

    @Test("a local time is unique, ambiguous or nonexistent", .enabled(if: isPresent, "no time-zone files here"))
    func local() throws {
        let london = try rules("Europe/London")
        #expect(
            try london.instant(ofLocalMicros: micros("2018-07-01T12:00:00Z")) == .unique(micros("2018-07-01T11:00:00Z"))
        )
        #expect(
            try london.instant(ofLocalMicros: micros("2018-10-28T01:30:00Z"))
                == .ambiguous(earlier: micros("2018-10-28T00:30:00Z"), later: micros("2018-10-28T01:30:00Z")))
        #expect(
            try london.instant(ofLocalMicros: micros("2018-10-28T02:00:00Z")) == .unique(micros("2018-10-28T02:00:00Z"))
        )
        #expect(
            try london.instant(ofLocalMicros: micros("2019-03-31T01:30:00Z"))
                == .nonexistent(moved: micros("2019-03-31T01:30:00Z")))
        #expect(
            try london.localDay(atMicros: micros("2018-07-01T23:30:00Z"))
                == TimestampText.days(year: 2018, month: 7, day: 2))
        #expect(try london.localDay(atMicros: micros("1969-12-31T22:59:59Z")) == -1)
    }

    @Test(
        "every zone agrees with Foundation over 150 years",
        .enabled(if: isPresent, "no time-zone files here"))
    func oracle() throws {
        for name in [
            "Europe/London", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
            "Africa/Casablanca",
            "America/Sao_Paulo", "Asia/Tehran", "Pacific/Apia", "Europe/Dublin", "Antarctica/Troll", "UTC",
        ] {
            let rules = try rules(name)
            let zone = try #require(TimeZone(identifier: name))
            var second: Int64 = -2_000_000_000
            while second < 2_100_000_000 {
                let date = Date(timeIntervalSince1970: TimeInterval(second))
                #expect(
                    rules.offsetSeconds(atMicros: second * 1_000_000) == zone.secondsFromGMT(for: date),
                    "\(name) \(second)")
                second += 1_799_377
            }
        }
    }

    @Test("the index of tzdata gives version and names, links included")
    func index() {
        let text = "# version 2025b\nR X 1 2 o\nZ Europe/London -0:1:15 -\nL Europe/London GB\n"
        let index = ZoneDatabase.index(tzdata: Array(text.utf8))
        #expect(index.version == "2025b")
        #expect(index.names == ["Europe/London", "GB"])
        let database = ZoneDatabase(version: "x", names: ["GB", "../etc/passwd", "None"]) { name in
            name == "None" ? nil : self.synthetic("GMT0")
        }
        #expect(database.count == 1)
        #expect(database["GB"] != nil)
    }
}
