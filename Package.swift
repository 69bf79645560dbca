// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is held to: no implicit existentials, imports stay internal unless a
/// public signature needs them, members come only from modules a file imports, warnings are errors.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A library room of the house.
///
/// The arrows in `dependencies` are the whole architecture.
func room(
  _ name: String,
  _ dependencies: [Target.Dependency] = [],
  resources: [Resource]? = nil
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: dependencies,
    exclude: exclude,
    swiftSettings: strict
  )
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(
  name: "ServiceLifecycle",
  package: "swift-service-lifecycle"
)
let hummingbirdTesting: Target.Dependency = .product(
  name: "HummingbirdTesting",
  package: "hummingbird"
)
let asyncHTTPClient: Target.Dependency = .product(
  name: "AsyncHTTPClient",
  package: "async-http-client"
)
let arguments: Target.Dependency = .product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)

let package = Package(
  name: "quire",
  products: [
    .executable(name: "quire", targets: ["quire"]),
    .library(name: "QuireEngines", targets: ["Engines"]),
    .library(name: "QuireModelling", targets: ["Modelling", "Tables"]),
    .library(name: "QuireLogParsing", targets: ["Diagnostics", "LogParsing", "Tables"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    // C declarations
    .target(name: "CArrow"),
    .target(name: "CLAPACK"),
    .target(name: "CLightGBM", dependencies: ["CArrow"]),
    .target(name: "CFiles"),
    .systemLibrary(
      name: "CCmark",
      pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"])]
    ),
    .systemLibrary(
      name: "CPCRE2",
      pkgConfig: "libpcre2-8",
      providers: [.apt(["libpcre2-dev"])]
    ),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    // Rooms, bottom to top
    room("Diagnostics"),
    room("Tables", ["CArrow"]),
    room("Markup"),
    room("Expressions", ["Diagnostics", "Tables"]),
    room("Options", ["Diagnostics", "Expressions", "Tables", yams]),
    room("Templates", ["CCmark", "Diagnostics", "Expressions", "Options", "Tables"]),
    room("NativeLibraries"),
    room("Engines", ["CArrow", "NativeLibraries", "Tables"]),
    room("Files", ["CFiles", "Diagnostics"]),
    room("Cloud", ["Files", asyncHTTPClient, crypto, nio, nioHTTP, nioPosix, nioSSL]),
    room("Exporting", ["CZstd", "Diagnostics", "Engines", "Files", "Tables"]),
    room("Pipeline", ["Diagnostics", "Engines", "Exporting", "Files", "Tables", crypto]),
    room(
      "Simulation",
      ["Diagnostics", "Exporting", "Expressions", "Options", "Tables"],
      resources: [.embedInCode("Academy/academy.yaml")]
    ),
    room(
      "LogParsing",
      ["CPCRE2", "CZlib", "CZstd", "Diagnostics", "Files", "Options", "Tables"]
    ),
    room(
      "Modelling",
      ["CLAPACK", "CLightGBM", "Diagnostics", "Files", "NativeLibraries", "Tables"]
    ),
    room("Plotting", ["Diagnostics", "Expressions", "Markup", "Options", "Tables"]),
    room(
      "Reporting",
      [
        "Cloud", "Diagnostics", "Engines", "Exporting", "Expressions", "Files", "LogParsing",
        "Markup",
        "Modelling",
        "NativeLibraries", "Options", "Pipeline", "Plotting", "Simulation", "Tables", "Templates",
        crypto,
      ],
      resources: [
        .embedInCode("Assets/drift.en.md"), .embedInCode("Assets/drift.ko.md"),
        .embedInCode("Assets/compare.css"),
        .embedInCode("Assets/evaluation.en.md"), .embedInCode("Assets/evaluation.ko.md"),
        .embedInCode("Assets/index.css"), .embedInCode("Assets/index.js"),
        .embedInCode("Assets/page.css"), .embedInCode("Assets/page.js"),
      ]
    ),
    room(
      "Review",
      [
        "Diagnostics", "Engines", "Exporting", "Files", "Markup", "Options", "Pipeline",
        "Reporting", "Tables", "Templates",
        crypto, httpTypes, hummingbird, hummingbirdCore, hummingbirdTLS, lifecycle, logging, nio,
        nioHTTP, nioHTTPTypes, nioSSL,
      ],
      resources: [
        .embedInCode("API/openapi.json"), .embedInCode("Assets/preview.css"),
        .embedInCode("Assets/preview.js"), .embedInCode("Assets/review.css"),
        .embedInCode("Assets/review.js"),
      ]
    ),
    .executableTarget(
      name: "quire",
      dependencies: [
        "CFiles", "Diagnostics", "Exporting", "Files", "Options", "Reporting", "Review",
        "Simulation", "Tables", arguments,
      ],
      swiftSettings: strict
    ),
    // Tests
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    tests("Diagnostics", ["Diagnostics", "TestSupport"]),
    tests("Tables", ["CArrow", "Tables", "TestSupport"]),
    tests("Markup", ["Markup", "TestSupport"]),
    tests("Expressions", ["Diagnostics", "Expressions", "Tables", "TestSupport"]),
    tests("Options", ["Diagnostics", "Expressions", "Options", "Tables", "TestSupport"]),
    tests(
      "Templates",
      ["Diagnostics", "Expressions", "Options", "Tables", "Templates", "TestSupport"],
      exclude: ["Snapshots"]
    ),
    tests("Engines", ["Engines", "NativeLibraries", "Tables", "TestSupport"]),
    tests("Files", ["Files", "TestSupport"]),
    tests("Cloud", ["Cloud", nio]),
    tests("Exporting", ["Diagnostics", "Engines", "Exporting", "Files", "Tables", "TestSupport"]),
    tests("Pipeline", ["Diagnostics", "Engines", "Pipeline", "Tables", "TestSupport"]),
    tests(
      "Simulation",
      [
        "Diagnostics", "Exporting", "Expressions", "Options", "Simulation", "Tables", "TestSupport",
      ]
    ),
    tests(
      "LogParsing",
      [
        "CZlib", "CZstd", "Diagnostics", "Engines", "Files", "LogParsing", "Options", "Tables",
        "TestSupport",
      ]
    ),
    tests("Modelling", ["Modelling", "Tables", "TestSupport"], exclude: ["Reference"]),
    tests(
      "Plotting",
      ["Diagnostics", "Expressions", "Markup", "Options", "Plotting", "Tables", "TestSupport"],
      exclude: ["Snapshots"]
    ),
    tests(
      "Reporting",
      [
        "Cloud", "Diagnostics", "Engines", "Files", "LogParsing", "Markup", "NativeLibraries",
        "Options", "Pipeline", "Plotting", "Reporting", "Tables", "Templates", "TestSupport",
      ],
      exclude: ["Cases", "Broken", "Snapshots"]
    ),
    tests(
      "Review",
      [
        "Diagnostics", "Files", "Markup", "Pipeline", "Reporting", "Review", "Templates",
        "TestSupport", httpTypes, hummingbird,
        hummingbirdCore, hummingbirdTesting, nio,
      ]
    ),
    // Runs the built executable as a process.
    tests("Quire", []),
  ],
  swiftLanguageModes: [.v6]
)
