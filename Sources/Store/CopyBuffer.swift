package import Domain

/// Rows for COPY in PostgreSQL's binary form, in one flat buffer. Fields are appended in the order of the columns.
package struct CopyBuffer: Sendable {
    package private(set) var bytes: [UInt8]
    /// Rows begun so far.
    package private(set) var count = 0
    private let fields: Int16

    /// - Parameter columns: how many fields each row has.
    package init(columns: Int, expectedBytes: Int = 0) {
        fields = Int16(columns)
        bytes = []
        bytes.reserveCapacity(expectedBytes + 21)
        // The signature of the format, no flags, no header extension.
        bytes.append(contentsOf: [0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00])
        bytes.append(contentsOf: [0, 0, 0, 0, 0, 0, 0, 0])
    }

    package mutating func beginRow() {
        count += 1
        append(fields)
    }

    package mutating func null() { append(Int32(-1)) }

    package mutating func int16(_ value: Int16) {
        append(Int32(2))
        append(value)
    }

    package mutating func int32(_ value: Int32) {
        append(Int32(4))
        append(value)
    }

    package mutating func int64(_ value: Int64) {
        append(Int32(8))
        append(value)
    }

    package mutating func bool(_ value: Bool) {
        append(Int32(1))
        bytes.append(value ? 1 : 0)
    }

    package mutating func text(_ value: String) {
        let value = SQLText.storable(value)
        append(Int32(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    package mutating func data(_ value: [UInt8]) {
        append(Int32(value.count))
        bytes.append(contentsOf: value)
    }

    /// A digest, without an array in between.
    package mutating func words(_ value: (UInt64, UInt64, UInt64, UInt64)) {
        append(Int32(32))
        append(value.0)
        append(value.1)
        append(value.2)
        append(value.3)
    }

    /// jsonb: a version byte before the text.
    package mutating func json(_ value: [UInt8]) {
        let value = SQLText.storable(json: value)
        append(Int32(value.count + 1))
        bytes.append(1)
        bytes.append(contentsOf: value)
    }

    /// text[].
    package mutating func texts(_ values: [String]) {
        let values = values.map(SQLText.storable)
        var length = values.isEmpty ? 12 : 20
        for value in values { length += 4 + value.utf8.count }
        append(Int32(length))
        append(Int32(values.isEmpty ? 0 : 1))
        append(Int32(0))
        append(Int32(25))
        if values.isEmpty { return }
        append(Int32(values.count))
        append(Int32(1))
        for value in values { text(value) }
    }

    /// bytea[].
    package mutating func byteStrings(_ values: [[UInt8]]) {
        var length = values.isEmpty ? 12 : 20
        for value in values { length += 4 + value.count }
        append(Int32(length))
        append(Int32(values.isEmpty ? 0 : 1))
        append(Int32(0))
        append(Int32(17))
        if values.isEmpty { return }
        append(Int32(values.count))
        append(Int32(1))
        for value in values { data(value) }
    }

    /// date: days since 2000-01-01.
    package mutating func date(_ value: CivilDate) { int32(value.daysSinceEpoch - 10_957) }

    package mutating func optional(_ value: Int64?) { if let value { int64(value) } else { null() } }
    package mutating func optional(_ value: Int32?) { if let value { int32(value) } else { null() } }
    package mutating func optional(_ value: String?) { if let value { text(value) } else { null() } }
    package mutating func optional(_ value: [UInt8]?) { if let value { data(value) } else { null() } }
    package mutating func optionalJSON(_ value: [UInt8]?) { if let value { json(value) } else { null() } }

    private mutating func append(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Reads the fields of one row of COPY OUT in the order of the columns. Valid only while the row is being handled.
struct CopyFields {
    private let row: UnsafeRawBufferPointer
    private var offset = 2

    init(_ bytes: UnsafeRawBufferPointer) { row = bytes }

    /// The next field; nil is NULL.
    mutating func next() throws(StoreError) -> UnsafeRawBufferPointer? {
        guard offset + 4 <= row.count else { throw StoreError(.badValue, "a copied row is too short") }
        let length = Int(Int32(bigEndian: row.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
        offset += 4
        if length < 0 { return nil }
        guard offset + length <= row.count else { throw StoreError(.badValue, "a copied field is too short") }
        defer { offset += length }
        return UnsafeRawBufferPointer(rebasing: row[offset..<(offset + length)])
    }

    mutating func optionalInt() throws(StoreError) -> Int64? {
        guard let field = try next() else { return nil }
        guard let value = decodeInteger(field) else { throw StoreError(.badValue, "a copied field is no integer") }
        return value
    }

    mutating func int() throws(StoreError) -> Int64 {
        guard let value = try optionalInt() else { throw StoreError(.badValue, "a copied field is missing") }
        return value
    }

    mutating func optionalText() throws(StoreError) -> String? {
        try next().map { String(decoding: $0, as: UTF8.self) }
    }

    mutating func text() throws(StoreError) -> String { try optionalText() ?? "" }

    mutating func optionalBytes() throws(StoreError) -> [UInt8]? { try next().map { Array($0) } }

    mutating func bytes() throws(StoreError) -> [UInt8] { try optionalBytes() ?? [] }
}
