import Domain
import Foundation
import Patterns

@testable import Screening

/// What one input is handed to, and what must hold whatever the input is.
enum FuzzTarget: Sendable {
    /// The importer of one format.
    case list(ListFormat)
    /// The decision which format a file has, the importer that follows, the index of its names and a look into it.
    case detect
    /// Lexer and preparer: every reading of a name, as person, company and vessel.
    case name
    /// Two names, the second listed: the scorer and its explanation.
    case compare
    /// Pattern compiler and matcher.
    case pattern

    static let all: [FuzzTarget] = ListFormat.allCases.map { .list($0) } + [.detect, .name, .compare, .pattern]
    static var allNames: [String] { all.map(\.name) }

    /// The target of this process.
    static let current: FuzzTarget? = {
        let wanted = ProcessInfo.processInfo.environment["AMPLOMB_FUZZ_TARGET"]
        return all.first { $0.name == wanted }
    }()

    /// Stands between the files of a list of several, and between the two names of a pair.
    static let separator: UInt8 = 0x1E

    var name: String {
        switch self {
        case .list(let format): format.rawValue
        case .detect: "detect"
        case .name: "name"
        case .compare: "compare"
        case .pattern: "pattern"
        }
    }

    func run(_ bytes: [UInt8]) {
        switch self {
        case .list(let format): Self.read(bytes, format)
        case .detect: Self.read(bytes, nil)
        case .name: Self.prepare(String(decoding: bytes, as: UTF8.self))
        case .compare: Self.compare(Self.parts(bytes).map { String(decoding: $0, as: UTF8.self) })
        case .pattern: Self.match(Self.parts(bytes))
        }
    }

    private static func parts(_ bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: separator, maxSplits: 4, omittingEmptySubsequences: false).map(Array.init)
    }

    // MARK: Lists

    private static func read(_ bytes: [UInt8], _ format: ListFormat?) {
        let files = parts(bytes).enumerated().map { ListFile(name: "file\($0.offset)", bytes: $0.element) }
        do {
            // Rejects are accepted, or nearly every damaged file would end before the checks that follow.
            let list = try ListImporter.read(
                files, format: format, acceptedRejects: 1_000_000, force: bytes.count % 2 == 1)
            precondition(
                list.recordsRead == list.entries.count + list.mergedRows + list.rejects.count,
                "a record is unaccounted for")
            precondition(list.rejects.allSatisfy { !$0.file.isEmpty && !$0.reason.isEmpty }, "a reject without reason")
            let split = ListImporter.split(list)
            precondition(
                split.reduce(0) { $0 + $1.entries.count } == list.entries.count, "split loses entries")
            _ = ListImporter.withoutDuplicates(split)
            if format == nil { lookUp(list) }
        } catch {
            precondition(!error.file.isEmpty && !error.message.isEmpty, "an error without file or message")
        }
    }

    private static func lookUp(_ list: ImportedList) {
        let screener = Screener(ListSnapshot([list]))
        for entry in list.entries.prefix(2) {
            guard let name = entry.names.first else { continue }
            let result = screener.screen(ScreeningQuery(name: name.text, type: entry.type))
            precondition(!screener.json(result).isEmpty, "a result without a word")
        }
    }

    // MARK: Names

    private static let preparer = NamePreparer()

    private static func prepare(_ text: String) {
        for type in [SubjectType.person, .company, .vessel] {
            for reading in PreparedSubject(text, type: type, preparer: preparer).readings {
                for token in reading.tokens {
                    let end = Int(token.start) + Int(token.textCount) + Int(token.soundCount)
                    precondition(end <= reading.bytes.count, "a word outside its name")
                }
                // A library of its own: patterns are kept by number, and every name here is another.
                _ = PatternLibrary(jitAfter: nil).evidence(
                    0, reading, isPerson: type == .person, in: Array(text.utf8.prefix(200)))
            }
        }
    }

    private static func compare(_ texts: [String]) {
        guard texts.count >= 2 else { return }
        for type in [SubjectType.person, .company, .vessel] {
            let result = Screening.compare(texts[0], texts[1], type: type)
            precondition(!result.json.isEmpty && !result.text.isEmpty, "a comparison without a word")
        }
    }

    // MARK: Patterns

    private static func match(_ parts: [[UInt8]]) {
        guard let source = parts.first, var matcher = try? PatternMatcher() else { return }
        guard let plain = try? Pattern(source) else { return }
        let subject = parts.count > 1 ? parts[1] : []
        _ = try? plain.requireNonEmpty(using: &matcher)
        let found = outcome(plain, subject, &matcher)
        guard var fast = try? Pattern(source) else { return }
        fast.compileJIT()
        guard let found, let again = outcome(fast, subject, &matcher) else { return }
        precondition(found == again, "JIT and interpreter differ")
    }

    /// Whether and where the pattern matches; nil for a limit, which either may reach alone.
    private static func outcome(
        _ pattern: borrowing Pattern, _ subject: [UInt8], _ matcher: inout PatternMatcher
    ) -> PatternMatch?? {
        do {
            let match = try matcher.firstMatch(of: pattern, in: subject)
            if let match { precondition(match.range.upperBound <= subject.count, "a match outside the text") }
            return .some(match)
        } catch {
            return nil
        }
    }
}
