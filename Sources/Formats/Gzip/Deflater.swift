import CZlib

/// Packs bytes as one gzip member (RFC 1952), piece by piece. Its header holds no name and no time, so the same bytes
/// always pack the same.
package struct GzipWriter: ~Copyable {
    /// On the heap: zlib keeps a pointer back to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private var plainBytes = 0

    /// - Parameter level: 1 (fast) to 9 (small).
    /// - Throws: `GzipError` when zlib has no memory.
    package init(level: Int = 6) throws(GzipError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = deflateInit2_(
            stream, Int32(min(max(level, 1), 9)), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            stream.deinitialize(count: 1)
            stream.deallocate()
            throw GzipError(code: .unavailable, offset: 0)
        }
        self.stream = stream
    }

    deinit {
        deflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
    }

    /// Packs more bytes; what is ready is appended to `output`.
    package mutating func append(_ bytes: [UInt8], to output: inout [UInt8]) throws(GzipError) {
        try run(bytes, flush: Z_NO_FLUSH, to: &output)
    }

    /// Ends the member; the last packed bytes are appended to `output`.
    package consuming func finish(to output: inout [UInt8]) throws(GzipError) {
        try run([], flush: Z_FINISH, to: &output)
    }

    /// Packs one buffer.
    package static func pack(_ bytes: [UInt8], level: Int = 6) throws(GzipError) -> [UInt8] {
        var output: [UInt8] = []
        var writer = try GzipWriter(level: level)
        try writer.append(bytes, to: &output)
        try writer.finish(to: &output)
        return output
    }

    private mutating func run(_ bytes: [UInt8], flush: Int32, to output: inout [UInt8]) throws(GzipError) {
        let stream = stream
        // avail_in is 32 bits wide.
        let largest = 1 << 30
        var from = 0
        repeat {
            let count = min(bytes.count - from, largest)
            let isLast = from + count == bytes.count
            let code = bytes.withUnsafeBufferPointer { plain -> Int32 in
                stream.pointee.next_in = plain.baseAddress.map { UnsafeMutablePointer(mutating: $0 + from) }
                stream.pointee.avail_in = UInt32(count)
                return Self.drain(stream, flush: isLast ? flush : Z_NO_FLUSH, to: &output)
            }
            guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
                throw GzipError(code: .unavailable, offset: plainBytes)
            }
            from += count
            plainBytes += count
        } while from < bytes.count
    }

    private static func drain(
        _ stream: UnsafeMutablePointer<z_stream>, flush: Int32, to output: inout [UInt8]
    ) -> Int32 {
        let block = 1 << 16
        while true {
            var code = Z_OK
            let packed = [UInt8](unsafeUninitializedCapacity: block) { buffer, used in
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = UInt32(block)
                code = deflate(stream, flush)
                used = block - Int(stream.pointee.avail_out)
                stream.pointee.next_out = nil
            }
            output.append(contentsOf: packed)
            if code != Z_OK || packed.count < block { return code }
        }
    }
}
