import Engines
import Options
import Pipeline

/// A kind of engine beside the embedded one, such as `spark`: one folder each says which options it
/// takes and how steps run on it.
protocol EngineKind: Sendable {
  /// What templates call it: the value of `kind`, and the engine's name when it has no other.
  static var name: String { get }

  /// Reads its options and makes it; nothing is opened yet.
  ///
  /// Complaints about the options go to the reader, and an engine with one is not used; `kind` and `name` are
  /// no business of its. What only shows when the engine is used, such as a variable of the environment that
  /// is not set, is told by the step that needs it.
  static func engine(_ reader: inout OptionReader, _ setup: EngineSetup) -> (any SQLEngine)?
}

/// An engine for queries, which says how values are written for it.
protocol SQLEngine: StepEngine {
  /// The dialect of the literals that parameters become.
  var dialect: SQLDialect { get }
  /// Whether queries may name objects of S3 in place of tables: `FROM 's3://lake/study'`.
  var readsObjects: Bool { get }
  /// The dialect in which it puts the rows of charts together; nil when it does not.
  var chartDialect: ChartDialect? { get }
}

extension SQLEngine {
  var readsObjects: Bool { false }
  var chartDialect: ChartDialect? { nil }
}

/// What every kind of engine is made with.
struct EngineSetup: Sendable {
  /// The engine's name in the template and on the command line.
  let name: String
  /// Where it is described; nil when only the command line names it.
  let place: EnginePlace
  /// The template's folder, from which relative paths start.
  let folder: String
}

/// The kinds there are.
enum EngineKinds {
  static let all: [any EngineKind.Type] = [SparkKind.self, AthenaKind.self, ADBCKind.self]

  /// The engine that options describe; nil, with complaints, when one of them is wrong.
  static func engine(
    _ kind: any EngineKind.Type,
    _ reader: inout OptionReader,
    _ setup: EngineSetup
  ) -> (any SQLEngine)? {
    reader.accept(["kind", "name"])
    let count = reader.diagnostics.count
    let engine = kind.engine(&reader, setup)
    return reader.diagnostics.count == count ? engine : nil
  }

  static func named(_ name: String) -> (any EngineKind.Type)? { all.first { $0.name == name } }

  /// What a template may call without describing it.
  static let wellKnown: [String] = all.map { $0.name }.filter { $0 != ADBCKind.name }
}
