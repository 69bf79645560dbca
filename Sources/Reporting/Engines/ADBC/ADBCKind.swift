import Diagnostics
import Engines
import Options
import Pipeline

/// Any other ADBC driver, by path or name.
///
///     engines:
///       school:
///         driver: adbc_driver_postgresql       # a library of .deps/lib, or a path to one
///         entrypoint: AdbcDriverInit           # the driver's own entry point, when it has another
///         options: {uri: {env: SCHOOL_DB}}     # {env: NAME}: the value of a variable, for secrets
///         dialect: standard                    # how parameters are written: standard, duckdb or spark
enum ADBCKind: EngineKind {
  static let name = "adbc"

  static func engine(
    _ reader: inout OptionReader,
    _ setup: EngineSetup
  ) -> (any SQLEngine)? {
    let driver = reader.required("driver").flatMap { reader.text(of: $0, "driver") }
    let entry = reader.text("entrypoint")?.value ?? "AdbcDriverInit"
    var options: [String: EngineSetting] = [:]
    if let node = reader.node("options") {
      if node.entries.isEmpty { _ = reader.text(of: node, "options") }
      for option in node.entries {
        options[option.key.value] = EngineSetting(option.node, option.key.value, &reader)
      }
    }
    let dialect = reader.choice("dialect", as: Dialect.self) ?? .standard
    guard let driver else { return nil }
    let isPath = driver.value.contains("/")
    let isPlain = !isPath || driver.value.hasPrefix("/") || setup.folder == "."
    return ADBCEngine(
      setup,
      driver: isPlain ? driver.value : "\(setup.folder)/\(driver.value)",
      entry: entry,
      dialect: dialect.literals,
      options: options
    )
  }

  private enum Dialect: String, CaseIterable {
    case standard, duckdb, spark

    var literals: SQLDialect {
      switch self {
      case .standard: .standard
      case .duckdb: .duckDB
      case .spark: .spark
      }
    }
  }

  /// What an engine is called that is described by its driver alone: `postgresql` for
  /// `lib/libadbc_driver_postgresql.so`.
  static func engineName(ofDriver driver: String) -> String {
    var name = driver.split(separator: "/").last.map(String.init) ?? driver
    for suffix in [".so", ".dylib"] where name.hasSuffix(suffix) { name.removeLast(suffix.count) }
    for prefix in ["lib", "adbc_driver_"] where name.hasPrefix(prefix) {
      name.removeFirst(prefix.count)
    }
    return name
  }
}
