import Assessment
package import Domain
import Formats
import Screening
import Store

/// The screenings that an assessment recorded, read from its stored result.
enum StoredScreening {
    struct Party: Sendable, Equatable {
        let role: String
        let outcome: String
        let unknown: [String]
        let candidates: [Candidate]
    }

    struct Candidate: Sendable, Equatable {
        let list: String
        let entryID: String
        let name: String
        let score: String
        let band: String
        let isMatch: Bool
        let clearedBy: String?
    }

    /// Empty for a result without screenings, and for bytes that are no result.
    static func parties(in result: [UInt8]) -> [Party] {
        guard let document = try? JSONDocument(parsing: result), let all = document.root["screening"] else { return [] }
        return all.elements.map { party in
            Party(
                role: party["role"]?.string ?? "", outcome: party["outcome"]?.string ?? "",
                unknown: party["unknown"]?.elements.compactMap(\.string) ?? [],
                candidates: party["candidates"]?.elements.map { candidate in
                    Candidate(
                        list: candidate["list"]?.string ?? "", entryID: candidate["entry"]?.string ?? "",
                        name: candidate["name"]?.string ?? "", score: candidate["score"]?.string ?? "",
                        band: candidate["band"]?.string ?? "", isMatch: candidate["match"]?.bool ?? false,
                        clearedBy: candidate["cleared_by"]?.string)
                } ?? [])
        }
    }
}

/// What a replay of the screening of one assessment came to.
package struct ScreeningReplay: Sendable {
    package let parties: Int
    package let candidates: Int
    /// One sentence a difference.
    package let differences: [String]
    /// Lists, tables or thresholds that are not those of the assessment, one sentence each.
    package let otherKnowledge: [String]

    package var isIdentical: Bool { differences.isEmpty }

    package var text: String {
        let what = "\(parties) screened names, \(candidates) candidates"
        if differences.isEmpty && otherKnowledge.isEmpty { return "identical: \(what)" }
        var lines = [differences.isEmpty ? "identical: \(what), although:" : "differs: \(what)"]
        lines += otherKnowledge.map { "  \($0)" } + differences.map { "  \($0)" }
        return lines.joined(separator: "\n")
    }
}

extension Engine {
    /// Screens the names of a stored event again with what is in force, and holds the result against what the assessment
    /// recorded.
    ///
    /// - Parameter revision: of the assessment; nil is the latest.
    package func explainScreening(_ key: EventKey, revision: Int? = nil) async throws -> ScreeningReplay {
        try await context.loadKnowledge()
        let all = try await store.assessments(of: key)
        guard let assessment = all.first(where: { revision == nil || Int($0.revision) == revision }) else {
            throw EngineError(
                .unreadable, all.isEmpty ? "there is no assessment of \(key)" : "\(key) has no such revision",
                remedy: "amplomb assess list shows what there is")
        }
        guard assessment.eventRevision == all.first?.eventRevision,
            let event = try await context.events([key]).first?.event
        else {
            throw EngineError(
                .unavailable, "the revision of \(key) that was assessed is not the current one",
                remedy: "leave --revision out for the latest assessment")
        }
        let before = StoredScreening.parties(in: assessment.result ?? [])
        let after = StoredScreening.parties(
            in: try Self.result(Assessor(knowledge: context.knowledge).prepare(event).screenings))
        return ScreeningReplay(
            parties: before.count, candidates: before.reduce(0) { $0 + $1.candidates.count },
            differences: Self.differences(before, after), otherKnowledge: try await otherKnowledge(assessment))
    }

    /// The screenings in the form in which a result holds them.
    private static func result(_ screenings: [PartyScreening]) throws -> [UInt8] {
        try CanonicalJSON.object { json in PartyScreening.write(screenings, to: &json) }
    }

    private static func differences(
        _ before: [StoredScreening.Party], _ after: [StoredScreening.Party]
    ) -> [String] {
        var found: [String] = []
        if before.count != after.count {
            found.append("\(before.count) names were screened, now \(after.count)")
        }
        for (index, (old, new)) in zip(before, after).enumerated() where old != new {
            let who = old.role.isEmpty ? "name \(index + 1)" : old.role
            if old.outcome != new.outcome { found.append("\(who): outcome \(old.outcome), now \(new.outcome)") }
            if old.unknown != new.unknown {
                found.append(
                    "\(who): not assessed [\(old.unknown.joined(separator: ", "))], now "
                        + "[\(new.unknown.joined(separator: ", "))]")
            }
            found += differences(of: who, old.candidates, new.candidates)
        }
        return found
    }

    private static func differences(
        of who: String, _ before: [StoredScreening.Candidate], _ after: [StoredScreening.Candidate]
    ) -> [String] {
        var found: [String] = []
        for old in before {
            guard let new = after.first(where: { $0.list == old.list && $0.entryID == old.entryID }) else {
                found.append("\(who): \(old.list) \(old.entryID) was found, and is not now")
                continue
            }
            if new.score != old.score || new.band != old.band {
                found.append(
                    "\(who): \(old.list) \(old.entryID) scored \(old.score) \(old.band), now \(new.score) \(new.band)")
            }
            if new.name != old.name { found.append("\(who): \(old.list) \(old.entryID) matched by another name now") }
            if new.clearedBy != old.clearedBy {
                found.append(
                    "\(who): \(old.list) \(old.entryID) cleared by \(old.clearedBy ?? "nobody"), now "
                        + (new.clearedBy ?? "nobody"))
            }
            if new.isMatch != old.isMatch { found.append("\(who): \(old.list) \(old.entryID) match changed") }
        }
        for new in after where !before.contains(where: { $0.list == new.list && $0.entryID == new.entryID }) {
            found.append("\(who): \(new.list) \(new.entryID) is found now, and was not then")
        }
        let order = before.map { "\($0.list):\($0.entryID)" } != after.map { "\($0.list):\($0.entryID)" }
        if found.isEmpty && order { found.append("\(who): the order of the candidates") }
        return found
    }

    /// What of the stored manifest is not in force now.
    private func otherKnowledge(_ assessment: StoredAssessment) async throws -> [String] {
        let now = context.knowledge
        if assessment.knowledgeHash == now.hash { return [] }
        guard let row = try await store.knowledge(assessment.knowledgeHash),
            let document = try? JSONDocument(parsing: row.content),
            let current = try? JSONDocument(parsing: now.manifest)
        else { return ["the knowledge of the assessment is not stored: versions cannot be compared"] }
        var found: [String] = []
        for (name, title) in [("screening_thresholds", "thresholds"), ("name_tables", "name tables")] {
            let (old, new) = (document.root[named: name]?.string, current.root[named: name]?.string)
            if old != new { found.append("other \(title): \(short(old)) then, \(short(new)) now") }
        }
        var lists: [String: (old: String?, new: String?)] = [:]
        for member in document.root["lists"].map({ Array($0.members) }) ?? [] {
            lists[String(decoding: member.name, as: UTF8.self), default: (nil, nil)].old = member.value.string
        }
        for member in current.root["lists"].map({ Array($0.members) }) ?? [] {
            lists[String(decoding: member.name, as: UTF8.self), default: (nil, nil)].new = member.value.string
        }
        for id in lists.keys.sorted() {
            guard let pair = lists[id], pair.old != pair.new else { continue }
            found.append("other version of list \(id): \(short(pair.old)) then, \(short(pair.new)) now")
        }
        return found
    }

    private func short(_ hash: String?) -> String { hash.map { String($0.prefix(12)) } ?? "none" }
}
