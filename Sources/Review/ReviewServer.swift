import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import Reporting
import ServiceLifecycle

/// Serves the reports of the working folder to browsers, until it is told to stop.
public struct ReviewServer: Sendable {
  private let options: ReviewOptions
  private let token: String?

  public init(_ options: ReviewOptions) {
    self.options = options
    token =
      switch options.token {
      case .random: TokenRule.newToken()
      case .given(let token): token
      case .none: nil
      }
  }

  /// Serves until SIGINT or SIGTERM, then cancels what runs and leaves the store sound.
  ///
  /// A second signal ends the process at once.
  ///
  /// - Parameter onStart: Told the address, with its token, as soon as the server can be asked.
  /// - Throws: `ServerProblem`: the port is taken, the folder is served already, the certificate cannot be read.
  public func run(onStart: @escaping @Sendable (String) -> Void) async throws {
    let place = try ListeningAddress(options.host)
    try options.checkToken(isLoopback: place.isLoopback)
    let connections = OpenFiles.connections()
    let server = try server()
    let claim = try FolderClaim(stateFolder: options.render.stateFolder)
    defer { claim.end() }
    let site = Site(options)
    site.uploads.removeRemains()
    let port = Port()
    var logger = Logger(label: "quire") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .error
    let app = Application(
      router: site.router(guards(port)),
      server: server,
      configuration: ApplicationConfiguration(
        address: .hostname(place.number, port: options.port),
        availableConnectionsDelegate: .maximum(connections, logger: logger)
      ),
      onServerRunning: { channel in
        port.set(channel.localAddress?.port ?? options.port)
        claim.tell(address(port, token: nil))
        onStart(address(port, token: token))
      },
      logger: logger
    )
    let services = ServiceGroup(
      configuration: ServiceGroupConfiguration(services: [.init(service: app)], logger: logger)
    )
    do {
      try await StopSignals.stopping {
        // Together: pages that follow a run are told its end while connections are closed.
        Task { await site.close() }
        Task { await services.triggerGracefulShutdown() }
      } _: {
        try await services.run()
      }
    } catch {
      await site.close()
      throw ServerProblem(error, options)
    }
    await site.close()
  }

  private func guards(_ port: Port) -> Guards {
    Guards(
      hosts: HostRule(options),
      origins: OriginRule(isSecure: options.isSecure),
      token: TokenRule(token: token, isSecure: options.isSecure, port: port)
    )
  }

  private func server() throws -> HTTPServerBuilder {
    let plain = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [ConnectionRules()],
        idleTimeout: nil,
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16 << 10,
          maxHeaderListSize: 32 << 10,
          maxHeaderFieldCount: 100
        )
      )
    )
    guard let certificate = options.certificate, let key = options.key else { return plain }
    return try .tls(
      plain,
      tlsConfiguration: try TLSFiles.configuration(certificate: certificate, key: key)
    )
  }

  private func address(_ port: Port, token: String?) -> String {
    let host = options.host.contains(":") ? "[\(options.host)]" : options.host
    let base = "\(options.isSecure ? "https" : "http")://\(host):\(port.number)/"
    return token.map { base + "?token=" + Address.query($0) } ?? base
  }
}
