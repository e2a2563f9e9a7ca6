/// Number of ascending times at or before `time`.
///
/// Long arrays are entered where the time would stand if they were evenly spaced, so that a search reads two or three
/// cache lines
/// instead of nine; whatever the spacing, no more than twice the steps of a plain binary search follow.
/// - Precondition: times are within half the range of Int64, so that no difference of two of them wraps.
@inline(__always)
func firstAfter(_ time: Int64, _ times: UnsafeBufferPointer<Int64>) -> Int {
    let count = times.count
    // Most windows end at the newest row, and the first row of many stands in no cache: the last is looked at first.
    guard count > 0 else { return 0 }
    let last = times[count &- 1]
    if last <= time { return count }
    if count <= plainSearch {
        return time < -(1 << 62) ? 0 : halving(time, times, from: 0, count: count)
    }
    let first = times[0]
    if first > time { return 0 }
    return firstAfter(time, times, from: first, to: last)
}

/// Up to so many times a plain binary search reads no more cache lines than a guess would.
private let plainSearch = 24

/// Number of times at or before `time` where those before `from` are and those from `from + count` on are not.
///
/// The outcome of each comparison is as good as random, so it is taken from the sign of a difference and never branched on.
@inline(__always)
private func halving(_ time: Int64, _ times: UnsafeBufferPointer<Int64>, from: Int, count: Int) -> Int {
    let bound = time &+ 1
    var base = from
    var rest = count
    while rest > 0 {
        let half = (rest &+ 1) &>> 1
        base &+= half & Int(truncatingIfNeeded: (times[base &+ half &- 1] &- bound) &>> 63)
        rest &-= half
    }
    return base
}

/// The same where it is known that the answer is at most `count - 1`, that is `time < to`, and that no time is below
/// `from <= time`.
@inline(__always)
func firstAfter(_ time: Int64, _ times: UnsafeBufferPointer<Int64>, from: Int64, to: Int64) -> Int {
    var base = 0
    var rest = times.count
    if rest > plainSearch {
        let span = UInt64(bitPattern: to &- from)
        let shift = UInt64(max(0, 20 &- span.leadingZeroBitCount))
        let offset = UInt64(bitPattern: time &- from) &>> shift
        let guess = min(rest &- 1, Int(truncatingIfNeeded: offset &* UInt64(rest) / (span &>> shift &+ 1)))
        var step = 8
        if times[guess] <= time {
            base = guess &+ 1
            while base &+ step < rest, times[base &+ step &- 1] <= time {
                base &+= step
                step &*= 2
            }
            rest = min(step, rest &- base)
        } else {
            var high = guess
            while high > step, times[high &- step] > time {
                high &-= step
                step &*= 2
            }
            base = max(0, high &- step)
            rest = high &- base
        }
    }
    return halving(time, times, from: base, count: rest)
}
