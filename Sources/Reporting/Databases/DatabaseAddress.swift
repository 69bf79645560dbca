import Cloud
import Diagnostics
import Foundation

/// Where a database server is and who asks it: the value of an environment variable, read.
///
/// The password is known here alone; nothing that is shown or kept holds it.
struct DatabaseAddress: Sendable {
  let kind: DatabaseKind
  var host: String
  var port: Int
  var user: String
  var password: Secret?
  var database: String
  /// How the connection is made: `sslmode` and the like, by their names in the address.
  var settings: [(name: String, value: String)] = []

  /// The server, database and user for fingerprints and messages.
  var shown: String { "\(host):\(port)/\(database) as \(user)" }

  /// What is wrong with an address: words that hold none of its parts.
  struct Problem: Error { let words: String }

  /// Reads `postgresql://user:password@host:port/database?sslmode=require`.
  init(_ text: String, _ kind: DatabaseKind) throws(Problem) {
    guard let end = text.firstRange(of: "://"),
      kind.schemes.contains(text[..<end.lowerBound].lowercased())
    else { throw Problem(words: "does not begin with '\(kind.schemes[0])://'") }
    var rest = text[end.upperBound...]
    var settings: [(String, String)] = []
    if let mark = rest.firstIndex(of: "?") {
      // A '?' of the password's, from which on its rest would be taken for settings, and be named.
      if rest[mark...].contains("@"), !rest[..<mark].contains("@") {
        throw Problem(words: "holds a '?' before its '@', which is written %3F")
      }
      for pair in rest[rest.index(after: mark)...].split(separator: "&") {
        let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        settings.append((try Self.plain(parts[0]), try Self.plain(parts.count > 1 ? parts[1] : "")))
      }
      rest = rest[..<mark]
    }
    // The last '@' ends the password: one in it may have been left as it is.
    let host: Substring
    var user: Substring = ""
    var password: Substring?
    if let at = rest.lastIndex(of: "@") {
      let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = parts[0]
      if parts.count > 1 { password = parts[1] }
      host = rest[rest.index(after: at)...]
    } else {
      host = rest
    }
    let path = host.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    self.kind = kind
    database = try Self.plain(path.count > 1 ? path[1] : "")
    (self.host, port) = try Self.hostAndPort(path[0], kind)
    self.user = try Self.plain(user)
    if let password { self.password = Secret(try Self.plain(password)) }
    for (name, value) in settings { try set(name, value) }
    guard !self.user.isEmpty else { throw Problem(words: "names no user") }
    guard !database.isEmpty else { throw Problem(words: "names no database") }
  }

  /// Reads the server's own variables; nil when they name no host.
  init?(_ environment: [String: String], _ kind: DatabaseKind) throws(Problem) {
    let names = kind.variables
    // An empty variable says nothing, as to the client library.
    let environment = environment.filter { !$0.value.isEmpty }
    guard let host = environment[names.host] else { return nil }
    self.kind = kind
    self.host = host
    guard let port = environment[names.port].map({ Int($0) }) ?? kind.port else {
      throw Problem(words: "holds a port that is no number")
    }
    self.port = port
    user = environment[names.user] ?? environment["USER"] ?? ""
    password = environment[names.password].map { Secret($0) }
    database = environment[names.database] ?? user
    // PGSSLMODE and its like are read by the client library itself.
  }

  private static func hostAndPort(
    _ text: Substring,
    _ kind: DatabaseKind
  ) throws(Problem) -> (String, Int) {
    var host = text
    var port = kind.port
    if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
      host = text[..<colon]
      guard let number = Int(text[text.index(after: colon)...]), (1...65_535).contains(number)
      else {
        throw Problem(words: "holds a port that is no number from 1 to 65535")
      }
      port = number
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { throw Problem(words: "names no host") }
    return (try plain(host), port)
  }

  /// Settings that an address may hold; all others are refused, so that none is passed over.
  private mutating func set(_ name: String, _ value: String) throws(Problem) {
    let known: Set<String> =
      kind == .postgresql
      ? [
        "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "connect_timeout",
        "application_name", "options", "target_session_attrs", "channel_binding", "keepalives",
        "keepalives_idle", "tcp_user_timeout",
      ] : ["ssl-mode", "ssl-ca", "ssl-capath", "ssl-cert", "ssl-key", "ssl-cipher", "ssl-crl"]
    let lower = name.lowercased()
    let folded =
      kind == .mysql
      ? lower.replacing("_", with: "-").replacing("sslmode", with: "ssl-mode") : lower
    switch folded {
    case "password": password = Secret(value)
    case "user": user = value
    case _ where known.contains(folded): settings.append((folded, value))
    // Another text is no setting's name: it may be of a password with a '?' and an '@'.
    case _ where !folded.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 || $0 == 95 }:
      throw Problem(words: "holds a setting that is not known here")
    default: throw Problem(words: "holds the setting '\(name.prefix(40))', which is not known here")
    }
  }

  private static func plain(_ text: Substring) throws(Problem) -> String {
    guard let plain = String(text).removingPercentEncoding else {
      throw Problem(words: "holds a '%' that no two digits follow")
    }
    return plain
  }

  /// A text without the password, however it came into it.
  func scrubbed(_ text: String) -> String {
    guard let secret = password?.reveal(), !secret.isEmpty else { return text }
    var forms = [secret, secret.replacing("'", with: "''"), secret.replacing("\\", with: "\\\\")]
    if let encoded = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) {
      forms.append(encoded)
    }
    return forms.reduce(text) { $0.replacing($1, with: "•••") }
  }
}
