import Crypto

/// AWS's Signature Version 4: proves who sends a request, and that nobody changed it.
///
/// Every header that the request has when it is signed is part of the signature.
struct SignatureV4 {
  let credentials: AWSCredentials
  let region: String
  /// The service's signing name.
  let service: String

  /// The headers of a request with those of the signature.
  ///
  /// Added are `x-amz-date`, `authorization`, and `x-amz-security-token` for passing credentials. S3
  /// wants `x-amz-content-sha256` among the given ones.
  ///
  /// - Parameters:
  ///   - method: `GET`, `PUT` …
  ///   - path: Percent-encoded, as it is sent.
  ///   - query: Names and values, not encoded.
  ///   - headers: With `host`; lower-case names.
  ///   - payloadHash: SHA-256 of the body in hexadecimal digits, or `UNSIGNED-PAYLOAD`.
  ///   - time: Seconds since 1970.
  /// - Returns: The given headers, then those of the signature.
  func headers(
    method: String,
    path: String,
    query: [(String, String)],
    headers: [(String, String)],
    payloadHash: String,
    time: Int
  ) -> [(String, String)] {
    let stamp = AWSTime.basic(time)
    var all = headers + [("x-amz-date", stamp)]
    if let token = credentials.sessionToken { all.append(("x-amz-security-token", token.reveal())) }
    let sorted = all.sorted { $0.0 < $1.0 }
    let names = sorted.map(\.0).joined(separator: ";")
    let canonical = [
      method, path.isEmpty ? "/" : path, PercentEncoding.query(query),
      sorted.map { "\($0):\(Self.folded($1))\n" }.joined(), names, payloadHash,
    ].joined(separator: "\n")
    let day = String(stamp.prefix(8))
    let scope = "\(day)/\(region)/\(service)/aws4_request"
    let toSign = ["AWS4-HMAC-SHA256", stamp, scope, SHA256Text.of(canonical.utf8)]
      .joined(separator: "\n")
    let signature = SHA256Text.hex(Self.code(toSign, key: key(day)))
    let value =
      "AWS4-HMAC-SHA256 Credential=\(credentials.keyID)/\(scope), "
      + "SignedHeaders=\(names), Signature=\(signature)"
    return all + [("authorization", value)]
  }

  private func key(_ day: String) -> [UInt8] {
    let start = Array("AWS4\(credentials.secret.reveal())".utf8)
    return [day, region, service, "aws4_request"].reduce(start) { Self.code($1, key: $0) }
  }

  private static func code(_ text: String, key: [UInt8]) -> [UInt8] {
    Array(
      HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key))
    )
  }

  /// A header's value without blanks at its ends, runs of blanks inside as one.
  private static func folded(_ value: String) -> String {
    value.split(separator: " ").joined(separator: " ")
  }
}

/// SHA-256 as hexadecimal digits.
enum SHA256Text {
  static func of(_ bytes: some Sequence<UInt8>) -> String {
    hex(SHA256.hash(data: Array(bytes)))
  }

  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self
    )
  }
}
