import Domain
import Formats
import Foundation
import Tax
import Testing

/// Files that tests read: the public data beside the project, and the packs that are shipped.
enum VATSharedData {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let shared: URL = {
        if let path = ProcessInfo.processInfo.environment["AMPLOMB_SHARED_DATA"] { return URL(fileURLWithPath: path) }
        return root.deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: shared.appendingPathComponent(path).path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: shared.appendingPathComponent(path)))
    }

    /// The records of a CSV file below its header, by column.
    static func rows(_ path: String) throws -> [[String: String]] {
        var reader = CSVReader()
        reader.append(try bytes(path))
        reader.finish()
        guard case .record(let header) = reader.next() else { return [] }
        var rows: [[String: String]] = []
        while case .record(let record) = reader.next() {
            let cells = (0..<header.count).map { (header.text($0), record.text($0)) }
            rows.append(Dictionary(uniqueKeysWithValues: cells))
        }
        return rows
    }

    /// Every file below `rules/vat`.
    static func shippedSources() throws -> [TaxSource] {
        let folder = root.appendingPathComponent("rules/vat")
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        return try files.sorted().map { file in
            TaxSource(name: file, bytes: Array(try Data(contentsOf: folder.appendingPathComponent(file))))
        }
    }

    static func source(_ name: String) throws -> TaxSource {
        try #require(try shippedSources().first { $0.name == name })
    }

    static func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    static func zone(_ name: String) -> ZoneRules? {
        guard ZoneDatabase.isName(name),
            let data = try? Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)"))
        else { return nil }
        return try? ZoneRules(tzif: Array(data))
    }
}
