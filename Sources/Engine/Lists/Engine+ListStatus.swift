package import Domain
package import Screening
import Store

/// Each list with its age against its limit, at an instant.
package struct ListStatus: Sendable {
    package enum State: String, Sendable { case ok, stale, missing }

    package struct Line: Sendable {
        package let id: String
        package let title: String
        package let kind: ListKind
        package let version: Hash32?
        package let published: CivilDate?
        package let entries: Int
        package let names: Int
        package let confirmedAt: Instant?
        /// Full hours since the list was last known to be the publisher's newest.
        package let ageHours: Int?
        /// Nil for a sample.
        package let limitHours: Int?
        package let state: State
        /// Whether payouts are held without it.
        package let isNeeded: Bool
    }

    package let lines: [Line]
    package let at: Instant

    package var inForce: [Line] { lines.filter { $0.version != nil } }

    /// Only invented lists are in force: a home for trying.
    package var isSamplesOnly: Bool { ListSources.isSamplesOnly(inForce.map(\.id)) }

    /// Every enabled list is there and fresh, and so is every other list in force.
    package var isWell: Bool { !inForce.isEmpty && lines.allSatisfy { $0.state == .ok } }

    /// One line for a screen that shows other things as well.
    package var summary: String {
        if inForce.isEmpty { return "none in force: payouts are held" }
        let state = inForce.map { line in
            "\(line.id) \(line.entries) entries\(line.ageHours.map { ", \($0) h" } ?? "")\(line.state == .stale ? " stale" : "")"
        }
        let missing = isSamplesOnly ? [] : lines.filter { $0.state == .missing }.map { "\($0.id) missing" }
        return (isSamplesOnly ? "samples only: " : "") + (state + missing).joined(separator: "; ")
    }
}

extension Engine {
    /// The state of every list in force and of every enabled one that is not; at an instant, or now.
    package func listStatus(at instant: Instant? = nil) async throws -> ListStatus {
        let sources = try listSources
        let now = instant ?? options.clock()
        let rows = try await store.listsInForce(at: instant)
        var lines = rows.map { Self.line($0, sources, now) }
        let known = Set(lines.map(\.id))
        for source in sources.enabled where !known.contains(source.id) {
            lines.append(
                ListStatus.Line(
                    id: source.id, title: source.title, kind: .official, version: nil, published: nil, entries: 0,
                    names: 0,
                    confirmedAt: nil, ageHours: nil, limitHours: source.maximumAgeHours, state: .missing, isNeeded: true
                ))
        }
        return ListStatus(lines: lines.sorted { $0.id < $1.id }, at: now)
    }

    private static func line(_ row: ListInForceRow, _ sources: ListSources, _ now: Instant) -> ListStatus.Line {
        let version = row.version
        let limit = sources.maximumAge(of: version.listID)
        let isStale = limit.map { row.confirmedAt + $0 < now } ?? false
        return ListStatus.Line(
            id: version.listID, title: sources[version.listID]?.title ?? version.listID,
            kind: ListKind(listID: version.listID), version: version.sha256, published: version.publishedAt?.utcDate,
            entries: Int(version.entries), names: Int(version.names), confirmedAt: row.confirmedAt,
            ageHours: max(0, Int((now - row.confirmedAt).microseconds / TimeSpan.hour.microseconds)),
            limitHours: limit.map { Int($0.microseconds / TimeSpan.hour.microseconds) },
            state: isStale ? .stale : .ok, isNeeded: sources[version.listID]?.isEnabled ?? false)
    }
}
