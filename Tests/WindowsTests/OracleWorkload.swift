/// What arrives: a version of an event, the same one again, or word that it is gone.
enum Arrival {
    case version(OracleEvent)
    case deletion(UInt32)

    var number: UInt32 {
        switch self {
        case .version(let event): event.number
        case .deletion(let number): number
        }
    }
}

/// Seeded arrivals: late, out of order, at equal times, a microsecond beside the edge of a window, around the days on
/// which clocks
/// change, repeated, corrected and deleted.
struct OracleWorkload {
    private(set) var arrivals: [Arrival] = []
    private var generator: Seeded
    private let keyCount: Int64
    private let midnights: [Int64]
    private let isLarge: Bool
    private var latest: [UInt32: OracleEvent] = [:]
    private var times: [Int64] = []

    init(seed: UInt64, count: Int, keyCount: Int64) {
        generator = Seeded(state: seed)
        self.keyCount = keyCount
        isLarge = seed % 5 == 0 || seed % 200 == 3
        midnights = Self.midnights(spring: seed % 2 == 0)
        while arrivals.count < count { add() }
    }

    /// Four midnights in Berlin, in UTC: the second day has 23 hours in March 2026 and 25 in October 2026.
    private static func midnights(spring: Bool) -> [Int64] {
        let hour: Int64 = 3_600_000_000
        // 2026-03-27 and 2026-10-23, days since 1970.
        let first = Int64(spring ? 20_539 : 20_749) * 24 * hour
        return spring
            ? [23, 47, 70, 94].map { first + $0 * hour } : [22, 46, 71, 95].map { first + $0 * hour }
    }

    private mutating func draw(_ bound: Int64) -> Int64 { Int64.random(in: 0..<bound, using: &generator) }

    private mutating func add() {
        switch draw(20) {
        case 0 where !latest.isEmpty:
            if let event = any() { arrivals.append(.version(event)) }
        case 1, 2:
            if let event = any() { put(version(of: event.number, near: event.at)) }
        case 3:
            if let event = any() {
                latest[event.number] = nil
                arrivals.append(.deletion(event.number))
            }
        default: put(version(of: UInt32(arrivals.count), near: nil))
        }
    }

    private mutating func any() -> OracleEvent? {
        // In the order of numbers: a dictionary has another order in each run.
        guard !arrivals.isEmpty else { return nil }
        return latest[arrivals[Int(draw(Int64(arrivals.count)))].number]
    }

    private mutating func put(_ event: OracleEvent) {
        latest[event.number] = event
        times.append(event.at)
        arrivals.append(.version(event))
    }

    private mutating func version(of number: UInt32, near: Int64?) -> OracleEvent {
        let at = time(near)
        let start = at - draw(3 * 3_600_000_000) + (draw(8) == 0 ? 3_600_000_000 : 0)
        return OracleEvent(
            number: number, key: draw(keyCount), at: at, start: draw(6) == 0 ? at : start,
            end: draw(12) == 0 ? nil : at + (draw(9) == 0 ? -draw(3_600_000_000) : 0), value: value(),
            label: draw(15) == 0 ? nil : draw(9), member: draw(5), isUnsure: draw(25) == 0,
            dayStart: midnights.last { $0 <= at } ?? midnights[0])
    }

    private mutating func value() -> Int64? {
        if draw(20) == 0 { return nil }
        if isLarge, draw(10) == 0 { return (draw(2) == 0 ? 1 : -1) * ((1 << 53) + draw(9)) }
        return draw(100_000) - 20_000
    }

    private mutating func time(_ near: Int64?) -> Int64 {
        let low = midnights[0]
        let high = midnights[3] + 86_400_000_000 - 1
        var at = low + draw(high - low)
        if let anchor = near ?? times.last, !times.isEmpty {
            let other = draw(3) == 0 ? anchor : times[Int(draw(Int64(times.count)))]
            switch draw(8) {
            case 0: at = other
            case 1: at = other + OracleWindow.hourWidth + draw(3) - 1
            case 2: at = other - OracleWindow.hourWidth + draw(3) - 1
            case 3: at = other + OracleWindow.aroundWidth + draw(3) - 1
            case 4: at = midnights[Int(draw(4))] + draw(3) - 1
            default: break
            }
        }
        return min(max(at, low), high)
    }

    /// The same arrivals in another order; the versions of one event keep theirs.
    func permuted(_ seed: UInt64) -> [Arrival] {
        var generator = Seeded(state: seed)
        var queues: [UInt32: [Arrival]] = [:]
        for arrival in arrivals.reversed() { queues[arrival.number, default: []].append(arrival) }
        return arrivals.shuffled(using: &generator).compactMap { queues[$0.number]?.popLast() }
    }
}
