import Engines

/// A kind of database server that `load` reads and `store` writes, through an extension of DuckDB.
enum DatabaseKind: String, CaseIterable, Sendable {
  case postgresql, mysql

  /// What people call it.
  var name: String { self == .postgresql ? "PostgreSQL" : "MySQL" }

  /// What addresses begin with.
  var schemes: [String] {
    self == .postgresql ? ["postgresql", "postgres"] : ["mysql", "mariadb"]
  }

  var port: Int { self == .postgresql ? 5432 : 3306 }

  var engineExtension: DuckDBExtension { self == .postgresql ? .postgres : .mysql }

  /// DuckDB's word for it, in `TYPE` and in the names of its functions.
  var type: String { self == .postgresql ? "postgres" : "mysql" }

  /// The server's own variables: where it is and who asks, when no `connection` is named.
  var variables: (host: String, port: String, user: String, password: String, database: String) {
    switch self {
    case .postgresql: ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD", "PGDATABASE")
    case .mysql:
      ("MYSQL_HOST", "MYSQL_TCP_PORT", "MYSQL_USER", "MYSQL_PWD", "MYSQL_DATABASE")
    }
  }

  /// Why a name is too long for a table or a column; nil for one that is not.
  ///
  /// PostgreSQL would cut it off without an error, and then know no column of the whole one.
  func excess(of name: String) -> String? {
    switch self {
    case .postgresql:
      let count = name.utf8.count
      return count > 63 ? "has a name of \(count) bytes, and PostgreSQL takes 63" : nil
    case .mysql:
      let count = name.unicodeScalars.count
      return count > 64 ? "has a name of \(count) characters, and MySQL takes 64" : nil
    }
  }

  /// A name as the server reads it, whatever stands in it.
  func quote(_ name: String) -> String {
    let mark: Unicode.Scalar = self == .postgresql ? "\"" : "`"
    var out = String.UnicodeScalarView([mark])
    for scalar in name.unicodeScalars where scalar.value != 0 {
      out.append(scalar)
      if scalar == mark { out.append(mark) }
    }
    out.append(mark)
    return String(out)
  }

  /// A text as the server reads it, whatever its settings say of backslashes.
  ///
  /// A NUL, which no statement can hold, is left out.
  func literal(_ text: String) -> String {
    let plain = text.filter { $0 != "\0" }
    let doubled = plain.split(separator: "'", omittingEmptySubsequences: false).joined(
      separator: "''"
    )
    guard plain.unicodeScalars.contains("\\") else { return "'\(doubled)'" }
    if self == .postgresql {
      let escaped = doubled.split(separator: "\\", omittingEmptySubsequences: false)
      return "E'" + escaped.joined(separator: "\\\\") + "'"
    }
    // By its bytes, since a backslash may or may not be an escape there.
    let digits = plain.utf8.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    return "CONVERT(X'\(digits)' USING utf8mb4)"
  }
}
