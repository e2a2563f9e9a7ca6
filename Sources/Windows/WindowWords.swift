/// Words in which chunks read their rows: those of a snapshot, or of a file in memory.
///
/// They never change: a chunk that changes takes a copy of its own first.
///
/// `@unchecked Sendable`: only a chunk that alone holds its words writes to them; whoever lends words does not change them.
package final class WindowWords: Equatable, @unchecked Sendable {
    let base: UnsafeMutablePointer<Int64>
    package let count: Int
    /// Who keeps lent words where they are; nil for words that are our own.
    private let lender: AnyObject?

    /// Words that stand elsewhere.
    ///
    /// - Parameter lender: keeps them where they are as long as it lives.
    package init(lent words: UnsafeBufferPointer<Int64>, by lender: some AnyObject & Sendable) {
        // Never written through: a chunk on lent words knows that they are.
        base = words.baseAddress.map { UnsafeMutablePointer(mutating: $0) } ?? Self.nowhere
        count = words.count
        self.lender = lender
    }

    package init(_ words: [Int64]) {
        base = .allocate(capacity: words.count)
        count = words.count
        lender = nil
        words.withUnsafeBufferPointer { words in
            if let from = words.baseAddress { base.initialize(from: from, count: words.count) }
        }
    }

    /// Zeros.
    init(count: Int) {
        base = .allocate(capacity: count)
        base.initialize(repeating: 0, count: count)
        self.count = count
        lender = nil
    }

    deinit { if lender == nil { base.deallocate() } }

    package func withWords<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Int64>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeBufferPointer(start: base, count: count))
    }

    package static func == (left: WindowWords, right: WindowWords) -> Bool {
        left.withWords { left in right.withWords { left.elementsEqual($0) } }
    }

    private static var nowhere: UnsafeMutablePointer<Int64> { UnsafeMutablePointer(bitPattern: 8).unsafelyUnwrapped }
}
