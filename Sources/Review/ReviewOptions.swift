public import Reporting

/// How reports are served.
public struct ReviewOptions: Sendable {
  /// What a visitor must show to be let in.
  public enum Token: Sendable, Hashable {
    /// One made at the start, printed with the address.
    case random
    case given(String)
    case none
  }

  /// The name or number of the interface to listen on.
  public var host: String
  /// 0 takes any that is free.
  public var port: Int
  public var token: Token
  /// Names beside the interface's own under which browsers may ask for pages.
  public var names: [String]
  /// PEM files of a certificate chain and its key; both or neither.
  public var certificate: String?
  public var key: String?
  /// Whether templates are rendered again when they, or what they read, change.
  public var isWatching: Bool
  /// How runs are made: values of parameters that stand in place of the templates' defaults, the folder
  /// of reports, the engine's limits, the state folder.
  public var render: RenderOptions
  /// The most bytes of an uploaded file.
  public var uploadLimit: Int
  /// The most runs that wait for their turn.
  public var waitingLimit: Int

  public init(
    host: String = "127.0.0.1",
    port: Int = 8484,
    token: Token = .random,
    names: [String] = [],
    certificate: String? = nil,
    key: String? = nil,
    isWatching: Bool = false,
    render: RenderOptions = RenderOptions(),
    uploadLimit: Int = 1 << 30,
    waitingLimit: Int = 16
  ) {
    self.host = host
    self.port = port
    self.token = token
    self.names = names
    self.certificate = certificate
    self.key = key
    self.isWatching = isWatching
    self.render = render
    self.uploadLimit = uploadLimit
    self.waitingLimit = waitingLimit
  }
}

extension ReviewOptions {
  var isSecure: Bool { certificate != nil }

  /// Holds the token against what the address asks for.
  ///
  /// - Parameter isLoopback: Whether only this machine can reach the server, wherever the host's name leads.
  /// - Throws: `ServerProblem`.
  func checkToken(isLoopback: Bool) throws {
    switch token {
    case .random: return
    case .none where !isLoopback:
      throw ServerProblem(
        message:
          "'\(host)' can be reached from other machines: without a token anybody there could open the "
          + "reports and start runs; leave --no-token out"
      )
    case .none: return
    case .given(let text):
      guard !text.isEmpty,
        text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-._~".contains($0)) })
      else {
        throw ServerProblem(
          message: "a token is made of the letters a to z, A to Z, digits, and - . _ ~"
        )
      }
      guard isLoopback || text.utf8.count >= Self.shortestToken else {
        throw ServerProblem(
          message:
            "'\(host)' can be reached from other machines: a token of \(text.utf8.count) characters can be "
            + "guessed there; give one of \(Self.shortestToken) or more, or leave --token out to get one"
        )
      }
    }
  }

  /// The fewest characters of a token where others can try.
  static let shortestToken = 16
}
