import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Watches over a connection, so that it is not held for nothing: slow headers, slow bodies and readers that do not
/// read end it; an answer that comes before the whole request was read is its last.
///
/// Streams of events are not touched: while a request is being answered, nothing has to come in.
final class ConnectionRules: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let patience: Patience
  private var timer: Scheduled<Void>?
  private var rings: NIODeadline?
  private var forcedEnd: Scheduled<Void>?
  private var quietSince = NIODeadline.now()
  private var hasAsked = false
  /// Requests whose answer has not been sent.
  private var open = 0
  /// Whether the last request's body is still coming.
  private var isReading = false
  private var windowStart = NIODeadline.now()
  private var windowBytes = 0
  /// Whether we have asked for bytes that have not come.
  private var isWaiting = false
  private var pausedSince = NIODeadline.now()
  private var stuckSince: NIODeadline?
  /// Whether the answer that is being sent is a stream of events.
  private var isStreaming = false
  private var isLast = false
  /// Whether what comes is thrown away.
  private var isOver = false

  init(_ patience: Patience = Patience()) { self.patience = patience }

  func handlerAdded(context: ChannelHandlerContext) {
    // A peer that has vanished is noticed within a minute of the next thing that is sent to it.
    try? context.channel.syncOptions?.setOption(
      ChannelOptions.Types.SocketOption(level: .tcp, name: Self.userTimeout),
      value: 60_000
    )
    schedule(context)
  }

  /// Linux's TCP_USER_TIMEOUT.
  private static let userTimeout = NIOBSDSocket.Option(rawValue: 18)

  func handlerRemoved(context: ChannelHandlerContext) {
    timer?.cancel()
    forcedEnd?.cancel()
  }

  // MARK: Requests

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      // Whoever said that a request is the last one is held to it.
      if isLast { isOver = true }
      guard !isLast else { return }
      open += 1
      hasAsked = true
      isReading = true
      (windowStart, windowBytes) = (.now(), 0)
      isLast = head.headerFields[.connection]?.lowercased() == "close"
      schedule(context)
    case .body(let bytes): windowBytes += bytes.readableBytes
    case .end: isReading = false
    }
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    isWaiting = false
    pausedSince = .now()
    context.fireChannelReadComplete()
  }

  func read(context: ChannelHandlerContext) {
    // Time in which we did not want more is not theirs.
    if !isWaiting { windowStart = windowStart + (.now() - pausedSince) }
    isWaiting = true
    context.read()
  }

  func channelInactive(context: ChannelHandlerContext) {
    // A body that broke off must not look like one that ended.
    if isReading, !isOver { context.fireErrorCaught(ChannelError.eof) }
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard !isOver else { return }
    switch error as? HTTPParserError {
    case .closedConnection where isLast: return
    case let problem? where open == 0: refuse(context, problem)
    case _?:
      // Requests that came before are answered, this one with 400, and that is all.
      isLast = true
      context.fireErrorCaught(error)
      end(context, in: patience.forLeaving)
    case nil:
      context.fireErrorCaught(error)
      context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    switch event {
    case ChannelEvent.inputClosed where isReading && !isOver:
      context.fireErrorCaught(ChannelError.eof)
      context.close(promise: nil)
    case ChannelEvent.inputClosed where isStreaming:
      // Nobody waits for these events any more.
      context.close(promise: nil)
    case is ChannelShouldQuiesceEvent:
      // The server goes down: what is being sent to us is lost, what we send gets a moment.
      if isReading || open == 0 {
        context.close(promise: nil)
      } else {
        isLast = true
        end(context, in: patience.forLeaving)
      }
      context.fireUserInboundEventTriggered(event)
    default: context.fireUserInboundEventTriggered(event)
    }
  }

  // MARK: Answers

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head) where head.status.kind != .informational:
      // Nobody has read the rest of the request, and nobody will.
      if isReading, open == 1 { isLast = true }
      if isLast, open == 1 { head.headerFields[.connection] = "close" }
      isStreaming = head.headerFields[.contentType]?.hasPrefix("text/event-stream") ?? false
      SafeHeaders.add(to: &head.headerFields)
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .end:
      let closes = isLast && open == 1
      open -= 1
      quietSince = .now()
      if closes {
        context.writeAndFlush(data, promise: promise)
        sayGoodbye(context)
      } else {
        context.write(data, promise: promise)
        schedule(context)
      }
    default: context.write(data, promise: promise)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    stuckSince = context.channel.isWritable ? nil : .now()
    if stuckSince != nil { schedule(context) }
    context.fireChannelWritabilityChanged()
  }

  /// What cannot be read as a request gets an answer of its own.
  private func refuse(_ context: ChannelHandlerContext, _ problem: HTTPParserError) {
    let status: HTTPResponse.Status =
      problem == .headerOverflow ? .requestHeaderFieldsTooLarge : .badRequest
    let text = ByteBuffer(string: "This is not a request that can be answered (\(status.code)).\n")
    var fields = SafeHeaders.fields
    fields[.contentType] = "text/plain; charset=utf-8"
    fields[.contentLength] = "\(text.readableBytes)"
    fields[.connection] = "close"
    fields[.cacheControl] = "no-store"
    context.write(
      wrapOutboundOut(.head(HTTPResponse(status: status, headerFields: fields))),
      promise: nil
    )
    context.write(wrapOutboundOut(.body(text)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    sayGoodbye(context)
  }

  /// Closes our side; the visitor reads what was sent and closes the other.
  ///
  /// Closing both at once would throw the answer away where the visitor is still sending.
  private func sayGoodbye(_ context: ChannelHandlerContext) {
    isOver = true
    context.close(mode: .output, promise: nil)
    end(context, in: patience.forGoodbye)
  }

  private func end(_ context: ChannelHandlerContext, in time: TimeAmount) {
    forcedEnd?.cancel()
    forcedEnd = context.eventLoop.assumeIsolated().scheduleTask(in: time) {
      context.close(promise: nil)
    }
  }

  // MARK: Time

  /// When the connection has to have got on; nil for whenever it likes.
  private var deadline: NIODeadline? {
    if let stuckSince { return stuckSince + patience.forTaking }
    if isReading { return windowStart + patience.forBody }
    if open == 0 { return quietSince + (hasAsked ? patience.betweenRequests : patience.forHeaders) }
    return nil
  }

  /// One timer a connection: when it rings, the deadline may have moved on.
  private func schedule(_ context: ChannelHandlerContext) {
    guard let deadline else { return }
    if let rings, rings <= deadline { return }
    timer?.cancel()
    rings = deadline
    timer = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) {
      self.rings = nil
      self.ring(context)
    }
  }

  private func ring(_ context: ChannelHandlerContext) {
    guard !isOver, let deadline else { return }
    guard deadline <= .now() else { return schedule(context) }
    if stuckSince == nil, isReading, windowBytes >= patience.leastBytes || !isWaiting {
      (windowStart, windowBytes) = (.now(), 0)
      return schedule(context)
    }
    if isReading { context.fireErrorCaught(ChannelError.eof) }
    isOver = true
    context.close(promise: nil)
  }
}

@available(*, unavailable)
extension ConnectionRules: Sendable {}
