import Diagnostics

extension Channels {
  /// The offset channel of a position, when it says anything.
  func offsetBound(of channel: Channel) -> Bound? { channel.offset.flatMap { self[$0] } }
}

extension Channel {
  /// The mark property that stands for the channel when it is not encoded.
  var markKey: MarkKey {
    switch self {
    case .x: .x
    case .y: .y
    case .x2: .x2
    case .y2: .y2
    case .theta: .theta
    case .theta2: .theta2
    case .radius: .radius
    default: .radius2
    }
  }

  var offsetKey: MarkKey {
    switch self {
    case .x: .xOffset
    case .y: .yOffset
    case .x2: .x2Offset
    case .y2: .y2Offset
    case .theta: .thetaOffset
    case .theta2: .theta2Offset
    case .radius: .radiusOffset
    default: .radius2Offset
    }
  }
}
