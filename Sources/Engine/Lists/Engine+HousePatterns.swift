import Formats
import Foundation
package import Screening

extension Engine {
    /// All house patterns: `patterns/*.yaml` of the folder of lists; none without that folder.
    ///
    /// Who screens takes those in force on the day of the screening: `inForce(on:)`.
    package static func housePatterns(listsDirectory: String) throws(EngineError) -> HousePatterns {
        let folder = listsDirectory + "/patterns"
        guard FileManager.default.fileExists(atPath: folder) else { return .none }
        let files = try Files.tree(folder, suffixes: [".yaml"])
        do {
            return try HousePatterns(
                files: files.map { HousePatternFile(name: "sanctions-lists/patterns/\($0.path)", bytes: $0.bytes) })
        } catch {
            throw EngineError(.configuration, "\(error)", remedy: "correct the file named")
        }
    }
}
