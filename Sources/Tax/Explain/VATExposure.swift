package import Domain

/// Which charge lines an exposure report adds up.
package struct ExposureFilter: Sendable {
    /// Local civil dates of the tax point, half-open.
    package var from: CivilDate?
    package var to: CivilDate?
    /// Lines that this rule decided.
    package var rule: String?
    /// The country or territory that taxes.
    package var country: String?

    package init() {}

    func admits(_ verdict: VATVerdict, _ date: CivilDate, _ country: String) -> Bool {
        if let from, date < from { return false }
        if let to, date >= to { return false }
        if let wanted = self.country, wanted != country { return false }
        return rule.map { $0 == verdict.ruleID } ?? true
    }
}

/// Adds up what verdicts on charge lines come to, by country, fee type and verdict: lines, net, tax shown, tax due, and what
/// a disputed reading would change (vat.md section 5, `vat exposure`).
///
/// A pure function of the lines: the order in which they come does not show.
package struct VATExposure: Sendable {
    /// One session: what ceilings add up.
    package struct Session: Sendable {
        /// Who charged; nil where it is not known.
        package var driver: String?
        /// Where; nil where it is not known.
        package var premises: String?
        /// Day of the supply.
        package var date: CivilDate
        package var start: Instant?
        package var end: Instant?
        package var energy: Energy

        package init(driver: String?, premises: String?, date: CivilDate, energy: Energy) {
            self.driver = driver
            self.premises = premises
            self.date = date
            self.energy = energy
        }
    }

    /// One line of a session.
    package struct Line: Sendable {
        package let fee: FeeType
        /// The document has a line for the whole as well: the amount of this one is within it.
        package let isPart: Bool
        package let net: Money
        package let gross: Money?
        /// Nil where nothing is charged: no rate owes anything.
        package let verdict: VATVerdict?
        /// Country of the charge point, for lines without verdict.
        package let place: String?

        package init(fee: FeeType, isPart: Bool, net: Money, gross: Money?, verdict: VATVerdict?, place: String?) {
            self.fee = fee
            self.isPart = isPart
            self.net = net
            self.gross = gross
            self.verdict = verdict
            self.place = place
        }
    }

    /// A line that waits for the sums of its ceiling.
    private struct Waiting {
        let key: ExposureRow.Key
        let ceiling: Ceiling
        let session: Int32
        let tax: Int128
    }

    private struct Place: Hashable {
        var driver: Int32 = -1
        var premises: Int32 = -1
        var month: Int32 = -1
    }

    private struct Drawn {
        let driver: Int32
        let premises: Int32
        let month: Int32
        let start: Int64
        let end: Int64
        let microKWh: Int64
    }

    private let filter: ExposureFilter
    private var rows: [ExposureRow.Key: ExposureRow] = [:]
    private var waiting: [Waiting] = []
    private var sessions: [Drawn] = []
    private var numbers: [String: Int32] = [:]
    package private(set) var sessionCount = 0

    package init(_ filter: ExposureFilter = ExposureFilter()) { self.filter = filter }

    /// Takes a session with all its lines in.
    package mutating func add(_ session: Session, _ lines: [Line]) {
        let number = Int32(sessions.count)
        let (year, month, _) = session.date.components
        sessions.append(
            Drawn(
                driver: self.number("driver ", session.driver), premises: self.number("premises ", session.premises),
                month: Int32(year * 12 + month), start: session.start?.microseconds ?? 0,
                end: session.end?.microseconds ?? 0,
                // Energy below zero cannot be true: it must not make room under a ceiling.
                microKWh: max(0, session.energy.milliwattHours)))
        var isIn = false
        for line in lines where add(line, session, number) { isIn = true }
        if isIn { sessionCount += 1 }
    }

    private mutating func number(_ kind: String, _ name: String?) -> Int32 {
        guard let name else { return -1 }
        let key = kind + name
        if let known = numbers[key] { return known }
        numbers[key] = Int32(numbers.count)
        return Int32(numbers.count - 1)
    }

    private mutating func add(_ line: Line, _ session: Session, _ number: Int32) -> Bool {
        let country = line.verdict?.taxCountry ?? line.place ?? "unknown"
        if let verdict = line.verdict {
            guard filter.admits(verdict, verdict.localDate ?? session.date, country) else { return false }
        } else {
            if filter.rule != nil || filter.country.map({ $0 != country }) ?? false { return false }
            if filter.from.map({ session.date < $0 }) ?? false { return false }
            if filter.to.map({ session.date >= $0 }) ?? false { return false }
        }
        let key = ExposureRow.Key(
            country: country, fee: line.fee, isPart: line.isPart,
            verdict: line.verdict?.verdictText ?? ExposureRow.nothingCharged, currency: line.net.currency)
        var row = rows[key] ?? ExposureRow(key: key)
        row.lines += 1
        row.net += Int128(line.net.micros)
        if let gross = line.gross { row.shown += Int128(gross.micros) - Int128(line.net.micros) }
        if let verdict = line.verdict {
            if let due = verdict.duePPM {
                row.due += Int128(line.net.micros) * Int128(due)
            } else {
                row.withoutDue += 1
            }
            stake(verdict, line, key, number, &row)
        }
        rows[key] = row
        return true
    }

    private mutating func stake(
        _ verdict: VATVerdict, _ line: Line, _ key: ExposureRow.Key, _ session: Int32, _ row: inout ExposureRow
    ) {
        guard let exposure = verdict.exposure else { return }
        let tax = Int128(line.net.micros) * Int128(exposure.pointsPPM)
        row.disputedLines += 1
        guard let ceiling = verdict.alternatives.first(where: { $0.ratePPM != nil })?.ceiling else {
            row.stake += tax
            return
        }
        waiting.append(Waiting(key: key, ceiling: ceiling, session: session, tax: tax))
    }

    /// The rows in the order of country, fee, verdict and currency, with the ceilings applied.
    package func finish() -> [ExposureRow] {
        var all = rows
        let shared = waiting.isEmpty ? [] : sharedTokens
        for (ceiling, lines) in Dictionary(grouping: waiting, by: \.ceiling) {
            var sums: [Place: Int128] = [:]
            for session in sessions { sums[Self.place(session, ceiling), default: 0] += Int128(session.microKWh) }
            for line in lines {
                let session = sessions[Int(line.session)]
                let isOpen =
                    (ceiling.groups.contains(.driver) && (session.driver < 0 || shared.contains(session.driver)))
                    || (ceiling.groups.contains(.premises) && session.premises < 0)
                if isOpen {
                    all[line.key]?.openStake += line.tax
                } else if sums[Self.place(session, ceiling), default: 0] <= Int128(ceiling.microKWh) {
                    all[line.key]?.stake += line.tax
                } else {
                    all[line.key]?.aboveCeiling += line.tax
                }
            }
        }
        return all.values.sorted { $0.key < $1.key }
    }

    /// Tokens that charged at two premises at the same time: more than one driver uses them, so that what one driver drew
    /// is not known.
    private var sharedTokens: Set<Int32> {
        var shared: Set<Int32> = []
        let byDriver = Dictionary(grouping: sessions.filter { $0.driver >= 0 && $0.end > $0.start }, by: \.driver)
        for (driver, sessions) in byDriver {
            var last: Drawn?
            for session in sessions.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
                if let last, session.start < last.end, session.premises != last.premises {
                    shared.insert(driver)
                    break
                }
                if last.map({ session.end > $0.end }) ?? true { last = session }
            }
        }
        return shared
    }

    private static func place(_ session: Drawn, _ ceiling: Ceiling) -> Place {
        var place = Place()
        for group in ceiling.groups {
            switch group {
            case .driver: place.driver = session.driver
            case .premises: place.premises = session.premises
            case .calendarMonth: place.month = session.month
            }
        }
        return place
    }
}

/// Lines of one country, fee type, verdict and currency. Sums are exact: amounts in millionths of the currency's unit, taxes
/// in millionths of those (a rate is in parts per million), rounded once when they are shown.
package struct ExposureRow: Hashable, Sendable {
    static let nothingCharged = "pass, nothing charged"

    package struct Key: Hashable, Comparable, Sendable {
        package let country: String
        package let fee: FeeType
        package let isPart: Bool
        /// `pass-with-note:VAT-CONTESTED`.
        package let verdict: String
        package let currency: Currency

        package static func < (left: Key, right: Key) -> Bool {
            (left.country, left.fee.rawValue, left.isPart ? 1 : 0, left.verdict, left.currency.code)
                < (right.country, right.fee.rawValue, right.isPart ? 1 : 0, right.verdict, right.currency.code)
        }
    }

    package let key: Key
    package internal(set) var lines = 0
    package internal(set) var net: Int128 = 0
    /// Gross less net as the documents show it.
    package internal(set) var shown: Int128 = 0
    /// Tax that the verdicts ask of the seller, of the net amount.
    package internal(set) var due: Int128 = 0
    /// Lines for which no tax due is established.
    package internal(set) var withoutDue = 0
    package internal(set) var disputedLines = 0
    /// Tax that changes if the disputed reading prevails; its condition holds.
    package internal(set) var stake: Int128 = 0
    /// The same where the condition does not hold: nothing changes.
    package internal(set) var aboveCeiling: Int128 = 0
    /// The same where driver or premises are not known, or several drivers use the token.
    package internal(set) var openStake: Int128 = 0

    init(key: Key) { self.key = key }

    /// `energy`, or `energy (part)` beside a line for the whole.
    package var feeWords: String { key.fee.rawValue + (key.isPart ? " (part)" : "") }

    package var netText: String { text(net, over: 1) }
    package var shownText: String { text(shown, over: 1) }
    /// Nil where no line has a tax that is established.
    package var dueText: String? { withoutDue == lines ? nil : text(due, over: 1_000_000) }
    package var stakeText: String { text(stake, over: 1_000_000) }
    package var aboveCeilingText: String { text(aboveCeiling, over: 1_000_000) }
    package var openStakeText: String { text(openStake, over: 1_000_000) }

    /// A sum in the currency's decimals, rounded once.
    private func text(_ sum: Int128, over scale: Int128) -> String {
        let decimals = min(6, key.currency.minorUnits)
        var unit = scale
        for _ in decimals..<6 { unit *= 10 }
        let rounded = Rounding.halfUp.divide(sum, by: unit)
        guard let value = Int64(exactly: rounded) else { return "overflow" }
        return decimalText(value, decimals: decimals, minimum: decimals)
    }
}

extension VATVerdict {
    /// Rate of the tax that the seller owes on the net amount, in parts per million; nil where it is not established.
    package var duePPM: Int64? {
        switch category {
        case .standard: return unitRate == nil ? ratePPM : nil
        case .reverseCharge, .exempt, .outside, .zero, .intraCommunity, .export: return 0
        case .canary, .ipsi, nil: return nil
        }
    }
}
