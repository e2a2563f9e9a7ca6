import Evidence
import Glibc

/// The offline verifier: reads a bundle or an exported log and says whether anything was changed. Needs no database, no
/// network and no trust in the program that wrote them.
///
/// Exit codes: 0 proven, 1 something is wrong, 2 the check did not finish.
struct Command {
    var path: String?
    var keys: [VerifierKey] = []
    var held: [[UInt8]] = []
    var witnesses: [WitnessKey] = []
    var other: String?
    var jobs = 2
    var json = false
    var isAttested = false

    static let usage = """
        usage: amplomb-verify BUNDLE.zip|FOLDER --vkey KEY|FILE [--vkey ...] [--min-checkpoint FILE]
                              [--against FILE|FOLDER] [--witness KEY] [--attested] [--jobs N] [--json]

        BUNDLE.zip         an evidence bundle
        FOLDER, --log DIR  an exported log: checkpoint, tile/, tile/entries/, payloads/
        --vkey             a verifier key, name+id+base64, or a file with one a line
        --min-checkpoint   a file of checkpoints you hold (one, an anchor file, or a mail that one stands in): nothing
                           may be older
        --against          the same, or another export of the same log to compare with entry by entry
        --witness          the verifier key of a witness: whose cosignatures count, those in a bundle and, for a
                           folder, those under the notes of --against; without one the check did not finish
        --attested         the bundle must say who made it, by a key that the log names or that is given
        --jobs             how many threads work on an exported log (2)
        --json             the result as JSON

        exit codes: 0 proven, 1 something is wrong, 2 the check did not finish

        """

    /// Reads the arguments; a text to show instead when they cannot be used.
    init(_ arguments: [String]) throws(UsageError) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--json": json = true
            case "--attested": isAttested = true
            case "--vkey": keys += try Command.keys(Command.value(&rest, of: argument))
            case "--min-checkpoint": held += try Command.notes(Command.value(&rest, of: argument))
            case "--against":
                let value = try Command.value(&rest, of: argument)
                if isFolder(value) { other = try Command.export(value) } else { held += try Command.notes(value) }
            case "--witness":
                do { witnesses.append(try WitnessKey(parsing: Command.value(&rest, of: argument))) } catch {
                    throw (error as? UsageError) ?? UsageError(text: "--witness: \(error)")
                }
            case "--jobs":
                let value = try Command.value(&rest, of: argument)
                guard let number = Int(value), (1...256).contains(number) else {
                    throw UsageError(text: "--jobs \(value): expected 1 to 256")
                }
                jobs = number
            case "--log": try take(Command.value(&rest, of: argument))
            default:
                guard !argument.hasPrefix("-") else { throw UsageError(text: "unknown option \(argument)") }
                try take(argument)
            }
        }
    }

    private mutating func take(_ argument: String) throws(UsageError) {
        guard path == nil else { throw UsageError(text: "one bundle or folder at a time: \(argument) is a second") }
        path = argument
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

    private static func notes(_ path: String) throws(UsageError) -> [[UInt8]] {
        let notes: [[UInt8]]
        do { notes = try HeldNotes.read(file(path)) } catch let error as UsageError { throw error } catch {
            throw UsageError(text: "\(path): \(error); \(HeldNotes.remedy)")
        }
        // A file without one would leave the evidence held against nothing, and read as proven.
        guard !notes.isEmpty else { throw UsageError(text: "\(path) holds no checkpoint; \(HeldNotes.remedy)") }
        return notes
    }

    /// A folder that is another export; one without a checkpoint would be compared with nothing.
    private static func export(_ path: String) throws(UsageError) -> String {
        guard access("\(path)/checkpoint", R_OK) == 0 else {
            throw UsageError(text: "--against \(path): the folder holds no file 'checkpoint', so it is no exported log")
        }
        return path
    }

    private static func keys(_ text: String) throws(UsageError) -> [VerifierKey] {
        if let key = try? VerifierKey(parsing: text) { return [key] }
        guard access(text, F_OK) == 0 else { throw UsageError(text: "--vkey: neither a verifier key nor a file") }
        do { return try VerifierKey.all(inFile: file(text)) } catch let error as UsageError { throw error } catch {
            throw UsageError(text: "\(text): \(error)")
        }
    }
}

struct UsageError: Error { let text: String }

struct ReadError: Error {}

func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// An open file, read at any place.
final class OpenFile {
    private let descriptor: Int32
    let size: UInt64

    /// Nil when there is no such file.
    init?(_ path: String) throws {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw ReadError()
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw ReadError()
        }
        size = UInt64(status.st_size)
    }

    deinit { close(descriptor) }

    func read(_ offset: UInt64, _ count: Int) throws -> [UInt8] {
        guard offset <= size, UInt64(count) <= size - offset else { throw ReadError() }
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, Int(offset) + filled)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failed = true
                    return
                }
                filled += got
            }
        }
        if failed { throw ReadError() }
        return bytes
    }
}

/// The bytes of a file, nil when there is none.
@Sendable func readFile(_ path: String) throws -> [UInt8]? {
    guard let file = try OpenFile(path) else { return nil }
    return try file.read(0, Int(file.size))
}

/// The files of a folder by name.
func reader(_ folder: String) -> LogFolder.Read {
    { path in try readFile("\(folder)/\(path)") }
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

func complain(_ text: String) { write(Array("amplomb-verify: \(text)\n".utf8), to: STDERR_FILENO) }

/// Verifies what is at the path; nil with a message when it is neither a folder nor a file.
func verify(_ path: String, _ command: Command) -> VerificationReport? {
    if isFolder(path) {
        if command.isAttested {
            complain("--attested belongs to a bundle; an exported log carries no attestation")
            return nil
        }
        return LogFolder(
            read: reader(path), keys: command.keys, held: command.held, witnesses: command.witnesses,
            other: command.other.map(reader), jobs: command.jobs
        ).verify()
    }
    guard let file = try? OpenFile(path) else {
        complain("cannot read \(path): give a bundle or the folder of an exported log")
        return nil
    }
    guard let start = try? file.read(0, Int(min(file.size, 4))), BundleVerifier.isArchive(start) else {
        complain("\(path) is neither an evidence bundle (a ZIP file) nor the folder of an exported log")
        return nil
    }
    if command.other != nil { complain("--against FOLDER says nothing about a bundle; only checkpoints do") }
    var verifier = BundleVerifier(
        BundleSource(size: file.size, read: file.read), keys: command.keys, held: command.held,
        witnesses: command.witnesses, isAttestationDemanded: command.isAttested)
    return verifier.verify()
}

func run() -> Int32 {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.contains("--help") || arguments.contains("-h") {
        write(Array(Command.usage.utf8), to: STDOUT_FILENO)
        return VerificationState.proven.rawValue
    }
    let command: Command
    do { command = try Command(arguments) } catch {
        complain(error.text)
        write(Array(Command.usage.utf8), to: STDERR_FILENO)
        return VerificationState.notCompleted.rawValue
    }
    guard let path = command.path else {
        write(Array(Command.usage.utf8), to: STDERR_FILENO)
        return VerificationState.notCompleted.rawValue
    }
    guard let report = verify(path, command) else { return VerificationState.notCompleted.rawValue }
    write(command.json ? report.json : Array(report.text.utf8), to: STDOUT_FILENO)
    if command.keys.isEmpty { complain("no key was given; without --vkey nothing is proven") }
    return report.state.rawValue
}

exit(run())
