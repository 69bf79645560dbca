import Diagnostics
import Engines

/// What a server, or the way to it, said was wrong: in the author's words, without the secret and without
/// the statement, which may hold rows of data.
struct DatabaseComplaint {
  /// The server's reason in one line.
  let reason: String
  /// What it adds: which key, which row.
  let detail: String?
  private let address: DatabaseAddress
  private let lower: String

  init(_ error: EngineError, _ address: DatabaseAddress) {
    self.address = address
    lower = Self.words(of: error.message).lowercased()
    // Scrubbed before anything is cut off or changed: of a secret cut in two, a part would be shown. What it
    // means is read from the server's own words, since a short password may be a part of one of them.
    let lines = Self.words(of: address.scrubbed(error.message)).split(separator: "\n").map(
      String.init
    )
    let first = (lines.first ?? "the server gave no reason").prefix(400)
    reason = first.prefix(1).lowercased() + first.dropFirst()
    detail = lines.first { $0.hasPrefix("DETAIL:") }.map {
      String($0.dropFirst("DETAIL:".count).drop { $0 == " " }.prefix(300))
    }
  }

  private static func words(of message: String) -> String {
    var text = message
    // What stands before it is the statement, in which any words of the data may stand.
    let openings = ["ERROR:  ", "FATAL:  ", "\": "]
    for opening in openings {
      guard let range = text.ranges(of: opening).last else { continue }
      text = String(text[range.upperBound...])
      break
    }
    if let context = text.firstRange(of: "CONTEXT:  ") {
      text = String(text[..<context.lowerBound])
    }
    // All that MySQL's client says of a connection that is lost while rows come.
    let isSilent = text.allSatisfy(\.isWhitespace)
    return isSilent && message.contains("Failed to fetch") ? "lost connection" : text
  }

  private func says(_ words: String...) -> Bool { words.contains { lower.contains($0) } }

  /// Whether a connection that stood was lost.
  var tellsOfLoss: Bool {
    says(
      "server closed the connection",
      "terminating connection",
      "lost connection",
      "gone away",
      "has been invalidated",
      "no connection to the server",
      "connection was killed",
      "server has shut down",
      "server shutdown",
      "connection reset",
      "ssl syscall",
      "broken pipe"
    )
  }

  func diagnostic(_ options: DatabaseOptions) -> Diagnostic {
    let server = "\(options.kind.name) at \(address.host):\(address.port)"
    let holds = "see what '\(options.variable)' holds"
    func at(_ span: SourceSpan, _ code: String, _ message: String, _ hint: String?) -> Diagnostic {
      Diagnostic(.error, code, message, at: span, hint: hint)
    }
    let table = options.table?.span ?? options.place
    if says("password authentication failed", "access denied for user", "no password supplied") {
      return at(
        options.place,
        "database-refused",
        "\(server) refuses the user '\(address.user)' and the password",
        "\(holds): the user, the password, and whether that user may connect to '\(address.database)'"
      )
    }
    if says("could not translate host name", "unknown server host", "unknown mysql server host") {
      return at(
        options.place,
        "database-unreachable",
        "there is no host '\(address.host)'",
        "\(holds)"
      )
    }
    if says(
      "server does not support ssl",
      "tls/ssl error",
      "ssl connection error",
      "certificate verify",
      "root certificate file",
      "no encryption"
    ) {
      return at(
        options.place,
        "database-tls",
        "no encrypted connection to \(server): \(reason)",
        "\(holds): \(options.kind == .postgresql ? "sslmode, sslrootcert" : "ssl-mode, ssl-ca")"
      )
    }
    // What it says when a connection that stood is lost, before what it says when there was none.
    if tellsOfLoss {
      return at(
        options.place,
        "database-lost",
        "\(server) went away in the middle",
        "nothing half-written is left there; render again when it is back"
      )
    }
    if says(
      "connection refused",
      "can't connect to",
      "timeout expired",
      "no route to host",
      "is the server running"
    ) {
      return at(
        options.place,
        "database-unreachable",
        "nothing answers at \(address.host):\(address.port)",
        "start the server, or \(holds)"
      )
    }
    // MySQL's schemas are databases: the one before the table's name, when that is not the address's own.
    if says("unknown database"), let schema = options.table?.path, schema.count > 1,
      schema[0] != address.database, lower.contains("'\(schema[0].lowercased())'")
    {
      return at(
        table,
        "unknown-database",
        "\(server) has no database '\(schema[0])'",
        "make it, or name another before the table"
      )
    }
    if says("unknown database") || lower.hasPrefix("database \"") && says("does not exist") {
      return at(
        options.place,
        "unknown-database",
        "\(server) has no database '\(address.database)'",
        "make it, or \(holds)"
      )
    }
    if says("permission denied", "command denied", "must be owner") {
      return at(
        table,
        "database-refused",
        "the user '\(address.user)' may not do this: \(reason)",
        "ask for the right, or name another user"
      )
    }
    if says("duplicate key value", "duplicate entry") {
      return at(
        table,
        "database-conflict",
        detail.map { "\(reason): \($0)" } ?? reason,
        "a row of that value is there already; 'mode: upsert' changes rows of the same 'key', and none that share "
          + "another unique value or differ in capital letters"
      )
    }
    if says("other objects depend on it") {
      return at(table, "database-conflict", reason, detail)
    }
    return at(table, "database-error", "\(options.kind.name) says: \(reason)", detail)
  }
}
