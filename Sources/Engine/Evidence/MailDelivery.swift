import Domain
import Evidence
import Formats
import Foundation
import Store

/// A mail of the outbox as text (RFC 5322), handed to the mail program of the machine: everything about servers, queues and
/// retries is its affair.
struct MailDelivery: Sendable {
    /// A program that reads a message from its input as sendmail does.
    let program: String
    /// Where mails lie that no program took.
    let folder: String

    /// Hands a mail over.
    ///
    /// - Throws: `EngineError` `unavailable` when the program is not there or refuses; the mail then lies in the folder, for
    ///   whoever sends it by hand.
    func send(_ mail: Mail, named name: String) throws {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            let place = try keep(mail, name)
            throw EngineError(
                .unavailable, "there is no mail program at \(program); the mail to \(mail.to) lies in \(place)",
                remedy:
                    "send it by hand and run amplomb evidence anchor sent \(mail.to), or name one by AMPLOMB_SENDMAIL")
        }
        let process = Process()
        process.executableURL = URL(filePath: program)
        // -i: a line with a dot alone is text. The address stands behind --, so it is never taken for an option.
        process.arguments = ["-i", "--", mail.to]
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch {
            throw EngineError(.unavailable, "\(program) cannot be started", remedy: "name another by AMPLOMB_SENDMAIL")
        }
        // A program that ends before it has read the mail has not taken it, whatever its code says.
        var isWhole = true
        do { try input.fileHandleForWriting.write(contentsOf: Data(mail.text(named: name))) } catch { isWhole = false }
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard isWhole, process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw EngineError(
                .unavailable,
                "\(program) refused the mail to \(mail.to) with code \(process.terminationStatus); "
                    + "it lies in \(try keep(mail, name))",
                remedy: "see to the mail system; it is tried again, or send it by hand and run "
                    + "amplomb evidence anchor sent \(mail.to)")
        }
        try? FileManager.default.removeItem(atPath: path(name))
    }

    private func path(_ name: String) -> String { "\(folder)/\(name).eml" }

    private func keep(_ mail: Mail, _ name: String) throws -> String {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw EngineError(.configuration, "the folder \(folder) cannot be made (\(error.localizedDescription))")
        }
        try Files.writeDurably(mail.text(named: name), to: path(name), mode: 0o600)
        return path(name)
    }
}

/// What stands in the outbox of a mail.
struct Mail: Hashable {
    let to: String
    let subject: String
    let body: String
    let at: Instant

    init(to: String, subject: String, body: String, at: Instant) {
        self.to = to
        self.subject = subject
        self.body = body
        self.at = at
    }

    /// Nil when the bytes are no mail.
    init?(parsing bytes: [UInt8], at: Instant) {
        guard let root = try? JSONDocument(parsing: bytes).root, let to = root["to"]?.string,
            let subject = root["subject"]?.string, let body = root["body"]?.string
        else { return nil }
        self.init(to: to, subject: subject, body: body, at: at)
    }

    var encoded: [UInt8] {
        get throws {
            try CanonicalJSON.object { json in
                json.member("body", body)
                json.member("subject", subject)
                json.member("to", to)
            }
        }
    }

    /// Header fields, an empty line, the body; the mail program adds the sender. Lines of a header are ASCII without breaks.
    func text(named name: String) -> [UInt8] {
        func plain(_ text: String) -> String {
            String(String.UnicodeScalarView(text.unicodeScalars.map { (0x20..<0x7F).contains($0.value) ? $0 : "?" }))
        }
        return Array(
            """
            To: \(plain(to))
            Subject: \(plain(subject))
            Date: \(MailDate.text(at))
            Message-ID: <\(name)@amplomb.local>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            \(body)
            """.utf8)
    }
}

/// `date-time` of RFC 5322 section 3.3, in UTC, without a locale and without the day of the week, which may be left out.
enum MailDate {
    static func text(_ instant: Instant) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let date = instant.utcDate.components
        let time = instant.description.drop { $0 != "T" }.dropFirst().prefix(8)
        return "\(date.day) \(months[date.month - 1]) \(date.year) \(time) +0000"
    }
}

extension Engine {
    /// Hands over the mails that wait for an address, the oldest first.
    ///
    /// - Throws: `EngineError` `unavailable` at the first one that is not taken.
    func deliverMails(to address: String, prefix: String) async throws {
        guard let program = options.mailProgram else { return }
        let delivery = MailDelivery(program: program, folder: options.home.outbox)
        let now = options.clock()
        // Whoever claims one pushes it away from others; when it is tried again is told by the anchor's own backoff.
        let claimed = try await store.claimEffects(
            topic: Engine.mailTopic, prefix: prefix, limit: 16, now: now, retryAfter: .second)
        for effect in claimed {
            guard let mail = Mail(parsing: effect.body, at: now), mail.to == address else {
                throw EngineError(.internal, "a mail of the outbox to \(address) cannot be read")
            }
            try delivery.send(mail, named: EvidenceHash.plain(Array(effect.effectKey.utf8)).hex)
            try await store.markDelivered(effect, at: options.clock())
        }
    }

    /// Notes that what waits for an address was sent by hand, and logs it like any delivery.
    ///
    /// - Returns: how many mails waited.
    package func noteSent(to address: String) async throws -> Int {
        guard try anchorTargets().contains(where: { $0.kind == .email && $0.place == address }) else {
            throw EngineError(.unreadable, "\(address) is no anchor", remedy: "amplomb evidence anchor list")
        }
        let now = options.clock()
        let waiting = try await store.claimEffects(
            topic: Engine.mailTopic, prefix: mailPrefix(address), limit: 1_000, now: now + .hour, retryAfter: .second)
        for effect in waiting { try await store.markDelivered(effect, at: now) }
        return waiting.count
    }

    /// How the effect keys of checkpoints to an address begin.
    func mailPrefix(_ address: String) -> String { "checkpoint/\(context.log)/\(address)/" }
}
