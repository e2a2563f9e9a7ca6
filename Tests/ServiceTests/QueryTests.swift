import Domain
import Foundation
import Testing

@testable import Service

@Suite struct QueueQueryTests {
    private func query(_ text: String) throws -> QueueFilter { try QueueQuery(Target.pairs(text)).filter }

    @Test("conditions are read, several values of a field stand beside each other")
    func conditions() throws {
        let filter = try query(
            "state=open&state=working&severity=high&family=aml&outcome=hold&q=P-DE+1&late=1&limit=20")
        #expect(filter.states == [.open, .working] && filter.severities == [.high] && filter.families == ["aml"])
        #expect(filter.outcomes == [.hold] && filter.text == "P-DE 1" && filter.isLate && filter.limit == 20)
        #expect(try query("state=&q=") == QueueFilter())
    }

    @Test("an address read again gives the same filter and place")
    func roundTrip() throws {
        let filter = try query("state=open&q=a%26b%3Dc%20%C3%A4&limit=7")
        let cursors = [
            QueueCursor(due: instant("2026-10-02T10:50:00Z"), risk: Score(tenths: 975), number: 1_042),
            QueueCursor(due: nil, risk: .zero, number: 1),
        ]
        for cursor in cursors {
            let path = QueueQuery.path(filter, after: cursor)
            let again = try QueueQuery(try #require(Target(path)).query).filter
            #expect(again.after == cursor && again.text == "a&b=c ä" && again.states == [.open])
        }
    }

    @Test("a place of another filter is refused")
    func foreignCursor() throws {
        let cursor = QueueCursor(due: nil, risk: .zero, number: 5)
        let path = QueueQuery.path(try query("state=open"), after: cursor).replacing("state=open", with: "state=closed")
        let error = try #require(throws: QueueQuery.Refusal.self) { try QueueQuery(try #require(Target(path)).query) }
        #expect(error.reason == "belongs to another filter")
    }

    @Test("paging visits each case once", arguments: [1, 2, 3, 50])
    func paging(_ limit: Int) async throws {
        var seen: [String] = []
        var filter = QueueFilter()
        filter.limit = limit
        // The preview's order is by number, so that the test can see a gap.
        while true {
            let page = try await SortedPreview().queue(filter)
            seen += page.rows.map(\.id)
            guard let next = page.next else { break }
            filter = try QueueQuery(try #require(Target(QueueQuery.path(filter, after: next))).query).filter
        }
        #expect(seen == PreviewData.rows.filter { $0.state != .closed }.sorted { $0.number < $1.number }.map(\.id))
    }

    private struct SortedPreview {
        func queue(_ filter: QueueFilter) async throws -> QueuePage {
            var page = try await PreviewData().queue(QueueFilter())
            page.rows.sort { $0.number < $1.number }
            if let after = filter.after { page.rows.removeAll { $0.number <= after.number } }
            let rows = Array(page.rows.prefix(filter.limit))
            page.next =
                page.rows.count > rows.count
                ? rows.last.map { QueueCursor(due: $0.due, risk: $0.risk, number: $0.number) } : nil
            page.rows = rows
            return page
        }
    }
}

@Suite struct LetterDifferenceTests {
    private func marks(_ runs: [LetterDifference.Run]) -> String {
        runs.map { $0.isMarked ? "[\($0.text)]" : $0.text }.joined()
    }

    @Test(
        "letters without a partner are marked, case aside",
        arguments: [
            ("Zoltawar", "ZOLTAVAR", "Zolta[w]ar", "ZOLTA[V]AR"), ("Anna", "Anna", "Anna", "Anna"),
            ("", "ab", "", "[ab]"),
            ("Muller", "Müller", "M[u]ller", "M[ü]ller"), ("abc", "xyz", "[abc]", "[xyz]"),
        ])
    func examples(_ ours: String, _ theirs: String, _ left: String, _ right: String) {
        let difference = LetterDifference(ours: ours, theirs: theirs)
        #expect(marks(difference.ours) == left && marks(difference.theirs) == right)
    }

    @Test("no letter is lost, and what stays unmarked is the same on both sides")
    func property() {
        var state: UInt64 = 11
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for _ in 0..<300 {
            let ours = String((0..<next(12)).map { _ in "abcAé漢"[String.Index(utf16Offset: next(6), in: "abcAé漢")] })
            let theirs = String((0..<next(12)).map { _ in "abcAé漢"[String.Index(utf16Offset: next(6), in: "abcAé漢")] })
            let difference = LetterDifference(ours: ours, theirs: theirs)
            #expect(difference.ours.map(\.text).joined() == ours && difference.theirs.map(\.text).joined() == theirs)
            let kept = { (runs: [LetterDifference.Run]) in
                runs.filter { !$0.isMarked }.map(\.text).joined().lowercased()
            }
            #expect(kept(difference.ours) == kept(difference.theirs))
        }
    }

    @Test("a very long text is handled in time")
    func long() {
        let text = String(repeating: "abcdefgh", count: 5_000)
        #expect(LetterDifference(ours: text, theirs: text + "x").ours.count == 1)
    }
}
