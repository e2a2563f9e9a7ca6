import Foundation
import Testing

/// The module table of the architecture: which of our modules each one may import, directly or through what it imports.
private let mayImport: [String: Set<String>] = [
    "Domain": [],
    "Formats": [],
    "XML": [],
    "Markup": [],
    "Cluster": [],
    "Ingest": ["Domain", "Formats", "XML"],
    "Patterns": [],
    "Screening": ["Domain", "Patterns", "Formats", "XML"],
    "Windows": ["Domain"],
    "Rules": ["Domain", "Windows", "Patterns", "Formats"],
    "Tax": ["Domain", "Formats"],
    "Onboarding": ["Domain", "Screening", "Formats"],
    "MoneyTrail": ["Domain", "Formats"],
    "Assessment": ["Domain", "Screening", "Windows", "Rules", "Tax", "Onboarding", "MoneyTrail"],
    "Cases": ["Domain", "Formats"],
    "Evidence": ["Domain", "Formats"],
    "Store": ["Domain", "Windows", "Assessment", "Cases", "Evidence"],
    "Reports": ["Domain", "Evidence", "Formats", "XML", "Markup"],
    "Engine": ["Ingest", "Assessment", "Cases", "Store", "Reports"],
    "Service": ["Engine"],
    "amplomb": ["Service", "Cluster"],
    "amplomb-verify": ["Domain", "Evidence"],
]

/// C modules and packages, and the only modules that may name them. They never pass through a wrapper.
private let owners: [String: Set<String>] = [
    "CZlib": ["Formats"],
    "CLibXML2": ["XML"],
    "CPCRE2": ["Patterns"],
    "CPostgreSQL": ["Store"],
    "CMalloc": ["Engine"],
    "Yams": ["Formats"],
    "Crypto": ["Formats", "Evidence", "Service"],
    "Hummingbird": ["Service"],
    "HummingbirdCore": ["Service"],
    "HTTPTypes": ["Service"],
    "NIOCore": ["Service"],
    "NIOHTTP1": ["Service"],
    "AsyncHTTPClient": ["Service"],
    "JWTKit": ["Service"],
    "ServiceLifecycle": ["Service"],
    "Metrics": ["Service"],
    "Logging": ["Engine", "Service", "amplomb"],
    "ArgumentParser": ["amplomb"],
]

/// Modules of exact values: no Foundation, so that no Double, Decimal, Calendar or locale can enter a decision.
private let withoutFoundation: Set<String> = ["Domain", "Windows", "Rules", "Assessment", "Tax", "MoneyTrail", "Cases"]

@Suite struct ImportTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct ImportLine: Sendable, CustomStringConvertible {
        let target: String
        let module: String
        let place: String
        var description: String { "\(place): import \(module)" }
    }

    /// Every import line of the sources, read as text so that nothing can hide behind a build setting.
    private static func imports() throws -> [ImportLine] {
        let sources = root.appendingPathComponent("Sources")
        var lines: [ImportLine] = []
        for target in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted() {
            let folder = sources.appendingPathComponent(target)
            guard let walker = FileManager.default.enumerator(atPath: folder.path) else { continue }
            for case let file as String in walker where file.hasSuffix(".swift") {
                let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
                for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                    // Imports are never indented; an indented word "import" is text of a table.
                    if line.hasPrefix(" ") { continue }
                    let words = line.split(separator: " ")
                    guard let position = words.firstIndex(of: "import"), position <= 2, words.count > position + 1,
                        words[..<position].allSatisfy({ $0.hasPrefix("@") || accessLevels.contains(String($0)) })
                    else { continue }
                    let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
                    let name = kinds.contains(String(words[position + 1])) ? words[position + 2] : words[position + 1]
                    let module = String(name.split(separator: ".")[0])
                    lines.append(ImportLine(target: target, module: module, place: "\(target)/\(file):\(number + 1)"))
                }
            }
        }
        return lines
    }

    private static let accessLevels: Set<String> = ["public", "package", "internal", "fileprivate", "private"]

    private static func closure(of target: String) -> Set<String> {
        var reached: Set<String> = []
        var open = Array(mayImport[target] ?? [])
        while let next = open.popLast() {
            if reached.insert(next).inserted { open += mayImport[next] ?? [] }
        }
        return reached
    }

    @Test("every import of one of our modules follows an arrow of the module table")
    func arrows() throws {
        let lines = try Self.imports()
        #expect(lines.count > 100, "the sources were not found")
        for line in lines where mayImport[line.module] != nil {
            #expect(Self.closure(of: line.target).contains(line.module), "\(line)")
        }
    }

    @Test("C modules and packages are named only by their owner")
    func packages() throws {
        let system: Set<String> = [
            "Foundation", "FoundationEssentials", "Glibc", "Musl", "Dispatch", "Synchronization", "Swift",
        ]
        for line in try Self.imports() where mayImport[line.module] == nil && !system.contains(line.module) {
            #expect(owners[line.module]?.contains(line.target) == true, "\(line)")
        }
    }

    @Test("exact modules stay without Foundation")
    func noFoundation() throws {
        for line in try Self.imports() where withoutFoundation.contains(line.target) {
            #expect(!line.module.hasPrefix("Foundation"), "\(line)")
        }
    }

    @Test("every target of the table exists")
    func targets() {
        for target in mayImport.keys {
            #expect(FileManager.default.fileExists(atPath: Self.root.appendingPathComponent("Sources/\(target)").path))
        }
    }
}
