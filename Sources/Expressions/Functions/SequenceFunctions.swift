import Tables

extension FunctionLibrary {
  static let sequences: [Function] = [
    Function("length", 1...1) { values, _ throws(Complaint) in
      switch values[0] {
      case .string(let text): .int(Int64(text.count))
      case .list(let elements): .int(Int64(elements.count))
      case .table(let table): .int(Int64(table.rowCount))
      case .record(let record): .int(Int64(record.names.count))
      default:
        throw Complaint(
          argument: 0,
          reason: .needs("a text, list, table or record", given: values[0])
        )
      }
    },
    Function("slice", 2...3) { values, _ throws(Complaint) in
      if case .string(let text) = values[0] {
        let range = bounds(values, count: text.count)
        return .string(String(text.dropFirst(range.lowerBound).prefix(range.count)))
      }
      let elements = try listed(values, 0)
      return .list(Array(elements[bounds(values, count: elements.count)]))
    },
    Function("indexof", 2...2) { values, _ throws(Complaint) in
      if case .string(let text) = values[0] {
        return .int(Int64(offset(of: Coercion.text(values[1]), in: text, last: false)))
      }
      let index = try listed(values, 0).firstIndex { Comparison.isIdentical($0, values[1]) }
      return .int(Int64(index ?? -1))
    },
    Function("lastindexof", 2...2) { values, _ throws(Complaint) in
      if case .string(let text) = values[0] {
        return .int(Int64(offset(of: Coercion.text(values[1]), in: text, last: true)))
      }
      let index = try listed(values, 0).lastIndex { Comparison.isIdentical($0, values[1]) }
      return .int(Int64(index ?? -1))
    },
    Function("join", 1...2) { values, _ throws(Complaint) in
      let separator = values.count > 1 ? Coercion.text(values[1]) : ","
      let texts = try listed(values, 0).map { $0.isNull ? "" : Coercion.text($0) }
      return .string(texts.joined(separator: separator))
    },
    Function("reverse", 1...1) { values, _ throws(Complaint) in
      .list(try listed(values, 0).reversed())
    },
    Function("sort", 1...1) { values, _ throws(Complaint) in
      .list(sorted(try listed(values, 0)))
    },
    Function("peek", 1...1) { values, _ throws(Complaint) in try listed(values, 0).last ?? .null },
    Function("extent", 1...1) { values, _ throws(Complaint) in
      let present = try listed(values, 0).filter { !Comparison.isMissing($0) }
      let low = present.min { Comparison.isLess($0, $1) ?? false } ?? .null
      return .list([low, present.max { Comparison.isLess($0, $1) ?? false } ?? .null])
    },
    Function("span", 1...1) { values, _ throws(Complaint) in
      let elements = try listed(values, 0)
      guard let first = elements.first, let last = elements.last else { return .int(0) }
      return Arithmetic.difference(last, first)
    },
    Function("inrange", 2...4) { values, _ throws(Complaint) in
      let ends = try listed(values, 1)
      guard let low = least(ends, keepsMissing: true).sortable,
        let high = greatest(ends, keepsMissing: true).sortable
      else { return .bool(false) }
      let value = number(values[0])
      let isAbove = values.count > 2 && !Coercion.truth(values[2]) ? value > low : value >= low
      let isBelow = values.count > 3 && !Coercion.truth(values[3]) ? value < high : value <= high
      return .bool(isAbove && isBelow)
    },
    Function("clampRange", 3...3) { values, _ throws(Complaint) in
      let ends = try listed(values, 0).map(number)
      guard let first = ends.first, let last = ends.last else { return .list([]) }
      let (low, high) = (min(first, last), max(first, last))
      let (least, greatest) = (number(values[1]), number(values[2]))
      if high - low >= greatest - least { return .list([integral(least), integral(greatest)]) }
      let start = min(max(low, least), greatest - (high - low))
      return .list([integral(start), integral(start + high - low)])
    },
    Function("lerp", 2...2) { values, _ throws(Complaint) in
      let ends = try listed(values, 0)
      guard let first = ends.first, let last = ends.last else { return .double(.nan) }
      let fraction = number(values[1])
      if fraction == 0 || fraction.isNaN { return first }
      if fraction == 1 { return last }
      return .double(number(first) + fraction * (number(last) - number(first)))
    },
    Function("pluck", 2...2) { values, _ throws(Complaint) in
      let name = Coercion.text(values[1])
      if case .table(let table) = values[0], let column = table.schema.index(of: name) {
        return .list(table.values(ofColumn: column))
      }
      return .list(
        try listed(values, 0).map {
          if case .record(let record) = $0 { record[name] ?? .null } else { .null }
        }
      )
    },
    Function("sequence", 1...3) { values, _ throws(Complaint) in
      let start = values.count > 1 ? values[0] : .int(0)
      let stop = values.count > 1 ? values[1] : values[0]
      let step = values.count > 2 ? values[2] : .int(1)
      let count = ((number(stop) - number(start)) / number(step)).rounded(.up)
      guard count > 0, count.isFinite else { return .list([]) }
      guard count <= Double(lengthLimit) else {
        throw Complaint(argument: nil, reason: .tooLong(lengthLimit))
      }
      return .list(
        (0..<Int64(count)).map { Arithmetic.sum(start, Arithmetic.product(step, .int($0))) }
      )
    },
    Function("merge", Function.anyNumber) { values, _ throws(Complaint) in
      var merged = Record([])
      for (index, value) in values.enumerated() where !value.isNull {
        guard case .record(let record) = value else {
          throw Complaint(argument: index, reason: .needs("a record", given: value))
        }
        for (name, value) in zip(record.names, record.values) { merged.set(name, to: value) }
      }
      return .record(merged)
    },
    Function("has", 2...2) { values, _ in
      let name = Coercion.text(values[1])
      return switch values[0] {
      case .record(let record): .bool(record[name] != nil)
      case .table(let table): .bool(table.schema.index(of: name) != nil)
      default: .bool(false)
      }
    },
  ]

  /// The elements of a list, or the rows of a table; nil for anything else.
  static func elements(_ value: Value) -> [Value]? {
    switch value {
    case .list(let elements): elements
    case .table(let table): (0..<table.rowCount).map { .record(table.row($0)) }
    default: nil
    }
  }

  static func listed(_ values: [Value], _ index: Int) throws(Complaint) -> [Value] {
    guard let elements = elements(values[index]) else {
      throw Complaint(argument: index, reason: .needs("a list or table", given: values[index]))
    }
    return elements
  }

  /// Stable, so that equal elements keep their order.
  private static func sorted(_ values: [Value]) -> [Value] {
    values.enumerated()
      .sorted { a, b in
        if Comparison.sortsBefore(a.element, b.element) { return true }
        return !Comparison.sortsBefore(b.element, a.element) && a.offset < b.offset
      }
      .map(\.element)
  }

  /// The range of `slice(x, start, end)`: negative positions count from the end.
  private static func bounds(_ values: [Value], count: Int) -> Range<Int> {
    func position(_ value: Value) -> Int {
      let number = number(value)
      guard !number.isNaN else { return 0 }
      let clamped = max(-1e9, min(1e9, number.rounded(.towardZero)))
      return max(0, min(count, clamped < 0 ? count + Int(clamped) : Int(clamped)))
    }
    let start = position(values[1])
    let end = values.count > 2 && !values[2].isNull ? position(values[2]) : count
    return start..<max(start, end)
  }

  /// How many characters come before a text inside another, -1 when it is not there.
  private static func offset(of part: String, in text: String, last: Bool) -> Int {
    let (part, text) = (Array(part), Array(text))
    guard part.count <= text.count else { return -1 }
    let starts = 0...text.count - part.count
    let isHere: (Int) -> Bool = { text[$0..<$0 + part.count].elementsEqual(part) }
    return (last ? starts.last(where: isHere) : starts.first(where: isHere)) ?? -1
  }
}

extension Value {
  /// The value as a number, nil for NaN.
  fileprivate var sortable: Double? {
    let number = Coercion.number(self)
    return number.isNaN ? nil : number
  }
}

extension Record {
  mutating func set(_ name: String, to value: Value) {
    if let index = names.firstIndex(of: name) {
      values[index] = value
    } else {
      names.append(name)
      values.append(value)
    }
  }
}
