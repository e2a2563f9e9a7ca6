import Foundation
import Testing

@testable import Engine

@Suite("files that are written")
struct FilesTests {
    @Test("a file is written with its name: the folder is on the disk too, or the write says that it is not")
    func folderIsSynced() throws {
        let folder = "/var/tmp/amplomb-files-\(UInt64.random(in: 0...UInt64.max))"
        #expect {
            try Files.syncFolder(of: folder + "/state")
        } throws: { error in
            (error as? EngineError)?.code == .configuration
                && ["\(folder)/state", "its folder \(folder): No such file"].allSatisfy { "\(error)".contains($0) }
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Files.syncFolder(of: folder + "/state")
        try Files.syncFolder(of: "state")
        // Whoever may read everything can open the folder to sync it.
        guard geteuid() != 0 else { return }
        try FileManager.default.setAttributes([.posixPermissions: 0o300], ofItemAtPath: folder)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder) }
        #expect {
            try Files.writeDurably([1], to: folder + "/state")
        } throws: {
            "\($0)".contains("cannot keep \(folder)/state through a power cut")
        }
    }

    @Test("a place that takes no file is refused before there is anything to write, and nothing is left there")
    func unwritable() throws {
        let folder = "/var/tmp/amplomb-files-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/bundle.zip"
        try Files.requireWritable(file: file)
        try Files.requireWritable(file: "bundle.zip")
        try Files.requireWritable(folder: folder)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        try Files.writeDurably([1], to: file)
        try Files.requireWritable(file: file)

        let refused = [
            "": "without a name", folder: "names a folder", folder + "/new/": "names a folder",
            folder + "/none/bundle.zip": "No such file", file + "/bundle.zip": "is no folder",
        ]
        for (path, reason) in refused {
            #expect("\(path)") {
                try Files.requireWritable(file: path)
            } throws: { error in
                (error as? EngineError)?.code == .configuration && "\(error)".contains(reason)
            }
        }
        // Whoever may write everywhere is told nothing by the permissions of a folder.
        guard geteuid() != 0 else { return }
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: folder)
        #expect(throws: EngineError.self) { try Files.requireWritable(file: file) }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
    }
}

/// Who waits for whom, and where nobody is waited for; no database.
@Suite("locks of a home")
struct FileLockTests {
    private func refused(
        _ code: EngineError.Code, _ words: [String], _ body: () async throws -> Void
    ) async {
        await #expect {
            try await body()
        } throws: { error in
            (error as? EngineError)?.code == code && words.allSatisfy { "\(error)".contains($0) }
        }
    }

    @Test("a lock that another one holds is waited for; one that cannot be had at all is told with file and reason")
    func failures() async throws {
        for reason in [EWOULDBLOCK, EINTR] {
            let isOurs = try FileLock.isOurs(-1, "/h/lock") { _, _ in
                errno = reason
                return -1
            }
            #expect(!isOurs)
        }
        for (reason, text) in [(ENOLCK, "No locks available"), (ENOSYS, "Function not implemented")] {
            await refused(.configuration, ["cannot lock /h/lock: \(text)", "file system with locks"]) {
                _ = try FileLock.isOurs(-1, "/h/lock") { _, _ in
                    errno = reason
                    return -1
                }
            }
        }
    }

    @Test("a lock whose file cannot be opened is told with file and reason, also that of the anchors")
    func unopened() async throws {
        let home = Home(path: "/var/tmp/amplomb-none-\(UInt64.random(in: 0...UInt64.max))")
        let path = home.path + "/lock"
        await refused(.configuration, ["cannot open \(path): No such file", "as the owner"]) {
            try await FileLock.holding(path, mode: 0o600, patience: .zero, "waits") {}
        }
        await refused(.configuration, ["cannot open \(home.anchors).lock: No such file", "as the owner"]) {
            try AnchorSettings.change(in: home) { _ in }
        }
    }

    @Test("whoever holds the file is alone, whether it waits with its thread or without; then it is free")
    func alone() async throws {
        let path = "/var/tmp/amplomb-lock-\(UInt64.random(in: 0...UInt64.max))"
        defer { unlink(path) }
        func taken(_ body: () async throws -> Void) async {
            await refused(.unavailable, ["another amplomb holds it"], body)
        }
        func hold() async throws { try await FileLock.holding(path, mode: 0o600, patience: .zero, "holds it") {} }
        func block() throws { try FileLock.blocking(path, mode: 0o600, patience: .zero, "holds it") {} }
        try await FileLock.holding(path, mode: 0o600, patience: .zero, "holds it") {
            await taken { try await hold() }
            await taken { try block() }
        }
        try await hold()
        try block()
    }
}
