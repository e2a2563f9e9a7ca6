import CZlib

/// Why a compressed stream cannot be read or written.
package struct GzipError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        /// The bytes contradict the format or a checksum (RFC 1952).
        case damaged
        /// The stream ends before its last member does.
        case truncated
        /// zlib had no memory or was used wrongly.
        case unavailable
    }

    package var code: Code
    /// Packed bytes read before the fault was seen.
    package var offset: Int

    package init(code: Code, offset: Int) {
        self.code = code
        self.offset = offset
    }

    package var description: String {
        switch code {
        case .damaged: "damaged gzip stream after \(offset) packed bytes"
        case .truncated: "gzip stream cut off after \(offset) packed bytes"
        case .unavailable: "zlib cannot work on the gzip stream"
        }
    }
}

/// Unpacks gzip (RFC 1952), several members one after the other included, in bounded pieces.
struct Inflater: ~Copyable {
    /// On the heap: zlib keeps a pointer back to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private var input: [UInt8] = []
    private var position = 0
    private var betweenMembers = false
    private var inPadding = false
    private(set) var packedBytes = 0

    init() throws(GzipError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15 + 16: the largest window, gzip framing and nothing else.
        let code = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deinitialize(count: 1)
            stream.deallocate()
            throw GzipError(code: .unavailable, offset: 0)
        }
        self.stream = stream
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Whether all the input given has been used.
    var needsInput: Bool { position == input.count }

    /// Hands over the next packed bytes; only when `needsInput`.
    mutating func append(_ bytes: [UInt8]) {
        input = bytes
        position = 0
    }

    /// The next plain bytes, at most `limit`; empty when more input is needed.
    ///
    /// - Throws: `GzipError` when the stream is damaged.
    mutating func next(limit: Int) throws(GzipError) -> [UInt8] {
        var code = Z_OK
        while position < input.count || code == Z_OK {
            guard try beginMember() else { return [] }
            let available = position < input.count
            let plain = step(limit: limit, code: &code)
            switch code {
            case Z_STREAM_END: betweenMembers = true
            case Z_OK, Z_BUF_ERROR: break
            case Z_MEM_ERROR, Z_STREAM_ERROR: throw GzipError(code: .unavailable, offset: packedBytes)
            default: throw GzipError(code: .damaged, offset: packedBytes)
            }
            if !plain.isEmpty { return plain }
            if !available { return [] }
        }
        return []
    }

    /// Says that the input ends here.
    ///
    /// - Throws: `GzipError` when the last member is not complete.
    func finish() throws(GzipError) {
        guard betweenMembers else { throw GzipError(code: .truncated, offset: packedBytes) }
    }

    /// Goes over from one member to the next; false when there is no more input. Zero bytes behind the last member are
    /// padding (tape blocks), as gzip itself reads them.
    private mutating func beginMember() throws(GzipError) -> Bool {
        guard betweenMembers else { return true }
        while position < input.count, input[position] == 0 {
            position += 1
            packedBytes += 1
            inPadding = true
        }
        guard position < input.count else { return false }
        guard !inPadding, input[position] == 0x1F else { throw GzipError(code: .damaged, offset: packedBytes) }
        guard inflateReset(stream) == Z_OK else { throw GzipError(code: .unavailable, offset: packedBytes) }
        betweenMembers = false
        return true
    }

    private mutating func step(limit: Int, code: inout Int32) -> [UInt8] {
        let from = position
        var taken = 0
        var result = Z_OK
        let stream = stream
        let plain = input.withUnsafeBufferPointer { packed in
            [UInt8](unsafeUninitializedCapacity: limit) { output, used in
                stream.pointee.next_in = packed.baseAddress.map { UnsafeMutablePointer(mutating: $0 + from) }
                stream.pointee.avail_in = UInt32(packed.count - from)
                stream.pointee.next_out = output.baseAddress
                stream.pointee.avail_out = UInt32(limit)
                result = inflate(stream, Z_NO_FLUSH)
                used = limit - Int(stream.pointee.avail_out)
                taken = packed.count - from - Int(stream.pointee.avail_in)
                stream.pointee.next_in = nil
                stream.pointee.next_out = nil
            }
        }
        position += taken
        packedBytes += taken
        code = result
        return plain
    }
}
