import Engine
import Foundation
import Screening

/// The sample list of the United Nations as a desk.
enum SampleDesk {
    static let made = Result<ScreeningDesk, any Error> {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("sanctions-lists/samples/un.xml")
        let list = try ListImporter.read([ListFile(name: "un.xml", bytes: [UInt8](try Data(contentsOf: file)))])
        return ScreeningDesk(screener: Screener(ListSnapshot([list])))
    }
}
