import NIOCore

/// How long a connection may be held without getting on.
struct Patience: Sendable {
  /// From the opening of a connection to the end of its first request's headers.
  var forHeaders = TimeAmount.seconds(10)
  /// From an answer to the next request.
  var betweenRequests = TimeAmount.seconds(60)
  /// The time in which `leastBytes` of a request's body have to come while we wait for them.
  var forBody = TimeAmount.seconds(15)
  var leastBytes = 15 << 10
  /// How long a visitor may take nothing of what is sent.
  var forTaking = TimeAmount.seconds(60)
  /// How long a connection that is to be closed may take to read the last answer.
  var forGoodbye = TimeAmount.milliseconds(1_500)
  /// How long requests may go on when the server goes down.
  var forLeaving = TimeAmount.seconds(3)
}
