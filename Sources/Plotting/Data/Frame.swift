/// The rows that are drawn, as one series for each channel.
struct Frame: Sendable {
  enum Key: Hashable, Sendable {
    /// The values of the channel at a place in the chart's list.
    case channel(Int)
    /// The other end of a bin or of a calendar unit.
    case end(Int)
    /// The values a discrete channel is sorted by, when it shows them nowhere.
    case sort(Int)
    /// The lower and upper ends of stacked values.
    case stackStart, stackEnd
  }

  var rowCount: Int
  var series: [Key: Series] = [:]

  subscript(key: Key) -> Series? {
    get { series[key] }
    set { series[key] = newValue }
  }

  /// The rows of `indices`, in that order.
  func rows(_ indices: [Int]) -> Frame {
    Frame(rowCount: indices.count, series: series.mapValues { $0.rows(indices) })
  }
}
