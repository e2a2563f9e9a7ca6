import CPostgreSQL

/// The rows of one answer, in binary form. Freed with the value.
///
/// Columns are counted from 0. Reading a NULL or a form that is not there is `badValue`: a bug in the statement.
package struct Rows: ~Copyable {
    private let result: OpaquePointer
    package let count: Int

    init(taking result: OpaquePointer) {
        self.result = result
        count = Int(PQntuples(result))
    }

    deinit { PQclear(result) }

    /// Rows inserted, updated, deleted or copied, where the statement says so.
    package var affected: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    package func isNull(_ row: Int, _ column: Int) -> Bool { PQgetisnull(result, Int32(row), Int32(column)) != 0 }

    private func raw(_ row: Int, _ column: Int) throws(StoreError) -> UnsafeRawBufferPointer {
        guard row >= 0, row < count, column < Int(PQnfields(result)), !isNull(row, column) else {
            throw StoreError(.badValue, "column \(column) of an answer is missing")
        }
        let start = PQgetvalue(result, Int32(row), Int32(column))
        return UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, Int32(row), Int32(column))))
    }

    /// smallint, integer or bigint.
    package func int(_ row: Int, _ column: Int) throws(StoreError) -> Int64 {
        guard let value = decodeInteger(try raw(row, column)) else {
            throw StoreError(.badValue, "column \(column) of an answer is no integer")
        }
        return value
    }

    package func text(_ row: Int, _ column: Int) throws(StoreError) -> String {
        String(decoding: try raw(row, column), as: UTF8.self)
    }

    package func bytes(_ row: Int, _ column: Int) throws(StoreError) -> [UInt8] { Array(try raw(row, column)) }

    package func bool(_ row: Int, _ column: Int) throws(StoreError) -> Bool { try raw(row, column).first == 1 }

    package func optionalInt(_ row: Int, _ column: Int) throws(StoreError) -> Int64? {
        isNull(row, column) ? nil : try int(row, column)
    }

    package func optionalText(_ row: Int, _ column: Int) throws(StoreError) -> String? {
        isNull(row, column) ? nil : try text(row, column)
    }

    package func optionalBytes(_ row: Int, _ column: Int) throws(StoreError) -> [UInt8]? {
        isNull(row, column) ? nil : try bytes(row, column)
    }

    /// text[] without NULLs; NULL reads as empty.
    package func texts(_ row: Int, _ column: Int) throws(StoreError) -> [String] {
        if isNull(row, column) { return [] }
        guard let elements = decodeArray(try raw(row, column)) else {
            throw StoreError(.badValue, "column \(column) of an answer is no array")
        }
        return elements.map { String(decoding: $0, as: UTF8.self) }
    }

    /// bytea[] without NULLs; NULL reads as empty.
    package func byteStrings(_ row: Int, _ column: Int) throws(StoreError) -> [[UInt8]] {
        if isNull(row, column) { return [] }
        guard let elements = decodeArray(try raw(row, column)) else {
            throw StoreError(.badValue, "column \(column) of an answer is no array")
        }
        return elements.map { Array($0) }
    }

    /// The values of every row, made by `decode`.
    package borrowing func map<Value>(_ decode: (borrowing Rows, Int) throws(StoreError) -> Value) throws(StoreError)
        -> [Value]
    {
        var values: [Value] = []
        values.reserveCapacity(count)
        for row in 0..<count { values.append(try decode(self, row)) }
        return values
    }
}

func decodeInteger(_ bytes: UnsafeRawBufferPointer) -> Int64? {
    switch bytes.count {
    case 2: Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
    case 4: Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    case 8: Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    default: nil
    }
}

/// The elements of a one-dimensional binary array; nil when it is malformed or holds NULLs.
func decodeArray(_ bytes: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer]? {
    guard bytes.count >= 12 else { return nil }
    func word(_ offset: Int) -> Int32 { Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)) }
    if word(0) == 0 { return [] }
    guard word(0) == 1, bytes.count >= 20, word(12) >= 0 else { return nil }
    var elements: [UnsafeRawBufferPointer] = []
    var offset = 20
    for _ in 0..<word(12) {
        guard offset + 4 <= bytes.count else { return nil }
        let length = Int(word(offset))
        offset += 4
        guard length >= 0, offset + length <= bytes.count else { return nil }
        elements.append(UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + length)]))
        offset += length
    }
    return elements
}
