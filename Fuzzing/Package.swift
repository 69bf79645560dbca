// swift-tools-version: 6.2
import PackageDescription

// A package of its own: its program's main function is libFuzzer's.
let package = Package(
  name: "Fuzzing",
  dependencies: [.package(name: "quire", path: "..")],
  targets: [
    .executableTarget(
      name: "LogFuzz",
      dependencies: [.product(name: "QuireLogParsing", package: "quire")]
    )
  ],
  swiftLanguageModes: [.v6]
)
