import Foundation

/// Finds the official and independent data that lies beside the checkout. Tests that need it are skipped where it is
/// absent.
enum SharedData {
    /// `AMPLOMB_SHARED_DATA`, else `../shared/data` seen from the package root.
    static let root: URL = {
        if let path = ProcessInfo.processInfo.environment["AMPLOMB_SHARED_DATA"] { return URL(fileURLWithPath: path) }
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return package.deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
    }

    /// The rows of a CSV file without its header. The files read here hold no quoted line breaks.
    static func rows(_ path: String) throws -> [[String]] {
        let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().map { fields(String($0)) }
    }

    private static func fields(_ line: String) -> [String] {
        var all: [String] = []
        var field = ""
        var quoted = false
        for character in line {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted:
                all.append(field)
                field = ""
            default: field.append(character)
            }
        }
        return all + [field]
    }
}

/// A small seeded generator (SplitMix64), so that a failing property can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
