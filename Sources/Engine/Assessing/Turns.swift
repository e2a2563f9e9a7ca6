import Synchronization

/// A line: who holds a ticket waits until all before it have passed.
final class Turns: Sendable {
    private struct Line {
        var next: UInt64 = 0
        var waiting: [UInt64: CheckedContinuation<Void, Never>] = [:]
    }

    private let line = Mutex(Line())

    /// Returns when it is this ticket's turn, at once when it is or has been.
    func wait(for ticket: UInt64) async {
        await withCheckedContinuation { continuation in
            let isReady = line.withLock { line in
                if line.next >= ticket { return true }
                line.waiting[ticket] = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    /// Lets the next one in; each ticket passes once.
    func pass(_ ticket: UInt64) {
        let next = line.withLock { line in
            line.next = ticket + 1
            return line.waiting.removeValue(forKey: ticket + 1)
        }
        next?.resume()
    }
}

/// Batches that stand or fall in their order: after one has failed, the ones behind it are not written.
final class BatchChain: Sendable {
    private let broken = Mutex(false)

    var isBroken: Bool { broken.withLock { $0 } }

    func breakOff() { broken.withLock { $0 = true } }
}
