import Assessment
import CMalloc
import Domain
import MoneyTrail
import Rules
import Store
import Windows

/// The windows of one partition with the numbers of the events in them: a value, thrown away and rebuilt when a commit fails.
struct PartitionState: Sendable {
    private(set) var windows: WindowState
    /// Events by ordinal: their keys, the numbers of these in the store, and the revisions whose rows stand in the
    /// windows. Ordinals are given in order of arrival and never leave the process.
    private(set) var events = EventTable()
    /// Events whose decision waits.
    private(set) var pending = OrdinalSet()
    /// How much stands on the heap when it is tried again to move it, after there was no room for it.
    private var nextTry = 0
    private var batchesSinceGiven = 0
    /// To give back each time would have the same pages asked for again.
    private static let batchesHeld = 32
    /// Slots stay on the heap while there are fewer than such a part of all: then they take a byte an event.
    private static let fewSlots = 16
    /// So many words are read in a walk through all rows before their pages are let go.
    static let wordsHeld = 1 << 23
    /// The files in which rows stand, and how many words were put into them: those of rows that changed since are dead.
    private(set) var rowFiles: [MappedFile] = []
    private(set) var lentWords = 0
    /// The file that the windows were kept in, while rows and keys still stand there: what is kept next goes on from it.
    private(set) var base: KeptBase?
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
        events.enter(key, keyID: keyID, revision: revision)
    }

    /// Puts back events that were kept.
    mutating func restore(_ events: EventTable, newest: Int64) {
        self.events = events
        self.newest = newest
    }

    /// Puts back windows that were kept, whose rows all stand in the files.
    mutating func restore(_ windows: WindowState, on base: KeptBase, _ more: (file: MappedFile, words: Int)?) {
        self.windows = windows
        self.base = base
        rowFiles = [base.file]
        if let more { rowFiles.append(more.file) }
        lentWords = base.words.count + (more?.words ?? 0)
    }

    func revision(_ ordinal: UInt32) -> Int32 { events.revision(ordinal) }

    func key(_ ordinal: UInt32) -> EventKey { events[ordinal] }

    func pendingRow(_ ordinal: UInt32, cause: String) -> PendingRow {
        PendingRow(shard: events[ordinal].shard, keyID: events.keyID(ordinal), cause: cause)
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

/// A kept file as a state reads it.
struct KeptBase: Sendable {
    let file: MappedFile
    /// Those that the chunks of the state share.
    let words: WindowWords
    /// Of its sections: tells it from the one that stands in its place later.
    let digest: [UInt8]
}

extension PartitionState {
    /// Moves rows and event keys from the heap into files without names, where the kernel keeps what is read and drops the
    /// rest: what a long history holds is not held in memory.
    ///
    /// Rows that change after they moved take their place on the heap again, and what they leave in the file is dead. When
    /// the dead words are as many as the living, all is written anew and the files of before end.
    ///
    /// - Parameter path: where files without names may be made.
    /// - Throws: `EngineError` where they cannot be: it says the same as before, whatever of it moved by then.
    mutating func moveOffHeap(beside path: String) throws(EngineError) {
        let isHalfDead = lentWords > 2 * windows.snapshotWordCount()
        try moveKeys(all: isHalfDead, beside: path)
        let size = MemoryLayout<Int64>.size
        var rows = try UnnamedFile(
            beside: path, expecting: isHalfDead ? windows.snapshotWordCount() * size : windows.heapBytes)
        var moved: MappedFile?
        let walked = isHalfDead ? rowFiles : []
        for file in walked { file.readInOrder() }
        defer { for file in walked { file.readAnywhere() } }
        var shown = 0
        try windows.lend(all: isHalfDead) { words throws(EngineError) in
            try rows.append(UnsafeRawBufferPointer(words))
            shown += words.count
            if shown < Self.wordsHeld { return }
            shown = 0
            for file in walked { file.letGo() }
        } reading: { () throws(EngineError) in
            moved = try rows.mapped()
            return moved.map(\.words)
        }
        if isHalfDead { (rowFiles, lentWords, base) = ([], 0, nil) }
        if let moved {
            rowFiles.append(moved)
            lentWords += moved.bytes.count / size
        }
        nextTry = 0
    }

    /// - Parameter all: also those that stand in files: the kept file holds rows too, and ends with its last key.
    private mutating func moveKeys(all: Bool, beside path: String) throws(EngineError) {
        var keys = try UnnamedFile(beside: path, expecting: all ? events.keptByteCount() : 0)
        if all {
            try events.visitKept { bytes throws(EngineError) in try keys.append(bytes) }
            if let file = try keys.mapped(), let segment = EventTable.segment(ofAllIn: file) {
                events.adopt(all: segment)
                base = nil
            }
        } else if let places = try events.writeOwn(to: &keys), let file = try keys.mapped() {
            events.adopt(file, places)
        }
        // All of them are written anew: for a few more each time that would add up to the square of their number.
        if Self.fewSlots * events.taken > events.count,
            let slots = try events.writeSlots(to: try UnnamedFile(beside: path, expecting: 22 * events.count))
        {
            events.adoptSlots(slots)
        }
    }

    /// Takes the pages of its files out of the process: those that are read come back.
    func letGoOfPages() {
        for file in rowFiles { file.letGo() }
        events.letGoOfPages()
    }

    /// The same, and gives back the holes of the heap: rows that moved stood among what stays, and each thread has a heap of
    /// its own, most of it empty between two batches. Without this half of what the process holds is nothing.
    private mutating func giveBack() {
        batchesSinceGiven = 0
        letGoOfPages()
        _ = malloc_trim(0)
    }

    /// Moves what stands on the heap where it is much, and lets go of pages that were read; called after each batch. Where
    /// there is no room on the disk all stays on the heap.
    mutating func keepSmall(_ context: EngineContext) {
        batchesSinceGiven += 1
        if windows.heapBytes >= max(context.windowBytesOnHeap, nextTry) { moveOrSay(context) }
        if batchesSinceGiven >= Self.batchesHeld { giveBack() }
    }

    mutating func moveOrSay(_ context: EngineContext) {
        do {
            try moveOffHeap(beside: context.windowRowsPath)
            giveBack()
        } catch {
            nextTry = windows.heapBytes + context.windowBytesOnHeap
            context.notice("windows: they stay in memory, which grows: \(error)")
        }
    }

    /// Has its files, but for one that is not walked, read far ahead, as for a walk through all rows, or as they are touched.
    func readFiles(inOrder: Bool, beyond base: KeptBase?) {
        for file in rowFiles where file !== base?.file {
            if inOrder { file.readInOrder() } else { file.readAnywhere() }
        }
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
