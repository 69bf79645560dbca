import Tables

/// Texts of parameters turned to values.
enum ParameterText {
  /// The value of a text of the command line; nil when the text is of another type.
  static func value(of text: String, as type: ParameterType) -> Value? {
    switch type {
    case .string, .path, .choice: .string(text)
    case .integer: Int64(text).map(Value.int)
    case .number: Double(text).flatMap { $0.isFinite ? Value.double($0) : nil }
    case .boolean: ["true": true, "false": false][text.lowercased()].map(Value.bool)
    case .date: date(text).map(Value.date)
    case .timestamp: timestamp(text).map(Value.timestamp)
    }
  }

  /// The value of something written in YAML; a number where text is wanted is taken as spelled.
  static func value(of value: Value, spelled: String, as type: ParameterType) -> Value? {
    switch (value, type) {
    case (.string(let text), .string), (.string(let text), .path), (.string(let text), .choice):
      .string(text)
    case (.string(let text), .date), (.string(let text), .timestamp):
      Self.value(of: text, as: type)
    case (.bool, .boolean), (.int, .integer): value
    case (.int(let number), .number): .double(Double(number))
    case (.double(let number), .number): number.isFinite ? value : nil
    case (.double(let number), .integer):
      number.rounded() == number && abs(number) < 9e15 ? .int(Int64(number)) : nil
    case (.int, .string), (.double, .string), (.bool, .string), (.int, .choice),
      (.double, .choice), (.bool, .choice), (.int, .path):
      .string(spelled)
    default: nil
    }
  }

  /// Whether a value lies below another of its type.
  static func isBefore(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.int(let left), .int(let right)): left < right
    case (.date(let left), .date(let right)): left < right
    case (.timestamp(let left), .timestamp(let right)): left.value < right.value
    default:
      if let left = a.number, let right = b.number { left < right } else { false }
    }
  }

  /// Days since 1970 of `YYYY-MM-DD`; nil for a day that does not exist.
  static func date(_ text: String) -> Int64? {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(bytes[0..<4]),
      let month = number(bytes[5..<7]), let day = number(bytes[8..<10])
    else { return nil }
    let date = CivilDate(year: Int(year), month: Int(month), day: Int(day))
    // Days and months outside their range carry over: they come back as another day.
    return CivilDate(days: date.days) == date ? Int64(date.days) : nil
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard !bytes.isEmpty, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
  }

  /// Microseconds since 1970 of `YYYY-MM-DD[T ]HH:MM[:SS[.ffffff]][Z|±HH:MM]`.
  ///
  /// With a zone it is an instant, told in UTC; without one a wall-clock reading. A date alone is
  /// its midnight.
  static func timestamp(_ text: String) -> Timestamp? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10,
      let days = date(String(decoding: bytes[0..<10], as: UTF8.self))
    else { return nil }
    var total = days * 86_400_000_000
    guard bytes.count > 10 else { return Timestamp(total, .microsecond) }
    guard bytes[10] == 0x54 || bytes[10] == 0x20, bytes.count >= 16, bytes[13] == 0x3A,
      let hour = number(bytes[11..<13]), hour < 24, let minute = number(bytes[14..<16]), minute < 60
    else { return nil }
    total += (hour * 60 + minute) * 60_000_000
    var at = 16
    if at < bytes.count, bytes[at] == 0x3A {
      guard at + 3 <= bytes.count, let second = number(bytes[at + 1..<at + 3]), second < 60 else {
        return nil
      }
      total += second * 1_000_000
      at += 3
      if at < bytes.count, bytes[at] == 0x2E {
        let digits = bytes[(at + 1)...].prefix { (0x30...0x39).contains($0) }
        guard (1...6).contains(digits.count), var fraction = number(digits) else { return nil }
        for _ in digits.count..<6 { fraction *= 10 }
        total += fraction
        at += 1 + digits.count
      }
    }
    if at == bytes.count { return Timestamp(total, .microsecond) }
    if bytes[at...].elementsEqual([0x5A]) { return Timestamp(total, .microsecond, zone: "UTC") }
    guard bytes.count == at + 6, bytes[at] == 0x2B || bytes[at] == 0x2D, bytes[at + 3] == 0x3A,
      let hours = number(bytes[at + 1..<at + 3]), hours < 24,
      let minutes = number(bytes[at + 4..<at + 6]), minutes < 60
    else { return nil }
    let shift = (hours * 60 + minutes) * 60_000_000
    return Timestamp(bytes[at] == 0x2B ? total - shift : total + shift, .microsecond, zone: "UTC")
  }
}
