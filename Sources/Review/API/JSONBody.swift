import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Any value of JSON.
enum JSONValue: Decodable, Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let boolean = try? value.decode(Bool.self) {
      self = .boolean(boolean)
    } else if let integer = try? value.decode(Int64.self) {
      self = .integer(integer)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSONValue].self))
    }
  }

  /// The value as a form would send it; nil for lists, objects and nothing.
  var plainText: String? {
    switch self {
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .text(let value): value
    case .null, .list, .object: nil
    }
  }
}

/// The fields of a request's body.
struct JSONBody: Sendable {
  let fields: [String: JSONValue]

  init(fields: [String: JSONValue]) { self.fields = fields }

  /// The most bytes that are read.
  static let longest = 1 << 20

  /// - Throws: `APIProblem` for another type of body, for one that is no object, and for one that is too long.
  init(_ request: Request) async throws {
    let type = request.headers[.contentType]?.split(separator: ";").first
      .map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
    guard type == "application/json" else {
      throw APIProblem(.unsupportedMediaType, "The body has to be application/json")
    }
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > Self.longest {
      throw Self.tooLong
    }
    let body: ByteBuffer
    do { body = try await request.body.collect(upTo: Self.longest) } catch is NIOTooManyBytesError {
      throw Self.tooLong
    }
    let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body.readableBytesView))
    guard case .object(let fields) = value else {
      throw APIProblem(.badRequest, "The body is not a JSON object")
    }
    self.fields = fields
  }

  private static let tooLong = APIProblem(
    .contentTooLarge,
    "The body is longer than \(longest) bytes"
  )
}
