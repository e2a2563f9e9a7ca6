import Domain
import Foundation
import Rules
import Testing

private let folder = "transactions/amlsim_fanin200_cycle200"

/// A generated transfer; time steps are days.
private struct Transfer {
    let name: String
    let from: String
    let to: String
    let micros: Int64
    let at: Int64
    let order: UInt64

    static let day: Int64 = 86_400_000_000

    static func read() throws -> [Transfer] {
        let text = try String(contentsOf: sharedData.appending(path: "\(folder)/transactions.csv"), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().enumerated().compactMap { number, line in
            let cells = line.split(separator: ",")
            guard cells.count == 4, let amount = Decimal(string: String(cells[2])), let step = Int64(cells[3]) else {
                return nil
            }
            let name = "transfer \(number)"
            return Transfer(
                name: name, from: String(cells[0]), to: String(cells[1]),
                micros: NSDecimalNumber(decimal: amount * 1_000_000).int64Value, at: (18_262 + step) * day,
                order: stableHash(name))
        }
    }
}

/// Fan-in, fan-out and cycles once more, by hand, sharing no code with the engine.
private struct TransferOracle {
    let all: [Transfer]
    private var bySource: [String: [Int]] = [:]
    private var byTarget: [String: [Int]] = [:]
    private var firstPaid: [String: Int64] = [:]
    private var firstGot: [String: Int64] = [:]
    private var start = Int64.max

    init(_ all: [Transfer]) {
        self.all = all
        for (index, transfer) in all.enumerated() {
            bySource[transfer.from, default: []].append(index)
            byTarget[transfer.to, default: []].append(index)
            firstPaid[transfer.from] = min(firstPaid[transfer.from] ?? .max, transfer.at)
            firstGot[transfer.to] = min(firstGot[transfer.to] ?? .max, transfer.at)
            start = min(start, transfer.at)
        }
    }

    /// Whether at least ten others of a week are known to be new: what was first seen in the first thirty days never is.
    func isFan(_ index: Int, into: Bool) -> Bool {
        let own = all[index]
        let members = into ? byTarget[own.to] : bySource[own.from]
        var names: Set<String> = []
        for other in (members ?? []).map({ all[$0] }) where other.at <= own.at && other.at > own.at - 7 * Transfer.day {
            let name = into ? other.from : other.to
            guard let first = into ? firstPaid[name] : firstGot[name], first >= start + 30 * Transfer.day else {
                continue
            }
            if other.at - first <= 30 * Transfer.day { names.insert(name) }
        }
        return names.count >= 10
    }

    /// Whether the transfer closes a cycle of at most four transfers of at least four fifths of the first, within thirty days.
    func closesCycle(_ index: Int) -> Bool {
        let own = all[index]
        if own.from == own.to { return false }
        func isBefore(_ a: Transfer, _ b: Transfer) -> Bool {
            a.at != b.at ? a.at < b.at : a.order < b.order
        }
        func reach(_ holder: String, _ last: Transfer?, _ first: Int64, _ hops: Int) -> Bool {
            if hops == 3 { return false }
            for next in (bySource[holder] ?? []).map({ all[$0] }) {
                guard next.at > own.at - 30 * Transfer.day, isBefore(next, own) else { continue }
                if let last, !isBefore(last, next) { continue }
                let origin = last == nil ? next.micros : first
                if next.micros * 5 < origin * 4 || own.micros * 5 < origin * 4 { continue }
                if next.to == own.from || reach(next.to, next, origin, hops + 1) { return true }
            }
            return false
        }
        return reach(own.to, nil, 0, 0)
    }
}

@Suite(.serialized) struct TransferTests {
    @Test(
        "fan-in, fan-out and cycles of generated transfers are those of brute force",
        .enabled(if: isPresent("\(folder)/transactions.csv"), "shared data absent: \(folder)"),
        .enabled(if: isLong, longReason))
    func generated() async throws {
        let wanted = ["po-021", "po-022", "po-023"]
        let files = try shippedFiles().filter { file in
            file.path.contains("/lists/") || wanted.contains { file.path.contains($0) }
                || file.path.hasSuffix("refs.yaml")
        }
        let set = try #require(RuleSet.load(files: files).0)
        let transfers = try Transfer.read()
        #expect(transfers.count == 120_558)
        var backtest = Backtest(set)
        for transfer in transfers {
            var facts = Facts()
            facts[.at] = .instant(transfer.at)
            facts[.amount] = .number(transfer.micros)
            facts[FieldID("payer_id")!] = .text(Text(transfer.from))
            facts[FieldID("beneficiary_id")!] = .text(Text(transfer.to))
            backtest.add(
                name: transfer.name, kind: .payout, facts: facts, revision: received(at: transfer.at))
        }
        let report = await backtest.run(from: Instant(microseconds: 0), to: Instant(microseconds: .max))
        let oracle = TransferOracle(transfers)
        let expected = [
            "PO-021": transfers.indices.filter { oracle.isFan($0, into: true) },
            "PO-022": transfers.indices.filter { oracle.isFan($0, into: false) },
            "PO-023": transfers.indices.filter { oracle.closesCycle($0) },
        ]
        for line in report.lines {
            let found = Set(line.hitEvents)
            let wanted = Set((expected[line.rule] ?? []).map { transfers[$0].name })
            #expect(found.symmetricDifference(wanted).count == 0, "\(line.rule)")
            #expect(line.errors == 0)
            print("\(line.rule): \(line.hits) hits, \(line.unknowns) not assessed; brute force \(wanted.count)")
        }
        #expect((report.lines.last?.hits ?? 0) > 0, "there are cycles to find")
    }
}
