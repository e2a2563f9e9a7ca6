import Assessment
import Domain
import MoneyTrail
import Rules
import Store
import Windows

/// The windows of one partition with the numbers of the events in them: a value, thrown away and rebuilt when a commit fails.
struct PartitionState: Sendable {
    private(set) var windows: WindowState
    /// Event keys by ordinal. Ordinals are given in order of arrival and never leave the process.
    private(set) var events = EventTable()
    /// Numbers of the keys in the store, by ordinal.
    private(set) var keyIDs: [Int64] = []
    /// The revisions whose rows stand in the windows, by ordinal.
    private(set) var revisions: [Int32] = []
    /// Events whose decision waits.
    private(set) var pending = OrdinalSet()
    /// The latest event time so far.
    private(set) var newest: Int64 = .min

    /// The rule set whose streams the windows hold.
    private(set) var rules: RuleSet

    /// Of which rates and participants the rows are made: with others they are made again.
    struct Basis: Hashable, Sendable {
        let rates: Hash32
        let participants: ParticipantBook.Edition

        init(_ knowledge: Knowledge) {
            rates = knowledge.rates.version
            participants = knowledge.participants.edition
        }
    }

    private(set) var basis: Basis

    init(_ knowledge: Knowledge) {
        rules = knowledge.rules
        basis = Basis(knowledge)
        windows = WindowState(schema: rules.schema)
    }

    /// Whether the windows serve other knowledge: they do where its rules read the same rows of the same streams, and the
    /// rows are made of the same rates and participants.
    mutating func serves(_ knowledge: Knowledge) -> Bool {
        basis == Basis(knowledge) && serves(knowledge.rules)
    }

    /// What read other rates or participants was made again: the rows are those of this knowledge now.
    mutating func rest(on knowledge: Knowledge) { basis = Basis(knowledge) }

    private mutating func serves(_ other: RuleSet) -> Bool {
        if rules.hash == other.hash, rules.listDifference(to: other).isEmpty { return true }
        guard other.readsSameRows(as: rules) else { return false }
        rules = other
        return true
    }

    var count: Int { events.count }

    /// Gives a stored or arriving event its ordinal, and notes which revision of it the windows hold.
    mutating func enter(_ key: EventKey, keyID: Int64, revision: Int32) {
        let (ordinal, isNew) = events.enter(key)
        if isNew {
            keyIDs.append(keyID)
            revisions.append(revision)
        } else {
            keyIDs[Int(ordinal)] = keyID
            revisions[Int(ordinal)] = revision
        }
    }

    /// Puts back events that were kept.
    mutating func restore(_ events: EventTable, keyIDs: [Int64], revisions: [Int32], newest: Int64) {
        self.events = events
        self.keyIDs = keyIDs
        self.revisions = revisions
        self.newest = newest
    }

    /// Puts back windows that were kept.
    mutating func restore(_ windows: WindowState) { self.windows = windows }

    func revision(_ ordinal: UInt32) -> Int32 { revisions[Int(ordinal)] }

    func key(_ ordinal: UInt32) -> EventKey { events[ordinal] }

    func pendingRow(_ ordinal: UInt32, cause: String) -> PendingRow {
        PendingRow(shard: events[ordinal].shard, keyID: keyIDs[Int(ordinal)], cause: cause)
    }

    /// Notes that a decision waits; false when it did already.
    mutating func wait(_ ordinal: UInt32) -> Bool { pending.insert(ordinal) }

    mutating func judged(_ ordinal: UInt32) -> Bool { pending.remove(ordinal) }

    /// The ordinal of an event that has been here; nil for one that has not.
    func known(_ key: EventKey) -> UInt32? { events.ordinal(of: key) }

    /// Puts the rows of an event into the windows; `inserted` is handed to ``AffectedSpans`` when all of a batch stand.
    ///
    /// - Precondition: the event was entered.
    mutating func insert(_ prepared: Assessor.Prepared, _ rules: RuleSet, _ scratch: inout EvaluationScratch)
        -> RowBatch
    {
        let batch = rows(of: prepared, rules, &scratch)
        windows.insert(batch)
        newest = max(newest, prepared.event.at.microseconds)
        return batch
    }

    /// Takes the rows of an earlier revision out and notes whose windows that changes.
    mutating func remove(
        _ prepared: Assessor.Prepared, _ rules: RuleSet, _ scratch: inout EvaluationScratch,
        affected: inout OrdinalSet
    ) {
        let batch = rows(of: prepared, rules, &scratch)
        var spans = AffectedSpans()
        spans.add(batch, in: windows)
        spans.visit(in: windows) { _ = affected.insert($0) }
        windows.remove(batch)
    }

    /// Takes the rows of an earlier revision out where nobody is judged again by it.
    mutating func takeOut(_ prepared: Assessor.Prepared, _ rules: RuleSet, _ scratch: inout EvaluationScratch) {
        windows.remove(rows(of: prepared, rules, &scratch))
    }

    private mutating func rows(
        of prepared: Assessor.Prepared, _ rules: RuleSet, _ scratch: inout EvaluationScratch
    ) -> RowBatch {
        var batch = RowBatch()
        guard let kind = prepared.kind, let ordinal = events.ordinal(of: prepared.event.key) else { return batch }
        rules.appendRows(
            of: prepared.facts, kind: kind, order: prepared.order, ordinal: ordinal, to: &batch,
            windows: &windows, scratch: &scratch)
        return batch
    }
}

/// A set of ordinals, a bit each: events of a partition are numbered without gaps.
struct OrdinalSet: Sendable {
    private var words: [UInt64] = []
    private(set) var count = 0

    func contains(_ ordinal: UInt32) -> Bool {
        let word = Int(ordinal >> 6)
        return word < words.count && words[word] & 1 << UInt64(ordinal & 63) != 0
    }

    /// Whether it was not there yet.
    mutating func insert(_ ordinal: UInt32) -> Bool {
        let word = Int(ordinal >> 6)
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        let bit = UInt64(1) << UInt64(ordinal & 63)
        if words[word] & bit != 0 { return false }
        words[word] |= bit
        count += 1
        return true
    }

    /// Whether it was there.
    mutating func remove(_ ordinal: UInt32) -> Bool {
        guard contains(ordinal) else { return false }
        words[Int(ordinal >> 6)] &= ~(1 << UInt64(ordinal & 63))
        count -= 1
        return true
    }

    /// In rising order.
    var all: [UInt32] {
        var all: [UInt32] = []
        all.reserveCapacity(count)
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                all.append(UInt32(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return all
    }
}
