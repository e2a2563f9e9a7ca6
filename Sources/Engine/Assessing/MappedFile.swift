import Foundation
import Windows

/// Bytes of a file, read only: the kernel fetches a page when it is touched and drops it when the room is needed, so that what
/// stands here is not held in the memory of the process.
///
/// Nobody changes the file while it is mapped: it has no name, or is replaced as a whole and never written again.
///
/// `@unchecked Sendable`: the bytes are never written, and unmapped when nobody holds the object.
final class MappedFile: @unchecked Sendable {
    /// Begins at a page.
    let bytes: UnsafeRawBufferPointer

    /// Nil where the system refuses, and for an empty file.
    init?(descriptor: Int32, count: Int) {
        guard count > 0, let base = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0), base != MAP_FAILED else {
            return nil
        }
        // Rows are read here and there: what the kernel reads ahead would not be asked for.
        _ = madvise(base, count, Int32(MADV_RANDOM))
        bytes = UnsafeRawBufferPointer(start: base, count: count)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

    /// Takes its pages out of the process; they come back when they are touched.
    func letGo() {
        _ = madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, Int32(MADV_DONTNEED))
    }
}

/// A file without a name, which ends with the process: written from its beginning to its end, then mapped.
struct UnnamedFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    /// Bytes that were appended.
    private(set) var count = 0

    /// - Parameter path: a place on the disk where it may lie; nothing is left there.
    /// - Throws: `EngineError` where it cannot be made.
    init(beside path: String) throws(EngineError) {
        self.path = path
        unlink(path)
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, mode_t(0o600))
        guard descriptor >= 0 else { throw Self.fault(path) }
        unlink(path)
        buffer.reserveCapacity(1 << 20)
    }

    deinit { close(descriptor) }

    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(EngineError) {
        count += bytes.count
        var rest = bytes
        while !rest.isEmpty {
            let part = min(rest.count, (1 << 20) - buffer.count)
            buffer.append(contentsOf: rest[..<part])
            rest = UnsafeRawBufferPointer(rebasing: rest[part...])
            if buffer.count == 1 << 20 { try flush() }
        }
    }

    /// Appends zeros up to a multiple of eight bytes.
    mutating func align() throws(EngineError) {
        let zeros: [UInt8] = Array(repeating: 0, count: -count & 7)
        try zeros.withUnsafeBufferPointer { zeros throws(EngineError) in try append(UnsafeRawBufferPointer(zeros)) }
    }

    /// All that was appended; nil where that is nothing.
    mutating func mapped() throws(EngineError) -> MappedFile? {
        try flush()
        if count == 0 { return nil }
        guard let file = MappedFile(descriptor: descriptor, count: count) else { throw Self.fault(path) }
        return file
    }

    private mutating func flush() throws(EngineError) {
        var done = 0
        while done < buffer.count {
            let written = buffer.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Self.fault(path) }
            done += written
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func fault(_ path: String) -> EngineError {
        EngineError(
            .configuration, "cannot write \(path): \(String(cString: strerror(errno)))", remedy: "is the disk full?")
    }
}

extension MappedFile {
    /// All of it as words.
    var words: WindowWords { WindowWords(lent: bytes.bindMemory(to: Int64.self), by: self) }
}
