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
    /// How long the program may take.
    var limit = MailProgram.patience

    /// The name of a mail's file, and of the mail itself: told by its place in the outbox, so it is the same at each try.
    static func name(of effect: WaitingEffect) -> String { name(ofKey: effect.effectKey) }

    static func name(ofKey key: String) -> String { EvidenceHash.plain(Array(key.utf8)).hex }

    /// Hands a mail over.
    ///
    /// - Throws: `EngineError` `unavailable` when the program is not there or refuses; the mail then lies in the folder, for
    ///   whoever sends it by hand.
    func send(_ mail: Mail, named name: String) throws {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            let place = try keep(mail, name)
            throw EngineError(
                .unavailable, "there is no mail program at \(program); the mail to \(mail.to) lies in \(place)",
                remedy: byHand(mail) + ", or name one by AMPLOMB_SENDMAIL")
        }
        // -i: a line with a dot alone is text. The address stands behind --, so it is never taken for an option.
        let outcome = MailProgram(path: program, limit: limit).run(
            ["-i", "--", mail.to], reading: mail.text(named: name))
        if let reason = refusal(outcome) {
            throw EngineError(
                .unavailable, "\(program) \(reason); the mail to \(mail.to) lies in \(try keep(mail, name))",
                remedy: "see to the mail system; it is tried again, or " + byHand(mail))
        }
        forget(name)
    }

    /// `anchor sent` speaks of every file that lies there, so all of them are to be sent before.
    private func byHand(_ mail: Mail) -> String {
        "send what lies there for that address by hand and run amplomb evidence anchor sent \(mail.to)"
    }

    /// Whether the text of a mail lies in the folder, where somebody can send it by hand.
    func isKept(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Takes the file of a mail away that was sent, or that nobody is to send.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    func forget(_ name: String) -> Bool { unlink(path(name)) == 0 }

    /// Why a mail was not taken. A program that ends before it has read the mail has not taken it, whatever its code says.
    private func refusal(_ outcome: MailProgram.Outcome) -> String? {
        switch outcome {
        case .ended(code: 0, hasRead: true): nil
        case .ended(code: 0, hasRead: false): "ended without reading the mail"
        case .ended(code: let code, hasRead: _): "refused the mail with code \(code)"
        case .stopped(signal: let signal): "was ended by signal \(signal)"
        case .notStarted(let code): "cannot be started (\(String(cString: strerror(code))))"
        case .late: "took longer than \(limit.components.seconds) seconds and was ended"
        }
    }

    private func path(_ name: String) -> String { "\(folder)/\(name).eml" }

    /// Writes the text of a mail into the folder.
    ///
    /// - Returns: the path of its file.
    @discardableResult
    func keep(_ mail: Mail, _ name: String) throws -> String {
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
    /// How long a mail belongs to the process that hands it over: far longer than the program may take, so that no other
    /// process sends it too. It ends with the outcome; only a process that died leaves it to pass by itself.
    private static let mailLease = TimeSpan(microseconds: 15 * TimeSpan.minute.microseconds)
    /// How many mails one command hands over at most.
    private static let mailsAtOnce = 16
    /// Of how many mails that wait the files are looked at.
    private static let mailsKept = 1_000

    /// Hands over the mails that wait for an address, the oldest first.
    ///
    /// - Throws: `EngineError` `unavailable` at the first one that is not taken.
    func deliverMails(to address: String, prefix: String) async throws {
        guard let program = options.mailProgram else { return }
        let delivery = MailDelivery(program: program, folder: options.home.outbox)
        // One at a time: of several the last one's lease could be over before its turn.
        for _ in 0..<Engine.mailsAtOnce {
            let claimed = try await store.claimEffects(
                topic: Engine.mailTopic, prefix: prefix, limit: 1, now: options.clock(), retryAfter: Engine.mailLease)
            guard let effect = claimed.first else { return }
            do {
                try delivery.send(try mail(in: effect, to: address), named: MailDelivery.name(of: effect))
            } catch {
                try await release(effect)
                guard try isMailed(address) else {
                    delivery.forget(MailDelivery.name(of: effect))
                    throw EngineError(.unavailable, "a mail to \(address), which is no anchor any more, was not taken")
                }
                try await keepWaiting(to: address, prefix: prefix, in: delivery)
                throw error
            }
            try await store.markDelivered(effect, at: options.clock())
        }
    }

    /// Writes the texts of all mails that wait into the folder: behind the one that was refused they are not tried, and
    /// whoever sends by hand must find them too.
    private func keepWaiting(to address: String, prefix: String, in delivery: MailDelivery) async throws {
        // Claimed while they are written, so that none is sent meanwhile and leaves its file behind.
        let waiting = try await store.claimEffects(
            topic: Engine.mailTopic, prefix: prefix, limit: Engine.mailsKept, now: options.clock(),
            retryAfter: Engine.mailLease)
        var failure: (any Error)?
        for effect in waiting {
            let name = MailDelivery.name(of: effect)
            do {
                if !delivery.isKept(name) { try delivery.keep(try mail(in: effect, to: address), name) }
                // Looked at behind the writing: whoever takes the address away removes only what lies there by then.
                if try !isMailed(address) { delivery.forget(name) }
            } catch {
                failure = failure ?? error
            }
            try await release(effect)
        }
        if let failure { throw failure }
    }

    /// Lets go of a mail that was not sent. When it is tried again is told by the anchor's own backoff.
    private func release(_ effect: WaitingEffect) async throws {
        try await store.giveBack(effect, dueAt: Engine.queuedAt(effect) ?? options.clock())
    }

    /// The mail of an effect, of the moment it was queued, so that each try of each process is the same text.
    private func mail(in effect: WaitingEffect, to address: String) throws -> Mail {
        let queued = Engine.queuedAt(effect) ?? options.clock()
        guard let mail = Mail(parsing: effect.body, at: queued), mail.to == address else {
            throw EngineError(.internal, "a mail of the outbox to \(address) cannot be read")
        }
        return mail
    }

    /// When a mail was queued, by the end of its key.
    private static func queuedAt(_ effect: WaitingEffect) -> Instant? {
        effect.effectKey.split(separator: "/").last.flatMap { Int64($0) }.map(Instant.init(microseconds:))
    }

    /// Notes that what lies in the outbox folder for an address was sent by hand, and logs it like any delivery.
    ///
    /// A mail without a file there goes on waiting: nobody had its text to send. So does one that another process holds at
    /// this moment: it tells the outcome itself.
    ///
    /// - Returns: how many mails were noted.
    package func noteSent(to address: String) async throws -> Int {
        guard try isMailed(address) else {
            throw EngineError(.unreadable, "\(address) is no anchor", remedy: "amplomb evidence anchor list")
        }
        let now = options.clock()
        let waiting = try await store.claimEffects(
            topic: Engine.mailTopic, prefix: mailPrefix(address), limit: Engine.mailsKept, now: now,
            retryAfter: Engine.mailLease)
        let delivery = MailDelivery(program: options.mailProgram ?? "", folder: options.home.outbox)
        var count = 0
        for effect in waiting {
            let name = MailDelivery.name(of: effect)
            guard delivery.isKept(name) else {
                try await release(effect)
                continue
            }
            try await store.markDelivered(effect, at: now)
            delivery.forget(name)
            count += 1
        }
        return count
    }

    /// Takes away the files of the mails to an address that is no anchor any more: nobody would send them, and they are
    /// copies of evidence. In the outbox they go on waiting, for they were not sent, until the address is added again.
    ///
    /// - Returns: how many there were.
    package func dropKeptMails(to address: String) async throws -> Int {
        let delivery = MailDelivery(program: options.mailProgram ?? "", folder: options.home.outbox)
        var count = 0
        for effect in try await store.effects(topic: Engine.mailTopic, prefix: mailPrefix(address))
        where delivery.forget(MailDelivery.name(ofKey: effect.key)) {
            count += 1
        }
        return count
    }

    private func isMailed(_ address: String) throws -> Bool {
        try anchorTargets().contains { $0.kind == .email && $0.place == address }
    }

    /// How the effect keys of checkpoints to an address begin.
    func mailPrefix(_ address: String) -> String { "checkpoint/\(context.log)/\(address)/" }
}
