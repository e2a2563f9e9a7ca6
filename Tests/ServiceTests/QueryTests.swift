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
