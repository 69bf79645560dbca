// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what benchmarks need never becomes part of the product.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "quire", path: "..")],
  targets: [
    .executableTarget(
      name: "EngineBench",
      dependencies: [.product(name: "QuireEngines", package: "quire")]
    ),
    .executableTarget(
      name: "ModelBench",
      dependencies: [.product(name: "QuireModelling", package: "quire")]
    ),
  ],
  swiftLanguageModes: [.v6]
)
