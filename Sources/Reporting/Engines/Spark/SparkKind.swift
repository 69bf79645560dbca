import Cloud
import Diagnostics
import Foundation
import Files
import Options
import Pipeline

/// `engine: spark`: an Apache Spark cluster, or one Spark server, by Spark Connect.
///
///     engine:
///       kind: spark
///       uri: "sc://spark.example.org:15002"   # or SPARK_REMOTE of the environment
///       token: {env: SPARK_TOKEN}             # or within SPARK_REMOTE; needs TLS but on this machine
///       exchange: /shared/quire               # or s3://bucket/prefix, when Spark does not see the store
///       scheme: s3a                           # by which Spark knows S3: s3 on EMR
///       settings: {spark.sql.shuffle.partitions: 8}
///
/// Through `exchange` the tables that a query reads come to Spark, and its larger results come back: by a
/// folder that both see by the same path, or by S3, with AWS's own variables on this side and Spark's own
/// settings on the other. Without one, Spark must see the files of the store. `exchange` and `scheme` may
/// be `{env: NAME}`, and are QUIRE_SPARK_EXCHANGE and QUIRE_SPARK_SCHEME where they are not given.
enum SparkKind: EngineKind {
  static let name = "spark"

  static func engine(
    _ reader: inout OptionReader,
    _ setup: EngineSetup
  ) -> (any SQLEngine)? {
    var options = SparkOptions()
    options.uri = EngineSetting.of("uri", &reader)
    options.token = EngineSetting.of("token", &reader)
    options.usesTLS = reader.bool("tls")
    options.user = EngineSetting.of("user", &reader)
    options.folder = setup.folder
    options.exchange = EngineSetting.of("exchange", &reader)
    if let node = reader.node("exchange"), let text = options.exchange?.text,
      text.contains("://"), S3Location(text) == nil
    {
      reader.complain(.badExchange(text, at: node.span))
    }
    options.scheme = EngineSetting.of("scheme", &reader)
    if let node = reader.node("scheme"), let text = options.scheme?.text, !text.isScheme {
      reader.complain(.badScheme(text, at: node.span))
    }
    for entry in reader.node("settings")?.entries ?? [] {
      let key = entry.key.value
      if !key.isSettingName { reader.complain(.badSetting(entry.key)) }
      if let value = reader.text(of: entry.node, key) { options.settings[key] = value.value }
    }
    return SparkEngine(options, setup.place)
  }
}

/// What a template says of a Spark server.
struct SparkOptions: Sendable {
  var uri: EngineSetting?
  var token: EngineSetting?
  var usesTLS: Bool?
  var user: EngineSetting?
  /// A folder that both Spark and this program see by the same path, or a place in S3.
  var exchange: EngineSetting?
  /// The scheme by which Spark knows S3.
  var scheme: EngineSetting?
  /// The template's folder, from which the exchange's path starts.
  var folder = "."
  /// Session settings of the author's own; they win over ours.
  var settings: [String: String] = [:]

  /// Settings that bring Spark's SQL close to that of the embedded engine.
  ///
  /// Names in double quotes, overflow and bad casts as errors,
  /// timestamps without a zone, and UTC where there is one.
  static let dialect = [
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
  ]

  /// Whether the author has left the settings alone that our own SQL relies on.
  var isDialectOurs: Bool {
    Self.dialect.allSatisfy { name, value in
      settings[name].map { $0.caseInsensitiveCompare(value) == .orderedSame } ?? true
    }
  }

  /// All settings of a session, in the order they are made.
  var allSettings: [(key: String, value: String)] {
    Self.dialect.merging(settings) { $1 }.sorted { $0.key < $1.key }
  }
}

extension String {
  /// Letters, digits, dots, dashes and underscores: what may stand in `SET name=…`.
  fileprivate var isSettingName: Bool {
    !isEmpty
      && utf8.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
  }
}

extension UInt8 {
  fileprivate var isWordByte: Bool {
    (48...57).contains(self) || (65...90).contains(self) || (97...122).contains(self)
      || self == UInt8(ascii: "_")
  }
}

extension Diagnostic {
  fileprivate static func badExchange(_ text: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-exchange",
      "'\(text)' is no place for Spark's files",
      at: span,
      hint: "name a folder that this machine and Spark both see, or s3://bucket/prefix"
    )
  }

  fileprivate static func badScheme(_ text: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "bad-scheme",
      "'\(text)' is no name of a file system of Spark's",
      at: span,
      hint: "s3a is that of open-source Spark, s3 that of EMR"
    )
  }

  fileprivate static func badSetting(_ key: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "bad-setting",
      "'\(key.value)' is no name of a Spark setting",
      at: key.span,
      hint: "such as spark.sql.shuffle.partitions"
    )
  }
}
