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

  /// Whether only this machine can reach the server.
  public var isOnlyHere: Bool { ["localhost", "::1"].contains(host) || host.hasPrefix("127.") }
}
