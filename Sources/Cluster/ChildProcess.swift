import Foundation
import Glibc

/// Runs programs to their end, with their output in a file: a pipe would stay open in the server that outlives them.
enum ChildProcess {
    struct Result {
        let status: Int32
        let output: String
    }

    /// Runs `arguments[0]` (an absolute path) in `/`, with a fixed environment, no inherited descriptor and no
    /// blocked signal. Output and errors go together.
    ///
    /// - Throws: `spawnFailed`.
    static func run(_ arguments: [String], input: String? = nil) throws(ClusterError) -> Result {
        let output = try temporaryFile("")
        defer { _ = Glibc.close(output) }
        let inputDescriptor: Int32
        if let input {
            inputDescriptor = try temporaryFile(input)
        } else {
            inputDescriptor = Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
        }
        defer { _ = Glibc.close(inputDescriptor) }
        let process = try spawn(arguments, input: inputDescriptor, output: output)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            if errno != EINTR {
                throw ClusterError(.spawnFailed, "\(arguments[0]) was lost while it ran; repeat the command.")
            }
        }
        let exited = status & 0x7f == 0
        return Result(status: exited ? status >> 8 & 0xff : 128 + (status & 0x7f), output: contents(of: output))
    }

    private static func spawn(_ arguments: [String], input: Int32, output: Int32) throws(ClusterError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        // Descriptors that we inherited without close-on-exec would live in the server for ever: locks, pipes, terminals.
        for descriptor in openDescriptors() where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // A group of its own: a Ctrl-C at the terminal must not reach the server that is being started.
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        // `env -C /`: a folder that the server's user may not enter must not be its current one.
        let command = ["/usr/bin/env", "-C", "/"] + arguments
        let settings = ["PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C", "TZ=UTC"]
        let argv = command.map { (word: String) in strdup(word) } + [nil]
        let environment = settings.map { (word: String) in strdup(word) } + [nil]
        defer { for pointer in argv + environment { free(pointer) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, command[0], &actions, &attributes, argv, environment)
        if code != 0 {
            throw ClusterError(
                .spawnFailed, "\(arguments[0]) could not be run (\(String(cString: strerror(code)))); check its mode.")
        }
        return process
    }

    private static func openDescriptors() -> [Int32] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []).compactMap { Int32($0) }
    }

    /// An open, already unlinked file with the given text, at its beginning.
    private static func temporaryFile(_ text: String) throws(ClusterError) -> Int32 {
        var template = Array("/tmp/amplomb-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else {
            throw ClusterError(
                .spawnFailed, "No temporary file could be made in /tmp; make room or set its mode to 1777.")
        }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        lseek(descriptor, 0, SEEK_SET)
        return descriptor
    }

    private static func contents(of descriptor: Int32) -> String {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 8192)
        while true {
            let count = read(descriptor, &chunk, chunk.count)
            if count <= 0 { break }
            bytes.append(contentsOf: chunk[0..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
