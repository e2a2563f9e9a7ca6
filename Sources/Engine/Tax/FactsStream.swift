import Domain
package import Formats
import Foundation
import Synchronization
package import Tax

/// Judges a file of facts records in blocks, on all cores, and hands the answers out in the order of the file; memory stays
/// bounded however long the file is.
package struct FactsStream: Sendable {
    /// What a block came to.
    package struct Answers: Sendable {
        /// What `body` wrote.
        package var output = JSONOutput()
        /// What `body` kept apart.
        package var rows: [[String]] = []
        package var errors: [FactsError] = []
        package var records = 0
    }

    package let path: String
    /// Bytes of a block; lines are never cut.
    private let blockSize: Int

    package init(path: String, blockSize: Int = 1 << 19) {
        self.path = path
        self.blockSize = blockSize
    }

    /// - Parameters:
    ///   - body: judges one record on some core; it may write and keep rows.
    ///   - deliver: takes the answers of the blocks, one after the other in their order.
    /// - Throws: `EngineError` `unreadable` for the file, or what `deliver` throws.
    @concurrent
    package func run(
        _ body: @escaping @Sendable (FactsRecord, inout Answers) -> Void,
        deliver: @escaping @Sendable (inout Answers) throws -> Void
    ) async throws {
        let reader = try LineBlocks(path: path, size: blockSize)
        let order = OrderedDelivery(deliver)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Parallel.width {
                group.addTask {
                    while let block = try reader.next() {
                        try order.put(block.number, judge(block, body))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func judge(_ block: LineBlocks.Block, _ body: (FactsRecord, inout Answers) -> Void) -> Answers {
        var answers = Answers()
        var line = block.firstLine
        var start = block.bytes.startIndex
        while start < block.bytes.endIndex {
            let end = block.bytes[start...].firstIndex(of: 0x0A) ?? block.bytes.endIndex
            let text = block.bytes[start..<end]
            if text.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) {
                do throws(FactsError) {
                    body(try FactsReader.read(text, file: path, line: line), &answers)
                    answers.records += 1
                } catch {
                    answers.errors.append(error)
                }
            }
            line += 1
            start = end + 1
        }
        return answers
    }
}

/// Cuts a file into blocks of whole lines; whoever is free takes the next.
final class LineBlocks: Sendable {
    struct Block: Sendable {
        let number: Int
        /// Line of its first byte, from 1.
        let firstLine: Int
        let bytes: [UInt8]
    }

    private struct State {
        var handle: FileHandle?
        var rest: [UInt8] = []
        var number = 0
        var line = 1
    }

    private let path: String
    private let size: Int
    private let state: Mutex<State>

    init(path: String, size: Int) throws {
        self.path = path
        self.size = size
        state = Mutex(State(handle: try Files.reading(path)))
    }

    deinit {
        state.withLock { if path != "-" { try? $0.handle?.close() } }
    }

    /// - Throws: `EngineError` `unreadable`.
    func next() throws -> Block? {
        try state.withLock { state in
            var bytes = state.rest
            state.rest = []
            var scanned = 0
            while let handle = state.handle {
                guard let chunk = try read(handle), !chunk.isEmpty else {
                    state.handle = nil
                    if path != "-" { try? handle.close() }
                    break
                }
                bytes += chunk
                guard bytes.count >= size, let end = bytes[scanned...].lastIndex(of: 0x0A) else {
                    scanned = bytes.count
                    continue
                }
                state.rest = Array(bytes[(end + 1)...])
                bytes.removeSubrange((end + 1)...)
                break
            }
            if bytes.isEmpty { return nil }
            defer {
                state.number += 1
                state.line += bytes.count { $0 == 0x0A }
            }
            return Block(number: state.number, firstLine: state.line, bytes: bytes)
        }
    }

    private func read(_ handle: FileHandle) throws -> Data? {
        do {
            return try handle.read(upToCount: size)
        } catch {
            throw EngineError(.unreadable, "cannot read \(path)", remedy: "it must be a file that you may read")
        }
    }
}

/// Hands what finishes in any order on in the order of its numbers.
private final class OrderedDelivery: Sendable {
    private struct State {
        var next = 0
        var waiting: [Int: FactsStream.Answers] = [:]
    }

    private let state = Mutex(State())
    private let deliver: @Sendable (inout FactsStream.Answers) throws -> Void

    init(_ deliver: @escaping @Sendable (inout FactsStream.Answers) throws -> Void) { self.deliver = deliver }

    func put(_ number: Int, _ answers: FactsStream.Answers) throws {
        try state.withLock { state in
            state.waiting[number] = answers
            while var ready = state.waiting.removeValue(forKey: state.next) {
                try deliver(&ready)
                state.next += 1
            }
        }
    }
}
