/// An event of the oracle: what one arrival says of it.
///
/// Nothing here knows how the engine works: the definitions are those of the design, looked up by going through every
/// event.
struct OracleEvent: Equatable {
    let number: UInt32
    var key: Int64
    var at: Int64
    /// The time that `last … before start` looks back from.
    var start: Int64
    var end: Int64?
    var value: Int64?
    var label: Int64?
    var member: Int64
    /// Whether the filter of the stream could not be decided.
    var isUnsure: Bool
    /// Local midnight before the event.
    var dayStart: Int64

    /// Stands in for the hash of the event's key.
    var order: UInt64 { UInt64(number % 7) << 32 | UInt64(number) &* 2_654_435_761 }
}

/// Which rows a reader looks at.
enum OracleWindow: CaseIterable {
    case hour, week, around, sameDay, lastBefore, firstEver, everything

    static let hourWidth: Int64 = 3_600_000_000
    static let weekWidth: Int64 = 7 * 86_400_000_000
    static let aroundWidth: Int64 = 5_400_000_000
}

/// Everything that can be said of the rows of one window.
struct OracleAnswer: Equatable {
    var sure = 0
    var unsure = 0
    var unknownValues = 0
    var sum: Int128 = 0
    var least: Int64?
    var greatest: Int64?
    var distinct = 0
    var distinctMost = 0
    var median: Int64?
    var ninth: Int64?
    var squares: UInt128 = 0
    var variance: UInt128 = 0
    /// Nil where a row is unsure or has no end.
    var overlapping: Int? = 0
    /// Values at or below the reader's own; nil where a row is unsure or has no value.
    var atMost: Int? = 0
    var memberMedian: Int128?
    var first: UInt32?
    var last: UInt32?
}

/// All versions in force, answered quadratically.
struct BruteForceHistory {
    private(set) var events: [UInt32: OracleEvent] = [:]
    private var byKey: [Int64: [OracleEvent]] = [:]

    mutating func put(_ event: OracleEvent) {
        drop(event.number)
        events[event.number] = event
        byKey[event.key, default: []].append(event)
    }

    mutating func drop(_ number: UInt32) {
        guard let old = events.removeValue(forKey: number) else { return }
        byKey[old.key]?.removeAll { $0.number == number }
    }

    func answer(_ window: OracleWindow, for reader: OracleEvent) -> OracleAnswer {
        var rows = (byKey[reader.key] ?? []).filter { contains($0, window, reader) }
        rows.sort { a, b in a.at != b.at ? a.at < b.at : a.order != b.order ? a.order < b.order : a.number < b.number }
        if window == .lastBefore { rows = Array(rows.suffix(1)) }
        if window == .firstEver { rows = Array(rows.prefix(1)) }
        return describe(rows, reader)
    }

    private func contains(_ row: OracleEvent, _ window: OracleWindow, _ reader: OracleEvent) -> Bool {
        let age = reader.at - row.at
        switch window {
        case .hour: return age >= 0 && age < OracleWindow.hourWidth
        case .week: return age >= 0 && age < OracleWindow.weekWidth && row.number != reader.number
        case .around: return abs(age) < OracleWindow.aroundWidth && row.number != reader.number
        case .sameDay: return row.at >= reader.dayStart && row.at <= reader.at
        case .lastBefore: return row.at <= reader.start && row.number != reader.number
        case .firstEver: return row.at <= reader.at && row.number != reader.number
        case .everything: return row.at <= reader.at
        }
    }

    private func describe(_ rows: [OracleEvent], _ reader: OracleEvent) -> OracleAnswer {
        var answer = OracleAnswer()
        let sure = rows.filter { !$0.isUnsure }
        let unsure = rows.filter(\.isUnsure)
        answer.sure = sure.count
        answer.unsure = unsure.count
        var known: [Int64] = []
        for row in sure { if let value = row.value { known.append(value) } }
        answer.unknownValues = sure.count - known.count
        for value in known {
            answer.sum += Int128(value)
            answer.squares += UInt128(value.magnitude) * UInt128(value.magnitude)
        }
        if !known.isEmpty {
            answer.variance = UInt128(known.count) * answer.squares - answer.sum.magnitude * answer.sum.magnitude
        }
        known.sort()
        answer.least = known.first
        answer.greatest = known.last
        if !known.isEmpty {
            answer.median = known[(known.count + 1) / 2 - 1]
            answer.ninth = known[(known.count * 9 + 9) / 10 - 1]
        }
        let labels = Set(sure.compactMap(\.label))
        answer.distinct = labels.isEmpty && !sure.isEmpty ? 1 : labels.count
        let further = Set(unsure.compactMap(\.label)).subtracting(labels).count
        let unlabelled = rows.filter { $0.label == nil }.count
        answer.distinctMost = max(answer.distinct, labels.count + further + unlabelled)
        if let readerEnd = reader.end {
            let isClean = rows.allSatisfy { !$0.isUnsure && $0.end != nil }
            let together = rows.filter { row in
                row.end.map { min($0, readerEnd) - max(row.start, reader.start) > 60_000_000 } ?? false
            }
            answer.overlapping = isClean ? together.count : nil
        }
        let limit = reader.value ?? 0
        answer.atMost = unsure.isEmpty && known.count == sure.count ? known.filter { $0 <= limit }.count : nil
        var members: [Int64: Int128] = [:]
        for row in sure { if let value = row.value { members[row.member, default: 0] += Int128(value) } }
        let sums = members.values.sorted()
        if !sums.isEmpty { answer.memberMedian = sums[(sums.count + 1) / 2 - 1] }
        answer.first = rows.first?.number
        answer.last = rows.last?.number
        return answer
    }
}
