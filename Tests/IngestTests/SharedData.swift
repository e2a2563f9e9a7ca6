import Domain
import Formats
import Foundation
import Ingest
import Testing

/// Real files that are not part of the project; tests that need them are skipped, visibly, where they are absent.
enum SharedData {
    static let root: String = {
        if let named = ProcessInfo.processInfo.environment["AMPLOMB_SHARED_DATA"] { return named }
        return packageRoot + "/../shared/data"
    }()

    static let packageRoot: String = {
        var url = URL(fileURLWithPath: #filePath)
        for _ in 0..<3 { url.deleteLastPathComponent() }
        return url.path
    }()

    static let isThere = FileManager.default.fileExists(atPath: root + "/ocpi/examples")

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: root + "/" + path)))
    }

    static func projectBytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: packageRoot + "/" + path)))
    }

    /// Paths of the files below a folder, relative to it, sorted.
    static func files(_ folder: String, suffix: String) -> [String] {
        let all = FileManager.default.enumerator(atPath: root + "/" + folder)?.compactMap { $0 as? String } ?? []
        return all.filter { $0.hasSuffix(suffix) }.sorted()
    }

    /// The zones of the machine; nil where it has none.
    static let zones: ZoneDatabase? = {
        let folder = "/usr/share/zoneinfo/"
        guard let index = FileManager.default.contents(atPath: folder + "tzdata.zi") else { return nil }
        let (version, names) = ZoneDatabase.index(tzdata: Array(index))
        return ZoneDatabase(version: version ?? "", names: names) { name in
            FileManager.default.contents(atPath: folder + name).map { Array($0) }
        }
    }()
}

/// Everything a reader handed out.
struct Reading {
    var items: [IngestItem] = []
    var report = IngestReport(file: "", format: "")
    var error: IngestError?

    var events: [Event] {
        items.compactMap { item in
            if case .event(let event) = item { event } else { nil }
        }
    }

    var rejects: [IngestReject] {
        items.compactMap { item in
            if case .reject(let reject) = item { reject } else { nil }
        }
    }

    /// Reads an OCPI file in chunks of a size, unpacking where needed.
    init(ocpi bytes: [UInt8], file: String = "test.json", options: OCPIOptions = OCPIOptions(), chunk: Int = 1 << 16) {
        var reader = OCPIReader(file: file, options: options)
        let input = HashedInput(source: Reading.source(bytes, chunk))
        do {
            while let piece = try input.next() { try reader.feed(piece) { items.append($0) } }
            try reader.finish { items.append($0) }
        } catch let damage as GzipError {
            error = reader.error(damage)
        } catch {
            self.error = error as? IngestError
        }
        report = reader.report
        report.sha256 = input.sha256
    }

    init(ocpi text: String, options: OCPIOptions = OCPIOptions()) {
        self.init(ocpi: Array(text.utf8), options: options)
    }

    /// Reads a delimited file.
    init(
        csv bytes: [UInt8], map: ColumnMap, lookups: [String: [UInt8]] = [:], zones: ZoneKnowledge, chunk: Int = 1 << 16
    ) {
        do {
            var reader = try CSVSessionReader(file: "test.csv", map: map, lookups: lookups, zones: zones)
            let next = Reading.source(bytes, chunk)
            do {
                while let piece = next() { try reader.feed(piece) { items.append($0) } }
                try reader.finish { items.append($0) }
            } catch {
                self.error = error
            }
            report = reader.report
        } catch {
            self.error = error
        }
    }

    private static func source(_ bytes: [UInt8], _ chunk: Int) -> () -> [UInt8]? {
        var offset = 0
        return {
            guard offset < bytes.count else { return nil }
            let end = min(offset + chunk, bytes.count)
            defer { offset = end }
            return Array(bytes[offset..<end])
        }
    }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
