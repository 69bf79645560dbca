import Diagnostics
import Options
import Tables

/// Reads the parameters of one kind.
struct KindReader {
  let kind: ColumnKind
  let context: ColumnContext
  var options: OptionReader

  init(_ kind: ColumnKind, _ parameters: OptionNode, _ context: ColumnContext) {
    self.kind = kind
    self.context = context
    options = OptionReader(
      parameters,
      of: "'\(kind.rawValue)' of column '\(context.column.value)'"
    )
    // All are known from the start: what is wrong with one hides none of the others.
    options.accept(kind.parameters)
  }

  mutating func finish() -> [Diagnostic] { options.finish() }

  /// Nil after complaints, or when a parameter is not known yet.
  mutating func draft() -> ColumnDraft? {
    let before = options.diagnostics.count
    let draft: ColumnDraft? =
      switch kind {
      case .sequence, .integer, .poisson, .binomial: integers().map { ColumnDraft($0) }
      case .number, .normal, .lognormal, .exponential, .gamma, .beta:
        numbers().map { ColumnDraft($0) }
      case .uuid: ColumnDraft(UUIDSource(stream: context.stream))
      case .boolean:
        ColumnDraft(
          BooleanSource(
            share: number("p", from: 0, through: 1) ?? 0.5,
            stream: context.stream
          )
        )
      case .date, .timestamp: times().map { ColumnDraft($0) }
      case .arrivals: arrivals().map { ColumnDraft($0) }
      case .text: texts().map { ColumnDraft($0) }
      case .name, .firstName, .lastName, .sex, .userID, .mail, .phone:
        person().map { ColumnDraft($0) }
      case .address, .city, .region, .postcode: place().map { ColumnDraft($0) }
      case .reference: reference()
      case .values, .constant, .expression, .by: nil
      }
    return options.diagnostics.count == before && !isWaiting ? draft : nil
  }

  /// Whether a parameter is an expression that has no value yet.
  private var isWaiting: Bool {
    options.node.entries.contains {
      if case .interpolation = $0.node.content { true } else { false }
    }
  }

  /// A number that must be finite, and inside the limits that are given.
  mutating func number(
    _ key: String,
    from low: Double = -.greatestFiniteMagnitude,
    through high: Double = .greatestFiniteMagnitude
  ) -> Double? {
    guard let value = options.number(key) else { return nil }
    if value >= low, value <= high { return value }
    let wanted =
      switch (low, high) {
      case (-.greatestFiniteMagnitude, .greatestFiniteMagnitude): "a finite number"
      case (_, .greatestFiniteMagnitude): "a finite number from \(Value.double(low).displayText) on"
      default:
        "a number from \(Value.double(low).displayText) to \(Value.double(high).displayText)"
      }
    options.complain(.wrongValue(key, wanted, at: options.node[key]?.span ?? context.span))
    return nil
  }

  /// A whole number; those of 62 bits leave room for differences.
  mutating func whole(_ key: String, in range: ClosedRange<Int> = -(1 << 62)...(1 << 62)) -> Int? {
    if let node = options.node(key), case .value(.double(let value)) = node.content,
      value.rounded() != value
    {
      options.complain(.wrongValue(key, "a whole number", at: node.span))
      return nil
    }
    return options.integer(key, in: range)
  }

  /// A number that must be greater than 0 and finite.
  mutating func positive(_ key: String) -> Double? {
    guard let value = options.number(key) else { return nil }
    if value > 0, value.isFinite { return value }
    options.complain(
      .wrongValue(
        key,
        "a finite number greater than 0",
        at: options.node[key]?.span ?? context.span
      )
    )
    return nil
  }

  /// Whether parameters that must be there are; complains of each that is not.
  mutating func require(_ keys: String...) -> Bool {
    var isComplete = true
    for key in keys where options.required(key) == nil { isComplete = false }
    return isComplete
  }
}
