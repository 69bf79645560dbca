/// A request to a service, before it has an address and a signature.
struct AWSRequest: Sendable {
  var method: String
  /// The path, not encoded; begins with `/`.
  var path = "/"
  /// Names and values, not encoded.
  var query: [(String, String)] = []
  /// Lower-case names.
  var headers: [(String, String)] = []
  var body: [UInt8]?
  /// The host, where it is not the endpoint's.
  var host: String?
  /// How long one attempt may take.
  var seconds = 300
  /// Whether S3's checksum header belongs to the signature.
  var signsPayload = false
  /// Whether it is signed; some prove who asks by a token of their own.
  var isSigned = true
}
