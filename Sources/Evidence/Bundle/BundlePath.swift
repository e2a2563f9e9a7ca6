import Domain
import Formats

/// Names of a bundle's files, and the texts that BagIt asks for.
enum BundlePath {
    static let declaration = "bagit.txt"
    static let info = "bag-info.txt"
    static let manifest = "manifest-sha256.txt"
    static let tagManifest = "tagmanifest-sha256.txt"
    static let readme = "data/README.txt"
    static let checkpoint = "data/log/checkpoint"
    static let keys = "data/log/keys.vkey"
    static let purged = "data/evidence/purged.tsv"
    static let validation = "data/validation.json"

    static let declarationText = Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8)

    static func envelope(_ index: UInt64) -> String { "data/evidence/\(index).envelope" }
    /// Instead of an envelope that was removed in full: its leaf hash, 64 hexadecimal digits and LF.
    static func leaf(_ index: UInt64) -> String { "data/evidence/\(index).leaf" }
    static func proof(_ index: UInt64) -> String { "data/evidence/\(index).tlog-proof" }
    static func payload(_ index: UInt64, _ group: FieldGroup) -> String {
        "data/evidence/\(index).\(group.rawValue).payload"
    }
    static func salt(_ index: UInt64, _ group: FieldGroup) -> String { "data/evidence/\(index).\(group.rawValue).salt" }

    /// The index that a name below `data/evidence/` begins with; nil for another name.
    static func index(of path: String) -> UInt64? {
        guard path.hasPrefix("data/evidence/") else { return nil }
        let name = path.dropFirst("data/evidence/".count)
        guard let dot = name.firstIndex(of: "."), let index = UInt64(name[..<dot]), String(index) == name[..<dot] else {
            return nil
        }
        return index
    }

    /// `<64 hex>  <path>`, a line a file, in the order given (RFC 8493 section 2.1.3).
    static func manifestText(_ files: [(path: String, hash: Hash32)]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(files.count * 120)
        for (path, hash) in files { text += Array("\(hash.hex)  \(path)\n".utf8) }
        return text
    }

    /// The files that a manifest names; nil unless it reads as `manifestText` writes it.
    static func manifestFiles(_ bytes: [UInt8]) -> [String: Hash32]? {
        var files: [String: Hash32] = [:]
        var last = ""
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            guard line.count > 66, let hash = Hash32(hex: String(decoding: line.prefix(64), as: UTF8.self)) else {
                return nil
            }
            let path = String(decoding: line.dropFirst(66), as: UTF8.self)
            guard line.elementsEqual("\(hash.hex)  \(path)".utf8), BundleFile.precedes(last, path) else { return nil }
            files[path] = hash
            last = path
        }
        return bytes.last == 0x0A ? files : nil
    }
}

/// `bag-info.txt` (RFC 8493 section 2.2.2).
struct BagInfo: Hashable {
    let subject: String
    let at: Instant
    let log: String
    let checkpointSize: UInt64
    let octets: UInt64
    let fileCount: UInt64

    /// The Bagging-Date is a day; the instant stands under a label of our own.
    var encoded: [UInt8] {
        let lines = [
            "Bagging-Date: \(at.utcDate)", "External-Identifier: \(subject)", "Payload-Oxum: \(octets).\(fileCount)",
            "Amplomb-At: \(at)", "Amplomb-Format: amplomb-bundle/1", "Amplomb-Log: \(log)",
            "Amplomb-Checkpoint-Size: \(checkpointSize)",
        ]
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }

    /// Nil unless the bytes are what `encoded` writes.
    init?(parsing bytes: [UInt8]) {
        var values: [String: String] = [:]
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let halves = line.split(separator: ": ", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { return nil }
            values[String(halves[0])] = String(halves[1])
        }
        let oxum = (values["Payload-Oxum"] ?? "").split(separator: ".").map { UInt64($0) }
        guard let subject = values["External-Identifier"], let at = values["Amplomb-At"].flatMap({ Instant($0) }),
            let log = values["Amplomb-Log"], let size = values["Amplomb-Checkpoint-Size"].flatMap({ UInt64($0) }),
            oxum.count == 2, let octets = oxum[0], let count = oxum[1]
        else { return nil }
        self.init(subject: subject, at: at, log: log, checkpointSize: size, octets: octets, fileCount: count)
        guard encoded == bytes else { return nil }
    }

    init(subject: String, at: Instant, log: String, checkpointSize: UInt64, octets: UInt64, fileCount: UInt64) {
        self.subject = subject
        self.at = at
        self.log = log
        self.checkpointSize = checkpointSize
        self.octets = octets
        self.fileCount = fileCount
    }
}
