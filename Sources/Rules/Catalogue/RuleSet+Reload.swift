/// What became of a changed rules folder.
package enum RuleReload: Sendable {
    /// The set to swap in between two batches; the rules that differ, in order of id.
    case accepted(RuleSet, changed: [String])
    /// Nothing differs.
    case unchanged
    /// The set in force stays; why, as lint or a test of a changed rule says it.
    case refused([Diagnostic])
}

extension RuleSet {
    /// Whether windows that were filled for another set serve this one: the same streams of the same rows and readers.
    package func readsSameRows(as other: RuleSet) -> Bool {
        schema == other.schema && listDifference(to: other).isEmpty
            && knowledge.plans.elementsEqual(other.knowledge.plans) {
                $0.identity == $1.identity && $0.columns == $1.columns
            }
    }

    /// Compiles a folder aside and runs the tests of the rules that differ from this set's.
    ///
    /// A file that does not load, or a test that does not hold, leaves the whole old set in force: half a change is none. The caller
    /// raises an operations finding for a refusal, fills new streams from history, and judges each event by exactly one set.
    package func reload(files: [RuleSource]) -> RuleReload {
        let (loaded, diagnostics) = RuleSet.load(
            files: files, folder: folder, zones: knowledge.lists.zones, reusing: parsed)
        guard let loaded else { return .refused(diagnostics.filter { $0.level == .error }) }
        if loaded.hash == hash, listDifference(to: loaded).isEmpty { return .unchanged }
        let hasNewLists = !listDifference(to: loaded).isEmpty
        let changed = difference(to: loaded).map(\.rule)
        let concerned = hasNewLists ? loaded.rules.map(\.id) : changed
        let failures = concerned.flatMap { loaded.runTests(of: $0) }.compactMap { report -> Diagnostic? in
            guard let failure = report.failure else { return nil }
            return Diagnostic(
                .error, path: report.path, line: report.line, column: 1, message: "test '\(report.test)': \(failure)",
                expected: "every test of a changed rule to hold")
        }
        return failures.isEmpty ? .accepted(loaded, changed: changed) : .refused(failures)
    }
}
