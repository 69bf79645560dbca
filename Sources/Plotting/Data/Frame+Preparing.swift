import Diagnostics
import Tables

extension Frame {
  /// The rows of a table as the channels show them: pulled, cut into bins and calendar units, and
  /// aggregated.
  ///
  /// Each column is pulled once. Aggregation groups by every channel that is not an aggregate, in
  /// order of first appearance, as the grammar has it.
  static func prepared(_ table: Table, channels: inout [BoundChannel]) -> Frame {
    var columns: [String: Series] = [:]
    func pull(_ name: String) -> Series? {
      if let known = columns[name] { return known }
      guard let index = table.schema.index(of: name) else { return nil }
      let series = Series(table, column: index)
      columns[name] = series
      return series
    }
    var frame = Frame(rowCount: table.rowCount)
    for place in channels.indices {
      let channel = channels[place]
      if let field = channel.definition.field, let series = pull(field.value) {
        frame.add(series, for: &channels[place])
      }
    }
    for channel in channels {
      guard case .field(let field, let aggregate, _)? = channel.definition.sort,
        let own = frame[.channel(channel.index)]
      else { continue }
      let grouping = Grouping([own.coded], rowCount: frame.rowCount)
      let sums = Summary.values(aggregate, of: field.flatMap { pull($0.value) }, in: grouping)
      frame[.sort(channel.index)] = .numbers(grouping.groups.map { sums[$0] })
    }
    return channels.contains { $0.isAggregate } ? frame.aggregated(channels) : frame
  }

  private mutating func add(_ series: Series, for channel: inout BoundChannel) {
    if let unit = channel.definition.timeUnit?.value {
      let starts = series.doubles.map { unit.floor($0) }
      self[.channel(channel.index)] = .instants(starts)
      self[.end(channel.index)] = .instants(starts.map { unit.next($0) })
    } else if let options = channel.definition.bin {
      let numbers = series.doubles
      let binning = Binning(
        over: options.extent ?? Extent(of: numbers).bounds ?? (0, 1),
        maximum: options.maximum ?? (channel.channel.isPosition ? 10 : 6),
        step: options.step,
        nice: options.nice
      )
      channel.binning = binning
      let starts = numbers.map { binning.lowerEdge(of: $0) }
      self[.channel(channel.index)] = .numbers(starts)
      self[.end(channel.index)] = .numbers(starts.map { $0 + binning.step })
    } else if channel.type == .temporal, channel.definition.aggregate == nil,
      case .numbers(let numbers) = series
    {
      self[.channel(channel.index)] = .instants(numbers)
    } else {
      self[.channel(channel.index)] = series
    }
  }

  private func aggregated(_ channels: [BoundChannel]) -> Frame {
    let keys = channels.filter { !$0.isAggregate }.compactMap { self[.channel($0.index)]?.coded }
    let grouping = Grouping(keys, rowCount: rowCount)
    var out = rows(grouping.firstRows)
    for channel in channels {
      if let aggregate = channel.definition.aggregate?.value {
        let source = self[.channel(channel.index)]
        let values = Summary.values(aggregate, of: source, in: grouping)
        if case .instants? = source, aggregate.keepsInstants {
          out[.channel(channel.index)] = .instants(values)
        } else {
          out[.channel(channel.index)] = .numbers(values)
        }
      }
    }
    return out
  }
}
