import Domain
import Evidence
import Formats
import Foundation

/// A signer of its own process, reached by the socket of an SSH agent (draft-ietf-sshm-ssh-agent): the one protocol that
/// agents of hardware, TPMs and plain memory all speak, and in which an Ed25519 key signs the text itself (RFC 8709 section 6).
struct SignerAgent: Sendable {
    /// The path of the agent's socket.
    let socket: String

    /// How long an agent may take for a whole exchange.
    private let patience: Duration

    private static let scheme = "agent:"
    /// Some ask for a touch.
    static let patience = Duration.seconds(60)
    /// Larger answers are no answers to what is asked here (section 3 of the draft leaves the limit to the client).
    private static let longestAnswer = 256 * 1024
    private static let algorithm = Array("ssh-ed25519".utf8)

    /// Nil where a path names a file and not an agent.
    init?(_ path: String, patience: Duration = SignerAgent.patience) {
        guard path.hasPrefix(SignerAgent.scheme) else { return nil }
        socket = String(path.dropFirst(SignerAgent.scheme.count))
        self.patience = patience
    }

    /// A key's place as the ring keeps it: whole, so that it is found from every folder.
    ///
    /// - Parameter folder: what a place without a beginning slash begins at.
    /// - Throws: `EngineError` `unreadable` for a place that is no line, or that an agent was meant by and not written as.
    static func place(
        _ path: String, in folder: String = FileManager.default.currentDirectoryPath
    ) throws(EngineError) -> String {
        guard !path.isEmpty, !path.utf8.contains(where: { $0 < 0x20 }) else {
            throw EngineError(.unreadable, "a key's place is one line: a file, or agent:SOCKET")
        }
        let isAgent = path.hasPrefix(scheme)
        guard isAgent || !path.lowercased().hasPrefix(scheme) else {
            throw EngineError(
                .unreadable, "\(path) is neither a file nor an agent",
                remedy: "agent: is written small: \(scheme)\(path.dropFirst(scheme.count))")
        }
        var rest = path.dropFirst(isAgent ? scheme.count : 0)
        // Nothing after the scheme is refused where the socket is opened.
        guard !rest.isEmpty, !rest.hasPrefix("/") else { return path }
        while rest.hasPrefix("./") { rest = rest.dropFirst(2) }
        return "\(isAgent ? scheme : "")\(folder)/\(rest)"
    }

    /// The public half of its Ed25519 key, 32 bytes.
    ///
    /// - Parameter comment: of the key; nil where it holds one alone.
    /// - Throws: `EngineError` `configuration` naming the socket and what to do.
    func key(commented comment: String?) throws -> [UInt8] {
        let keys = try ed25519Keys().filter { comment == nil || $0.comment == comment }
        guard let key = keys.first else {
            let which = comment.map { " with the comment \($0)" } ?? ""
            throw EngineError(
                .configuration, "the agent at \(socket) holds no Ed25519 key\(which)",
                remedy: "SSH_AUTH_SOCK=\(socket) ssh-add -l shows what it holds; add one made by ssh-keygen -t ed25519")
        }
        guard keys.count == 1 else {
            throw EngineError(
                .configuration,
                "the agent at \(socket) holds \(keys.count) Ed25519 keys: \(keys.map(\.comment).sorted().joined(separator: ", "))",
                remedy: "name one by --agent-key COMMENT")
        }
        return key.publicKey
    }

    /// - Returns: 64 bytes (RFC 8709 section 6), not verified.
    fileprivate func sign(_ text: [UInt8], with publicKey: [UInt8]) throws -> [UInt8] {
        var request = AgentMessage(type: 13)
        request.string(SignerAgent.blob(of: publicKey))
        request.string(text)
        request.word(0)
        var answer = try ask(request, expecting: 14)
        guard var signature = answer.string().map({ AgentReader(bytes: $0[...]) }),
            signature.string() == SignerAgent.algorithm, let bytes = signature.string(), bytes.count == 64
        else { throw unintelligible }
        return bytes
    }

    private func ed25519Keys() throws -> [(publicKey: [UInt8], comment: String)] {
        var answer = try ask(AgentMessage(type: 11), expecting: 12)
        guard let count = answer.word() else { throw unintelligible }
        var found: [(publicKey: [UInt8], comment: String)] = []
        for _ in 0..<count {
            guard let blob = answer.string(), let comment = answer.string() else { throw unintelligible }
            var key = AgentReader(bytes: blob[...])
            guard key.string() == SignerAgent.algorithm, let bytes = key.string(), bytes.count == 32 else { continue }
            found.append((bytes, String(decoding: comment, as: UTF8.self)))
        }
        return found
    }

    private static func blob(of publicKey: [UInt8]) -> [UInt8] {
        var blob = AgentMessage()
        blob.string(algorithm)
        blob.string(publicKey)
        return blob.bytes
    }

    private var unintelligible: EngineError {
        EngineError(
            .configuration, "what answers at \(socket) does not speak the SSH agent protocol",
            remedy: "name the socket of an SSH agent, for example that of ssh-agent -a \(socket)")
    }

    // MARK: The socket

    /// - Parameter type: of the answer wanted; an agent that will not says 5.
    private func ask(_ request: AgentMessage, expecting type: UInt8) throws -> AgentReader {
        // One for all steps: an agent that sends a byte a minute would never end otherwise.
        let deadline = Deadline(in: patience)
        let descriptor = try connected(by: deadline)
        defer { close(descriptor) }
        var framed = AgentMessage()
        framed.string(request.bytes)
        try write(framed.bytes, to: descriptor, by: deadline)
        let head = try read(4, from: descriptor, by: deadline)
        let length = head.reduce(0) { $0 << 8 | Int($1) }
        guard (1...SignerAgent.longestAnswer).contains(length) else { throw unintelligible }
        let answer = try read(length, from: descriptor, by: deadline)
        guard answer[0] != 5 else {
            throw EngineError(
                .configuration, "the agent at \(socket) refuses",
                remedy:
                    "it may be locked, want a confirmation, or hold the key no more: SSH_AUTH_SOCK=\(socket) ssh-add -l"
            )
        }
        guard answer[0] == type else { throw unintelligible }
        return AgentReader(bytes: answer.dropFirst())
    }

    private func connected(by deadline: Deadline) throws -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard socket.utf8.count < room, !socket.isEmpty else {
            throw EngineError(
                .configuration, "\(socket.isEmpty ? "agent:" : socket) is no socket's path of 1 to \(room - 1) bytes",
                remedy: "write agent:SOCKET")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: socket.utf8) }
        let descriptor = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        // Connecting waits too, while others wait before it.
        limit(SO_SNDTIMEO, of: descriptor, to: deadline)
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw EngineError(
                .configuration, "no signer answers at \(socket): \(reason)",
                remedy: "start the agent that holds the key, then rotate again")
        }
        return descriptor
    }

    /// Gives a socket no longer than what is left: `SO_SNDTIMEO` for what is sent, `SO_RCVTIMEO` for what is received.
    private func limit(_ option: Int32, of descriptor: Int32, to deadline: Deadline) {
        var left = deadline.left
        setsockopt(descriptor, SOL_SOCKET, option, &left, socklen_t(MemoryLayout<timeval>.size))
    }

    private func write(_ bytes: [UInt8], to descriptor: Int32, by deadline: Deadline) throws {
        var sent = 0
        while sent < bytes.count {
            guard !deadline.isOver else { throw silent }
            limit(SO_SNDTIMEO, of: descriptor, to: deadline)
            let count = bytes.withUnsafeBytes {
                send(descriptor, $0.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw silent }
            sent += count
        }
    }

    private func read(_ count: Int, from descriptor: Int32, by deadline: Deadline) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: count)
        while bytes.count < count {
            guard !deadline.isOver else { throw silent }
            limit(SO_RCVTIMEO, of: descriptor, to: deadline)
            let got = recv(descriptor, &buffer, count - bytes.count, 0)
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw silent }
            bytes += buffer[0..<got]
        }
        return bytes
    }

    private var silent: EngineError {
        EngineError(
            .configuration,
            "the agent at \(socket) broke off or took longer than \(patience.components.seconds) seconds",
            remedy: "see to the agent, then rotate again")
    }
}

/// A key that an agent holds. Its signature is verified before it leaves; that it is the same each time is the agent's affair.
struct AgentKey: NoteSigner {
    let agent: SignerAgent
    let verifierKey: VerifierKey

    func signature(of text: [UInt8]) throws(EvidenceError) -> [UInt8] {
        let signature: [UInt8]
        do { signature = try agent.sign(text, with: verifierKey.publicKey) } catch {
            throw EvidenceError(.signingFailed, (error as? EngineError)?.message ?? "\(error)")
        }
        guard verifierKey.verifies(signature, of: text) else {
            throw EvidenceError(.signingFailed, "the agent at \(agent.socket) gave a signature that does not verify")
        }
        return signature
    }
}

/// A message of the protocol: big-endian words, and strings after their length (RFC 4251 section 5).
private struct AgentMessage {
    private(set) var bytes: [UInt8] = []

    init() {}
    init(type: UInt8) { bytes = [type] }

    mutating func word(_ value: UInt32) {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
    }

    mutating func string(_ value: [UInt8]) {
        word(UInt32(value.count))
        bytes += value
    }
}

/// Reads what an `AgentMessage` is made of; nil where it ends too early.
private struct AgentReader {
    var bytes: ArraySlice<UInt8>

    mutating func word() -> UInt32? {
        guard bytes.count >= 4 else { return nil }
        defer { bytes = bytes.dropFirst(4) }
        return bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func string() -> [UInt8]? {
        guard let length = word(), bytes.count >= Int(length) else { return nil }
        defer { bytes = bytes.dropFirst(Int(length)) }
        return Array(bytes.prefix(Int(length)))
    }
}
