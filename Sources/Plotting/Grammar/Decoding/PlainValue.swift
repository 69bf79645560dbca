import Diagnostics
import Options
import Tables

extension OptionNode {
  /// The node as one value: rows of data, a parameter's value; nil while a part waits.
  var plainValue: Value? {
    switch content {
    case .value(let value): return value
    case .interpolation: return nil
    case .sequence(let nodes):
      var values: [Value] = []
      values.reserveCapacity(nodes.count)
      // Rows that have the keys of the row before share its list of names.
      var names: [String] = []
      for node in nodes {
        if case .mapping(let entries) = node.content {
          guard let record = Self.record(entries, names) else { return nil }
          names = record.names
          values.append(.record(record))
        } else if let value = node.plainValue {
          values.append(value)
        } else {
          return nil
        }
      }
      return .list(values)
    case .mapping(let entries): return Self.record(entries, []).map { .record($0) }
    }
  }

  private static func record(_ entries: [Entry], _ known: [String]) -> Record? {
    var record = Record([])
    record.values.reserveCapacity(entries.count)
    for entry in entries {
      guard let value = entry.node.plainValue else { return nil }
      record.values.append(value)
    }
    let isKnown =
      known.count == entries.count && zip(known, entries).allSatisfy { $0 == $1.key.value }
    record.names = isKnown ? known : entries.map(\.key.value)
    return record
  }
}
