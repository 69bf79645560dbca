/// Which proxy stands before which server: `HTTPS_PROXY`, `http_proxy`, `ALL_PROXY` and `NO_PROXY`.
///
/// They are read as curl reads them, which the engine does too: each in either case, but `http_proxy` in small
/// letters only. `NO_PROXY` lists, divided by commas, names and addresses that are asked directly;
/// `corp.example` stands for all below it too, `*` for all. The addresses at which AWS's machines and
/// containers find their credentials are always asked directly.
package struct ProxySettings: Sendable, Hashable {
  /// A proxy, reached without TLS.
  package struct Proxy: Sendable, Hashable {
    package let host: String
    package let port: Int
    package let user: String?
    package let password: Secret?

    /// For people: `proxy.corp:3128`.
    package var place: String { "\(host):\(port)" }
  }

  private let secure: String?
  private let plain: String?
  private let exceptions: [String]

  init(_ variables: [String: String]) {
    func value(_ name: String) -> String? { variables[name.lowercased()] ?? variables[name] }
    secure = value("HTTPS_PROXY") ?? value("ALL_PROXY")
    plain = variables["http_proxy"] ?? value("ALL_PROXY")
    exceptions = (value("NO_PROXY") ?? "").split { $0 == "," || $0.isWhitespace }
      .map { $0.lowercased() }
  }

  /// Finds the proxy before a server.
  ///
  /// - Parameters:
  ///   - host: With the port where it is not the usual one.
  ///   - isTLS: Whether the server is asked with TLS.
  /// - Returns: The proxy; nil when the server is asked directly.
  /// - Throws: `CloudError` for a proxy's address that cannot be used.
  package func proxy(for host: String, isTLS: Bool) throws(CloudError) -> Proxy? {
    guard let text = isTLS ? secure : plain, !isException(host.lowercased()) else { return nil }
    guard let proxy = Self.read(text) else {
      // Not the address itself: it may hold a password.
      throw CloudError(
        .settings,
        "\(isTLS ? "HTTPS_PROXY" : "http_proxy") or ALL_PROXY is no address of a proxy",
        hint: "write http://host:port or http://user:password@host:port; no other kind is known"
      )
    }
    return proxy
  }

  private static func read(_ text: String) -> Proxy? {
    var rest = text[...]
    if let scheme = rest.firstRange(of: "://") {
      guard rest[..<scheme.lowerBound].lowercased() == "http" else { return nil }
      rest = rest[scheme.upperBound...]
    }
    if let slash = rest.firstIndex(of: "/") { rest = rest[..<slash] }
    var user: String?
    var password: Secret?
    if let at = rest.lastIndex(of: "@") {
      let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        .map { PercentEncoding.decoded(String($0).replacing("+", with: "%2B")) }
      user = parts[0]
      password = parts.count > 1 ? Secret(parts[1]) : nil
      rest = rest[rest.index(after: at)...]
    }
    let (host, port) = divided(rest)
    let number = port.map { Int($0) ?? 0 } ?? 1080
    guard !host.isEmpty, (1...65_535).contains(number) else { return nil }
    return Proxy(host: host, port: number, user: user, password: password)
  }

  /// A host and its port, when one is written; of `[::1]:80` the host has no brackets.
  private static func divided(_ text: Substring) -> (String, Substring?) {
    if text.first == "[", let end = text.firstIndex(of: "]") {
      let rest = text[text.index(after: end)...]
      return (String(text[..<end].dropFirst()), rest.first == ":" ? rest.dropFirst() : nil)
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(parts.first ?? ""), parts.count > 1 ? parts[1] : nil)
  }

  private func isException(_ text: String) -> Bool {
    let (host, _) = Self.divided(text[...])
    if host.hasPrefix("169.254.") || host == "fd00:ec2::254" { return true }
    return exceptions.contains { exception in
      if exception == "*" { return true }
      let bare = exception.drop { $0 == "." }
      return !bare.isEmpty && (host == bare || host.hasSuffix(".\(bare)"))
    }
  }
}
