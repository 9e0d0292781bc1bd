// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target: the strictest that the compiler has, from the first line on.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = ["Hummingbird", "HummingbirdCore"].map { Target.Dependency.product(name: $0, package: "hummingbird") }
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = ["NIOCore", "NIOPosix"].map { Target.Dependency.product(name: $0, package: "swift-nio") }
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "newswatch",
    products: [.executable(name: "newswatch", targets: ["newswatch"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // The system's C libraries.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

        // Values, and the two text formats that more than one stage reads or writes.
        .target(name: "NewsModel"),
        .target(name: "JSONText"),
        .target(name: "StrictYAML", dependencies: [yams]),

        // What is counted while the flow runs, and its text for Prometheus.
        .target(name: "Measuring"),

        // Pure functions on texts and addresses.
        .target(name: "Comparing", dependencies: ["NewsModel"]),

        // The stages. None of them imports another; Watching joins them.
        .target(name: "Scheduling", dependencies: ["NewsModel"]),
        .target(name: "Fetching", dependencies: ["CCurl", "NewsModel"]),
        .target(name: "FeedParsing", dependencies: ["CLibXML2", "JSONText", "NewsModel"]),
        .target(name: "Classifying", dependencies: ["JSONText", "NewsModel", "StrictYAML"]),
        .target(name: "Storing", dependencies: ["Comparing", "JSONText", "NewsModel", grdb, sqlite]),
        .target(name: "Notifying", dependencies: ["JSONText", "NewsModel", crypto]),
        .target(name: "Serving", dependencies: hummingbird + nio + [logging]),

        // The flow, the daemon and the settings.
        .target(
            name: "Watching",
            dependencies: [
                "CMalloc", "Classifying", "Comparing", "FeedParsing", "Fetching", "JSONText", "Measuring", "NewsModel",
                "Notifying", "Scheduling", "Serving", "Storing", "StrictYAML", logging,
            ]
        ),
        .executableTarget(
            name: "newswatch",
            dependencies: [
                "Classifying", "Comparing", "FeedParsing", "Fetching", "JSONText", "Measuring", "NewsModel",
                "Notifying",
                "Scheduling", "Storing", "StrictYAML", "Watching", argumentParser, logging,
            ]
        ),

        // Tests.
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "NewsModelTests", dependencies: ["NewsModel"]),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText"]),
        .testTarget(name: "StrictYAMLTests", dependencies: ["StrictYAML"]),
        .testTarget(name: "ComparingTests", dependencies: ["Comparing", "NewsModel"]),
        .testTarget(name: "SchedulingTests", dependencies: ["NewsModel", "Scheduling"]),
        .testTarget(name: "FetchingTests", dependencies: ["Fetching", "NewsModel", "TestSupport"]),
        .testTarget(name: "FeedParsingTests", dependencies: ["FeedParsing", "JSONText", "NewsModel", "TestSupport"]),
        .testTarget(name: "ClassifyingTests", dependencies: ["Classifying", "NewsModel", "StrictYAML", "TestSupport"]),
        .testTarget(
            name: "StoringTests", dependencies: ["Comparing", "NewsModel", "Storing", "TestSupport", grdb],
            exclude: ["Fixtures"]),
        .testTarget(name: "MeasuringTests", dependencies: ["Measuring", "TestSupport"]),
        .testTarget(name: "NotifyingTests", dependencies: ["JSONText", "NewsModel", "Notifying", crypto]),
        .testTarget(name: "ServingTests", dependencies: ["Serving", "TestSupport", logging]),
        .testTarget(
            name: "WatchingTests",
            dependencies: [
                "Measuring", "NewsModel", "Notifying", "Serving", "Storing", "StrictYAML", "TestSupport", "Watching",
                grdb,
            ]),
        .testTarget(name: "NewswatchTests", dependencies: ["newswatch", "TestSupport", crypto]),
    ]
)

for target in package.targets where target.type == .regular || target.type == .executable || target.type == .test {
    guard target.name != "CCurl" else { continue }
    target.swiftSettings = strict
}

// `make fuzz` builds this with the sanitizers, which bring the entry point; an ordinary build has no use for it.
if Context.environment["NEWSWATCH_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "FuzzFeedParser",
            dependencies: ["FeedParsing", "JSONText", "NewsModel"],
            path: "Fuzz/FuzzFeedParser",
            swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]
        )
    )
}
