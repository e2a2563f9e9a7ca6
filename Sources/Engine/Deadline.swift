import Foundation

/// A moment of the monotonic clock by which something has to be over: it holds for all steps together, not for each anew.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(in limit: Duration) { end = ContinuousClock.now.advanced(by: limit) }

    var isOver: Bool { ContinuousClock.now >= end }

    /// What is left as the kernel takes it, at least a microsecond: nothing would mean for ever.
    var left: timeval {
        let parts = ContinuousClock.now.duration(to: end).components
        let microseconds = parts.seconds * 1_000_000 + parts.attoseconds / 1_000_000_000_000
        let some = max(1, microseconds)
        return timeval(tv_sec: Int(some / 1_000_000), tv_usec: Int(some % 1_000_000))
    }
}
