import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// An event that a page waits for (WHATWG HTML, 9.2 Server-sent events).
struct ServerEvent: Sendable {
  var name: String
  /// Any text; each line of it is a line of the event.
  var data: String

  var bytes: ByteBuffer {
    var text = "event: \(name)\n"
    for line in data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      text += "data: \(line)\n"
    }
    return ByteBuffer(string: text + "\n")
  }

  /// A line that says nothing: a connection that is gone shows itself when it is written to.
  static let heartbeat = ByteBuffer(string: ": still here\n\n")
}

/// How many pages may wait for events at the same time.
final class StreamLimit: Sendable {
  private let seats: Seats

  /// Changes that come faster than this are told together.
  private static let pace = Duration.milliseconds(80)
  private static let heartbeat = Duration.seconds(5)

  init(_ limit: Int) { seats = Seats(limit) }

  /// A response that tells what is new after each signal, until the signals end.
  ///
  /// - Parameters:
  ///   - signals: One for each change.
  ///   - known: What the page has seen already.
  ///   - next: The event to tell, nil for none. Asked once before the first signal and once after the last.
  /// - Returns: the response, which goes on for as long as there are signals.
  /// - Throws: `MessagePage` when too many wait already.
  func events<Known: Sendable>(
    _ signals: AsyncStream<Void>,
    from known: Known,
    next: @escaping @Sendable (inout Known) async throws -> ServerEvent?
  ) throws -> Response {
    guard let seat = seats.take() else { throw MessagePage.tooMany }
    return Response(
      status: .ok,
      headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        var known = known
        try await Self.tell(signals, from: &known, next: next, to: &writer)
        try await writer.finish(nil)
        withExtendedLifetime(seat) {}
      }
    )
  }

  private static func tell<Known: Sendable>(
    _ signals: AsyncStream<Void>,
    from known: inout Known,
    next: @Sendable (inout Known) async throws -> ServerEvent?,
    to writer: inout any ResponseBodyWriter
  ) async throws {
    try await writer.write(ByteBuffer(string: "retry: 1000\n\n"))
    if let event = try await next(&known) { try await writer.write(event.bytes) }
    for await beat in beats(signals) {
      if let event = try await next(&known) {
        try await writer.write(event.bytes)
      } else if beat == .quiet {
        try await writer.write(ServerEvent.heartbeat)
      }
      if beat == .change { try await Task.sleep(for: pace) }
    }
    if let event = try await next(&known) { try await writer.write(event.bytes) }
    try await writer.write(ServerEvent(name: "end", data: "").bytes)
  }

  private enum Beat { case change, quiet }

  /// The signals, and between them a beat of a quiet heart.
  private static func beats(_ signals: AsyncStream<Void>) -> AsyncStream<Beat> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Beat.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    let task = Task {
      await withTaskGroup { group in
        group.addTask {
          for await _ in signals { continuation.yield(.change) }
          continuation.finish()
        }
        group.addTask {
          while (try? await Task.sleep(for: heartbeat)) != nil { continuation.yield(.quiet) }
        }
        await group.next()
        group.cancelAll()
      }
    }
    continuation.onTermination = { _ in task.cancel() }
    return stream
  }
}

extension MessagePage {
  static let tooMany = MessagePage(
    status: .serviceUnavailable,
    korean: "너무 많은 쪽이 열려 있습니다",
    english: "Too many pages are open",
    hint: ("몇 개를 닫고 다시 해 주세요.", "Close some of them and try again."),
    headers: [(.retryAfter, "5")]
  )
}
