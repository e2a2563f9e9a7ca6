import Formats
import Foundation

/// A large file of a home under a code that only the home can make, written in pieces and read where it stands.
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
        // A file of its own: another process that writes one too shall not write into what this one puts in its place.
        unlink(Self.unfinished(path))
        descriptor = open(Self.unfinished(path), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(0o600))
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0, lseek(descriptor, off_t(headSize), SEEK_SET) >= 0 else {
            throw fault()
        }
        buffer.reserveCapacity(SealedFile.block)
    }

    deinit {
        if descriptor < 0 { return }
        if standsThere { unlink(Self.unfinished(path)) }
        close(descriptor)
    }

    /// Whether the file under the name is still this one: another process may have made its own there.
    private var standsThere: Bool {
        var (own, there) = (stat(), stat())
        return fstat(descriptor, &own) == 0 && lstat(Self.unfinished(path), &there) == 0
            && own.st_dev == there.st_dev && own.st_ino == there.st_ino
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
        guard Files.writeAll(bytes, to: descriptor) else { throw fault() }
    }

    /// Writes the head and puts the file in its place.
    func finish(head content: [UInt8], key: [UInt8]) throws(EngineError) {
        try endSection()
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw fault() }
        try write(SealedFile.head(content, digest: digests.finalize(), key: key))
        guard standsThere else {
            throw EngineError(
                .unavailable, "\(Self.unfinished(path)) was replaced by another process",
                remedy: "the other one writes the windows")
        }
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

/// A sealed file that stands open: what it holds is read where it stands, and not taken into memory as a whole.
final class SealedFileReader: Sendable {
    private let descriptor: Int32
    let file: MappedFile

    /// Nil where there is no such file that can be read.
    init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            let file = MappedFile(descriptor: descriptor, count: Int(status.st_size))
        else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        self.file = file
    }

    deinit { close(descriptor) }

    /// A copy of a part; nil where the file ends before.
    func bytes(_ range: Range<Int>) -> [UInt8]? {
        range.upperBound <= file.bytes.count ? Array(file.bytes[range]) : nil
    }

    /// The digest of sections as ``SealedFileWriter`` takes it; nil where they cannot be read.
    ///
    /// They are read beside the mapping, in pieces, so that the pages of the mapping stay out of the process.
    func digest(_ sections: [Range<Int>]) async throws -> [UInt8]? {
        var blocks: [Range<Int>] = []
        for section in sections {
            for from in stride(from: section.lowerBound, to: section.upperBound, by: SealedFile.block) {
                blocks.append(from..<min(from + SealedFile.block, section.upperBound))
            }
        }
        let descriptor = descriptor
        let digests = try await Parallel.map(blocks) { slice in
            var buffer = [UInt8](repeating: 0, count: SealedFile.block)
            return slice.map { Self.digest($0, of: descriptor, &buffer) }
        }
        var all = SHA256Hasher()
        for digest in digests {
            guard let digest else { return nil }
            all.update(digest)
        }
        return all.finalize()
    }

    private static func digest(_ block: Range<Int>, of descriptor: Int32, _ buffer: inout [UInt8]) -> [UInt8]? {
        var done = 0
        while done < block.count {
            let count = buffer.withUnsafeMutableBytes {
                let from = off_t(block.lowerBound + done)
                return pread(descriptor, $0.baseAddress?.advanced(by: done), block.count - done, from)
            }
            if count < 0, errno == EINTR { continue }
            if count <= 0 { return nil }
            done += count
        }
        var hasher = SHA256Hasher()
        buffer.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[..<block.count])) }
        return hasher.finalize()
    }
}
