import Files
import Foundation
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Reporting
import Templates

extension Site {
  /// Files that visitors send, for parameters that are paths.
  func addUploads(to api: RouterGroup<BasicRequestContext>) {
    api.put("uploads/:name") { request, context -> Response in
      guard let name = context.piece("name").removingPercentEncoding else {
        throw APIProblem(.badRequest, "The name is not UTF-8")
      }
      let length = request.headers[.contentLength].flatMap { Int($0) }
      if let length, length > uploads.limit { throw tooLarge }
      guard let seat = uploadSeats.take() else {
        throw MessagePage.tooManyUploads
      }
      defer { withExtendedLifetime(seat) {} }
      do {
        let upload = try await receive(request, name: UploadName.safe(name), length: length)
        return .json(upload, upload.isNew ? .created : .ok)
      } catch let error as SystemError { throw Self.problem(error) }
    }
  }

  /// How many bytes are gathered before they are written.
  private static let piece = 1 << 20

  private func receive(_ request: Request, name: String, length: Int?) async throws -> Upload {
    let file = try uploads.begin()
    var count = 0
    var gathered: [UInt8] = []
    func write() async throws {
      let bytes = gathered
      gathered = []
      gathered.reserveCapacity(Self.piece)
      try await OffPool.run("upload") { try file.write(bytes) }
    }
    for try await buffer in request.body {
      count += buffer.readableBytes
      guard count <= uploads.limit else { throw tooLarge }
      gathered.append(contentsOf: buffer.readableBytesView)
      if gathered.count >= Self.piece { try await write() }
    }
    if !gathered.isEmpty { try await write() }
    guard length == nil || length == count else {
      throw APIProblem(.badRequest, "The file broke off after \(count) bytes")
    }
    let used = Set(await queue.jobs.filter { !$0.state.isOver }.flatMap(\.parameters.values))
    return try await OffPool.run("upload") { [uploads] in
      try uploads.put(file, as: name, used: used)
    }
  }

  private var tooLarge: APIProblem {
    APIProblem(
      .contentTooLarge,
      "The file is larger than \(Words(.english).bytes(uploads.limit))",
      detail: "The most is \(uploads.limit) bytes; quire serve --upload-limit sets it."
    )
  }

  private static func problem(_ error: SystemError) -> APIProblem {
    let isFull = [ENOSPC, EDQUOT].contains(error.code)
    return APIProblem(
      isFull ? .insufficientStorage : .internalServerError,
      isFull ? "There is no room for the file on the server" : "The file could not be kept",
      detail: error.words
    )
  }
}

extension HTTPResponse.Status {
  static let insufficientStorage = HTTPResponse.Status(
    code: 507,
    reasonPhrase: "Insufficient Storage"
  )
}

extension MessagePage {
  static let tooManyUploads = MessagePage(
    status: .serviceUnavailable,
    korean: "너무 많은 파일이 한꺼번에 올라오고 있습니다",
    english: "Too many files are being uploaded",
    headers: [(.retryAfter, "10")]
  )
}
