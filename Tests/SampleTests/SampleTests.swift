import Domain
import Engine
import Foundation
import Testing

@Suite struct SampleTests {
    @Test("the same seed gives the same bytes, another seed others")
    func determinism() throws {
        let again = Sample(seed: 42)
        #expect(sample.files.map(\.path) == again.files.map(\.path))
        #expect(zip(sample.files, again.files).allSatisfy { $0.bytes == $1.bytes })
        let other = Sample(seed: 43)
        for path in ["sessions/cdrs.jsonl", "payouts/payouts.jsonl", "rates/eurofxref-hist.csv"] {
            #expect(try file(path) != file(path, of: other), "\(path)")
        }
    }

    @Test("seed 42 is the same on every machine: the hash of all files is pinned")
    func pinned() {
        let text = sample.files.map { "\($0.path) \(stableHash(String(decoding: $0.bytes, as: UTF8.self)))" }.joined()
        #expect(String(stableHash(text), radix: 16) == "9be956aa4ec09258")
    }

    @Test("the promised numbers of records")
    func counts() throws {
        #expect(sample.participants == 40 && sample.sessions == 20_000 && sample.payouts == 600)
        #expect(try lines("participants/participants.jsonl").count == 40 && cdrs.count == 20_000)
        #expect(try ReadPayout.records().count + ReadPayout.bankFiles().count == 600)
        #expect(Set(cdrs.map(\.key)).count == 20_000 && Set(cdrs.map(\.country)).count == 13)
        #expect(Set(sample.truth.map(\.typology)).count == SampleTypology.allCases.count)
        #expect(Set(sample.truth.filter(\.isHit).map(\.typology)).count == SampleTypology.allCases.count)
    }

    @Test("every identifier passes its own check")
    func identifiers() throws {
        for cdr in cdrs {
            let emaid = try EMAID(cdr.contract)
            #expect(emaid.wasChecked)
            #expect(try EVSEID(cdr.evse).operatorID?.description == cdr.owner)
        }
        for line in try lines("participants/participants.jsonl") {
            let record = try object(line)
            for account in try #require(record["accounts"] as? [[String: Any]]) {
                let iban = try IBAN(try #require(account["iban"] as? String))
                #expect(iban.country.alpha2 == record["country"] as? String)
            }
            if let organisation = record["organisation"] as? [String: Any] {
                _ = try LEI(try #require(organisation["lei"] as? String))
            }
        }
        for payout in try ReadPayout.bankFiles() { _ = try IBAN(payout.account) }
    }

    @Test("each session's VAT is the standard rate of its place, and its parts add up")
    func prices() throws {
        let rates = [
            "DEU": 19, "NLD": 21, "FRA": 20, "BEL": 21, "AUT": 20, "ITA": 22, "ESP": 21, "POL": 23, "DNK": 25,
            "SWE": 25, "GBR": 20,
            "NOR": 25, "CHE": 8.1,
        ]
        for cdr in cdrs {
            #expect(cdr.vat == rates[cdr.country])
            #expect(abs(cdr.net * (1 + cdr.vat / 100) - cdr.gross) < 0.0151, "\(cdr.key)")
        }
    }

    @Test("an independent reading of the rules hits exactly what the truth says, and nothing of the background")
    func sessionTruth() {
        let expected = Set(
            sample.truth.filter { $0.isHit && $0.key.kind == .cdr }.map { "\($0.key) \($0.typology.rule)" })
        let hits = oracleSessionHits(cdrs)
        #expect(hits.subtracting(expected).isEmpty, "extra: \(hits.subtracting(expected).sorted().prefix(5))")
        #expect(expected.subtracting(hits).isEmpty, "missing: \(expected.subtracting(hits).sorted().prefix(5))")
        #expect(expected.count >= 25)
    }

    @Test("no connector serves two sessions at once, but where one was injected")
    func connectors() {
        for (evse, own) in Dictionary(grouping: cdrs, by: \.evse) {
            let sorted = own.sorted { $0.start < $1.start }
            for (left, right) in zip(sorted, sorted.dropFirst()) {
                #expect(max(left.start, left.end) <= right.start, "\(evse)")
            }
        }
    }

    @Test("events lie inside of the period")
    func period() {
        let from = Double(Instant("2026-07-01T00:00:00Z")?.microseconds ?? 0) / 1e6
        #expect(cdrs.allSatisfy { $0.start >= from && $0.end < from + 92 * 86_400 })
    }
}

@Suite struct SamplePayoutTests {
    @Test("an independent reading of the payout rules hits exactly what the truth says")
    func payoutTruth() throws {
        let participants = try lines("participants/participants.jsonl").map(object)
        let payouts = try ReadPayout.records() + ReadPayout.bankFiles()
        var hits: Set<String> = []
        for payout in payouts {
            let euros = payout.currency == "GBP" ? payout.amount * 1.16 : payout.amount
            let holder = participants.first { record in
                (record["accounts"] as? [[String: Any]] ?? []).contains { $0["iban"] as? String == payout.account }
            }
            if let holder {
                if !isVerified(holder, at: payout.at) { hits.insert("\(payout.id) KY-001") }
                let since = (holder["accounts"] as? [[String: Any]] ?? []).first {
                    $0["iban"] as? String == payout.account
                }
                let from =
                    Instant("\(since?["from"] as? String ?? "")T00:00:00Z").map { Double($0.microseconds) / 1e6 } ?? 0
                #expect(payout.at >= from, "\(payout.id) before its account")
                if payout.at - from <= 7 * 86_400, euros >= 1_000 { hits.insert("\(payout.id) PO-040") }
            }
            let near = payouts.filter {
                $0.account == payout.account && $0.at <= payout.at && $0.at > payout.at - 7 * 86_400
                    && (8_000..<10_000).contains($0.amount * ($0.currency == "GBP" ? 1.16 : 1))
            }
            if (8_000..<10_000).contains(euros), near.count >= 3 { hits.insert("\(payout.id) PO-010") }
            if ["IR", "KP", "MM"].contains(payout.country) { hits.insert("\(payout.id) GE-001") }
            let names = participants.map {
                ($0["organisation"] as? [String: Any])?["legal_name"] as? String ?? personName($0)
            }
            if !names.contains(payout.name) || payout.ultimate != nil { hits.insert("\(payout.id) SA-001") }
        }
        let expected = Set(
            sample.truth.filter { $0.isHit && $0.key.kind == .payout }.map { "\($0.key.id) \($0.typology.rule)" })
        #expect(hits.subtracting(expected).isEmpty, "extra: \(hits.subtracting(expected).sorted().prefix(5))")
        #expect(expected.subtracting(hits).isEmpty, "missing: \(expected.subtracting(hits).sorted().prefix(5))")
    }

    private func personName(_ record: [String: Any]) -> String? {
        ((record["person"] as? [String: Any])?["names"] as? [[String: Any]])?.first?["full"] as? String
    }

    private func isVerified(_ record: [String: Any], at: Double) -> Bool {
        (record["kyc"] as? [[String: Any]] ?? []).contains { period in
            func second(_ name: String) -> Double? {
                (period[name] as? String).flatMap { Instant($0) }.map { Double($0.microseconds) / 1e6 }
            }
            let until = (period["valid_until"] as? String).flatMap { Instant("\($0)T00:00:00Z") }.map {
                Double($0.microseconds) / 1e6
            }
            return period["status"] as? String == "verified" && (second("from") ?? .infinity) <= at
                && at < (second("to") ?? .infinity) && at < (until ?? .infinity) + 86_400
        }
    }

    @Test("bank files state their own counts and sums")
    func controlSums() throws {
        for path in sample.files.map(\.path) where path.hasPrefix("payouts/pain") {
            let text = String(decoding: try file(path), as: UTF8.self)
            let head = try #require(text.components(separatedBy: "<PmtInf>").first)
            let amounts = text.components(separatedBy: "Ccy=\"EUR\">").dropFirst().compactMap {
                Double($0.prefix { $0 != "<" })
            }
            #expect(inner(head, "NbOfTxs") == "\(amounts.count)")
            #expect(abs((inner(head, "CtrlSum").flatMap(Double.init) ?? 0) - amounts.reduce(0, +)) < 0.001)
            #expect(XMLRoundTrip.isWellFormed(text))
        }
    }

    @Test("listed names stand in the list files; names of participants do not")
    func lists() throws {
        let all = sample.files.filter { $0.path.hasPrefix("lists/") }.map {
            String(decoding: $0.bytes, as: UTF8.self).uppercased()
        }.joined()
        for name in ["BRENKOVICHE", "QELMARIAN", "ФЕСТРУНКОВ", "VOSTRAKEL ENERGY TRADING", "MARQUENTA SHIPPING"] {
            #expect(all.contains(name))
        }
        for line in try self.names() { #expect(!all.contains(line.uppercased())) }
        let journal = try lines("lists/eu/consolidated/32026R9999.csv")
        #expect(Set(journal.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }) == [45])
        let list = try lines("lists/uk/ConList.csv").flatMap { $0.split(separator: "\r\n") }
        #expect(Set(list.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }) == [36])
        #expect(XMLRoundTrip.isWellFormed(String(decoding: try file("lists/un/consolidated.xml"), as: UTF8.self)))
    }

    private func names() throws -> [String] {
        try lines("participants/participants.jsonl").map(object).compactMap {
            ($0["organisation"] as? [String: Any])?["legal_name"] as? String
        }
    }

    @Test("rates: official columns, business days only, newest first")
    func rates() throws {
        let rows = try lines("rates/eurofxref-hist.csv").map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        #expect(rows[0].count == 43 && rows.allSatisfy { $0.count == 43 && $0[42].isEmpty })
        let dates = try rows.dropFirst().map { try #require(CivilDate(String($0[0]))) }
        #expect(dates == dates.sorted(by: >) && dates.allSatisfy { (Int($0.daysSinceEpoch) + 3) % 7 < 5 })
        #expect(dates.last.map { $0 < CivilDate("2026-06-20") ?? $0 } ?? false)
    }
}

@Suite struct SampleCheckTests {
    private var perfect: [SampleHit] {
        sample.truth.filter(\.isHit).map { SampleHit(key: $0.key, rule: $0.typology.rule) }
    }

    @Test("all found, nothing extra: perfect")
    func allFound() {
        let check = SampleCheck(truth: sample.truth, hits: perfect)
        #expect(
            check.isPerfect
                && check.lines.allSatisfy { $0.found == $0.injected && $0.nearMissesLeftAlone == $0.nearMisses })
        #expect(check.text.contains("overlapping-token") && check.text.split(separator: "\n").count == 14)
    }

    @Test("a missed event, a hit of the background and a hit near miss are each told")
    func differences() throws {
        var hits = Array(perfect.dropFirst())
        let near = try #require(sample.truth.first { !$0.isHit })
        hits.append(SampleHit(key: near.key, rule: near.typology.rule))
        hits.append(
            SampleHit(key: EventKey(kind: .cdr, ownerCountry: "DE", ownerParty: "LMV", id: "X"), rule: "EV-S-010"))
        hits.append(
            SampleHit(key: EventKey(kind: .cdr, ownerCountry: "DE", ownerParty: "LMV", id: "X"), rule: "ZZ-999"))
        let check = SampleCheck(truth: sample.truth, hits: hits)
        #expect(!check.isPerfect && check.missed.count == 1 && check.extra.count == 2)
        let line = try #require(check.lines.first { $0.typology == near.typology })
        #expect(line.nearMissesLeftAlone == line.nearMisses - 1)
    }

    @Test("the owner of a payment does not matter for the comparison")
    func owners() {
        let hits = perfect.map { SampleHit(key: EventKey(kind: $0.key.kind, owner: nil, id: $0.key.id), rule: $0.rule) }
        #expect(
            SampleCheck(truth: sample.truth, hits: hits.filter { $0.key.kind == .payout }).lines.suffix(5).allSatisfy {
                $0.found == $0.injected
            })
    }
}
