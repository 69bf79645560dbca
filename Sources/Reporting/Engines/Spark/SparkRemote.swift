import Diagnostics
import Foundation

/// The address of a Spark Connect server, in Spark's own form: `sc://host:port/;token=…;use_ssl=true`.
struct SparkRemote: Sendable, CustomStringConvertible {
  let host: String
  let port: Int
  var token: String?
  var usesTLS: Bool?
  var user: String?
  /// Further headers of every call.
  var headers: [String: String] = [:]

  /// Reads an address; messages never hold it, for it may hold a token.
  init(_ text: String, at place: EnginePlace) throws(Diagnostic) {
    let wrong = { (what: String) in
      place.unavailable("the address of Spark is wrong: \(what)", hint: "write sc://HOST:PORT")
    }
    guard text.lowercased().hasPrefix("sc://") else { throw wrong("it does not begin with sc://") }
    let rest = text.dropFirst(5)
    let authority = rest.prefix { $0 != "/" && $0 != ";" }
    let path = rest.dropFirst(authority.count)
    guard !authority.contains("@") else { throw wrong("it holds a user") }
    let (host, port) = Self.split(authority)
    guard !host.isEmpty else { throw wrong("it has no host") }
    guard let number = port.map({ Int($0) }) ?? 15_002, (1...65_535).contains(number) else {
      throw wrong("its port is no number from 1 to 65535")
    }
    self.host = host
    self.port = number
    guard path.isEmpty || path == "/" || path.hasPrefix("/;") else {
      throw wrong("parameters stand after '/;', divided by ';'")
    }
    for pair in path.dropFirst().split(separator: ";") {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, let value = halves[1].removingPercentEncoding else {
        throw wrong("a parameter is written name=value")
      }
      switch halves[0] {
      case "token": token = value
      case "use_ssl":
        guard ["true", "false"].contains(value.lowercased()) else {
          throw wrong("use_ssl is true or false")
        }
        usesTLS = value.lowercased() == "true"
      case "user_id": user = value
      case "user_agent": headers["user-agent"] = value
      case "session_id":
        throw wrong("session_id cannot be given: every step has a session of its own")
      case let name where name.hasPrefix("x-"): headers[name.lowercased()] = value
      case let name: throw wrong("it has a parameter '\(name)' that is not known")
      }
    }
  }

  /// `host:port`, or `[::1]:port`.
  private static func split(_ authority: Substring) -> (host: String, port: Substring?) {
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
      let after = authority[authority.index(after: end)...]
      return (String(authority[...end]), after.hasPrefix(":") ? after.dropFirst() : nil)
    }
    guard let colon = authority.lastIndex(of: ":") else { return (String(authority), nil) }
    return (String(authority[..<colon]), authority[authority.index(after: colon)...])
  }

  /// Whether it is this machine, where no wire can be listened to.
  var isLoopback: Bool {
    host == "localhost" || host == "[::1]" || host.hasPrefix("127.")
  }

  /// What no message may hold: the token, and headers, which may hold one for a gateway.
  var secrets: [String] {
    (token.map { [$0] } ?? []) + headers.filter { $0.key != "user-agent" }.values
  }

  /// Host and port, without anything secret.
  var description: String { "\(host):\(port)" }
}

extension SparkOptions {
  /// The server, from the options and the environment.
  ///
  /// - Throws: `Diagnostic` when there is no address or it is wrong.
  func remote(_ place: EnginePlace) throws(Diagnostic) -> SparkRemote {
    guard let text = try uri?.value() ?? EngineSetting.environment("SPARK_REMOTE") else {
      throw place.unavailable(
        "no address of Spark is given",
        hint: "set SPARK_REMOTE to sc://HOST:PORT, or give the engine a 'uri'"
      )
    }
    var remote = try SparkRemote(text, at: place)
    let given = try token?.value() ?? remote.token
    remote.token = given ?? EngineSetting.environment("SPARK_CONNECT_AUTHENTICATE_TOKEN")
    remote.user = try user?.value() ?? remote.user
    // A token on the wire for all to read would be none for long.
    remote.usesTLS = usesTLS ?? remote.usesTLS ?? (remote.token != nil && !remote.isLoopback)
    return remote
  }
}

extension SparkRemote {
  /// The driver's options for a session.
  func driverOptions(session: String) -> [String: String] {
    var options = [
      "uri": "sc://\(host):\(port)",
      "adbc.spark.session_id": session,
      "adbc.spark.tls.enabled": usesTLS == true ? "true" : "false",
    ]
    options["adbc.spark.token"] = token
    options["adbc.spark.user_id"] = user
    for (name, value) in headers {
      options[name == "user-agent" ? "adbc.spark.user_agent" : "adbc.spark.headers.\(name)"] = value
    }
    return options
  }
}
