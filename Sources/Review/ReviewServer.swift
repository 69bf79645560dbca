import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// Serves the reports of the working folder to browsers, until it is told to stop.
public struct ReviewServer: Sendable {
  private let options: ReviewOptions
  private let token: String?

  public init(_ options: ReviewOptions) {
    self.options = options
    token =
      switch options.token {
      case .random: Self.newToken()
      case .given(let token): token
      case .none: nil
      }
  }

  /// Serves until SIGINT or SIGTERM, then cancels what runs and leaves the store sound.
  ///
  /// - Parameter onStart: Told the address, with its token, as soon as the server can be asked.
  /// - Throws: `ServerProblem`, when the port is taken or the certificate cannot be read.
  public func run(onStart: @escaping @Sendable (String) -> Void) async throws {
    let site = Site(options)
    var logger = Logger(label: "quire") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    let app = Application(
      router: site.router(guards),
      server: .http1(configuration: .init(idleTimeout: .seconds(60))),
      configuration: ApplicationConfiguration(address: .hostname(options.host, port: options.port)),
      services: [QueueService(site: site)],
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? options.port
        onStart(address(port: port))
      },
      logger: logger
    )
    var services = ServiceGroupConfiguration(
      services: [.init(service: app)],
      gracefulShutdownSignals: [.sigint, .sigterm],
      logger: logger
    )
    services.maximumGracefulShutdownDuration = .seconds(10)
    services.maximumCancellationDuration = .seconds(5)
    try await ServiceGroup(configuration: services).run()
  }

  private var guards: Guards {
    // A port that the system will choose is not known yet, and any name apart from the others' will do.
    let port = options.port == 0 ? "any-\(UInt32.random(in: .min ... .max))" : "\(options.port)"
    return Guards(
      hosts: HostRule(options),
      token: TokenRule(token: token, isSecure: options.isSecure, cookie: "quire-\(port)")
    )
  }

  private func address(port: Int) -> String {
    let host = options.host.contains(":") ? "[\(options.host)]" : options.host
    let base = "\(options.isSecure ? "https" : "http")://\(host):\(port)/"
    return token.map { base + "?token=" + Address.query($0) } ?? base
  }

  /// 128 random bits.
  private static func newToken() -> String {
    (0..<2).map { _ in
      let text = String(UInt64.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
  }
}

/// Empties the queue of runs when the server goes down.
private struct QueueService: Service {
  let site: Site

  func run() async throws {
    try? await gracefulShutdown()
    await site.queue.close()
  }
}
