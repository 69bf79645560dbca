import Glibc

/// Where a host's name leads, as numbers.
struct ListeningAddress: Sendable, Hashable {
  /// `127.0.0.1`, `::1`: what is listened on, so that the name cannot come to mean something else meanwhile.
  let number: String
  /// Whether only this machine can reach it.
  let isLoopback: Bool

  /// - Parameter host: A name or a number.
  /// - Throws: `ServerProblem` when the name leads nowhere.
  init(_ host: String) throws {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var list: UnsafeMutablePointer<addrinfo>?
    let result = getaddrinfo(host, nil, &hints, &list)
    defer { if let list { freeaddrinfo(list) } }
    guard result == 0, let first = list else {
      let reason = gai_strerror(result).map { String(cString: $0) } ?? "it leads nowhere"
      throw ServerProblem(message: "cannot listen on '\(host)': \(reason.lowercasedFirst)")
    }
    var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let size = socklen_t(text.count)
    guard
      getnameinfo(
        first.pointee.ai_addr,
        first.pointee.ai_addrlen,
        &text,
        size,
        nil,
        0,
        NI_NUMERICHOST
      ) == 0
    else { throw ServerProblem(message: "cannot listen on '\(host)': it has no number") }
    number = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    isLoopback =
      switch first.pointee.ai_family {
      case AF_INET: number.hasPrefix("127.")
      case AF_INET6: number == "::1"
      default: false
      }
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
