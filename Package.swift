// swift-tools-version: 6.2

import PackageDescription

/// Every target is held to the same settings: Swift 6, explicit existentials, imports that say who
/// may see them, and no warnings.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A target of the product, in its folder of Sources.
func part(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of one target, mirrored in Tests; `data` are the files and folders that tests read.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], data: [String] = [])
    -> Target
{
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name)] + dependencies + ["TestSupport"],
        exclude: data,
        swiftSettings: settings
    )
}

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let asyncHTTPClient = Target.Dependency.product(
    name: "AsyncHTTPClient",
    package: "async-http-client"
)
let collections = Target.Dependency.product(
    name: "OrderedCollections",
    package: "swift-collections"
)
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let unixSignals = Target.Dependency.product(
    name: "UnixSignals",
    package: "swift-service-lifecycle"
)
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "waybill",
    products: [
        .executable(name: "waybill", targets: ["WaybillCLI"]),
        .executable(name: "waybill-bench", targets: ["WaybillBench"]),
        .executable(name: "shop", targets: ["Shop"]),
        .library(name: "Waybill", targets: ["Waybill"]),
        .library(name: "CEL", targets: ["CEL", "WaybillDiagnostics"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle",
            from: "2.13.0"
        ),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess",
            from: "1.0.2",
            traits: ["SubprocessFoundation"]
        ),
    ],
    targets: [
        .systemLibrary(
            name: "CYAML",
            pkgConfig: "yaml-0.1",
            providers: [.apt(["libyaml-dev"])]
        ),
        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
        part("WaybillDiagnostics"),
        part("WaybillYAML", ["CYAML", "WaybillDiagnostics"]),
        part("CEL", ["CRE2", "WaybillDiagnostics"]),
        part("WaybillModel", ["CEL", "WaybillDiagnostics"]),
        part(
            "WaybillLoading",
            ["WaybillYAML", "WaybillModel", "CEL", "WaybillDiagnostics", crypto]
        ),
        part("WaybillLint", ["WaybillLoading", "WaybillModel", "CEL", "WaybillDiagnostics"]),
        part("WaybillDrawing", ["WaybillModel", "WaybillDiagnostics"]),
        part("WaybillRouting"),
        part(
            "WaybillInterpreter",
            [
                "WaybillModel", "WaybillRouting", "CEL", "WaybillDiagnostics", collections, crypto,
            ]
        ),
        part(
            "WaybillHandlers",
            [
                "WaybillModel", "CEL", "WaybillDiagnostics", asyncHTTPClient, nioCore, nioHTTP1,
                subprocess,
            ]
        ),
        part("WaybillJournal", ["WaybillInterpreter", "WaybillModel", "CEL", grdb]),
        part(
            "WaybillEngine",
            [
                "WaybillInterpreter", "WaybillJournal", "WaybillHandlers", "WaybillModel",
                "WaybillLoading", "CEL", "WaybillDiagnostics", collections, crypto, deque, heap,
            ]
        ),
        part(
            "WaybillHistory",
            [
                "WaybillJournal", "WaybillInterpreter", "WaybillModel", "WaybillLoading", "CEL",
                "WaybillDiagnostics",
            ]
        ),
        part(
            "WaybillSimulation",
            [
                "WaybillInterpreter", "WaybillModel", "CEL", "WaybillDiagnostics", collections,
            ]
        ),
        part(
            "Waybill",
            [
                "WaybillEngine", "WaybillHandlers", "WaybillHistory", "WaybillInterpreter",
                "WaybillJournal", "WaybillLint", "WaybillLoading", "WaybillModel", "CEL",
                "WaybillDiagnostics",
            ]
        ),
        .executableTarget(
            name: "WaybillCLI",
            dependencies: [
                "WaybillDiagnostics", "WaybillLoading", "WaybillLint", "WaybillDrawing",
                "WaybillModel", "WaybillInterpreter", "WaybillHandlers", "WaybillJournal",
                "WaybillEngine", "WaybillHistory", "WaybillSimulation", "CEL", argumentParser,
                collections, unixSignals,
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "WaybillBench",
            dependencies: [
                "CYAML", "CEL", "WaybillDiagnostics", "WaybillEngine", "WaybillHandlers",
                "WaybillInterpreter", "WaybillJournal", "WaybillLint", "WaybillLoading",
                "WaybillModel", "WaybillRouting", argumentParser, grdbSQLite,
            ],
            exclude: ["Peers"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "Shop",
            dependencies: ["CEL", argumentParser, httpTypes, hummingbird, logging, nioCore],
            path: "Tests/Shop",
            swiftSettings: settings
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .target(
            name: "ProcessSupport",
            dependencies: ["CEL"],
            path: "Tests/ProcessSupport",
            swiftSettings: settings
        ),
        .executableTarget(
            name: "CrashRunner",
            dependencies: [
                "WaybillEngine", "WaybillHandlers", "WaybillInterpreter", "WaybillJournal",
                "WaybillLoading", "WaybillModel", "CEL", argumentParser,
            ],
            path: "Tests/CrashRunner",
            swiftSettings: settings
        ),
        tests(of: "WaybillDiagnostics", data: ["Goldens"]),
        tests(of: "WaybillYAML", ["WaybillDiagnostics"], data: ["Goldens"]),
        tests(of: "CEL", ["WaybillDiagnostics"]),
        tests(
            of: "WaybillLoading",
            ["WaybillYAML", "WaybillModel", "CEL", "WaybillDiagnostics"],
            data: ["Goldens", "Bindings/Goldens", "Scenarios/Goldens"]
        ),
        tests(
            of: "WaybillLint",
            [
                "WaybillInterpreter", "WaybillLoading", "WaybillModel", "CEL",
                "WaybillDiagnostics",
            ],
            data: ["Fixtures"]
        ),
        tests(
            of: "WaybillDrawing",
            ["WaybillLoading", "WaybillModel", "CEL", "WaybillDiagnostics"],
            data: ["Goldens"]
        ),
        tests(
            of: "WaybillJournal",
            ["WaybillInterpreter", "WaybillModel", "CEL", "WaybillDiagnostics"],
            data: ["Goldens", "Stores"]
        ),
        tests(
            of: "WaybillHistory",
            [
                "WaybillJournal", "WaybillInterpreter", "WaybillLoading", "WaybillModel", "CEL",
                "WaybillDiagnostics",
            ],
            data: ["Goldens"]
        ),
        tests(of: "WaybillRouting"),
        tests(
            of: "WaybillInterpreter",
            ["WaybillLoading", "WaybillModel", "CEL", "WaybillDiagnostics", collections]
        ),
        tests(
            of: "WaybillEngine",
            [
                "WaybillHandlers", "WaybillInterpreter", "WaybillJournal", "WaybillLoading",
                "WaybillModel", "CEL", "WaybillDiagnostics", "ProcessSupport", "CrashRunner",
                "Shop",
            ]
        ),
        tests(
            of: "WaybillHandlers",
            [
                "WaybillModel", "CEL", "WaybillDiagnostics", "Shop", hummingbird, nioCore,
                subprocess,
            ]
        ),
        tests(
            of: "WaybillSimulation",
            [
                "WaybillInterpreter", "WaybillLoading", "WaybillModel", "CEL",
                "WaybillDiagnostics",
            ]
        ),
        tests(
            of: "WaybillCLI",
            ["CEL", "WaybillDiagnostics", "ProcessSupport", "Shop"],
            data: ["Goldens"]
        ),
        tests(of: "Waybill", ["ProcessSupport"], data: ["Example"]),
        .testTarget(
            name: "ArchitectureTests",
            dependencies: ["CEL", "ProcessSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "GrammarTests",
            dependencies: [
                "CEL", "WaybillDiagnostics", "WaybillInterpreter", "WaybillLint", "WaybillLoading",
                "WaybillModel", "WaybillYAML",
            ],
            swiftSettings: settings
        ),
    ],
    cxxLanguageStandard: .cxx17
)
