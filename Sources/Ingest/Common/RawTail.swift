/// The input bytes behind the last good record, as many as fit, so that a damaged record is kept as it came.
struct RawTail {
    private var bytes: [UInt8] = []
    /// Plain bytes of the input before `bytes`.
    private var start = 0
    /// Plain bytes of the input seen so far.
    private var end = 0
    /// More than any delimited record; a longer JSON record is kept up to about here.
    private let limit = 4 << 20

    /// Chunks are kept whole, so that what is kept of a record does not depend on how the input was cut.
    mutating func append(_ chunk: [UInt8]) {
        if start + bytes.count == end, bytes.count < limit { bytes.append(contentsOf: chunk) }
        end += chunk.count
    }

    /// Forgets what lies before an offset; costs nothing until enough has gathered.
    mutating func drop(until offset: Int) {
        let count = offset - start
        guard count > 0, count >= limit / 16 || count >= bytes.count else { return }
        if count >= bytes.count {
            bytes.removeAll(keepingCapacity: true)
            // What lies between the offset and the end was too much to keep, unless there is nothing.
            start = end
        } else {
            bytes.removeSubrange(..<count)
            start = offset
        }
    }

    /// The bytes from an offset to the end of its line, or to the end of what is kept.
    func line(from offset: Int, whole: Bool) -> [UInt8] {
        guard offset >= start, offset < start + bytes.count else { return [] }
        let rest = bytes[(offset - start)...]
        if whole { return Array(rest) }
        return Array(rest.prefix { $0 != 0x0A })
    }

    /// The delimited record that starts at an offset, without its line end; line ends in quotes belong to it.
    func row(from offset: Int, quote: UInt8?) -> [UInt8] {
        guard offset >= start, offset < start + bytes.count else { return [] }
        let first = offset - start
        var end = first
        var inQuotes = false
        while end < bytes.count {
            if bytes[end] == quote { inQuotes.toggle() }
            if bytes[end] == 0x0A, !inQuotes { break }
            end += 1
        }
        if end > first, bytes[end - 1] == 0x0D { end -= 1 }
        return Array(bytes[first..<end])
    }
}
