package import Domain
import Formats
import Foundation
package import Screening
import Store

/// What is in force, as a file beside the index: commands that only screen read it and need no database.
///
/// The database decides; this file follows it, is replaced whole, and is written again when the two differ.
package struct ActiveLists: Hashable, Sendable {
    package struct Item: Hashable, Sendable {
        package let id: String
        package let version: Hash32
        package let format: ListFormat
        package let published: CivilDate?
        package let confirmedAt: Instant
        package let entries: Int
        package let names: Int
        /// Kept files in the order they are read.
        package let files: [File]

        package var kind: ListKind { ListKind(listID: id) }
    }

    package struct File: Hashable, Sendable {
        package let name: String
        package let hash: Hash32
    }

    package let items: [Item]
    /// Name of the index file below the lists folder.
    package let index: String

    init(items: [Item], index: String) {
        self.items = items
        self.index = index
    }

    package subscript(_ id: String) -> Item? { items.first { $0.id == id } }

    package var isSamplesOnly: Bool { ListSources.isSamplesOnly(items.map(\.id)) }

    // MARK: As a file

    var encoded: [UInt8] {
        var output = JSONOutput(isPretty: true)
        output.object { json in
            json.member("format", Self.formatName)
            json.member("index", index)
            json.array("lists") { array in
                for item in items { array.object { Self.write(item, &$0) } }
            }
        }
        output.endLine()
        return output.bytes
    }

    private static let formatName = "amplomb-lists/1"

    private static func write(_ item: Item, _ json: inout JSONOutput) {
        json.member("list", item.id)
        json.member("version", item.version.hex)
        json.member("read_as", item.format.rawValue)
        json.member("published", item.published?.description)
        json.member("confirmed_us", item.confirmedAt.microseconds)
        json.member("entries", item.entries)
        json.member("names", item.names)
        json.array("files") { files in
            for file in item.files {
                files.object { inner in
                    inner.member("name", file.name)
                    inner.member("sha256", file.hash.hex)
                }
            }
        }
    }

    /// Nil for anything that `encoded` does not write: the file is then made again from the database.
    init?(encoded bytes: [UInt8]) {
        guard let root = try? JSONDocument(parsing: bytes).root, root["format"]?.string == Self.formatName,
            let index = root["index"]?.string, !index.contains("/"), let lists = root["lists"]
        else { return nil }
        var items: [Item] = []
        for value in lists.elements {
            guard let item = Self.item(value) else { return nil }
            items.append(item)
        }
        self.init(items: items, index: index)
    }

    private static func item(_ value: JSONValue) -> Item? {
        guard let id = value["list"]?.string, ListSources.isID(id),
            let version = value["version"]?.string.flatMap({ Hash32(hex: $0) }),
            let format = value["read_as"]?.string.flatMap({ ListFormat(rawValue: $0) }),
            let confirmed = value["confirmed_us"]?.integer, let entries = value["entries"]?.integer,
            let names = value["names"]?.integer, let kept = value["files"]
        else { return nil }
        var files: [File] = []
        for file in kept.elements {
            guard let name = file["name"]?.string, let hash = file["sha256"]?.string.flatMap({ Hash32(hex: $0) }) else {
                return nil
            }
            files.append(File(name: name, hash: hash))
        }
        return Item(
            id: id, version: version, format: format, published: value["published"]?.string.flatMap { CivilDate($0) },
            confirmedAt: Instant(microseconds: confirmed), entries: Int(entries), names: Int(names), files: files)
    }
}

extension ActiveLists.Item {
    /// What the database says about a list in force; nil for a format that this program does not read.
    init?(_ row: ListInForceRow, files: [ListFileRow]) {
        guard let format = ListFormat(rawValue: row.version.source) else { return nil }
        self.init(
            id: row.version.listID, version: row.version.sha256, format: format,
            published: row.version.publishedAt?.utcDate, confirmedAt: row.confirmedAt,
            entries: Int(row.version.entries), names: Int(row.version.names),
            files: files.map { ActiveLists.File(name: $0.name, hash: $0.sha256) })
    }
}
