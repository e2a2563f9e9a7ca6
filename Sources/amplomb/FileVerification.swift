import Engine
import Evidence
import Foundation

/// Verifies a bundle or an exported log without a database: the same function as `amplomb-verify`.
enum FileVerification {
    struct Request {
        let path: String
        let keys: [VerifierKey]
        let held: [[UInt8]]
        /// Whose cosignatures count.
        let witnesses: [WitnessKey]
        let other: String?
        /// Whether a bundle must say who made it.
        let isAttested: Bool
        let jobs: Int
    }

    static func run(_ request: Request, progress: (UInt64, UInt64) -> Void) throws -> VerificationReport {
        if isFolder(request.path) {
            guard !request.isAttested else {
                throw EngineError(
                    .unreadable, "an exported log carries no attestation",
                    remedy: "leave --attested out, or give a bundle")
            }
            return LogFolder(
                read: reader(request.path), keys: request.keys, held: request.held, witnesses: request.witnesses,
                other: request.other.map(reader), jobs: request.jobs
            ).verify(progress: progress)
        }
        let file = try RandomAccessFile(request.path)
        guard BundleVerifier.isArchive(try file.read(0, Int(min(file.size, 4)))) else {
            throw EngineError(
                .unreadable, "\(request.path) is neither an evidence bundle nor the folder of an exported log",
                remedy: "name db:main for the database, or what evidence bundle or evidence export wrote")
        }
        guard request.other == nil else {
            throw EngineError(
                .unreadable, "a bundle is compared with checkpoints, not with an export",
                remedy: "give --against the file 'checkpoint' of the export")
        }
        var verifier = BundleVerifier(
            BundleSource(size: file.size, read: file.read), keys: request.keys, held: request.held,
            witnesses: request.witnesses, isAttestationDemanded: request.isAttested)
        return verifier.verify()
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The files of a folder by name.
    static func reader(_ folder: String) -> LogFolder.Read {
        { path in
            let place = folder + "/" + path
            return FileManager.default.fileExists(atPath: place) ? try Files.read(place) : nil
        }
    }
}

/// A file that is read at any place.
final class RandomAccessFile {
    let path: String
    let size: UInt64
    private let handle: FileHandle

    init(_ path: String) throws(EngineError) {
        guard let handle = FileHandle(forReadingAtPath: path), let size = try? handle.seekToEnd() else {
            throw EngineError(.unreadable, "cannot read \(path)", remedy: "check the path and its permissions")
        }
        self.path = path
        self.handle = handle
        self.size = size
    }

    deinit { try? handle.close() }

    func read(_ offset: UInt64, _ count: Int) throws -> [UInt8] {
        if count == 0 { return [] }
        try handle.seek(toOffset: offset)
        guard let data = try handle.read(upToCount: count), data.count == count else {
            throw EngineError(.unreadable, "cannot read \(path) to its end")
        }
        return [UInt8](data)
    }
}
