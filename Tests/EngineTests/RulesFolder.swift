import Engine
import Foundation

/// A copy of the shipped rules that a test changes.
struct RulesFolder {
    let path: String

    init(_ test: TestHome) throws {
        path = test.home.path + "/rules"
        try FileManager.default.copyItem(atPath: TestHome.root + "/rules", toPath: path)
    }

    func write(_ text: String, _ name: String) throws {
        try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path + "/" + name) }

    /// A live rule with one test that hits.
    static func rule(_ id: String, on kind: String, key: String, given: String, when: String) -> String {
        """
        rule: \(id)
        title: A rule of the tests
        on: \(kind)
        refs: [own, FATF-TBML]
        keys: [\(key)]
        versions:
          - v: 1
            from: 2010-01-01
            mode: live
            params:
              zero: {type: count, default: 0}
              places: {type: set, default: [DE]}
            when: '\(when)'
            score: 5
            severity: low
            case: {dedupe: [rule, \(key)], window: 30 d}
            say: "the rule of the tests hit"
        tests:
          - name: any
            given: {\(given)}
            expect: hit

        """
    }
}
