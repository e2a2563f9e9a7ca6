import Dispatch
import Synchronization

/// Runs a pure function over numbers on several threads and keeps the order of the results.
enum Workers {
    /// - Parameters:
    ///   - jobs: how many threads take part, the calling one among them.
    ///   - first: runs once, on one of the threads, beside the others.
    static func map<Result: Sendable>(
        count: Int, jobs: Int, first: @Sendable () -> Void, body: @Sendable (Int) -> Result
    ) -> [Result] {
        guard jobs > 1 else {
            first()
            return (0..<count).map(body)
        }
        let next = Atomic(0)
        let gathered = Mutex<[(number: Int, result: Result)]>([])
        DispatchQueue.concurrentPerform(iterations: jobs) { worker in
            if worker == 0 { first() }
            var own: [(number: Int, result: Result)] = []
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < count else { break }
                own.append((number, body(number)))
            }
            gathered.withLock { $0 += own }
        }
        return gathered.withLock { $0.sorted { $0.number < $1.number }.map(\.result) }
    }
}
