import HTTPTypes
import Hummingbird
import HummingbirdCore

/// The names under which the server may be asked: a page of another name that leads to this address (DNS rebinding)
/// is turned away.
struct HostRule: Sendable {
  /// In lower case.
  let names: Set<String>

  init(_ options: ReviewOptions) {
    names = Set((["localhost", options.host] + options.names).map { $0.lowercased() })
  }

  func check(_ request: Request) throws {
    // A second one is left among the headers.
    guard let authority = request.head.authority, request.headers[.host] == nil,
      let name = Self.name(of: authority)
    else {
      throw MessagePage(
        status: .badRequest,
        korean: "요청에 올바른 Host가 하나 있어야 합니다",
        english: "A request has to have one Host, a name and a port"
      )
    }
    // No name can be made to lead elsewhere when there is no name: addresses are what they are.
    guard names.contains(name) || Self.isAddress(name) else {
      throw MessagePage(
        status: .misdirectedRequest,
        korean: "이 이름으로는 열 수 없습니다: ‘\(name)’",
        english: "This server does not answer to the name ‘\(name)’",
        hint: ("서버를 시작할 때 ‘--name \(name)’을 주세요.", "Start it with ‘--name \(name)’ if it should.")
      )
    }
  }

  /// The name without its port, in lower case: `localhost:8484` is `localhost`, `[::1]:8484` is `::1`.
  ///
  /// - Returns: nil for what is not a name and a port: `user@localhost`, `localhost:80:80`, nothing.
  static func name(of authority: String) -> String? {
    var rest = authority[...]
    var name: Substring
    if rest.first == "[" {
      guard let end = rest.firstIndex(of: "]") else { return nil }
      name = rest[rest.index(after: rest.startIndex)..<end]
      rest = rest[rest.index(after: end)...]
      guard isAddress(String(name)), name.contains(":") else { return nil }
    } else {
      name = rest.prefix { $0 != ":" }
      rest = rest[name.endIndex...]
      let isName = name.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "-._".contains($0))
      }
      guard isName, !name.isEmpty else { return nil }
    }
    if !rest.isEmpty {
      guard rest.first == ":", UInt16(rest.dropFirst()) != nil, !rest.contains("+") else {
        return nil
      }
    }
    return name.lowercased()
  }

  /// Whether a name is a number (RFC 3986: IPv4address or what stands between brackets).
  private static func isAddress(_ name: String) -> Bool {
    if name.contains(":") {
      return name.allSatisfy { $0.isASCII && ($0.isHexDigit || $0 == ":" || $0 == ".") }
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in part.allSatisfy(\.isNumber) && UInt8(part) != nil }
  }
}
