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
