import Diagnostics
import Options
import Tables

/// What decides a thing, as bytes: equal identities promise equal things.
///
/// Texts are compared by their bytes, because the same letter in two spellings gives two pages, while
/// Swift's `String` takes them for equal.
struct ContentIdentity: Hashable, Sendable {
  private var bytes: [UInt8] = []

  init() {}

  init(_ texts: [String]) { for text in texts { add(text) } }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      add(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func add(_ number: Int) {
    withUnsafeBytes(of: Int64(number)) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ other: ContentIdentity) {
    add(other.bytes.count)
    bytes += other.bytes
  }

  /// Adds options by their values, whatever their places.
  ///
  /// - Returns: Whether they could be added: not what waits for a value.
  mutating func add(_ node: OptionNode) -> Bool {
    switch node.content {
    case .value(let value): return add(value)
    case .interpolation: return false
    case .sequence(let nodes):
      add("sequence")
      add(nodes.count)
      for node in nodes { guard add(node) else { return false } }
    case .mapping(let entries):
      add("mapping")
      add(entries.count)
      for entry in entries {
        add(entry.key.value)
        guard add(entry.node) else { return false }
      }
    }
    return true
  }

  /// Adds a value with its type; not a table, whose rows would all have to be read.
  private mutating func add(_ value: Value) -> Bool {
    switch value {
    case .string(let text):
      add("string")
      add(text)
    case .double(let number):
      add("double")
      add(Int(Int64(bitPattern: number.bitPattern)))
    case .list(let values):
      add("list")
      add(values.count)
      for value in values { guard add(value) else { return false } }
    case .record(let record):
      add("record")
      add(record.names.count)
      for (name, value) in zip(record.names, record.values) {
        add(name)
        guard add(value) else { return false }
      }
    case .table: return false
    case .null, .bool, .int, .decimal, .bytes, .date, .time, .timestamp, .duration, .interval:
      add(String(describing: value))
    }
    return true
  }
}
