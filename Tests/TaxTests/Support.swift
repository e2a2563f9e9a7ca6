import Domain
import Formats
import Foundation
import Tax
import Testing

enum Fixture {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let shared: URL = {
        if let path = ProcessInfo.processInfo.environment["AMPLOMB_SHARED_DATA"] { return URL(fileURLWithPath: path) }
        return root.deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    static func hasShared(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: shared.appendingPathComponent(path).path)
    }

    static func shared(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: shared.appendingPathComponent(path)))
    }

    @Sendable static func zone(_ name: String) -> ZoneRules? {
        FileManager.default.contents(atPath: "/usr/share/zoneinfo/\(name)").flatMap { try? ZoneRules(tzif: Array($0)) }
    }

    static func shippedSources() throws -> [TaxSource] {
        let folder = root.appendingPathComponent("rules/vat")
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return try names.filter { $0.hasSuffix(".yaml") }.sorted().map {
            TaxSource(name: $0, bytes: Array(try Data(contentsOf: folder.appendingPathComponent($0))))
        }
    }

    /// The packs of this checkout; loading them is a test of its own.
    static let load = Result { TaxPack.load(try shippedSources(), zones: zone) }

    static func pack() throws -> TaxPack { try #require(try load.get().pack) }

    /// A pack from texts, by file name.
    static func pack(_ files: [String: String], knownAt: String? = nil) -> TaxLoad {
        TaxPack.load(
            files.map { TaxSource(name: $0.key, bytes: Array($0.value.utf8)) }, zones: zone,
            knownAt: knownAt.flatMap { CivilDate($0) }.map { Instant($0) })
    }

    static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    /// Countries and states with a rule for charging at one rate, with a part of the day's rate as the packs say.
    static func charging(on date: String) throws -> [(code: String, rate: Int64)] {
        let pack = try pack()
        let day = try day(date)
        return pack.jurisdictions.compactMap { code in
            pack.rateRule(code, .energy, on: day)?.window.ratePPM.map { (code, $0) }
        }
    }
}

/// A line with its parties, made from a few words.
struct Line: Sendable {
    var words = LineWords()
    var change: @Sendable (inout FactsRecord) -> Void = { _ in }

    /// The supplier is a charge point operator of the place's country, the customer a consumer there.
    init(_ place: String?, _ at: String, fee: String = "energy", rate: String? = nil) {
        words.fee = fee
        words.at = at
        words.place = place
        words.supplier = place.map { String($0.prefix(2)) }
        words.customer = words.supplier
        words.customerKind = "consumer"
        words.rate = rate
    }

    func supplier(_ seat: String) -> Line { with { $0.supplier = seat } }
    func consumer(_ seat: String) -> Line { with { $0.customer = seat } }

    func business(_ seat: String, dealer: Bool? = nil) -> Line {
        with {
            $0.customer = seat
            $0.customerKind = "business"
            $0.dealer = dealer
            $0.hasVATID = true
        }
    }

    func reverseCharge(_ country: String? = nil) -> Line {
        with {
            $0.claimsReverseCharge = true
            $0.rate = "0"
            $0.declaredCountry = country
        }
    }

    func declared(_ country: String) -> Line { with { $0.declaredCountry = country } }
    func attributes(_ words: String...) -> Line { with { $0.attributes = words } }

    func also(_ change: @escaping @Sendable (inout FactsRecord) -> Void) -> Line {
        var line = self
        let earlier = line.change
        line.change = {
            earlier(&$0)
            change(&$0)
        }
        return line
    }

    /// The document shows no tax.
    func none() -> Line { also { $0.declared.isNone = true } }

    private func with(_ set: (inout LineWords) -> Void) -> Line {
        var line = self
        set(&line.words)
        return line
    }

    func record() throws -> FactsRecord {
        var record = try words.record()
        change(&record)
        return record
    }

    func verdict(span: SpanPolicy = .end) throws -> VATVerdict {
        try Fixture.pack().verdict(for: try record(), span: span)
    }

    /// `fail:VAT-COUNTRY FR 20 S no`: the verdict and the columns.
    func answer(span: SpanPolicy = .end) throws -> String {
        let verdict = try verdict(span: span)
        let cells = [
            verdict.taxCountry, verdict.rateText, verdict.category?.rawValue, verdict.reverseCharge?.rawValue,
        ]
        return ([verdict.verdictText] + cells.map { $0 ?? "-" }).joined(separator: " ")
    }
}

func number(_ text: String) -> ExactNumber? { ExactNumber(text) }

/// A generator that gives the same sequence for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
