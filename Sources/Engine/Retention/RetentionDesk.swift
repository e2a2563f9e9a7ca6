import Domain
import Evidence
import Formats
import Synchronization

/// The retention rules of this installation, read once, and what they say about parts as they are written.
///
/// Parts with equal facts are resolved once a day of decision: in a batch of sessions nearly all are found.
final class RetentionDesk: Sendable {
    private struct Facts: Hashable {
        let recordClass: RecordClass
        let group: FieldGroup
        let countries: [Country]
        let isCountryKnown: Bool
        let dates: [NamedDate]
    }

    private struct Resolution {
        let until: CivilDate?
        let rule: String?
    }

    private struct State {
        var rules: RetentionRules?
        var day: CivilDate?
        var known: [Facts: Resolution] = [:]
    }

    private static let fileNames = ["periods.csv", "record_classes.csv", "countries.csv"]
    /// The installation's own: countries of its legal entities. There need be none.
    private static let entitiesFile = "entities.csv"
    /// More distinct facts than this in one day: the oldest are forgotten.
    private static let mostKnown = 200_000

    private let folder: String
    private let state = Mutex(State())

    /// - Parameter folder: of the files of `rules/retention`.
    init(folder: String) { self.folder = folder }

    /// The rules; read on the first call.
    ///
    /// - Throws: `EngineError` `configuration` naming file, line and field.
    func rules() throws -> RetentionRules {
        if let known = state.withLock({ $0.rules }) { return known }
        let files = try files()
        let rules: RetentionRules
        do {
            rules = try RetentionRules(
                periods: files[0], classes: files[1], countries: files[2], entities: files.count > 3 ? files[3] : nil)
        } catch {
            throw EngineError(
                .configuration, "the retention rules in \(folder) do not load: \(error)",
                remedy: "correct the file and line named")
        }
        state.withLock { $0.rules = rules }
        return rules
    }

    /// The bytes of the files, in the order of `fileNames`, then those of `entitiesFile` where there is one.
    private func files() throws(EngineError) -> [[UInt8]] {
        var files: [[UInt8]] = []
        for name in Self.fileNames { files.append(try Files.read("\(folder)/\(name)")) }
        let entities = "\(folder)/\(Self.entitiesFile)"
        if Files.exists(entities) { files.append(try Files.read(entities)) }
        return files
    }

    /// The content that the hash of the rules is over: each file behind its length.
    func content() throws -> [UInt8] {
        var content: [UInt8] = []
        for file in try files() {
            let digits = String(file.count, radix: 16)
            content += (String(repeating: "0", count: 16 - digits.count) + digits).utf8
            content += file
        }
        return content
    }

    /// A part as it is written, with what the rules say about it on the day of writing.
    ///
    /// - Parameters:
    ///   - country: of the record; nil when it is not known.
    ///   - others: countries that bind it besides.
    func part(
        _ group: FieldGroup, _ payload: [UInt8], salt: [UInt8], of recordClass: RecordClass, country: Country?,
        others: [Country] = [], dates: [NamedDate], source: PartSource? = nil, on day: CivilDate
    ) throws -> PartDraft {
        let facts = Facts(
            recordClass: recordClass, group: group, countries: [country].compactMap { $0 } + others,
            isCountryKnown: country != nil, dates: dates)
        let known = state.withLock { state -> Resolution? in
            if state.day != day || state.known.count > Self.mostKnown {
                state.day = day
                state.known = [:]
            }
            return state.known[facts]
        }
        let resolution = try known ?? resolve(facts, on: day)
        return PartDraft(
            group: group, payload: payload, salt: salt, retainUntil: resolution.until, decidingRule: resolution.rule,
            source: source)
    }

    private func resolve(_ facts: Facts, on day: CivilDate) throws -> Resolution {
        let rules = try rules()
        let dates = Dictionary(facts.dates.map { ($0.name, $0.date) }, uniquingKeysWith: { first, _ in first })
        let verdict = rules.resolve(
            RetentionFacts(
                recordClass: facts.recordClass, group: facts.group, countries: facts.countries,
                isCountryKnown: facts.isCountryKnown, dates: dates, eventDate: dates[.transaction] ?? dates[.record],
                regimes: Set(rules.classes[facts.recordClass]?.regimes ?? [])), on: day)
        let resolution = Resolution(until: verdict.until, rule: verdict.decidingRule)
        state.withLock { if $0.day == day { $0.known[facts] = resolution } }
        return resolution
    }
}
