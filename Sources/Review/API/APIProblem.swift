import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// An error as the API tells it (RFC 9457, `application/problem+json`).
struct APIProblem: Error, Encodable, Sendable {
  /// What is wrong with one value of a request.
  struct Field: Encodable, Sendable, Hashable {
    /// `template`, `parameters.year`, `limit`.
    var field: String
    var message: String
  }

  var status: Int
  var title: String
  var detail: String?
  var errors: [Field]?

  init(
    _ status: HTTPResponse.Status,
    _ title: String,
    detail: String? = nil,
    errors: [Field]? = nil
  ) {
    self.status = status.code
    self.title = title
    self.detail = detail
    self.errors = errors?.sorted { ($0.field, $0.message) < ($1.field, $1.message) }
  }

  init(_ page: MessagePage) {
    self.init(page.status, page.english, detail: page.hint?.english)
  }

  var response: Response {
    Response.json(
      self,
      HTTPResponse.Status(code: status),
      headers: [.contentType: "application/problem+json"]
    )
  }
}

extension Response {
  /// An answer of the API; times as ISO 8601 has them, names in the order of the alphabet.
  static func json(
    _ value: some Encodable,
    _ status: HTTPResponse.Status = .ok,
    headers: HTTPFields = [:]
  ) -> Response {
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/json" }
    headers[.cacheControl] = "no-store"
    return Response(
      status: status,
      headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: APIText.bytes(of: value)))
    )
  }
}

/// JSON as the API writes it.
enum APIText {
  static func bytes(of value: some Encodable) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf",
      negativeInfinity: "-inf",
      nan: "nan"
    )
    do { return try encoder.encode(value) } catch {
      preconditionFailure("\(type(of: value)) cannot be written as JSON: \(error)")
    }
  }
}
