/// One parsed JSON document (RFC 8259): its bytes and a tape of the values in them.
///
/// Nothing is decoded while parsing: numbers stay text, strings stay slices, members stay in their order. One document
/// costs two allocations beside its bytes; a member is found by comparing bytes along its object.
/// Complexity: parsing is linear in the bytes.
package struct JSONDocument: Sendable {
    /// Bytes and tape, shared by every cursor into the document.
    final class Storage: Sendable {
        let bytes: [UInt8]
        let tape: [JSONNode]

        init(bytes: [UInt8], tape: [JSONNode]) {
            self.bytes = bytes
            self.tape = tape
        }
    }

    private let storage: Storage

    /// The outermost value.
    package var root: JSONValue { JSONValue(storage: storage, index: 0) }

    /// The bytes as they came.
    package var bytes: [UInt8] { storage.bytes }

    /// Parses a whole buffer, with or without a byte-order mark.
    ///
    /// - Throws: `JSONError` with line and column when it is not exactly one JSON value, or breaks a limit.
    package init(parsing bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(JSONError) {
        guard bytes.count <= limits.bytes else {
            throw JSONError(reason: .tooLong(limit: limits.bytes), offset: limits.bytes, line: 1, column: 1)
        }
        var fault: JSONFault?
        // Two values need at least one byte between them, but for the brackets of containers still open.
        let tape = [JSONNode](unsafeUninitializedCapacity: bytes.count / 2 + limits.depth + 8) { tape, used in
            fault = Self.parse(bytes, into: tape, used: &used, limits: limits)
        }
        if let fault {
            let place = bytes.withUnsafeBufferPointer { TextPosition.of(offset: fault.offset, in: $0) }
            throw JSONError(reason: fault.reason, offset: fault.offset, line: place.line, column: place.column)
        }
        storage = Storage(bytes: bytes, tape: tape)
    }

    /// Parses a slice; offsets count from its start.
    ///
    /// - Throws: as `init(parsing:limits:)`.
    package init(parsing bytes: ArraySlice<UInt8>, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        try self.init(parsing: [UInt8](bytes), limits: limits)
    }

    /// Parses a record cut from a stream; errors count lines and offsets from the start of that stream.
    ///
    /// - Throws: as `init(parsing:limits:)`.
    package init(record: RawRecord, limits: JSONLimits = JSONLimits()) throws(JSONError) {
        do throws(JSONError) {
            try self.init(parsing: record.bytes, limits: limits)
        } catch {
            throw error.shifted(line: record.line, offset: record.offset)
        }
    }

    private static func parse(
        _ bytes: [UInt8], into tape: UnsafeMutableBufferPointer<JSONNode>, used: inout Int, limits: JSONLimits
    ) -> JSONFault? {
        bytes.withUnsafeBufferPointer { source in
            withUnsafeTemporaryAllocation(of: Int.self, capacity: limits.depth) { open -> JSONFault? in
                do throws(JSONFault) {
                    var parser = try JSONParser(bytes: source, tape: tape, open: open)
                    defer { used = parser.used }
                    try parser.parse()
                    return nil
                } catch {
                    return error
                }
            }
        }
    }
}
