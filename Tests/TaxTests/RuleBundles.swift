import Tax

/// Bundles with one defect each, written as `vat-ruleset-case/1`.
enum RuleBundle {
    /// A pack of one rule of energy.
    static func rule(
        _ country: String, _ windows: String, zone: String = "Europe/Berlin", header: String = "", keys: String = "",
        id: String? = nil, basis: String = "basis: [{cite: \"Act\"}]", verified: String = "2026-11-01"
    ) -> String {
        let id = id ?? "\(country)-EV"
        let checks = "verified: {date: \"\(verified)\", method: two_sources}, review_by: \"2030-12-31\""
        let parts = ["id: \(id)", "fee_types: [energy]", "windows: [\(windows)]", basis, keys, checks]
        let rule = parts.filter { !$0.isEmpty }.joined(separator: ", ")
        return """
            {schema: vat-rules/1, jurisdiction: "\(country)", time_zone: \(zone), currency: EUR, \(header)rules: [{\(rule)}]}
            """
    }

    /// A pack of the standard rate.
    static func standard(_ country: String, _ windows: String, header: String = "", keys: String = "") -> String {
        """
        {schema: vat-rates/1, jurisdiction: "\(country)", \(header)rates: [{kind: standard, windows: [\(windows)], \
        basis: [{cite: "Act"}], \(keys)verified: {date: "2026-11-01"}}]}
        """
    }

    /// A window; nil is open.
    static func window(_ from: String, _ to: String?, _ rate: String, _ more: String = "") -> String {
        let end = to.map { "\"\($0)\"" } ?? "null"
        return "{from: \"\(from)\", to: \(end), rate: \"\(rate)\"\(more.isEmpty ? "" : ", " + more)}"
    }

    static func text(_ packs: [String], asOf: String = "2026-11-23", _ more: String = "") -> String {
        let list = packs.map { "  - \($0)" }.joined(separator: "\n")
        return "schema: vat-ruleset-case/1\nid: T\nas_of: \"\(asOf)\"\npacks:\n\(list)\n\(more)\n"
    }

    static func read(_ text: String) throws -> RuleCase {
        RuleCaseReader.bundle(Array(text.utf8), file: "case.yaml", asOf: try Fixture.day("2026-11-23"))
    }

    static func verify(_ text: String) throws -> RuleVerification {
        RuleVerifier.verify(try read(text), zones: Fixture.zone)
    }
}
