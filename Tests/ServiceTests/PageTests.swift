import Domain
import Engine
import Foundation
import Logging
import Testing

@testable import Service

@Suite struct HostilePageTests {
    /// A case whose every text is the given one.
    private struct Hostile: ConsoleData {
        let word: String

        func queue(_ filter: QueueFilter) async throws -> QueuePage {
            var page = try await PreviewData().queue(filter)
            page.rows = [row]
            return page
        }

        var row: QueueRow {
            var row = PreviewData.rows[0]
            row.subject = word
            row.why = word
            row.family = word
            row.subjectKind = word
            row.assignee = word
            return row
        }

        func caseFile(_ id: String) async throws -> CasePage? {
            var page = PreviewData.page(row)
            page.held = [HeldView(payout: word, amount: euros(1))]
            page.follows = word
            page.disposition = word
            page.reasonCodes = [word]
            page.legalEntity = word
            for index in page.items.indices {
                page.items[index].ruleTitle = word
                page.items[index].say = [.words(word), .value(word)]
                page.items[index].values = [NamedValue(name: word, value: word)]
                page.items[index].missing = [word]
                page.items[index].event = word
                page.items[index].counterfactual = word
                page.items[index].match?.fields = [MatchField(name: word, ours: word, theirs: word, similarity: word)]
                page.items[index].match?.parts = [ScorePart(name: word, tenths: 1)]
            }
            page.timeline = [TimelineView(at: PreviewData.now, kind: word, actor: word, text: word, evidenceIndex: nil)]
            return page
        }

        func assessment(_ id: String) async throws -> AssessmentPage? { nil }
        func match(caseID: String, item: Int) async throws -> ExplainedMatch? {
            try await PreviewData().match(caseID: caseID, item: item).map {
                ExplainedMatch(role: word, query: word, candidate: $0.candidate, list: $0.list)
            }
        }

        func goodList() async throws -> [GoodListView] {
            var decisions = try await PreviewData().goodList()
            decisions[0].subject = word
            decisions[0].reason = word
            decisions[0].persons = [word]
            return decisions
        }

        func screeningDesk() async throws -> ScreeningDesk { try await PreviewData().screeningDesk() }
        func health() async -> HealthView { HealthView(checks: [.init(name: word, isWell: true, detail: word)]) }
    }

    private func tags(_ data: Hostile, _ target: String) async -> [String] {
        let headers = ["host": "localhost", "accept": "text/html"]
        let reply = await Console(data: data).reply(to: ConsoleRequest(target: target, headers: headers))
        return text(reply).split(separator: "<").dropFirst().map { String($0.prefix { !" >".contains($0) }) }
    }

    @Test(
        "hostile texts in every field change no element of a page",
        arguments: ["/queue", "/cases/C-1042", "/healthz", "/goodlist", "/cases/C-1042/match/1"])
    func elements(_ target: String) async {
        let words = [
            "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='x",
            "</textarea></title><svg onload=x>",
            "&lt;script&gt;", "{{7*7}}", "\u{202E}txt\u{0}", "]]><!--",
        ]
        let expected = await tags(Hostile(word: "plain"), target)
        for word in words { #expect(await tags(Hostile(word: word), target) == expected, "\(word)") }
    }
}

@Suite struct AccessibilityTests {
    @Test(
        "every form field has a label, every image a text, ids are unique, headings do not skip",
        arguments: ["/queue", "/cases/C-1042", "/assessments/9c41", "/screening?name=Sampel+Probe", "/goodlist"])
    func structure(_ target: String) async throws {
        let page = text(await get(target))
        let ids = values(page, " id=\"")
        #expect(Set(ids).count == ids.count)
        for id in values(page, " for=\"") { #expect(ids.contains(id)) }
        for element in page.split(separator: "<")
        where element.hasPrefix("select") || (element.hasPrefix("input") && !element.contains("hidden")) {
            let id = try #require(values(String(element), " id=\"").first)
            #expect(page.contains("for=\"\(id)\""))
        }
        #expect(page.contains("<html lang=\"en\"") && page.components(separatedBy: "<h1").count == 2)
        #expect(page.contains("<main id=\"main\"") && page.contains("href=\"#main\""))
        var level = 1
        for piece in page.components(separatedBy: "<h").dropFirst() {
            guard let digit = piece.first.flatMap({ Int(String($0)) }) else { continue }
            #expect(digit <= level + 1, "\(piece.prefix(40))")
            level = digit
        }
    }

    private func values(_ page: String, _ attribute: String) -> [String] {
        page.components(separatedBy: attribute).dropFirst().map { String($0.prefix { $0 != "\"" }) }
    }

    @Test(
        "every word of the catalogue is used by a page",
        .enabled(if: sourceFolder != nil, "the sources are not beside the tests"))
    func words() throws {
        let folder = try #require(sourceFolder)
        var all = ""
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            guard file.pathExtension == "swift", file.lastPathComponent != "Words.swift" else { continue }
            all += try String(contentsOf: file, encoding: .utf8)
        }
        let phrases = try String(contentsOf: folder.appending(path: "Words.swift"), encoding: .utf8)
        let rest = phrases.components(separatedBy: "enum Phrase").last ?? ""
        for word in Word.allCases { #expect(all.contains(".\(word)") || rest.contains(".\(word)"), "\(word)") }
    }
}

private let sourceFolder: URL? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let folder = root.appending(path: "Sources/Service")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

@Suite struct ServerTests {
    @Test("a port in use ends in one sentence with the remedy")
    func portTaken() async throws {
        let listen = try ListenAddress("127.0.0.1:\(20_000 + Int(ProcessInfo.processInfo.processIdentifier) % 20_000)")
        let (ready, signal) = AsyncStream<String>.makeStream()
        let server = Task {
            try await Service.run(listen: listen, data: PreviewData(), logger: quiet) { signal.yield($0) }
        }
        for await address in ready {
            #expect(address == "http://\(listen)/")
            break
        }
        let error = await #expect(throws: ServiceError.self) {
            try await Service.run(listen: listen, data: PreviewData(), logger: quiet)
        }
        #expect(error?.code == .portTaken)
        server.cancel()
        _ = try? await server.value
    }

    @Test(
        "serves the preview until it is stopped",
        .enabled(
            if: ProcessInfo.processInfo.environment["AMPLOMB_PREVIEW_PORT"] != nil,
            "set AMPLOMB_PREVIEW_PORT to look at the pages"))
    func preview() async throws {
        let port = try #require(ProcessInfo.processInfo.environment["AMPLOMB_PREVIEW_PORT"])
        try await Service.run(listen: ListenAddress(port), data: PreviewData(), logger: quiet)
    }

    private var quiet: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }
}
