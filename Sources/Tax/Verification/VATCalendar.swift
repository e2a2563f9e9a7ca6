package import Domain
import Formats

/// What lies ahead in the rules: ends, starts, checks that are due (vat.md section 7).
package struct VATCalendar: Sendable {
    /// The events of law beside the packs.
    package static let fileName = "milestones.yaml"

    package enum Kind: String, Sendable, CaseIterable {
        case sunset, start, law, einvoice, review, watch
    }

    package struct Item: Hashable, Sendable {
        /// Nil where the source names no single day.
        package let date: CivilDate?
        package let kind: Kind
        package let subject: String
        package let detail: String
    }

    /// By day, those without one last.
    package let items: [Item]

    /// - Parameters:
    ///   - milestones: dated events of law (`vat-milestones/1`).
    ///   - einvoice: duties to invoice electronically (`vat-einvoice/1`).
    /// - Throws: `TaxError` with the first fault of one of these files.
    package init(
        _ documents: [RulePack], asOf: CivilDate, milestones: TaxSource? = nil, einvoice: TaxSource? = nil
    ) throws(TaxError) {
        var items = VATCalendar.ends(documents, asOf) + VATCalendar.checks(documents, asOf)
        if let milestones { items += try VATCalendar.milestones(milestones, asOf) }
        if let einvoice { items += try VATCalendar.mandates(einvoice, asOf) }
        let kinds = Kind.allCases
        func rank(_ item: Item) -> (Int32, Int, String, String) {
            (
                item.date?.daysSinceEpoch ?? Int32.max, kinds.firstIndex(of: item.kind) ?? 0, item.subject, item.detail
            )
        }
        self.items = Array(Set(items)).sorted { rank($0) < rank($1) }
    }

    private static func ends(_ documents: [RulePack], _ asOf: CivilDate) -> [Item] {
        var items: [Item] = []
        for placed in RuleVerifier.rules(of: documents) where placed.isActive {
            let rule = placed.rule
            for window in rule.windows {
                guard let to = window.to, to > asOf else { continue }
                let next = rule.windows.first { $0.holds(on: to) }
                let detail = "\(text(window)) until \(to), then \(next.map(text) ?? "nothing")"
                items.append(Item(date: to, kind: .sunset, subject: rule.id, detail: detail))
            }
            guard rule.status == .staged, let start = rule.activates, start >= asOf else { continue }
            var detail = "starts"
            if let by = rule.confirmBy { detail += " (confirm by \(by))" }
            if let confirmed = rule.confirmed { detail += ", confirmed \(confirmed.date)" }
            items.append(Item(date: start, kind: .start, subject: rule.id, detail: detail))
        }
        for placed in RuleVerifier.series(of: documents) {
            for window in placed.series.windows {
                guard let to = window.to, to > asOf else { continue }
                let next = placed.series.windows.first { $0.holds(on: to) }
                let detail = "\(text(window)) until \(to), then \(next.map(text) ?? "nothing")"
                items.append(Item(date: to, kind: .sunset, subject: placed.subject.name, detail: detail))
            }
        }
        return items
    }

    private static func text(_ window: RuleWindow) -> String {
        switch window.content {
        case .rate(let rate): "\(DayDiff.percent(rate)) %"
        case .perUnit(let unit): unit.text
        case .treatment(let treatment): treatment.rawValue
        case .open: "no rate"
        }
    }

    /// Reviews of one day and jurisdiction are one item.
    private static func checks(_ documents: [RulePack], _ asOf: CivilDate) -> [Item] {
        struct Due: Hashable {
            let date: CivilDate
            let jurisdiction: String
        }
        var reviews: [Due: Int] = [:]
        var items: [Item] = []
        for placed in RuleVerifier.rules(of: documents) where placed.isActive {
            if let by = placed.rule.reviewBy {
                reviews[Due(date: by, jurisdiction: placed.jurisdiction), default: 0] += 1
            }
            for watch in placed.rule.watch {
                guard let next = watch.nextCheck, next >= asOf else { continue }
                items.append(Item(date: next, kind: .watch, subject: placed.rule.id, detail: watch.event))
            }
        }
        for placed in RuleVerifier.series(of: documents) {
            if let by = placed.series.reviewBy {
                reviews[Due(date: by, jurisdiction: placed.jurisdiction), default: 0] += 1
            }
        }
        for (due, count) in reviews where due.date >= asOf {
            let detail = "\(count) \(count == 1 ? "entry" : "entries") to review"
            items.append(Item(date: due.date, kind: .review, subject: due.jurisdiction, detail: detail))
        }
        return items
    }

    // MARK: Files beside the packs

    private static func items(_ source: TaxSource, schema: String, list: String) throws(TaxError) -> [YAMLNode] {
        let yaml = YAMLReader.read(source.bytes, file: source.name)
        if let error = yaml.errors.first {
            let at = SourcePlace(file: source.name, line: error.position.line, column: error.position.column)
            throw TaxError(.format, at, error.message)
        }
        guard let root = yaml.root, root["schema"]?.text == schema, let items = root[list]?.items else {
            throw TaxError(
                .format, SourcePlace(file: source.name, line: 1, column: 1), "not \(schema) with a list of \(list)")
        }
        return items
    }

    private static func milestones(_ source: TaxSource, _ asOf: CivilDate) throws(TaxError) -> [Item] {
        var result: [Item] = []
        for item in try items(source, schema: "vat-milestones/1", list: "milestones") {
            let cites = (item["basis"]?.items ?? []).compactMap { $0["cite"]?.text }
            guard let date = item["date"]?.text.flatMap({ CivilDate($0) }), let subject = item["subject"]?.text,
                let event = item["event"]?.text, !cites.isEmpty
            else {
                let at = SourcePlace(file: source.name, line: item.position.line, column: item.position.column)
                throw TaxError(.format, at, "a milestone has date, subject, event and basis")
            }
            guard date >= asOf else { continue }
            let detail = "\(event) [\(cites.joined(separator: "; "))]"
            result.append(Item(date: date, kind: .law, subject: subject, detail: detail))
        }
        return result
    }

    private static func mandates(_ source: TaxSource, _ asOf: CivilDate) throws(TaxError) -> [Item] {
        let (table, faults) = EInvoiceTable.load(source)
        if let fault = faults.first { throw fault }
        return (table?.mandates ?? []).compactMap { mandate in
            let words = [mandate.scope, mandate.format].compactMap { $0 }.joined(separator: ", ")
            switch mandate.state(on: asOf) {
            case .inForce:
                return mandate.start == asOf
                    ? Item(date: asOf, kind: .einvoice, subject: mandate.country, detail: words) : nil
            case .announced: return Item(date: mandate.start, kind: .einvoice, subject: mandate.country, detail: words)
            case .unresolved:
                let detail = words + ": unresolved" + (mandate.startAsWritten.map { ", \($0)" } ?? "")
                return Item(date: nil, kind: .einvoice, subject: mandate.country, detail: detail)
            }
        }
    }
}
