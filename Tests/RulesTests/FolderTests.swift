import Domain
import Rules
import Testing
import Windows

/// What a rules folder as a whole must hold, and what loose files need not.
@Suite struct FolderTests {
    private static let lists = [
        "catch-all-tokens.yaml", "fleet-tokens.csv", "connector-default-power.yaml", "country-zones.yaml",
    ]

    private func load(_ files: [RuleSource]) -> (set: RuleSet?, errors: [String]) {
        let (set, found) = RuleSet.load(files: files, folder: "/srv/rules", zones: systemZones)
        return (set, found.filter { $0.level == .error }.map(\.description))
    }

    private func edited(_ path: String, _ edit: (String) -> String) throws -> [RuleSource] {
        try shippedFiles().map { file in
            guard file.path == path else { return file }
            return RuleSource(path: path, bytes: Array(edit(String(decoding: file.bytes, as: UTF8.self)).utf8))
        }
    }

    @Test("the shipped folder is whole")
    func whole() throws { #expect(load(try shippedFiles()).errors == []) }

    @Test(
        "a list that the program reads is an error where it is missing, with the file, the field and its rules",
        arguments: lists)
    func missingList(name: String) throws {
        let path = "rules/lists/\(name)"
        let rest = try shippedFiles().filter { $0.path != path }
        let (set, errors) = load(rest)
        #expect(set == nil)
        let stem = name.prefix { $0 != "." }
        #expect(
            errors.contains {
                $0.hasPrefix("/srv/rules/lists/\(name):1:1: list '\(stem)' is missing; expected this file: ")
            })
        #expect(errors.allSatisfy { $0.contains("read") }, "the rules that need it: \(errors)")
        #expect(RuleSet.load(files: rest, zones: systemZones).0 != nil, "loose files need none")
    }

    @Test("the list of connector powers is needed by the rule that it made hit")
    func neededBy() throws {
        let rest = try shippedFiles().filter { !$0.path.hasSuffix("connector-default-power.yaml") }
        #expect(
            load(rest).errors == [
                "/srv/rules/lists/connector-default-power.yaml:1:1: list 'connector-default-power' is missing; expected this file: "
                    + "connector.max_power follows from it, which EV-S-001 reads"
            ])
    }

    @Test("a list that gives something else than the program reads is an error, and a broken one is blamed once")
    func wrongList() throws {
        let path = "rules/lists/country-zones.yaml"
        let other = try edited(path) { _ in
            "list: country-zones\ntitle: Zones\nsource: own\nentries:\n  - {value: AU}\n"
        }
        #expect(load(other).errors.contains { $0.contains("list 'country-zones' gives nothing; expected gives: text") })
        let broken = try edited(path) { _ in "list: country-zones\n" }
        let errors = load(broken).errors
        #expect(!errors.isEmpty && errors.allSatisfy { $0.hasPrefix(path) && !$0.contains("gives") }, "\(errors)")
    }

    @Test("a folder without any rule is an error, whatever else it holds")
    func noRule() throws {
        let rest = try shippedFiles().filter { file in
            ["lists/", "scoring.yaml", "refs.yaml"].contains { file.path.contains($0) }
        }
        for files in [rest, []] {
            let (set, errors) = load(files)
            #expect(set == nil)
            #expect(
                errors.contains { $0.hasPrefix("/srv/rules:1:1: no rule in the folder; expected rule files in aml, ") },
                "\(errors)")
        }
        let broken = rest + [RuleSource(path: "rules/aml/po-001-x.yaml", bytes: Array("rule: PO-001\n".utf8))]
        #expect(!load(broken).errors.contains { $0.contains("no rule in the folder") })
    }

    @Test("a folder is one by its folders and its own files, and by holding nothing")
    func isFolder() {
        func isFolder(_ paths: String...) -> Bool {
            RuleSet.isFolder(paths.map { RuleSource(path: $0, bytes: []) })
        }
        #expect(
            isFolder("rules/a.yaml", "rules/aml/b.yaml") && isFolder("rules/lists/a.yaml")
                && isFolder("rules/refs.yaml"))
        #expect(isFolder() && isFolder("rules/scoring.yaml"))
        #expect(!isFolder("rules/a.yaml", "rules/b.yaml") && !isFolder("a.yaml"))
    }

    @Test("a folder without scoring, or with one that begins after a rule does, is an error")
    func scoring() throws {
        let rest = try shippedFiles().filter { $0.path != "rules/scoring.yaml" }
        #expect(
            load(rest).errors.contains {
                $0.hasPrefix("/srv/rules/scoring.yaml:1:1: scoring.yaml is missing; expected")
            })
        let late = try edited("rules/scoring.yaml") { $0.replacing("2010-01-01", with: "2010-01-02") }
        let errors = load(late).errors
        #expect(errors.count == 1)
        #expect(errors.first?.contains("no scoring before 2010-01-02, and ") == true)
        #expect(
            errors.first?.hasSuffix(" judges from 2010-01-01 on; expected a first period from 2010-01-01 or earlier")
                == true)
        let early = try edited("rules/scoring.yaml") { $0.replacing("2010-01-01", with: "2009-12-31") }
        #expect(load(early).errors == [])
    }

    @Test(
        "names that scoring.yaml limits or adds points for must be there, with the nearest one said",
        arguments: [
            (
                "families: [velocity]", "families: [velocty]", "9:39: alone_at_most_review names the family 'velocty'",
                "velocity"
            ),
            ("rules: [EV-S-006]", "rules: [EV-S-066]", "alone_at_most_review names the rule 'EV-S-066'", "EV-S-006"),
            ("rules: [EV-S-006]", "rules: [clock]", "'clock' is no rule id", "an id such as PO-010 or EV-S-001"),
            ("high: 20", "hihg: 20", "unknown key 'hihg' in risk_points", "'high'"),
            (", high: 20", "", "risk_points has no 'high'", "high: …"),
        ])
    func limitedNames(find: String, replacement: String, message: String, expected: String) throws {
        let (set, errors) = load(try edited("rules/scoring.yaml") { $0.replacing(find, with: replacement) })
        #expect(set == nil)
        #expect(
            errors.contains {
                $0.hasPrefix("rules/scoring.yaml:") && $0.contains(message) && $0.hasSuffix("; expected \(expected)")
            },
            "\(errors)")
    }

    @Test("a folder stays one when it is read again")
    func reload() throws {
        let set = try #require(load(try shippedFiles()).set)
        guard
            case .refused(let found) = set.reload(
                files: try shippedFiles().filter { !$0.path.hasSuffix("scoring.yaml") })
        else {
            Issue.record("a folder without scoring was accepted")
            return
        }
        #expect(found.map(\.message) == ["scoring.yaml is missing"])
    }
}
