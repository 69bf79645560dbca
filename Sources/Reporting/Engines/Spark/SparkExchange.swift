import Cloud
import Diagnostics
import Files
import Pipeline

/// How tables come to Spark and back: by paths that both sides see.
protocol SparkExchange: Sendable {
  /// Where Spark finds a table's files, which are there from then on.
  ///
  /// - Throws: `Diagnostic` when they cannot be put there.
  func paths(of output: Output, _ query: EngineQuery) async throws -> [String]

  /// An empty place for the files of a result, as Spark is told of it.
  func resultFolder(_ query: EngineQuery) async throws -> String

  /// The files of a result in order, on the store's disk, once Spark says that it has written them.
  ///
  /// - Throws: `Diagnostic` when they are not there: Spark has written them to somewhere else.
  func finishedFiles(_ result: String, _ query: EngineQuery) async throws -> [String]

  /// The complaint when what Spark says is of a path of ours; nil when it is of something else.
  ///
  /// `isMissing`: whether Spark says that a path is not there or cannot be read.
  func unusable(_ words: String, isMissing: Bool) -> Diagnostic?

  /// Removes all that was put there; tells what could not be.
  func remove() async -> [Diagnostic]
}

extension SparkOptions {
  /// The exchange, from the options and the environment; nothing is put there yet.
  ///
  /// - Throws: `Diagnostic` for a variable that is not set and a place that is none.
  func exchange(_ place: EnginePlace) throws(Diagnostic) -> any SparkExchange {
    let given = try exchange?.value()
    guard let text = given ?? EngineSetting.environment("QUIRE_SPARK_EXCHANGE") else {
      return SparkStoreExchange(place: place)
    }
    guard text.contains("://") else {
      let isPlain = given == nil || text.hasPrefix("/") || folder == "."
      return SparkFolderExchange(folder: isPlain ? text : "\(folder)/\(text)", place: place)
    }
    guard let location = S3Location(text) else {
      throw place.unavailable(
        "'\(text)' is no place for Spark's files",
        hint: "name a folder that this machine and Spark both see, or s3://bucket/prefix"
      )
    }
    return SparkS3Exchange(location, scheme: try objectScheme(place), place: place)
  }

  /// The scheme by which this Spark knows S3.
  ///
  /// - Throws: `Diagnostic` for what is none.
  func objectScheme(_ place: EnginePlace) throws(Diagnostic) -> String {
    let scheme =
      try scheme?.value() ?? EngineSetting.environment("QUIRE_SPARK_SCHEME") ?? Self.openScheme
    guard scheme.isScheme else {
      throw place.unavailable(
        "'\(scheme)' is no name of a file system of Spark's",
        hint: "s3a is that of open-source Spark, s3 that of EMR"
      )
    }
    return scheme
  }

  /// The scheme by which open-source Spark knows S3; EMR and some others say `s3`.
  static let openScheme = "s3a"
}

extension S3Location {
  /// The place as Spark is told of it.
  func path(inScheme scheme: String) -> String { "\(scheme)://\(bucket)/\(key)" }
}

extension String {
  /// A letter, then letters, digits, plus, dot or dash.
  var isScheme: Bool {
    guard let first = utf8.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first | 0x20 else {
      return false
    }
    return utf8.allSatisfy { byte in
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
        || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || "+.-".utf8.contains(byte)
    }
  }
}

/// The exchange that needs none: Spark runs where the store is, and reads and writes its files there.
struct SparkStoreExchange: SparkExchange {
  let place: EnginePlace

  func paths(of output: Output, _ query: EngineQuery) -> [String] {
    output.paths.map(FileSystem.absolutePath(of:))
  }

  func resultFolder(_ query: EngineQuery) throws -> String { try query.makeFolder() + "/rows" }

  func finishedFiles(_ result: String, _ query: EngineQuery) throws -> [String] {
    try SparkFolderExchange.finishedFiles(result, place)
  }

  func unusable(_ words: String, isMissing: Bool) -> Diagnostic? {
    isMissing && !SparkProblem.isOfObjects(words)
      ? .notShared(place, SparkProblem.path(in: words) ?? "its tables") : nil
  }

  func remove() async -> [Diagnostic] { [] }
}

extension Diagnostic {
  /// Spark and this program look at different disks.
  static func notShared(_ place: EnginePlace, _ path: String) -> Self {
    place.unavailable(
      "Spark does not see the files of this machine, such as '\(path)'",
      hint:
        "give the engine an 'exchange': a folder that both see by the same path and may write to, or"
        + " s3://bucket/prefix"
    )
  }
}
