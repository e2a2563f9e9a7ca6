import Foundation
import Reports
import Testing

@Suite struct DefinitionTests {
    @Test("reports/activity/definition.yaml names every table and every total as the program computes them")
    func definition() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: folder.appending(path: "reports/activity/definition.yaml"), encoding: .utf8)
        for table in ActivityTable.allCases {
            #expect(text.contains("  \(table.rawValue):\n") && text.contains("rows: \"\(table.definition)\""))
        }
        for total in activityInput().totals where total.value.currency.isEmpty {
            let line =
                "{id: \(total.id), title: \"\(total.title)\", table: \(total.table.rawValue), formula: \"\(total.formula)\"}"
            #expect(text.contains(line), "\(line)")
        }
        #expect(text.components(separatedBy: "- {id: ").count - 1 == Set(activityInput().totals.map(\.id)).count)
    }

    @Test(
        "writes the report for looking at it",
        .enabled(if: ProcessInfo.processInfo.environment["AMPLOMB_PREVIEW"] != nil, "set AMPLOMB_PREVIEW to a folder"))
    func preview() throws {
        let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["AMPLOMB_PREVIEW"]))
        let report = ActivityReport(activityInput())
        try Data(report.html).write(to: folder.appending(path: "activity.html"))
        try Data(report.csv).write(to: folder.appending(path: "activity.csv"))
    }
}
