import NativeLibraries
import Tables

/// A part of DuckDB that comes as a file of its own: what reads and writes other servers.
public enum DuckDBExtension: String, Sendable, Hashable, CaseIterable {
  /// `s3://` and `https://` in `read_parquet` and the like.
  case httpfs
  /// `ATTACH '' AS db (TYPE postgres, SECRET …)`.
  case postgres = "postgres_scanner"
  /// `ATTACH '' AS db (TYPE mysql, SECRET …)`.
  case mysql = "mysql_scanner"

  /// What people call it.
  public var name: String {
    switch self {
    case .httpfs: "httpfs"
    case .postgres: "postgres"
    case .mysql: "mysql"
    }
  }

  /// The folder of the extensions below another one, as DuckDB itself lays them out.
  static func folder(version: String) -> String {
    #if os(macOS)
      let system = "osx"
    #else
      let system = "linux"
    #endif
    #if arch(arm64)
      return "\(version)/\(system)_arm64"
    #else
      return "\(version)/\(system)_amd64"
    #endif
  }
}

extension Engine {
  /// Loads an extension of DuckDB into this database; fine when it is there already.
  ///
  /// It is looked for below the folder that `$QUIRE_DUCKDB_EXTENSIONS` names, or below `duckdb` where
  /// native libraries lie, in a folder of the engine's version: `v1.5.5/linux_amd64/httpfs.duckdb_extension`.
  ///
  /// - Parameter kind: Which one.
  /// - Throws: `EngineError` of kind `.library` that says how to get it; `.unsupported` for other engines.
  public func load(extension kind: DuckDBExtension) throws(EngineError) {
    guard name == "duckdb" else {
      throw EngineError(.unsupported, "the engine '\(name)' has no extensions of DuckDB")
    }
    let file = "\(DuckDBExtension.folder(version: version))/\(kind.rawValue).duckdb_extension"
    let variable = "QUIRE_DUCKDB_EXTENSIONS"
    guard let path = NativeLibrary.data(file, in: "duckdb", variable: variable) else {
      throw EngineError(
        .library,
        "DuckDB's extension '\(kind.name)' is not installed for \(version): run 'scripts/setup --cloud', "
          + "or set $\(variable) to a folder that holds \(file)"
      )
    }
    do {
      try ADBCConnection(database).run("LOAD \(SQL.literal(.string(path)))")
    } catch {
      throw EngineError(
        .library,
        "DuckDB's extension '\(kind.name)' at \(path) cannot be loaded: \(error.message)"
      )
    }
  }
}
