import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// Sends calls over the network, by the proxies and with the certificates that an environment names; its
/// connections are kept and shared by the whole process.
struct Network: HTTPSending {
  private let certificates: CertificateFile?
  private let proxies: ProxySettings

  init(_ environment: AWSEnvironment) {
    certificates = environment.certificateFile
    proxies = environment.proxies
  }

  /// What tells the clients of a process apart.
  private struct Way: Hashable {
    let certificates: CertificateFile?
    let proxy: ProxySettings.Proxy?
  }

  /// Never shut down: they live as long as the process.
  private static let clients = Mutex<[Way: HTTPClient]>([:])

  private static func client(_ way: Way) throws -> HTTPClient {
    try clients.withLock { clients in
      if let known = clients[way] { return known }
      let made = try make(way)
      clients[way] = made
      return made
    }
  }

  private static func make(_ way: Way) throws(CloudError) -> HTTPClient {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.httpVersion = .http1Only
    configuration.timeout = .init(connect: .seconds(10), read: .seconds(60), write: .seconds(60))
    // What to do about a refused connection is decided once, where the other retries are.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 16
    if let file = way.certificates {
      var security = TLSConfiguration.makeClientConfiguration()
      security.trustRoots = .certificates(try file.certificates())
      configuration.tlsConfiguration = security
    }
    if let proxy = way.proxy {
      if let user = proxy.user {
        let password = proxy.password?.reveal() ?? ""
        let authorization = HTTPClient.Authorization.basic(username: user, password: password)
        configuration.proxy = .server(
          host: proxy.host,
          port: proxy.port,
          authorization: authorization
        )
      } else {
        configuration.proxy = .server(host: proxy.host, port: proxy.port)
      }
    }
    return HTTPClient(configuration: configuration)
  }

  func send(_ call: HTTPCall) async throws -> HTTPAnswer {
    var request = HTTPClientRequest(url: call.url)
    request.method = HTTPMethod(rawValue: call.method)
    // AsyncHTTPClient writes `host` itself, from the address.
    for (name, value) in call.headers where name != "host" {
      request.headers.add(name: name, value: value)
    }
    request.headers.add(name: "user-agent", value: "quire")
    if let body = call.body { request.body = .bytes(ByteBuffer(bytes: body)) }
    let address = Self.place(call.url)
    let isTLS = address.hasPrefix("https:")
    let host = String(address.dropFirst(isTLS ? 8 : 7))
    let proxy = try proxies.proxy(for: host, isTLS: isTLS)
    let place = address + (proxy.map { " by the proxy \($0.place)" } ?? "")
    let client = try Self.client(Way(certificates: certificates, proxy: proxy))
    let response: HTTPClientResponse
    do {
      response = try await client.execute(request, timeout: .seconds(Int64(call.seconds)))
    } catch {
      throw Self.failure(error, at: place)
    }
    var headers: [String: String] = [:]
    for header in response.headers { headers[header.name.lowercased()] = header.value }
    let body = response.body
    return HTTPAnswer(
      status: Int(response.status.code),
      headers: headers,
      body: HTTPBody {
        var iterator = body.makeAsyncIterator()
        return HTTPBody.AsyncIterator {
          do { return try await iterator.next() } catch { throw Self.failure(error, at: place) }
        }
      }
    )
  }

  /// `http://127.0.0.1:9000`: never the query, which may hold what others should not see.
  private static func place(_ url: String) -> String {
    let parts = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    return parts.count < 2 ? url : "\(parts[0])//\(parts[1])"
  }

  private static func failure(_ error: any Error, at place: String) -> any Error {
    if error is CancellationError || Task.isCancelled { return CancellationError() }
    if isDistrust(error) {
      // It stays so however often it is asked.
      return CloudError(
        .settings,
        "\(place) shows a certificate that is not from an authority this machine trusts, or not its own",
        hint: "let AWS_CA_BUNDLE name a file with the certificate of your authority (PEM)"
      )
    }
    let (words, hint) = explanation(of: error)
    return CloudError(.unreachable, "\(place) \(words)", hint: hint)
  }

  private static func isDistrust(_ error: any Error) -> Bool {
    if let error = error as? NIOSSLExtraError { return error == .failedToValidateHostname }
    return (error is NIOSSLError || error is BoringSSLError)
      && String(describing: error).contains("CERTIFICATE_VERIFY_FAILED")
  }

  private static func explanation(of error: any Error) -> (String, String?) {
    let check = "check that the server runs and that its address is right"
    switch error {
    case let error as HTTPClientError:
      switch error {
      case .connectTimeout, .getConnectionFromPoolTimeout: return ("does not answer", check)
      case .readTimeout, .writeTimeout, .deadlineExceeded:
        return ("stopped answering", "try again, or look at the server")
      case .remoteConnectionClosed, .uncleanShutdown:
        return ("closed the connection", "try again, or look at the server")
      case .proxyAuthenticationRequired:
        return (
          "is not asked: the proxy wants a name and a password",
          "write HTTPS_PROXY=http://user:password@host:port"
        )
      case .invalidProxyResponse:
        return (
          "is not asked: the proxy lets nobody through to it",
          "look at the proxy, or name the server in NO_PROXY"
        )
      case .tlsHandshakeTimeout: return ("does not answer with TLS", check)
      default: return ("cannot be asked: \(error.shortDescription)", check)
      }
    // A write that was on its way when the connection went.
    case is ChannelError: return ("closed the connection", "try again, or look at the server")
    case is NIOSSLError, is BoringSSLError:
      return (
        "does not speak TLS as it should",
        "check http:// or https:// in its address; AWS_CA_BUNDLE names certificates of your own"
      )
    case let error as IOError:
      return ("cannot be reached: \(words(of: error.errnoCode))", check)
    case let error as NIOConnectionError:
      guard let first = error.connectionErrors.first else {
        return ("has an address that nobody knows", check)
      }
      return explanation(of: first.error)
    default: return ("cannot be asked: \(String(describing: type(of: error)))", check)
    }
  }

  private static func words(of code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text).lowercased()
  }
}
