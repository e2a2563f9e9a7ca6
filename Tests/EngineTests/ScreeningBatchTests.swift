import Domain
import Foundation
import Screening
import Testing

@testable import Engine

@Suite struct ScreeningBatchTests {
    /// A folder that goes with the value.
    private final class Folder {
        let path = "/var/tmp/amplomb-batch-\(UInt64.random(in: 0...UInt64.max))"

        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
        deinit { try? FileManager.default.removeItem(atPath: path) }

        func write(_ text: String, _ name: String) throws -> String {
            try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
            return path + "/" + name
        }

        func lines(_ name: String) throws -> [String] {
            try String(contentsOfFile: path + "/" + name, encoding: .utf8).split(separator: "\n").map(String.init)
        }
    }

    private let desk: ScreeningDesk

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("sanctions-lists/samples/un.xml")
        let list = try ListImporter.read([ListFile(name: "un.xml", bytes: [UInt8](try Data(contentsOf: file)))])
        desk = ScreeningDesk(screener: Screener(ListSnapshot([list])))
    }

    private func run(
        _ folder: Folder, _ text: String, _ name: String, columns: [SubjectText.Field: String] = [:]
    ) async throws -> ScreeningBatchSummary {
        let request = ScreeningBatchRequest(
            file: try folder.write(text, name), columns: columns, output: folder.path + "/out.jsonl")
        return try await ScreeningBatch.run(request, desk: desk) { _ in }
    }

    @Test("a CSV file with its own columns: results in order, rejects with line, field and reason")
    func csv() async throws {
        let folder = try Folder()
        let text = """
            full_name,born,nation,type
            Sampel Abdul Probe,1961,YE,person
            "Nobody
            Anywhere",,,person
            Nobody Else,1961-13-01,Atlantis,person
            ,,,person
            Sample Relief Foundation,,,company

            """
        let summary = try await run(
            folder, text, "people.csv", columns: [.name: "full_name", .dob: "born", .countries: "nation"])
        #expect(summary == ScreeningBatchSummary(read: 5, screened: 3, matches: 2, rejected: 2))
        let results = try folder.lines("out.jsonl")
        #expect(results.count == 3)
        #expect(results[0].hasPrefix(#"{"query":{"name":"Sampel Abdul Probe","type":"person","dob":"1961""#))
        #expect(results[1].contains(#""name":"Nobody\nAnywhere""#) && results[2].contains("SAe.001"))
        #expect(
            try folder.lines("out.jsonl.rejects.jsonl") == [
                #"{"line":5,"field":"dob","reason":"expected a date as 1961, 1961-03 or 1961-03-01"}"#,
                #"{"line":5,"field":"countries","reason":"expected an ISO 3166-1 alpha-2 code, for example DE"}"#,
                #"{"line":6,"field":"name","reason":"expected letters of any script"}"#,
            ])
    }

    @Test("NDJSON rows have the members of the query; a broken line costs itself")
    func ndjson() async throws {
        let folder = try Folder()
        let text = """
            {"name":"Sampel Abdul Probe","countries":["YE"]}
            {"name":"Nobody"
            {"name":"Nobody","colour":"red"}
            {"name":"Nobody","dob":null}

            """
        let summary = try await run(folder, text, "people.ndjson")
        #expect(summary.screened == 2 && summary.rejected == 2 && summary.matches == 1)
        let rejects = try folder.lines("out.jsonl.rejects.jsonl")
        #expect(
            rejects[0].hasPrefix(#"{"line":2,"field":"record""#) && rejects[1].hasPrefix(#"{"line":3,"field":"colour""#)
        )
    }

    @Test("many rows come out in their order, block after block")
    func order() async throws {
        let folder = try Folder()
        let names = (0..<5_000).map { "Nobody Number\($0)" }
        let summary = try await run(folder, names.joined(separator: "\n"), "names.txt")
        #expect(summary.screened == 5_000 && summary.rejected == 0 && summary.matches == 0)
        let results = try folder.lines("out.jsonl")
        #expect(results.count == 5_000)
        #expect(zip(names, results).allSatisfy { $1.hasPrefix(#"{"query":{"name":"\#($0)""#) })
    }

    @Test("commas and quotes belong to a name in a text file")
    func text() async throws {
        let folder = try Folder()
        let summary = try await run(folder, "O\"Probe, Sampel \"Abdul\"\r\nSampel Abdul Probe\n", "names.txt")
        #expect(summary.screened == 2 && summary.rejected == 0)
        #expect(try folder.lines("out.jsonl")[0].contains(#""name":"O\"Probe, Sampel \"Abdul\"""#))
    }

    @Test("a file without the columns it needs, an empty one, and one that would overwrite itself are refused whole")
    func refusals() async throws {
        let folder = try Folder()
        for (text, columns) in [
            ("surname,born\nA,1\n", [:]), ("name\nA\n", [.dob: "born"]), ("", [:]),
        ] as [(String, [SubjectText.Field: String])] {
            await #expect { try await run(folder, text, "people.csv", columns: columns) } throws: {
                ($0 as? EngineError)?.code == .unreadable
            }
            #expect(!FileManager.default.fileExists(atPath: folder.path + "/out.jsonl"))
        }
        await #expect(throws: EngineError.self) {
            _ = try await run(folder, "A\n", "names.txt", columns: [.name: "name"])
        }
        let path = try folder.write("Nobody\n", "same.txt")
        for request in [
            ScreeningBatchRequest(file: path, output: path),
            ScreeningBatchRequest(file: path, output: folder.path + "/a", rejects: folder.path + "/a"),
            ScreeningBatchRequest(file: folder.path + "/absent.txt", output: folder.path + "/a"),
            ScreeningBatchRequest(file: path, output: folder.path + "/no/such/folder"),
        ] {
            await #expect(throws: EngineError.self) { _ = try await ScreeningBatch.run(request, desk: desk) { _ in } }
        }
        #expect(try folder.lines("same.txt") == ["Nobody"])
    }

    @Test("the audit counts names")
    func checks() async throws {
        let report = try await Engine.auditScreening(
            desk.screener, sample: 40, seed: 3, names: ["Sampel Abdul Probe"], type: .person
        ) { _ in }
        #expect(report.names == 41 && report.missed == 0 && report.json.contains(#""missed":0"#))
    }
}
