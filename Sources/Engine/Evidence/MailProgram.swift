import Foundation
import Synchronization

/// A program that is given a text on its standard input and has a time to take it.
struct MailProgram: Sendable {
    enum Outcome: Hashable, Sendable {
        /// Ended by itself. `hasRead`: nothing of the text was left unread.
        case ended(code: Int32, hasRead: Bool)
        /// Ended by somebody's signal.
        case stopped(signal: Int32)
        /// Took too long and was ended.
        case late
        /// Was never there to take it; the system's number of the error.
        case notStarted(Int32)
    }

    let path: String
    /// How long it may take, starting and reading included.
    let limit: Duration
    /// What this program was started with; that one gets of it what is not about the database.
    var settings: [String: String] = ProcessInfo.processInfo.environment

    /// How long a mail program may take: it only queues. One that hangs would keep every command from ending.
    static let patience = Duration.seconds(60)
    /// How long a program that was told to end has for it before it is killed.
    private static let grace = Duration.seconds(2)
    /// Held while a pipe is made and while a program is started: between `pipe` and `fcntl` a program that is started would
    /// inherit the pipe, and who reads it would see no end. `pipe2`, which needs no such care, is not in Swift's Glibc.
    private static let starting = Mutex(())

    /// Runs it to its end, or to the end of its time.
    func run(_ arguments: [String], reading text: [UInt8]) -> Outcome {
        let deadline = Deadline(in: limit)
        var reading: Int32 = -1
        var writing: Int32 = -1
        let failure = Self.makePipe(&reading, &writing)
        if failure != 0 { return .notStarted(failure) }
        var isOpen = true
        defer {
            close(reading)
            if isOpen { close(writing) }
        }
        // A program that reads nothing must not hold this one at a full pipe.
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
        // The reading end stays open here too: what is left in the pipe tells afterwards what was not read.
        var child: pid_t = 0
        let refused = start(arguments, input: reading, before: deadline, &child)
        if refused != 0 { return .notStarted(refused) }
        var sent = 0
        while true {
            if isOpen {
                let rest = text[sent...]
                let count = rest.withUnsafeBytes { write(writing, $0.baseAddress, $0.count) }
                sent += max(0, count)
                if sent == text.count {
                    close(writing)
                    isOpen = false
                }
            }
            if let status = Self.status(of: child) {
                guard status & 0x7F == 0 else { return .stopped(signal: status & 0x7F) }
                let hasRead = sent == text.count && !Self.isWaiting(in: reading)
                return .ended(code: status >> 8 & 0xFF, hasRead: hasRead)
            }
            if deadline.isOver {
                Self.stop(child)
                return .late
            }
            Self.pause(for: isOpen ? writing : -1)
        }
    }

    /// A pipe that no program inherits.
    ///
    /// - Returns: the system's number of the error; 0 when it is there.
    private static func makePipe(_ reading: inout Int32, _ writing: inout Int32) -> Int32 {
        var ends: [Int32] = [-1, -1]
        let code = starting.withLock { _ in
            guard pipe(&ends) == 0 else { return errno }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            return 0
        }
        reading = ends[0]
        writing = ends[1]
        return code
    }

    /// Whether a setting says how the database is reached, its password among it: of libpq (`PG...`), or our own.
    private static func isOfDatabase(_ name: String) -> Bool { name == "DATABASE_URL" || name.hasPrefix("PG") }

    /// Starts it with the environment of this program, but for the database's, and nothing on its output. `Process` of
    /// Foundation is of no use here: it can only be waited for without limit.
    ///
    /// - Returns: the system's number of the error; 0 when it runs.
    private func start(
        _ arguments: [String], input: Int32, before deadline: Deadline, _ child: inout pid_t
    ) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals that are blocked or ignored here would be so there, and SIGTERM must end it.
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // A group of its own, so that what it started itself ends with it.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        let command: [String] = [path] + arguments
        let handed: [String] = settings.filter { !Self.isOfDatabase($0.key) }.map { "\($0.key)=\($0.value)" }
        let argv = command.map { (word: String) in strdup(word) } + [nil]
        let environment = handed.map { (word: String) in strdup(word) } + [nil]
        defer { for pointer in argv + environment { free(pointer) } }
        // A file that somebody writes this moment, or whose writer was just copied into a child, is busy for an instant.
        var tries = 50
        while true {
            let code = Self.starting.withLock { _ in
                posix_spawn(&child, path, &actions, &attributes, argv, environment)
            }
            tries -= 1
            if code != ETXTBSY || tries == 0 || deadline.isOver { return code }
            Self.pause(for: -1)
        }
    }

    /// How a child ended, as `waitpid` says it; nil while it runs.
    private static func status(of child: pid_t) -> Int32? {
        var status: Int32 = 0
        let found = waitpid(child, &status, WNOHANG)
        if found == child { return status }
        // Whoever took its status away left nothing to believe in.
        return found == 0 || errno == EINTR ? nil : 127 << 8
    }

    private static func isWaiting(in descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLIN) != 0
    }

    /// A moment, or until there is room in a pipe; -1: no pipe.
    private static func pause(for descriptor: Int32) {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&entry, 1, 10)
    }

    /// Asks a child and its group to end, and ends them: also what the child started and left behind, deaf to the first
    /// signal.
    private static func stop(_ child: pid_t) {
        kill(-child, SIGTERM)
        var hasEnded = false
        let asked = Deadline(in: grace)
        while !asked.isOver {
            hasEnded = hasEnded || status(of: child) != nil
            // A group is there as long as one of it is, and so long its number is given to nobody else.
            if hasEnded, kill(-child, 0) != 0 { return }
            pause(for: -1)
        }
        kill(-child, SIGKILL)
        let killed = Deadline(in: grace)
        while !hasEnded, !killed.isOver {
            pause(for: -1)
            hasEnded = status(of: child) != nil
        }
    }
}
