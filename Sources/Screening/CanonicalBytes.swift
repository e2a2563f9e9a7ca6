package import Domain
import Formats

extension ListEntry {
    /// SHA-256 over the material fields: names, type, births, countries, genders, ids, programmes, measures; order does
    /// not matter, remarks do not count.
    package var materialHash: Hash32 {
        var bytes = CanonicalBytes()
        return bytes.hash(of: self)
    }
}

/// The canonical bytes of entries: for each material field a tag and its values in byte order, each behind its length.
///
/// One buffer serves many entries, and values are written as bytes at once: no text is put together for them.
struct CanonicalBytes {
    private var output: [UInt8] = []
    private var field: [UInt8] = []
    private var values: [Range<Int>] = []
    private var start = 0

    mutating func hash(of entry: ListEntry) -> Hash32 {
        output.removeAll(keepingCapacity: true)
        text(entry.entryID)
        end()
        text(entry.type.rawValue)
        end()
        close(0)
        for name in entry.names { write(name) }
        close(1)
        for birth in entry.births { write(birth) }
        close(2)
        for country in entry.countries {
            number(Int32(country.role.rawValue))
            bar()
            write(country.country, or: country.text)
            end()
        }
        close(3)
        for gender in entry.genders {
            text(gender.code)
            end()
        }
        close(4)
        for id in entry.ids { write(id) }
        close(5)
        for program in entry.programs {
            text(program)
            end()
        }
        close(6)
        for measure in entry.measures {
            text(measure)
            end()
        }
        close(7)
        return Hash32(SHA256Hasher.hash(output)) ?? .zero
    }

    private mutating func write(_ name: ListName) {
        text(name.kind.code)
        bar()
        field.append(name.isWeak ? 0x31 : 0x30)
        bar()
        text(name.text)
        end()
    }

    private mutating func write(_ birth: BirthRange) {
        number(birth.from.daysSinceEpoch)
        bar()
        number(birth.to.daysSinceEpoch)
        bar()
        number(Int32(birth.precision.rawValue))
        end()
    }

    private mutating func write(_ id: SubjectID) {
        text(id.scheme)
        bar()
        text(id.value)
        bar()
        write(id.country, or: "")
        // Written only where it says something, so that entries without it keep their hash.
        if id.quality != .valid {
            bar()
            text(id.quality.code)
        }
        end()
    }

    private mutating func write(_ country: Country?, or other: String) {
        guard let country else { return text(other) }
        field.append(UInt8(truncatingIfNeeded: country.packed >> 8))
        field.append(UInt8(truncatingIfNeeded: country.packed))
    }

    private mutating func text(_ value: String) { field.append(contentsOf: value.utf8) }

    private mutating func bar() { field.append(0x7C) }

    private mutating func number(_ value: Int32) {
        if value < 0 { field.append(0x2D) }
        var rest = value.magnitude
        let first = field.count
        repeat {
            field.append(UInt8(truncatingIfNeeded: rest % 10) + 0x30)
            rest /= 10
        } while rest > 0
        field[first...].reverse()
    }

    /// Ends one value of the field.
    private mutating func end() {
        values.append(start..<field.count)
        start = field.count
    }

    /// Writes the values of the field in byte order behind its tag.
    private mutating func close(_ tag: UInt8) {
        output.append(tag)
        if values.count > 1 {
            field.withUnsafeBufferPointer { bytes in
                values.sort { bytes[$0].lexicographicallyPrecedes(bytes[$1]) }
            }
        }
        for range in values {
            let count = UInt32(range.count)
            for shift: UInt32 in [24, 16, 8, 0] { output.append(UInt8(truncatingIfNeeded: count >> shift)) }
            output.append(contentsOf: field[range])
        }
        values.removeAll(keepingCapacity: true)
        field.removeAll(keepingCapacity: true)
        start = 0
    }
}
