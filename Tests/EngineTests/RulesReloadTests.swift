import Assessment
import Domain
import Foundation
import Ingest
import Store
import Testing

@testable import Engine

@Suite("reload of rules", .serialized, .enabled(if: hasPostgreSQL, "PostgreSQL 15 or later is not installed"))
struct RulesReloadTests {
    private static let cdrs = String(
        decoding: Sample(seed: 7).files.first { $0.path == "sessions/cdrs.jsonl" }?.bytes ?? [], as: UTF8.self
    ).split(separator: "\n")
    private static let name = "sessions/ev-s-901-always.yaml"
    private static let always = RulesFolder.rule(
        "EV-S-901", on: "session", key: "cpo_id",
        given: "cpo_id: C, energy: 1 kWh, start: 2021-01-01T10:00:00Z, end: 2021-01-01T11:00:00Z",
        when: "energy >= 0 kWh and count(history.sessions by cpo_id within 36 d) >= 0")

    private func ingest(_ engine: Engine, _ path: String) async throws {
        _ = try await engine.ingest(
            IngestRequest(files: [path], format: .ocpi(module: nil, version: nil, owner: nil)), progress: { _ in })
    }

    /// `AMPLOMB_RULES_RELOADS` asks for the long form, such as 10000.
    private static let reloads =
        ProcessInfo.processInfo.environment["AMPLOMB_RULES_RELOADS"].flatMap(Int.init).map { max(2, $0 / 2 * 2) } ?? 12

    @Test("rules that change under load judge whole batches: a decision is by the set that it names, and by all of it")
    func underLoad() async throws {
        let test = try TestHome()
        let folder = try RulesFolder(test)
        let engine = try await test.engine(rules: folder.path)
        let without = try #require(try await engine.reloadedHash(), "the set at the beginning")
        let lines = Array(Self.cdrs.prefix(1_500))
        var paths: [String] = []
        for (number, start) in stride(from: 0, to: lines.count, by: 100).enumerated() {
            paths.append(try test.write(Array(lines[start..<start + 100]), "part-\(number).jsonl"))
        }
        // The first and the last part meet a known set; between them the rules change as often as they can.
        try await ingest(engine, paths[0])
        async let reloads: Int = {
            var accepted = 0
            for turn in 0..<Self.reloads {
                if turn % 2 == 0 { try folder.write(Self.always, Self.name) } else { try folder.remove(Self.name) }
                if case .accepted(let changed, _) = try await engine.reloadRules() {
                    #expect(changed == ["EV-S-901"])
                    accepted += 1
                }
                if Self.reloads <= 12 { try await Task.sleep(for: .milliseconds(60)) }
            }
            return accepted
        }()
        for path in paths[1..<paths.count - 1] { try await ingest(engine, path) }
        #expect(try await reloads == Self.reloads)
        try folder.write(Self.always, Self.name)
        _ = try await engine.reloadRules()
        let with = engine.context.knowledge.hash
        try await ingest(engine, paths[paths.count - 1])
        try await engine.settle()
        var judged: [Bool: Int] = [:]
        var cursor: EventCursor? = .start
        while let place = cursor {
            let page = try await engine.store.currentEvents(after: place, limit: 4096)
            for event in page.events {
                let latest = try #require(try await engine.store.latestAssessment(of: event.key))
                let isWith = latest.hits.contains("EV-S-901")
                #expect(latest.knowledgeHash == (isWith ? with : without), "\(event.key)")
                judged[isWith, default: 0] += 1
            }
            cursor = page.next
        }
        #expect(judged.values.reduce(0, +) == 1_500)
        #expect(judged[true] ?? 0 >= 100 && judged[false] ?? 0 >= 100, "each of the two sets judged: \(judged)")
        print("reload under load: \(judged[true] ?? 0) judged with the rule, \(judged[false] ?? 0) without")
        let replay = try await engine.replay(key: nil)
        #expect(replay.differences.isEmpty, "\(replay.text)")
        try await engine.close()
    }

    @Test("a folder that does not load leaves the whole set in force and opens an operations case")
    func refused() async throws {
        let test = try TestHome()
        let folder = try RulesFolder(test)
        let engine = try await test.engine(rules: folder.path)
        let before = try #require(try await engine.reloadedHash())
        try folder.write(Self.always.replacing("energy >= 0", with: "enrgy >= 0"), Self.name)
        guard case .refused(let lines) = try await engine.reloadRules() else {
            Issue.record("a rule with an unknown name was taken")
            return
        }
        #expect(lines.first?.contains("unknown name 'enrgy'") == true, "\(lines)")
        #expect(engine.context.knowledge.hash == before)
        _ = try await engine.reloadRules()
        var filter = QueuedCaseFilter()
        filter.families = ["ops"]
        let cases = try await engine.store.queuedCases(filter, limit: 10).filter { $0.subjectID == "rules" }
        #expect(cases.count == 1 && cases.first?.itemCount == 2)
        try folder.write(Self.always, Self.name)
        guard case .accepted(["EV-S-901"], _) = try await engine.reloadRules() else {
            Issue.record("the mended rule was refused")
            return
        }
        #expect(try await engine.reloadRules() == .unchanged)
        try await engine.close()
    }
}

extension Engine {
    /// The hash of the knowledge in force, loaded where it was not yet.
    fileprivate func reloadedHash() async throws -> Hash32? {
        try await context.loadKnowledge()
        return context.knowledge.hash
    }
}
