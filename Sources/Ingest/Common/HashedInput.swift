package import Domain
import Formats

/// Plain bytes of a file that may be packed, with the SHA-256 of the file as it came.
package final class HashedInput {
    private final class Hash {
        var state = SHA256Hasher()
    }

    private let hash: Hash
    private let input: ByteInput

    /// - Parameter source: hands out the next bytes of the file, nil at the end.
    package init(source: @escaping () throws -> [UInt8]?) {
        let hash = Hash()
        self.hash = hash
        input = ByteInput(source: {
            guard let chunk = try source() else { return nil }
            hash.state.update(chunk)
            return chunk
        })
    }

    /// The next plain bytes, nil at the end.
    ///
    /// - Throws: `GzipError` for a damaged or cut-off stream, and whatever the source throws.
    package func next() throws -> [UInt8]? { try input.next() }

    /// The SHA-256 of what has been read of the file; of the whole file once `next` has answered nil.
    package var sha256: Hash32? { Hash32(hash.state.finalize()) }
}
