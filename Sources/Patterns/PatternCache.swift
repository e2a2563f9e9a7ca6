import Synchronization

/// Compiled patterns by key: compiled on first use, machine code from the 64th use on, the least recently used dropped.
///
/// A pattern costs 14 µs to compile, 42 µs more for machine code, 0.6 and 2.9 KB: all names at once would take longer than
/// they are ever used. What is dropped is compiled again when needed, so a result never depends on what the cache holds.
package final class PatternCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// A pattern with what its owner knows about it.
    package struct Item: Sendable {
        package let value: Value
        package let pattern: CompiledPattern

        package init(value: Value, pattern: CompiledPattern) {
            self.value = value
            self.pattern = pattern
        }
    }

    /// How often a pattern runs in the interpreter first, and how many are kept.
    package struct Policy: Sendable {
        /// Uses after which a pattern becomes machine code; 0 at once, nil never.
        package var jitAfter: Int?
        package var mostJIT: Int
        package var mostInterpreted: Int

        package init(jitAfter: Int? = 64, mostJIT: Int = 4_096, mostInterpreted: Int = 16_384) {
            self.jitAfter = jitAfter
            self.mostJIT = mostJIT
            self.mostInterpreted = mostInterpreted
        }
    }

    private struct Slot {
        /// Nil where the key has no pattern, so that it is not tried again.
        var item: Item?
        var uses = 0
        var lastUse: UInt64 = 0
        var isJIT = false
    }

    private struct State {
        var slots: [Key: Slot] = [:]
        var clock: UInt64 = 0
        var jitCount = 0
    }

    private let state = Mutex(State())
    private let policy: Policy

    package init(policy: Policy = Policy()) { self.policy = policy }

    /// Patterns held as machine code, and all.
    package var counts: (jit: Int, all: Int) { state.withLock { ($0.jitCount, $0.slots.count) } }

    /// The pattern of `key`, made by `make` on first use; nil where `make` has none.
    package func item(_ key: Key, make: () -> Item?) -> Item? {
        let (known, isDue) = use(key)
        let item: Item?
        if let known {
            item = known
        } else {
            // Outside the lock: two threads may compile the same pattern, and either result is right.
            item = make()
        }
        guard let item else {
            if known == nil { store(key, nil, isJIT: false) }
            return nil
        }
        let becomesJIT = isDue || (known == nil && policy.jitAfter == 0)
        guard becomesJIT || known == nil else { return item }
        let kept = becomesJIT ? Item(value: item.value, pattern: item.pattern.withJIT()) : item
        store(key, kept, isJIT: becomesJIT)
        return kept
    }

    /// Counts a use; the item is nil for an unknown key, `.some(nil)` for one without a pattern.
    private func use(_ key: Key) -> (item: Item??, isDue: Bool) {
        state.withLock { state in
            guard var slot = state.slots[key] else { return (nil, false) }
            state.clock += 1
            slot.uses += 1
            slot.lastUse = state.clock
            state.slots[key] = slot
            return (.some(slot.item), !slot.isJIT && slot.item != nil && slot.uses == policy.jitAfter)
        }
    }

    private func store(_ key: Key, _ item: Item?, isJIT: Bool) {
        state.withLock { state in
            state.clock += 1
            var slot = state.slots[key] ?? Slot()
            if isJIT && !slot.isJIT { state.jitCount += 1 }
            slot.isJIT = slot.isJIT || isJIT
            slot.item = item
            slot.lastUse = state.clock
            state.slots[key] = slot
            if state.jitCount > policy.mostJIT { Self.drop(&state, jit: true, from: policy.mostJIT) }
            if state.slots.count - state.jitCount > policy.mostInterpreted {
                Self.drop(&state, jit: false, from: policy.mostInterpreted)
            }
        }
    }

    /// Drops the eighth used longest ago, so that the sort is paid once for many patterns.
    private static func drop(_ state: inout State, jit: Bool, from most: Int) {
        let oldest = state.slots.filter { $0.value.isJIT == jit }.sorted { $0.value.lastUse < $1.value.lastUse }
        for (key, _) in oldest.prefix(max(oldest.count - most, most / 8)) {
            state.slots[key] = nil
            if jit { state.jitCount -= 1 }
        }
    }
}
