#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif
import Diagnostics
import Tables

/// Rounding to some digits behind the point, a half to the even digit.
struct Rounding: Sendable {
  private let power: Double

  /// `digits` from 0 to 15.
  init(digits: Int) { power = pow(10, Double(digits)) }

  /// A number so large that it has no such digits stays as it is.
  @inline(__always)
  func callAsFunction(_ number: Double) -> Double {
    let rounded = (number * power).rounded(.toNearestOrEven) / power
    return rounded.isFinite ? rounded : number
  }
}

/// A column of doubles with some digits behind the point.
struct RoundedSource: ColumnSource {
  let source: any ColumnSource
  let digits: Int

  var type: DataType { .float64 }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let column = try source.column(making)
    let rounding = Rounding(digits: digits)
    let rounded = column.withElements(as: Double.self) { elements in
      let builder = FixedWidthBuilder<Double>(capacity: elements.count)
      for element in elements { builder.append(rounding(element)) }
      return builder.finish()
    }
    guard let rounded else { return column }
    return column.nullCount == 0 ? rounded : rounded.withNulls { column.isNull(at: $0) }
  }
}
