import Evidence
import Glibc

/// The offline verifier: reads an exported log and says whether anything was changed. Needs no database, no network and no
/// trust in the program that wrote the log.
///
/// Exit codes: 0 proven, 1 something is wrong, 2 the check did not finish.
struct Command {
    var path: String?
    var keys: [VerifierKey] = []
    var held: [[UInt8]] = []
    var other: String?
    var json = false

    static let usage = """
        usage: amplomb-verify FOLDER --vkey KEY|FILE [--vkey ...] [--min-checkpoint FILE] [--against FILE|FOLDER] [--json]

        FOLDER             an exported log: checkpoint, tile/, tile/entries/, payloads/
        --vkey             a verifier key, name+id+base64, or a file with one a line
        --min-checkpoint   a checkpoint you hold: the log must contain it
        --against          the same, or another export of the same log to compare with entry by entry
        --json             the result as JSON

        exit codes: 0 proven, 1 something is wrong, 2 the check did not finish

        """

    /// Reads the arguments; a text to show instead when they cannot be used.
    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--json": json = true
            case "--vkey": keys += try Command.keys(Command.value(&rest, of: argument))
            case "--min-checkpoint": held.append(try Command.file(Command.value(&rest, of: argument)))
            case "--against":
                let value = try Command.value(&rest, of: argument)
                if isFolder(value) { other = value } else { held.append(try Command.file(value)) }
            default:
                guard !argument.hasPrefix("-") else { throw UsageError(text: "unknown option \(argument)") }
                guard path == nil else { throw UsageError(text: "one folder at a time: \(argument) is a second") }
                path = argument
            }
        }
    }

    private static func value(_ rest: inout ArraySlice<String>, of option: String) throws(UsageError) -> String {
        guard let value = rest.popFirst() else { throw UsageError(text: "\(option) needs a value") }
        return value
    }

    private static func file(_ path: String) throws(UsageError) -> [UInt8] {
        do {
            guard let bytes = try readFile(path) else { throw UsageError(text: "there is no file \(path)") }
            return bytes
        } catch let error as UsageError { throw error } catch { throw UsageError(text: "\(path) cannot be read") }
    }

    private static func keys(_ text: String) throws(UsageError) -> [VerifierKey] {
        if let key = try? VerifierKey(parsing: text) { return [key] }
        guard access(text, F_OK) == 0 else { throw UsageError(text: "--vkey: neither a verifier key nor a file") }
        var keys: [VerifierKey] = []
        for line in String(decoding: try file(text), as: UTF8.self).split(whereSeparator: \.isNewline) {
            do { keys.append(try VerifierKey(parsing: String(line))) } catch {
                throw UsageError(text: "\(text): \(error.detail)")
            }
        }
        return keys
    }
}

struct UsageError: Error { let text: String }

struct ReadError: Error {}

func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// The bytes of a file, nil when there is none.
func readFile(_ path: String) throws -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw ReadError()
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw ReadError() }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var filled = 0
    while filled < bytes.count {
        let count = bytes.withUnsafeMutableBytes { raw in
            read(descriptor, raw.baseAddress?.advanced(by: filled), raw.count - filled)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw ReadError() }
        filled += count
    }
    return bytes
}

func write(_ bytes: [UInt8], to descriptor: Int32) {
    var written = 0
    while written < bytes.count {
        let count = bytes.withUnsafeBytes { raw in
            Glibc.write(descriptor, raw.baseAddress?.advanced(by: written), raw.count - written)
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        written += count
    }
}

func run() -> Int32 {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.contains("--help") || arguments.contains("-h") {
        write(Array(Command.usage.utf8), to: STDOUT_FILENO)
        return VerificationState.proven.rawValue
    }
    let command: Command
    do { command = try Command(arguments) } catch {
        write(Array("amplomb-verify: \(error.text)\n\(Command.usage)".utf8), to: STDERR_FILENO)
        return VerificationState.notCompleted.rawValue
    }
    guard let path = command.path else {
        write(Array(Command.usage.utf8), to: STDERR_FILENO)
        return VerificationState.notCompleted.rawValue
    }
    guard isFolder(path) else {
        write(
            Array("amplomb-verify: \(path) is not a folder; give the folder of an exported log\n".utf8),
            to: STDERR_FILENO)
        return VerificationState.notCompleted.rawValue
    }
    let other: LogFolder.Read? = command.other.map { folder in { try readFile("\(folder)/\($0)") } }
    let folder = LogFolder(
        read: { try readFile("\(path)/\($0)") }, keys: command.keys, held: command.held, other: other)
    let report = folder.verify()
    write(command.json ? report.json : Array(report.text.utf8), to: STDOUT_FILENO)
    if command.keys.isEmpty {
        let hint = "amplomb-verify: no key was given; without --vkey nothing is proven\n"
        write(Array(hint.utf8), to: STDERR_FILENO)
    }
    return report.state.rawValue
}

exit(run())
