import Tables

/// A column of the result that is filled line by line.
///
/// A line is read into all columns first and then kept or given up as a whole, so that a reject
/// leaves no value behind.
class ColumnSink {
  /// Reads a field's text; false when it is not of the column's type.
  func read(_ text: UnsafeRawBufferPointer) -> Bool { preconditionFailure("each sink has its own") }

  /// Appends what was read last.
  func keep() { preconditionFailure("each sink has its own") }

  func appendNull() { preconditionFailure("each sink has its own") }

  /// The column; the sink is used up.
  func finish() -> Column { preconditionFailure("each sink has its own") }

  static func make(_ type: FieldType, _ context: SinkContext) -> ColumnSink {
    switch type {
    case .string: TextSink(context)
    case .int: IntSink(.int64, NumberReading.int)
    case .float: FloatSink(NumberReading.float)
    case .bool: BoolSink()
    case .timestamp(let format):
      IntSink(
        .timestamp(.microsecond, zone: format.isInstant ? "UTC" : nil),
        TimestampReading(format: format, latest: context.latest).read
      )
    case .duration: FloatSink(QuantityReading.duration)
    case .bytes: IntSink(.int64, QuantityReading.bytes)
    case .list(let separator): ListSink(separator, context)
    case .url: URLSink(context)
    }
  }
}

/// What sinks need to know of the file they read.
struct SinkContext {
  /// See `TimestampReading.latest`.
  var latest: Int64 = .max
  var invalidText = InvalidText.replace
  /// How many texts had bytes that are no UTF-8; shared by the sinks of a worker.
  var mendedCount = Counter()

  final class Counter { var value = 0 }
}

/// What is done with text that is not UTF-8.
public enum InvalidText: String, Sendable, CaseIterable {
  /// U+FFFD stands for the bad bytes, and the result tells how many texts that happened to.
  case replace
  /// The line is a reject.
  case reject
  /// Text columns are columns of bytes.
  case bytes
}

/// Whole numbers and times.
///
/// Two classes instead of one generic class: the compiler specialises neither its table of methods nor what
/// they call.
final class IntSink: ColumnSink {
  private let builder = FixedWidthBuilder<Int64>()
  private let type: DataType
  private let reading: (UnsafeRawBufferPointer) -> Int64?
  private var value: Int64 = 0

  init(_ type: DataType, _ reading: @escaping (UnsafeRawBufferPointer) -> Int64?) {
    self.type = type
    self.reading = reading
  }

  override func read(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let value = reading(text) else { return false }
    self.value = value
    return true
  }

  override func keep() { builder.append(value) }
  override func appendNull() { builder.appendNull() }
  override func finish() -> Column { builder.finish(as: type) }
}

/// Numbers with a fraction.
final class FloatSink: ColumnSink {
  private let builder = FixedWidthBuilder<Double>()
  private let reading: (UnsafeRawBufferPointer) -> Double?
  private var value = 0.0

  init(_ reading: @escaping (UnsafeRawBufferPointer) -> Double?) { self.reading = reading }

  override func read(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let value = reading(text) else { return false }
    self.value = value
    return true
  }

  override func keep() { builder.append(value) }
  override func appendNull() { builder.appendNull() }
  override func finish() -> Column { builder.finish() }
}

final class BoolSink: ColumnSink {
  private let builder = BoolBuilder()
  private var value = false

  override func read(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let found = NumberReading.bool(text) else { return false }
    value = found
    return true
  }

  override func keep() { builder.append(value) }
  override func appendNull() { builder.appendNull() }
  override func finish() -> Column { builder.finish() }
}

/// Text, or bytes when the column keeps what is no UTF-8.
final class TextSink: ColumnSink {
  private let builder = BytesBuilder()
  private let context: SinkContext
  private var text = UnsafeRawBufferPointer(start: nil, count: 0)
  private var isBroken = false

  init(_ context: SinkContext) { self.context = context }

  override func read(_ text: UnsafeRawBufferPointer) -> Bool {
    self.text = text
    isBroken = false
    if context.invalidText == .bytes { return true }
    guard UTF8Text.firstInvalid(text) != nil else { return true }
    isBroken = true
    return context.invalidText == .replace
  }

  override func keep() {
    if isBroken {
      context.mendedCount.value += 1
      builder.append(bytes: UTF8Text.mended(text))
    } else {
      builder.append(bytes: text)
    }
  }

  override func appendNull() { builder.appendNull() }

  override func finish() -> Column {
    context.invalidText == .bytes ? builder.finishAsBinary() : builder.finish()
  }
}
