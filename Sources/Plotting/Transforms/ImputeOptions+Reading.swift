import Diagnostics
import Options
import Tables

extension ImputeOptions {
  /// The keys `method`, `value`, `frame` and `keyvals` of a mapping.
  init(_ reader: inout OptionReader) {
    self.init()
    if let method: Method = reader.choice("method") { self.method = method }
    reader.accept(["value"])
    if case .value(let value)? = reader.node["value"]?.content { self.value = value }
    frame = reader.frame("frame") ?? (nil, nil)
    guard let node = reader.node("keyvals") else { return }
    guard case .mapping = node.content else {
      keyvals = reader.values("keyvals") ?? []
      return
    }
    var part = OptionReader(node, of: "'keyvals'")
    let stop = part.required("stop") == nil ? nil : part.number("stop")
    let start = part.number("start") ?? 0
    let step = part.number("step") ?? 1
    for problem in part.finish() { reader.complain(problem) }
    if let stop { sequence = (start, stop, step == 0 ? 1 : step) }
  }
}

extension OptionReader {
  /// `[before, after]` in rows; null is without end.
  mutating func frame(_ key: String) -> (Int?, Int?)? {
    guard let found = node(key) else { return nil }
    guard case .sequence(let nodes) = found.content, nodes.count == 2 else {
      if case .interpolation = found.content { return nil }
      complain(DataProblem.wrongType("'\(key)'", "a list of two numbers or nulls", found))
      return nil
    }
    let ends = nodes.map { node -> Int? in
      switch node.content {
      case .value(.null): return nil
      case .value(let value) where value.number != nil:
        return value.number.map { Int(max(-1e9, min(1e9, $0))) }
      default:
        complain(DataProblem.wrongType("an end of '\(key)'", "a number or null", node))
        return nil
      }
    }
    return (ends[0], ends[1])
  }
}
