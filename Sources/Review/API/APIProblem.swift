import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore

/// An error as the API tells it (RFC 9457, `application/problem+json`).
struct APIProblem: Encodable, Sendable {
  var status: Int
  var title: String
  var detail: String?

  init(_ page: MessagePage) {
    status = page.status.code
    title = page.english
    detail = page.hint?.english
  }

  var response: Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let bytes = (try? encoder.encode(self)) ?? Data()
    return Response(
      status: HTTPResponse.Status(code: status),
      headers: [.contentType: "application/problem+json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }
}
