import Engine
import Evidence
import Foundation

/// Verifies an exported log without a database: the same function as `amplomb-verify`.
enum FolderVerification {
    static func run(folder: String, key: VerifierKey) throws -> VerificationReport {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw EngineError(
                .unreadable, "cannot read the log \(folder): no such folder",
                remedy: "name db:main for the database, or a folder that evidence export wrote")
        }
        return LogFolder(
            read: { path in FileManager.default.contents(atPath: folder + "/" + path).map { Array($0) } }, keys: [key]
        ).verify()
    }
}
