package import Domain
package import Formats

/// The exposure report: what it is about, its rows, and totals by currency. The same input gives the same bytes.
package struct ExposureReport: Sendable {
    /// SHA-256 of the packs that decided.
    package let packHash: Hash32
    /// Nil: as known when it was built.
    package let knownAt: Instant?
    package let filter: ExposureFilter
    package let sessions: Int
    package let rows: [ExposureRow]

    package init(packHash: Hash32, knownAt: Instant?, filter: ExposureFilter, sum: VATExposure) {
        self.packHash = packHash
        self.knownAt = knownAt
        self.filter = filter
        sessions = sum.sessionCount
        rows = sum.finish()
    }

    package static let header = [
        "country", "fee", "verdict", "currency", "lines", "net", "tax shown", "tax due", "disputed lines", "at stake",
        "above ceiling", "open",
    ]

    /// One row of texts, in the order of `header`.
    package static func cells(_ row: ExposureRow) -> [String] {
        [
            row.key.country, row.feeWords, row.key.verdict, row.key.currency.code, String(row.lines),
            row.netText, row.shownText, row.dueText ?? "", String(row.disputedLines), row.stakeText,
            row.aboveCeilingText, row.openStakeText,
        ]
    }

    /// Sums by currency, each session counted once: parts are within the line for the whole.
    package var totals: [ExposureRow] {
        var sums: [Currency: ExposureRow] = [:]
        for row in rows where !row.key.isPart {
            let key = ExposureRow.Key(
                country: "all", fee: .session, isPart: false, verdict: "all", currency: row.key.currency)
            var sum = sums[row.key.currency] ?? ExposureRow(key: key)
            sum.lines += row.lines
            sum.net += row.net
            sum.shown += row.shown
            sum.due += row.due
            sum.withoutDue += row.withoutDue
            sum.disputedLines += row.disputedLines
            sum.stake += row.stake
            sum.aboveCeiling += row.aboveCeiling
            sum.openStake += row.openStake
            sums[row.key.currency] = sum
        }
        return sums.values.sorted { $0.key < $1.key }
    }

    /// One JSON object.
    package func write(to output: inout JSONOutput) {
        output.object { json in
            json.member("format", "amplomb-vat-exposure/1")
            json.member("packs", packHash.hex)
            json.member("known_at", knownAt?.description)
            json.member("from", filter.from?.description)
            json.member("to", filter.to?.description)
            json.member("rule", filter.rule)
            json.member("country", filter.country)
            json.member("sessions", sessions)
            json.array("rows") { list in rows.forEach { Self.write($0, &list) } }
            json.array("totals") { list in totals.forEach { Self.write($0, &list) } }
        }
    }

    private static func write(_ row: ExposureRow, _ list: inout JSONOutput) {
        list.object { json in
            json.member("country", row.key.country)
            json.member("fee_type", row.key.fee.rawValue)
            json.member("part", row.key.isPart)
            json.member("verdict", row.key.verdict)
            json.member("currency", row.key.currency.code)
            json.member("lines", row.lines)
            json.member("net", row.netText)
            json.member("tax_shown", row.shownText)
            json.member("tax_due", row.dueText)
            json.member("lines_without_tax_due", row.withoutDue)
            json.member("disputed_lines", row.disputedLines)
            json.member("at_stake", row.stakeText)
            json.member("above_ceiling", row.aboveCeilingText)
            json.member("open", row.openStakeText)
        }
    }
}
