// swift-tools-version: 6.1
import PackageDescription

/// Settings every Swift target shares: Swift 6 mode with the upcoming features that keep the module arrows honest.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
/// The HTTP client with the types of its requests and answers.
let httpClient: [Target.Dependency] = [
    .product(name: "AsyncHTTPClient", package: "async-http-client"),
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
]

let package = Package(
    name: "amplomb",
    products: [
        .executable(name: "amplomb", targets: ["amplomb"]),
        .executable(name: "amplomb-verify", targets: ["amplomb-verify"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.100.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0", traits: []),
    ],
    targets: [
        .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CMalloc"),
        module("Domain"),
        module("Formats", ["CZlib", crypto, yams]),
        module("XML", ["CLibXML2"]),
        module("Markup"),
        module("Cluster"),
        module("Ingest", ["Domain", "Formats", "XML"]),
        module("Patterns", ["CPCRE2"]),
        module("Screening", ["Domain", "Patterns", "Formats", "XML"]),
        module("Windows", ["Domain"]),
        module("Rules", ["Domain", "Windows", "Patterns", "Formats"]),
        module("Tax", ["Domain", "Formats"]),
        module("Onboarding", ["Domain", "Screening", "Formats"]),
        module("MoneyTrail", ["Domain", "Formats"]),
        module(
            "Assessment", ["Domain", "Formats", "Screening", "Windows", "Rules", "Tax", "Onboarding", "MoneyTrail"]),
        module("Cases", ["Domain", "Formats"]),
        module("Evidence", ["Domain", "Formats", crypto]),
        module("Store", ["CPostgreSQL", "Domain", "Formats", "Windows", "Assessment", "Cases", "Evidence"]),
        module("Reports", ["Domain", "Evidence", "Formats", "XML", "Markup"]),
        module(
            "Engine",
            [
                "Domain", "Formats", "Ingest", "Screening", "Windows", "Rules", "Tax", "Onboarding", "MoneyTrail",
                "Assessment", "Cases", "Evidence", "Store", "Reports", "CMalloc", logging,
            ]),
        module(
            "Service",
            [
                "Domain", "Formats", "XML", "Markup", "Screening", "Rules", "Tax", "Cases", "Evidence", "Store",
                "Reports", "Engine", hummingbird, logging,
            ] + httpClient),
        .executableTarget(
            name: "amplomb",
            dependencies: [
                "Domain", "Formats", "Cluster", "Ingest", "Screening", "Windows", "Rules", "Tax", "Assessment", "Cases",
                "Evidence", "Store", "Reports", "Engine", "Service", arguments, logging,
            ], swiftSettings: settings),
        .executableTarget(name: "amplomb-verify", dependencies: ["Domain", "Evidence"], swiftSettings: settings),
        tests("ArchitectureTests", []),
        tests("DomainTests", ["Domain"]),
        tests("FormatsTests", ["Formats"]),
        tests("XMLTests", ["XML"]),
        tests("MarkupTests", ["Markup"]),
        tests("ClusterTests", ["Cluster"]),
        .testTarget(
            name: "IngestTests", dependencies: ["Ingest", "Domain", "Formats", "XML"], exclude: ["Golden"],
            swiftSettings: settings),
        tests("PatternsTests", ["Patterns"]),
        tests("ScreeningTests", ["Screening", "Domain", "Formats", "Patterns"]),
        tests("WindowsTests", ["Windows", "Domain"]),
        tests("RulesTests", ["Rules", "Windows", "Domain", "Formats"]),
        tests("TaxTests", ["Tax", "Domain", "Formats"]),
        tests("OnboardingTests", ["Onboarding", "Domain", "Formats"]),
        tests("MoneyTrailTests", ["MoneyTrail", "Domain", "Formats"]),
        tests("CasesTests", ["Cases", "Domain", "Formats"]),
        tests("EvidenceTests", ["Evidence", "Domain", "Formats"]),
        tests("StoreTests", ["Store", "Cluster", "Domain", "Evidence", "Formats", "Windows"]),
        tests(
            "EngineTests",
            [
                "Engine", "Assessment", "Cluster", "Store", "Evidence", "Ingest", "Domain", "Formats", "Screening",
                "Tax",
                "Reports",
            ]),
        tests("ReportsTests", ["Reports", "Domain", "Markup"]),
        tests("SampleTests", ["Engine", "Domain", "Formats"]),
        tests(
            "ServiceTests",
            ["Service", "Engine", "Cluster", "Screening", "Tax", "Domain", "Formats", "Markup", hummingbird, logging]
                + httpClient),
    ]
)

// `scripts/fuzz`: the harness takes its seeds from the list writers of the tests, so it stands in their place.
if Context.environment["AMPLOMB_FUZZ"] == "1" {
    package.targets.removeAll { $0.type == .test }
    let writers = [
        "ListModel", "ListExports", "ListExports+EU", "ListExports+SECO", "ListExports+UK", "OFACAdvancedExport",
        "SmallLists",
    ]
    package.targets.append(
        .executableTarget(
            name: "amplomb-fuzz", dependencies: ["Screening", "Patterns", "Domain"], path: "Tests",
            sources: ["Fuzz"] + writers.map { "ScreeningTests/\($0).swift" }, swiftSettings: settings))
}
