import Domain
import Formats
import Foundation
import Rules
import Testing
import Windows

/// The checkout this test was compiled from.
let packageRoot = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// Shared data, absent on most machines.
let sharedData: URL = {
    if let path = ProcessInfo.processInfo.environment["AMPLOMB_SHARED_DATA"] { return URL(filePath: path) }
    return packageRoot.deletingLastPathComponent().appending(path: "shared/data")
}()

func isPresent(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: sharedData.appending(path: path).path)
}

/// All files of the shipped rules folder.
func shippedFiles() throws -> [RuleSource] {
    let root = packageRoot.appending(path: "rules")
    let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    var files: [RuleSource] = []
    while let url = walker?.nextObject() as? URL {
        guard ["yaml", "csv"].contains(url.pathExtension) else { continue }
        let path = "rules" + url.path.dropFirst(root.path.count)
        let parts = path.split(separator: "/")
        guard parts.count <= 3, !["vat", "maps", "cases", "retention"].contains(parts[1]) else { continue }
        files.append(RuleSource(path: path, bytes: Array(try Data(contentsOf: url))))
    }
    return files
}

func shippedSet() throws -> RuleSet {
    let (set, diagnostics) = RuleSet.load(files: try shippedFiles(), zones: systemZones)
    return try #require(set, "\(diagnostics.map(\.description).joined(separator: "\n"))")
}

/// The zone rules of the system, through the reader that the engine uses; nil on a system without any.
let systemZones: ZoneDatabase? = {
    let folder = URL(filePath: "/usr/share/zoneinfo")
    func bytes(_ name: String) -> [UInt8]? { (try? Data(contentsOf: folder.appending(path: name))).map { Array($0) } }
    guard let index = bytes("tzdata.zi").map({ ZoneDatabase.index(tzdata: $0) }) else { return nil }
    return ZoneDatabase(version: index.version ?? "unknown", names: index.names, load: bytes)
}()

/// A loose rule file.
func loose(_ text: String, _ path: String = "test.yaml") -> RuleSource {
    RuleSource(path: path, bytes: Array(text.utf8))
}

/// Tests that take minutes in a debug build and would starve the others meanwhile.
let isLong = ProcessInfo.processInfo.environment["AMPLOMB_LONG_TESTS"] == "1"
let longReason: Comment = "takes minutes: AMPLOMB_LONG_TESTS=1 scripts/test runs it"

/// A content of a payment that was received at a time, in microseconds.
func received(at micros: Int64, cents: Int64 = 0, hash: UInt8 = 0) -> Revision {
    Revision(
        kind: .payout, receivedAt: Instant(microseconds: micros), amount: Money(micros: cents * 10_000, currency: .eur),
        contentHash: Hash32([UInt8](repeating: hash, count: 32)) ?? .zero)
}
