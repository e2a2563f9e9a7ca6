import Domain
import Formats

/// Parts of a log, as half-open index ranges by field group: sorted, apart, and as few as there can be.
package struct PartRanges: Hashable, Sendable {
    package private(set) var spans: [FieldGroup: [Range<UInt64>]] = [:]

    package init() {}

    /// - Parameter spans: in any order, without overlap inside a group.
    package init(_ spans: [FieldGroup: [Range<UInt64>]]) {
        for (group, list) in spans {
            for span in list.sorted(by: { $0.lowerBound < $1.lowerBound }) { append(span, group) }
        }
    }

    /// Adds the part of an index; indexes of a group come in rising order.
    package mutating func insert(_ index: UInt64, _ group: FieldGroup) { append(index..<index + 1, group) }

    private mutating func append(_ span: Range<UInt64>, _ group: FieldGroup) {
        if span.isEmpty { return }
        var list = spans.removeValue(forKey: group) ?? []
        if let last = list.last, last.upperBound >= span.lowerBound {
            list[list.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
        } else {
            list.append(span)
        }
        spans[group] = list
    }

    package var count: UInt64 { spans.values.reduce(0) { $0 + $1.reduce(0) { $0 + UInt64($1.count) } } }

    package var isEmpty: Bool { spans.isEmpty }

    /// The index behind the last part; 0 for none.
    package var end: UInt64 { spans.values.compactMap { $0.last?.upperBound }.max() ?? 0 }

    /// The parts whose index is `first` or later.
    package func rest(from first: UInt64) -> PartRanges {
        var rest: [FieldGroup: [Range<UInt64>]] = [:]
        for (group, list) in spans {
            let left = list.filter { $0.upperBound > first }.map { max($0.lowerBound, first)..<$0.upperBound }
            if !left.isEmpty { rest[group] = left }
        }
        return PartRanges(rest)
    }

    /// How many of these parts are not among the others.
    package func countOutside(_ other: PartRanges) -> UInt64 {
        var outside: UInt64 = 0
        for (group, list) in spans {
            let cover = other.spans[group] ?? []
            var next = 0
            for span in list {
                var inside: UInt64 = 0
                while next < cover.count, cover[next].upperBound <= span.lowerBound { next += 1 }
                var position = next
                while position < cover.count, cover[position].lowerBound < span.upperBound {
                    inside += UInt64(cover[position].clamped(to: span).count)
                    position += 1
                }
                outside += UInt64(span.count) - inside
            }
        }
        return outside
    }

    /// The ends of consecutive stretches of indexes that hold at most `most` parts each (and at least one index), from
    /// `first` on: how a purge is cut into chunks.
    package func boundaries(from first: UInt64, most: UInt64) -> [UInt64] {
        var steps: [(index: UInt64, change: Int)] = []
        for list in rest(from: first).spans.values {
            for span in list { steps += [(span.lowerBound, 1), (span.upperBound, -1)] }
        }
        steps.sort { $0.index < $1.index }
        var ends: [UInt64] = []
        var (width, filled, position): (UInt64, UInt64, UInt64) = (0, 0, first)
        for step in steps {
            while width > 0, position < step.index {
                let room = max(1, (most - min(most, filled)) / width)
                let taken = min(room, step.index - position)
                if filled > 0, filled + taken * width > most {
                    ends.append(position)
                    filled = 0
                    continue
                }
                position += taken
                filled += taken * width
            }
            position = max(position, step.index)
            width = UInt64(Int(width) + step.change)
        }
        if filled > 0 { ends.append(position) }
        return ends
    }

    /// Adds the member `ranges` of a plan: by group, pairs of first index and the one behind the last.
    func write(to json: inout CanonicalJSON, name: String) {
        json.object(name) { json in
            for (group, list) in spans {
                json.array(group.rawValue) { array in
                    for span in list {
                        array.elementArray { pair in
                            pair.element(Int64(clamping: span.lowerBound))
                            pair.element(Int64(clamping: span.upperBound))
                        }
                    }
                }
            }
        }
    }

    /// Reads what `write` wrote; nil for anything else.
    init?(_ value: JSONValue?) {
        guard let value, value.kind == .object else { return nil }
        for member in value.members {
            guard let group = FieldGroup(rawValue: String(decoding: member.name, as: UTF8.self)),
                member.value.kind == .array
            else { return nil }
            var last: UInt64 = 0
            for pair in member.value.elements {
                let bounds = pair.kind == .array ? pair.elements.map { $0.integer ?? -1 } : []
                guard bounds.count == 2, bounds[0] >= 0, bounds[0] < bounds[1], UInt64(bounds[0]) >= last else {
                    return nil
                }
                last = UInt64(bounds[1])
                append(UInt64(bounds[0])..<last, group)
            }
        }
    }
}
