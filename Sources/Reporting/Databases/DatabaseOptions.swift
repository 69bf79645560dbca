import Diagnostics
import Foundation
import Options
import Pipeline

/// The options by which `load` and `store` find a database: `connection` and `table`.
///
///     from: postgresql
///     connection: SCHOOL_DB     # the NAME of an environment variable
///     table: academy.students
struct DatabaseOptions: Sendable {
  let kind: DatabaseKind
  /// The directive's own name: where a complaint about the connection points when none is named.
  let span: SourceSpan
  let connection: Spanned<String>?
  /// The schema or database, when given, and the table.
  let table: (path: [String], span: SourceSpan)?

  init(_ kind: DatabaseKind, _ reader: inout OptionReader, at span: SourceSpan) {
    self.kind = kind
    self.span = span
    let node = reader.node("connection")
    connection = node.flatMap { reader.text(of: $0, "connection") }
    if let connection, !Self.isVariable(connection.value) {
      // Its own line is not shown: it may hold a password.
      reader.complain(.connectionIsNoName(at: span))
    }
    table = reader.text("table").map { text in
      let path = text.value.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      if path.count > 2 || path.contains(where: { $0.isEmpty || kind.excess(of: $0) != nil }) {
        reader.complain(.badTableName(text))
      }
      return (path, text.span)
    }
  }

  private static func isVariable(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 100
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// The place of the option that says where the server is.
  var place: SourceSpan { connection?.span ?? span }

  /// The variable that holds the address, or the one that names the host.
  var variable: String { connection?.value ?? kind.variables.host }

  /// Reads the environment.
  ///
  /// - Throws: `Diagnostic` when it says nothing, or nothing that can be understood.
  func address() throws(Diagnostic) -> DatabaseAddress {
    let environment = ProcessInfo.processInfo.environment
    let found: DatabaseAddress?
    do throws(DatabaseAddress.Problem) {
      if let connection {
        let text = environment[connection.value] ?? ""
        found = text.isEmpty ? nil : try DatabaseAddress(text, kind)
      } else {
        found = try DatabaseAddress(environment, kind)
      }
    } catch {
      throw .badAddress(self, error.words)
    }
    guard let found else { throw .noConnection(self) }
    return found
  }

  /// Tables of the server, by their paths, for whoever asks.
  func served(_ paths: [[String]], isWritten: Bool) -> [ServedTable] {
    let address = try? address()
    var server = "\(kind.rawValue) \(address.map { "\($0.host):\($0.port)" } ?? "$\(variable)")"
    // What stands before a table's name is a database of MySQL's, and a schema in one of PostgreSQL's.
    let database = kind == .mysql ? address.map { [$0.database] } ?? [] : []
    if kind == .postgresql, let address { server += "/\(address.database)" }
    return paths.map { path in
      ServedTable(
        server: server,
        path: path.count > 1 ? path : database + path,
        isWritten: isWritten
      )
    }
  }

  /// Which server it is, without secrets; another address is another result.
  var identity: [KeyPart] {
    let server = (try? address())?.shown ?? "not known"
    return [
      KeyPart("kind of database", kind.rawValue), KeyPart("server", server),
      KeyPart("option 'table'", table.map { $0.path.joined(separator: ".") } ?? ""),
    ]
  }
}

extension Diagnostic {
  fileprivate static func connectionIsNoName(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "wrong-option",
      "'connection' is the name of an environment variable that holds the address",
      at: span,
      hint:
        "an address with a password has no place in a template: write 'connection: SCHOOL_DB', and "
        + "set SCHOOL_DB where the report is rendered"
    )
  }

  fileprivate static func badTableName(_ table: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "wrong-option",
      "'table' is a name, or a schema, a dot and a name",
      at: table.span,
      hint: "such as academy.students"
    )
  }

  fileprivate static func noConnection(_ options: DatabaseOptions) -> Self {
    let kind = options.kind
    return Diagnostic(
      .error,
      "no-connection",
      "the environment variable '\(options.variable)' is not set",
      at: options.place,
      hint: options.connection == nil
        ? "set it and its like, or write 'connection: NAME' with the name of a variable that holds "
          + "\(kind.schemes[0])://user:password@host:\(kind.port)/database"
        : "set it to \(kind.schemes[0])://user:password@host:\(kind.port)/database"
    )
  }

  fileprivate static func badAddress(_ options: DatabaseOptions, _ words: String) -> Self {
    Diagnostic(
      .error,
      "bad-address",
      "the address in '\(options.variable)' \(words)",
      at: options.place,
      hint: "it is \(options.kind.schemes[0])://user:password@host:\(options.kind.port)/database; "
        + "write %40 for '@', %2F for '/' and %25 for '%' in its parts"
    )
  }
}
