import Evidence
import Foundation
import Testing

/// Answers the requests at a socket with fixed bytes, one answer a connection, and closes.
final class ImpostorAgent: Sendable {
    private let descriptor: Int32
    private let path: String

    /// - Parameter pause: between the bytes of an answer, in microseconds; 0: all at once.
    init(path: String, answers: [[UInt8]], pause: UInt32 = 0) throws {
        self.path = path
        unlink(path)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let listening = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listening, $0, size) }
        }
        try #require(bound == 0 && listen(listening, 4) == 0)
        descriptor = listening
        Thread.detachNewThread {
            for answer in answers {
                let client = accept(listening, nil, nil)
                guard client >= 0 else { return }
                var request = [UInt8](repeating: 0, count: 1024)
                _ = recv(client, &request, 1024, 0)
                let pieces = pause == 0 ? [answer] : answer.map { [$0] }
                for piece in pieces {
                    let sent = piece.withUnsafeBytes { send(client, $0.baseAddress, piece.count, Int32(MSG_NOSIGNAL)) }
                    guard sent == piece.count else { break }
                    usleep(pause)
                }
                close(client)
            }
        }
    }

    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
        unlink(path)
    }

    /// The answer to the question which keys there are: this one.
    static func holds(_ key: VerifierKey, comment: String) -> [UInt8] {
        func string(_ bytes: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(bytes.count)] + bytes }
        let blob = string(Array("ssh-ed25519".utf8)) + string(key.publicKey)
        let message: [UInt8] = [12, 0, 0, 0, 1] + string(blob) + string(Array(comment.utf8))
        return string(message)
    }

    /// The answer of an agent that will not.
    static let refusal: [UInt8] = [0, 0, 0, 1, 5]

    /// The answer to the wish for a signature: these 64 bytes.
    static func signs(_ bytes: [UInt8]) -> [UInt8] {
        func string(_ bytes: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(bytes.count)] + bytes }
        let message: [UInt8] = [14] + string(string(Array("ssh-ed25519".utf8)) + string(bytes))
        return string(message)
    }
}
