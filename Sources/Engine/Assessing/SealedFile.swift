import Formats
import Foundation

/// A large file of a home under a code that only the home can make, written and read in pieces.
///
/// A head of fixed size, then sections whose sizes the head gives. The code stands in the head, over the head and a digest of
/// all sections: nothing of the file is used before it holds.
enum SealedFile {
    /// Sections are digested in blocks of so many bytes, on all cores; each begins a block of its own.
    static let block = 1 << 20
    static let codeSize = 32
    static let digestSize = 32

    /// The head as it stands in the file: what it says, the digest of the sections, and the code.
    static func head(_ content: [UInt8], digest: [UInt8], key: [UInt8]) -> [UInt8] {
        let sealed = content + digest
        return sealed + HMACSHA256.code(for: sealed, key: key)
    }

    /// What a head says and the digest of the sections; nil where its code does not hold.
    static func open(_ head: [UInt8], key: [UInt8]) -> (content: [UInt8], digest: [UInt8])? {
        guard head.count > codeSize + digestSize else { return nil }
        let sealed = head.dropLast(codeSize)
        guard ConstantTime.equal(Array(head.suffix(codeSize)), HMACSHA256.code(for: sealed, key: key)) else {
            return nil
        }
        return (Array(sealed.dropLast(digestSize)), Array(sealed.suffix(digestSize)))
    }

    /// The digest of all sections, as ``SealedFileWriter`` takes it.
    static func digest(_ words: [Int64], _ others: [[UInt8]]) async throws -> [UInt8] {
        let sizes = [words.count * 8] + others.map(\.count)
        var blocks: [(section: Int, range: Range<Int>)] = []
        for (section, size) in sizes.enumerated() {
            for from in stride(from: 0, to: size, by: block) {
                blocks.append((section, from..<min(from + block, size)))
            }
        }
        let digests = try await Parallel.map(blocks) { slice in
            slice.map { section, range in
                var hasher = SHA256Hasher()
                if section == 0 {
                    words.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[range])) }
                } else {
                    hasher.update(others[section - 1][range])
                }
                return hasher.finalize()
            }
        }
        var all = SHA256Hasher()
        for digest in digests { all.update(digest) }
        return all.finalize()
    }
}

/// Writes a sealed file beside the one that stands, and puts it in its place when it is whole.
final class SealedFileWriter {
    /// Where a file stands while it is written.
    static func unfinished(_ path: String) -> String { path + ".new" }

    private let path: String
    private var descriptor: Int32
    private var buffer: [UInt8] = []
    private var digests = SHA256Hasher()

    /// - Parameter headSize: bytes of the head with its digest and code.
    init(_ path: String, headSize: Int) throws(EngineError) {
        self.path = path
        descriptor = open(Self.unfinished(path), O_WRONLY | O_CREAT | O_TRUNC, mode_t(0o600))
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0, lseek(descriptor, off_t(headSize), SEEK_SET) >= 0 else {
            throw fault()
        }
        buffer.reserveCapacity(SealedFile.block)
    }

    deinit {
        if descriptor < 0 { return }
        close(descriptor)
        unlink(Self.unfinished(path))
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(EngineError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = min(rest.count, SealedFile.block - buffer.count)
            buffer.append(contentsOf: rest[..<count])
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
            if buffer.count == SealedFile.block { try flush() }
        }
    }

    func append(section bytes: [UInt8]) throws(EngineError) {
        for from in stride(from: 0, to: bytes.count, by: SealedFile.block) {
            buffer.append(contentsOf: bytes[from..<min(from + SealedFile.block, bytes.count)])
            try flush()
        }
    }

    func endSection() throws(EngineError) { if !buffer.isEmpty { try flush() } }

    private func flush() throws(EngineError) {
        digests.update(SHA256Hasher.hash(buffer))
        try write(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private func write(_ bytes: [UInt8]) throws(EngineError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress?.advanced(by: done), $0.count - done)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw fault() }
            done += count
        }
    }

    /// Writes the head and puts the file in its place.
    func finish(head content: [UInt8], key: [UInt8]) throws(EngineError) {
        try endSection()
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw fault() }
        try write(SealedFile.head(content, digest: digests.finalize(), key: key))
        let isClosed = close(descriptor) == 0
        descriptor = -1
        guard isClosed, rename(Self.unfinished(path), path) == 0 else {
            let fault = fault()
            unlink(Self.unfinished(path))
            throw fault
        }
    }

    private func fault() -> EngineError {
        EngineError(
            .configuration, "cannot write \(path): \(String(cString: strerror(errno)))", remedy: "is the disk full?")
    }
}

/// Reads a file piece by piece into memory that was not touched before.
struct SectionReader: ~Copyable {
    private let descriptor: Int32
    private(set) var rest: Int

    /// Nil where there is no such file that can be read.
    init?(_ path: String) {
        descriptor = open(path, O_RDONLY)
        if descriptor < 0 { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        rest = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// Nil where the file ends before.
    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard count >= 0, count <= rest else { return nil }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            isWhole = fill(UnsafeMutableRawBufferPointer(buffer))
            initialized = isWhole ? count : 0
        }
        rest -= count
        return isWhole ? bytes : nil
    }

    mutating func words(_ count: Int) -> [Int64]? {
        guard count >= 0, count <= rest / 8 else { return nil }
        var isWhole = false
        let words = [Int64](unsafeUninitializedCapacity: count) { buffer, initialized in
            let raw = UnsafeMutableRawBufferPointer(buffer)
            Self.askForLargePages(raw)
            isWhole = fill(raw)
            initialized = isWhole ? count : 0
        }
        rest -= count * 8
        return isWhole ? words : nil
    }

    private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Bool {
        var done = 0
        while done < buffer.count {
            let count = read(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return false }
            done += count
        }
        return true
    }

    /// A wish, which may come to nothing: half a gigabyte in pages of 4 KB is a hundred thousand faults.
    private static func askForLargePages(_ buffer: UnsafeMutableRawBufferPointer) {
        let page = 1 << 21
        guard let base = buffer.baseAddress, buffer.count > 2 * page else { return }
        let skipped = (page - Int(bitPattern: base) % page) % page
        _ = madvise(base + skipped, (buffer.count - skipped) / page * page, Int32(MADV_HUGEPAGE))
    }
}
