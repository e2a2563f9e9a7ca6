package import Domain
import Formats

/// The keys of a log over time: which one signs now, which one still signs beside it, which ones have signed before.
///
/// A key is exchanged in three steps, each an entry of kind `key`: the new one is logged while the old one signs, both sign
/// for the overlap, then the old one is retired (evidence.md section 4).
package struct KeyRing: Hashable, Sendable {
    package enum State: String, Sendable {
        /// Signs.
        case active
        /// Signs beside its successor until a time.
        case leaving
        /// Signs no more; what it signed before still verifies.
        case retired
    }

    package struct Member: Hashable, Sendable {
        package let key: VerifierKey
        package var state: State
        package let since: Instant
        /// When a leaving key is to be retired, or when it was.
        package var until: Instant?
        /// Where the signing key's file is.
        package let path: String
    }

    package private(set) var members: [Member]

    private static let firstLine = "amplomb-key-ring/1"

    /// A ring of one key.
    package init(first key: VerifierKey, path: String, since: Instant) {
        members = [Member(key: key, state: .active, since: since, until: nil, path: path)]
    }

    /// The keys that sign now, the oldest first.
    package var signing: [Member] { members.filter { $0.state != .retired } }

    /// The key that goes on signing.
    package var current: Member? { members.last { $0.state == .active } }

    /// Every key that has signed or signs, those that sign first.
    package var verifierKeys: [VerifierKey] {
        signing.map(\.key) + members.filter { $0.state == .retired }.map(\.key)
    }

    /// Leaving keys whose overlap is over.
    package func due(at now: Instant) -> [Member] {
        members.filter { member in member.state == .leaving && member.until.map { $0 <= now } ?? true }
    }

    /// Takes a successor in; the key in use signs beside it until the overlap is over.
    /// - Throws: `key_refused` for a key that is in the ring already, a change under way, or an overlap before now.
    package mutating func rotate(to key: VerifierKey, path: String, at now: Instant, until: Instant)
        throws(EvidenceError)
    {
        guard !members.contains(where: { $0.key == key || $0.key.publicKey == key.publicKey }) else {
            throw EvidenceError(.keyRefused, "the key \(key.name) is or was a key of this log")
        }
        guard signing.count == 1, let old = members.firstIndex(where: { $0.state == .active }) else {
            throw EvidenceError(.keyRefused, "a change of keys is under way: retire the old key first")
        }
        guard until >= now else { throw EvidenceError(.keyRefused, "the overlap would end before it begins") }
        members[old].state = .leaving
        members[old].until = until
        members.append(Member(key: key, state: .active, since: now, until: nil, path: path))
    }

    /// Ends a key.
    /// - Throws: `key_refused` for a key that is not in the ring, is retired already, or is the only one that signs.
    package mutating func retire(_ key: VerifierKey, at now: Instant) throws(EvidenceError) {
        guard let position = members.firstIndex(where: { $0.key == key && $0.state != .retired }) else {
            throw EvidenceError(.keyRefused, "the key \(key.name) does not sign for this log")
        }
        guard signing.contains(where: { $0.key != key && $0.state == .active }) else {
            throw EvidenceError(.keyRefused, "the log would have no key: rotate to another first")
        }
        members[position].state = .retired
        members[position].until = now
    }

    /// The file's bytes: a line a key; the path ends the line.
    package var encoded: [UInt8] {
        var text = KeyRing.firstLine + "\n"
        for member in members {
            let until = member.until.map { "\($0.microseconds)" } ?? "-"
            text += "\(member.key) \(member.state.rawValue) \(member.since.microseconds) \(until) \(member.path)\n"
        }
        return Array(text.utf8)
    }

    /// - Throws: `key_malformed` with the line.
    package init(parsing bytes: [UInt8]) throws(EvidenceError) {
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard lines.popFirst().map(String.init) == KeyRing.firstLine, lines.popLast() == "" else {
            throw EvidenceError(.keyMalformed, "not a ring of keys", line: 1)
        }
        members = []
        for (number, line) in lines.enumerated() {
            let fields = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 5, let state = State(rawValue: fields[1]), let since = Int64(fields[2]),
                fields[3] == "-" || Int64(fields[3]) != nil, !fields[4].isEmpty
            else { throw EvidenceError(.keyMalformed, "not a key, its state, two times and a path", line: number + 2) }
            let key = try VerifierKey(parsing: fields[0])
            members.append(
                Member(
                    key: key, state: state, since: Instant(microseconds: since),
                    until: Int64(fields[3]).map(Instant.init(microseconds:)), path: fields[4]))
        }
        guard members.contains(where: { $0.state == .active }) else {
            throw EvidenceError(.keyMalformed, "no key of the ring is in use", line: lines.count + 1)
        }
    }
}

/// The payload of a `key` entry: what happened to which key of the log.
package struct KeyStatement: Hashable, Sendable {
    package enum Action: String, Sendable {
        /// The key was made; it does not sign yet.
        case made
        /// The key signs from here on, beside the one that it replaces.
        case rotated
        /// The key signs no checkpoint that covers this entry.
        case retired
    }

    package let action: Action
    package let key: VerifierKey
    /// The key that is replaced.
    package let replaces: VerifierKey?
    /// Until when both sign.
    package let overlapUntil: Instant?

    package init(action: Action, key: VerifierKey, replaces: VerifierKey? = nil, overlapUntil: Instant? = nil) {
        self.action = action
        self.key = key
        self.replaces = replaces
        self.overlapUntil = overlapUntil
    }

    /// Canonical JSON.
    /// - Throws: `envelope_invalid` when a text cannot stand in it.
    package func payload() throws(EvidenceError) -> [UInt8] {
        do {
            return try CanonicalJSON.object { json in
                json.member("action", action.rawValue)
                json.member("key", key.description)
                json.member("overlap_until", overlapUntil?.description)
                json.member("replaces", replaces?.description)
            }
        } catch { throw EvidenceError(.envelopeInvalid, error.description) }
    }

    /// Nil when the bytes are not a statement about a key.
    package init?(payload: [UInt8]) {
        guard let root = try? JSONDocument(parsing: payload).root,
            let action = root["action"]?.string.flatMap({ Action(rawValue: $0) }),
            let key = root["key"]?.string.flatMap({ try? VerifierKey(parsing: $0) })
        else { return nil }
        self.init(
            action: action, key: key, replaces: root["replaces"]?.string.flatMap { try? VerifierKey(parsing: $0) },
            overlapUntil: root["overlap_until"]?.string.flatMap { Instant($0) })
    }
}
