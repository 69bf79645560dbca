import Tables

/// Makes a series value by value, in the narrowest form that holds them all.
///
/// Numbers (or instants) and nulls alone become `.numbers` (`.instants`); all else `.levels`; only
/// nulls become `.levels` of null.
struct SeriesBuilder {
  private enum Form { case undecided, numbers, instants, levels }

  private var form = Form.undecided
  /// Of all forms but levels; NaN is null.
  private var values: [Double] = []
  private var codes: [Int32] = []
  private var levels: [Level] = []
  private var texts = TextCodes()
  /// The codes of texts by their number, and of all other levels.
  private var textCodes: [Int32] = []
  private var otherCodes: [Level: Int32] = [:]
  private var nullCode: Int32 = -1

  init(capacity: Int = 0) { values.reserveCapacity(capacity) }

  var count: Int { form == .levels ? codes.count : values.count }

  mutating func appendNull() {
    if form == .levels { codes.append(codeOfNull()) } else { values.append(.nan) }
  }

  /// As many nulls.
  mutating func appendNulls(_ count: Int) {
    for _ in 0..<max(0, count) { appendNull() }
  }

  /// NaN is null.
  mutating func append(number: Double) {
    if form == .undecided, !number.isNaN { form = .numbers }
    switch form {
    case .numbers, .undecided: values.append(number)
    case .instants where number.isNaN: values.append(number)
    case .instants, .levels: append(level: Level(number: number))
    }
  }

  /// NaN is null.
  mutating func append(instant: Double) {
    if form == .undecided, !instant.isNaN { form = .instants }
    switch form {
    case .instants, .undecided: values.append(instant)
    case .numbers where instant.isNaN: values.append(instant)
    case .numbers, .levels: append(level: Level(instant: instant))
    }
  }

  mutating func append(text: UnsafeBufferPointer<UInt8>) {
    if form != .levels { becomeLevels() }
    let number = texts.code(of: text)
    if number == textCodes.count {
      textCodes.append(Int32(levels.count))
      levels.append(.text(texts.texts[number]))
    }
    codes.append(textCodes[number])
  }

  mutating func append(_ value: Value) {
    switch value {
    case .null: appendNull()
    case .double(let number): append(number: number)
    case .int(let number): append(number: Double(number))
    case .string(var text): text.withUTF8 { append(text: $0) }
    default: append(Level(value))
    }
  }

  mutating func append(_ level: Level) {
    switch level {
    case .null: appendNull()
    case .number(let number): append(number: number)
    case .instant(let instant): append(instant: instant)
    case .text(var text): text.withUTF8 { append(text: $0) }
    case .bool, .nested: append(level: level)
    }
  }

  /// A level that the present form cannot hold, or of the form of levels.
  private mutating func append(level: Level) {
    if form != .levels { becomeLevels() }
    if level.isNull {
      codes.append(codeOfNull())
    } else if let code = otherCodes[level] {
      codes.append(code)
    } else {
      let code = Int32(levels.count)
      otherCodes[level] = code
      levels.append(level)
      codes.append(code)
    }
  }

  private mutating func codeOfNull() -> Int32 {
    if nullCode < 0 {
      nullCode = Int32(levels.count)
      levels.append(.null)
    }
    return nullCode
  }

  private mutating func becomeLevels() {
    let wasInstants = form == .instants
    let old = values
    values = []
    form = .levels
    codes.reserveCapacity(old.count)
    for value in old {
      append(level: wasInstants ? Level(instant: value) : Level(number: value))
    }
  }

  /// The series of what was added.
  consuming func finish() -> Series {
    switch form {
    case .undecided: .nulls(values.count)
    case .numbers: .numbers(values)
    case .instants: .instants(values)
    case .levels: .levels(codes: codes, levels: levels)
    }
  }
}

extension Series {
  /// The narrowest form of some values.
  init(_ values: some Sequence<Value>) {
    var builder = SeriesBuilder()
    for value in values { builder.append(value) }
    self = builder.finish()
  }

  /// The narrowest form of some levels.
  init(levels: some Sequence<Level>) {
    var builder = SeriesBuilder()
    for level in levels { builder.append(level) }
    self = builder.finish()
  }
}

extension Series {
  /// Codes into levels some of which may be the same; the levels of the series are distinct.
  init(recoding codes: [Int32], levels: [Level]) {
    var known: [Level: Int32] = [:]
    var distinct: [Level] = []
    let places = levels.map { level -> Int32 in
      if let place = known[level] { return place }
      let place = Int32(distinct.count)
      known[level] = place
      distinct.append(level)
      return place
    }
    self = .levels(codes: codes.map { places[Int($0)] }, levels: distinct)
  }
}
