package import Domain
import Store
import Windows

/// The windows as a start reads them, held against those that history gives.
package struct WindowsCheck: Sendable {
    package let events: Int
    package let rows: Int
    /// Whether the file of the last run served.
    package let usedFile: Bool
    /// Events read from the database to bring the file up to date.
    package let fresh: Int
    /// Why a file that is there did not serve.
    package let unused: String?
    package let isEqual: Bool
    /// How long it took by the file, and from history alone.
    package let started: TimeSpan
    package let rebuilt: TimeSpan

    package var text: String {
        let first =
            usedFile
            ? "the file of the last run and \(fresh) events since: \(Self.seconds(started)) s"
            : "\(unused.map { "the file of the last run does not serve (\($0))" } ?? "no file of a run before"): "
                + "\(Self.seconds(started)) s"
        return """
            events   \(events), \(rows) rows in windows
            start    \(first)
            history  \(Self.seconds(rebuilt)) s
            \(isEqual ? "the windows are those that history gives" : "the windows are NOT those that history gives")
            """
    }

    private static func seconds(_ span: TimeSpan) -> String { decimalText(span.microseconds, decimals: 6, minimum: 2) }
}

extension Engine {
    /// Reads the windows as a start does, makes them from history, and compares them.
    package func checkWindows(waiting: @Sendable (String) -> Void = { _ in }) async throws -> WindowsCheck {
        try await context.loadKnowledge()
        try await partition.claim(waiting: waiting)
        let knowledge = context.knowledge
        let purges = try await context.refresh()
        let start = options.clock()
        let loaded = try await PartitionState.load(context, knowledge, purges: purges)
        let read = options.clock()
        let rebuilt = try await PartitionState.rebuilt(context, knowledge)
        let end = options.clock()
        try await partition.release()
        return WindowsCheck(
            events: loaded.state.count, rows: loaded.state.windows.rowCount, usedFile: loaded.usedFile,
            fresh: loaded.fresh, unused: loaded.unused, isEqual: loaded.state.windows.digest == rebuilt.windows.digest,
            started: read - start, rebuilt: end - read)
    }
}
