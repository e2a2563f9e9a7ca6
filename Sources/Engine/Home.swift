import Foundation

/// The folder of one installation (`AMPLOMB_HOME`): private cluster, keys, list index, signer state.
package struct Home: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    /// The default folder: `AMPLOMB_HOME`, else `/var/lib/amplomb` for root, else `$XDG_DATA_HOME/amplomb`.
    package static func resolve(environment: [String: String], isRoot: Bool) throws(EngineError) -> Home {
        if let given = environment["AMPLOMB_HOME"], !given.isEmpty {
            return Home(path: given.hasPrefix("/") ? given : FileManager.default.currentDirectoryPath + "/" + given)
        }
        if isRoot { return Home(path: "/var/lib/amplomb") }
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return Home(path: data + "/amplomb") }
        guard let user = environment["HOME"], !user.isEmpty else {
            throw EngineError(
                .configuration, "neither AMPLOMB_HOME nor HOME is set", remedy: "set AMPLOMB_HOME to a folder")
        }
        return Home(path: user + "/.local/share/amplomb")
    }

    package var keys: String { path + "/keys" }
    package var lists: String { path + "/lists" }
    package var signerState: String { keys + "/signer-state" }
    package var evidenceKey: String { keys + "/evidence" }
    /// Signs attestations of bundles and nothing else.
    package var attestationKey: String { keys + "/attestation" }
    package var evidenceVerifierKey: String { keys + "/evidence.vkey" }
    /// The keys of the log over time; absent until the first change of keys.
    package var evidenceRing: String { keys + "/evidence.ring" }
    /// Mails that no program took.
    package var outbox: String { path + "/outbox" }
    /// Where checkpoints are deposited, and how that goes.
    package var anchors: String { path + "/anchors" }
    /// Secret under which badge numbers and accounts are pseudonymised outside evidence payloads.
    package var subjectKey: String { keys + "/subject" }

    /// The windows as they stood when the last command ended; what came since it was written stands beside it.
    package var windows: String { path + "/windows" }
    /// Where a process makes the files without names that hold its rows.
    package var windowRows: String { "\(path)/windows.rows.\(getpid())" }

    package var exists: Bool { FileManager.default.fileExists(atPath: keys) }

    /// Creates the folders; keys are for the owner alone.
    package func create() throws(EngineError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
            try FileManager.default.createDirectory(
                atPath: keys, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try FileManager.default.createDirectory(
                atPath: lists, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        } catch {
            throw EngineError(
                .configuration, "the home folder \(path) cannot be created (\(error.localizedDescription))",
                remedy: "set AMPLOMB_HOME to a folder that you may write")
        }
    }
}

/// Reads and writes whole files with errors that name the file; the only file access of the engine.
package enum Files {
    package static func read(_ path: String) throws(EngineError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe))
        } catch {
            throw EngineError(
                .unreadable, "cannot read \(path): \(reason(error))", remedy: "check the path and its permissions")
        }
    }

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Whether two paths name one file.
    static func isSame(_ left: String, _ right: String) -> Bool {
        var one = stat()
        var other = stat()
        guard stat(left, &one) == 0, stat(right, &other) == 0 else { return false }
        return one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }

    package static func standardInput() throws(EngineError) -> [UInt8] {
        do {
            return Array(try FileHandle.standardInput.readToEnd() ?? Data())
        } catch {
            throw EngineError(.unreadable, "cannot read standard input")
        }
    }

    /// Writes all of the bytes where a descriptor stands, also when signals come in between; false, with `errno` set, where
    /// they cannot be written.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if count < 0, errno == EINTR { continue }
                if count == 0 { errno = EIO }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }

    /// Writes so that a crash leaves either the old or the new content, and once it returns the new: temporary file,
    /// fsync, rename, fsync of the folder.
    package static func writeDurably(_ bytes: [UInt8], to path: String, mode: UInt16 = 0o644) throws(EngineError) {
        let temporary = path + ".new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode_t(mode))
        guard descriptor >= 0 else {
            throw EngineError(.configuration, "cannot write \(path): \(String(cString: strerror(errno)))")
        }
        let failed = !writeAll(bytes, to: descriptor) || fsync(descriptor) != 0
        var reason = String(cString: strerror(errno))
        close(descriptor)
        guard !failed, rename(temporary, path) == 0 else {
            if !failed { reason = String(cString: strerror(errno)) }
            unlink(temporary)
            throw EngineError(.configuration, "cannot write \(path): \(reason)", remedy: "is the disk full?")
        }
        try syncFolder(of: path)
    }

    /// Puts the names of the folder that a file lies in on the disk: without it a power cut takes a new name, or brings
    /// the old content back.
    package static func syncFolder(of path: String) throws(EngineError) {
        let parent = (path as NSString).deletingLastPathComponent
        let folder = parent.isEmpty ? "." : parent
        func failure(_ reason: Int32) -> EngineError {
            EngineError(
                .configuration,
                "cannot keep \(path) through a power cut, its folder \(folder): \(String(cString: strerror(reason)))",
                remedy: "it must be a folder that you may read, on a disk that works")
        }
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        // EINVAL: a file system that has nothing to sync for a folder, which is all that can be asked of it.
        guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure(errno) }
    }

    /// Refuses a file that could not be written, before there is anything to write.
    package static func requireWritable(file path: String) throws(EngineError) {
        var status = stat()
        let isFolder = path.hasSuffix("/") || (stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR)
        guard !path.isEmpty, !isFolder else {
            throw EngineError(
                .configuration, "cannot write \(path.isEmpty ? "a file without a name" : path + ": it names a folder")",
                remedy: "name the file to write")
        }
        let folder = (path as NSString).deletingLastPathComponent
        try requireWritable(folder: folder.isEmpty ? "." : folder)
    }

    /// Refuses a folder that is not there or takes no files.
    package static func requireWritable(folder path: String) throws(EngineError) {
        var status = stat()
        var reason: String?
        if stat(path, &status) != 0 {
            reason = String(cString: strerror(errno))
        } else if status.st_mode & S_IFMT != S_IFDIR {
            reason = "it is no folder"
        } else if access(path, W_OK | X_OK) != 0 {
            reason = String(cString: strerror(errno))
        }
        guard let reason else { return }
        throw EngineError(
            .configuration, "cannot write into the folder \(path): \(reason)",
            remedy: "name a place in a folder that is there and that you may write")
    }

    /// The files of a folder tree with their paths relative to it, in byte order; symbolic links are refused.
    package static func tree(_ root: String, suffixes: [String]) throws(EngineError) -> [(path: String, bytes: [UInt8])]
    {
        var found: [String] = []
        try walk(root, "", &found)
        var files: [(path: String, bytes: [UInt8])] = []
        for path in found.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
        where suffixes.contains(where: { path.hasSuffix($0) }) {
            files.append((path, try read(root + "/" + path)))
        }
        return files
    }

    private static func walk(_ root: String, _ inner: String, _ found: inout [String]) throws(EngineError) {
        let folder = inner.isEmpty ? root : root + "/" + inner
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw EngineError(.configuration, "cannot list the folder \(folder)", remedy: "check the path")
        }
        for name in names where !name.hasPrefix(".") {
            let path = inner.isEmpty ? name : inner + "/" + name
            var status = stat()
            guard lstat(root + "/" + path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFLNK:
                throw EngineError(
                    .configuration, "\(root)/\(path):1:1: a symbolic link; expected the file itself",
                    remedy: "put the file itself there")
            case S_IFDIR: try walk(root, path, &found)
            default: found.append(path)
            }
        }
    }

    private static func reason(_ error: any Error) -> String {
        let cocoa = error as NSError
        switch CocoaError.Code(rawValue: cocoa.code) {
        case .fileReadNoSuchFile, .fileNoSuchFile: return "no such file"
        case .fileReadNoPermission: return "permission denied"
        default: return cocoa.localizedDescription
        }
    }

    /// Streams a file in chunks of 1 MiB; `-` is standard input.
    package static func stream(_ path: String, _ body: ([UInt8]) throws -> Void) throws {
        let handle = try reading(path)
        defer { if path != "-" { try? handle.close() } }
        while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty { try body([UInt8](chunk)) }
    }

    /// A file for reading; `-` is standard input.
    static func reading(_ path: String) throws(EngineError) -> FileHandle {
        if path == "-" { return .standardInput }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw EngineError(.unreadable, "cannot read \(path): no such file", remedy: "check the path")
        }
        guard !isFolder.boolValue, let opened = FileHandle(forReadingAtPath: path) else {
            throw EngineError(.unreadable, "cannot read \(path)", remedy: "it must be a file that you may read")
        }
        return opened
    }
}
