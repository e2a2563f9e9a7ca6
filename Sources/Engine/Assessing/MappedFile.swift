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
        bytes = UnsafeRawBufferPointer(start: base, count: count)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

    /// Takes its pages out of the process; they come back when they are touched.
    func letGo() { advise(Int32(MADV_DONTNEED)) }

    /// Tells the kernel to read far ahead, as for a walk from the beginning to the end: a page at a time would take as long
    /// as fifty of them.
    func readInOrder() { advise(Int32(MADV_SEQUENTIAL)) }

    /// The end of ``readInOrder()``.
    func readAnywhere() { advise(Int32(MADV_NORMAL)) }

    private func advise(_ advice: Int32) {
        _ = madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, advice)
    }
}

/// A file without a name, which ends with the process: written from its beginning to its end, then mapped.
struct UnnamedFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    /// Bytes that were appended.
    private(set) var count = 0

    /// - Parameters:
    ///   - path: a place on the disk where it may lie; nothing is left there.
    ///   - size: about how many bytes are to come. The database may stand on the same disk, and ends where that is full.
    /// - Throws: `EngineError` where it cannot be made, or would take more than half of what is free.
    init(beside path: String, expecting size: Int = 0) throws(EngineError) {
        self.path = path
        unlink(path)
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(0o600))
        guard descriptor >= 0 else { throw Self.fault(path) }
        unlink(path)
        var space = statvfs()
        if fstatvfs(descriptor, &space) == 0, UInt64(size) > UInt64(space.f_bavail) * UInt64(space.f_frsize) / 2 {
            throw EngineError(
                .configuration, "\(path) would take more than half of what is free on its disk (\(size) bytes)",
                remedy: "make room on the disk")
        }
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
        // What cannot reach the disk is told here, and not by other rows when they are read.
        guard fdatasync(descriptor) == 0 else { throw Self.fault(path) }
        guard let file = MappedFile(descriptor: descriptor, count: count) else { throw Self.fault(path) }
        return file
    }

    private mutating func flush() throws(EngineError) {
        guard Files.writeAll(buffer, to: descriptor) else { throw Self.fault(path) }
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
