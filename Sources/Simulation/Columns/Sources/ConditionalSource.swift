import Diagnostics
import Tables

/// Values that depend on another column of the same row.
struct ConditionalSource: ColumnSource {
  struct Branch: Sendable {
    /// The text of the other column's value.
    let key: [UInt8]
    let source: any ColumnSource
  }

  let type: DataType
  let column: Int
  let branches: [Branch]
  /// For values without a branch; null when there is none.
  let otherwise: (any ColumnSource)?

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let keys = try making.column(column)
    var sources = branches.map(\.source)
    sources.append(otherwise ?? ConstantSource(type: type, value: .null))
    // Each branch makes its rows together; `places` says where in its column a row stands.
    var rows = Array(repeating: [Int](), count: sources.count)
    var places: [(branch: Int, index: Int)] = []
    places.reserveCapacity(making.rows.count)
    for (index, row) in making.rows.enumerated() {
      let branch = branch(of: keys, at: index)
      places.append((branch, rows[branch].count))
      rows[branch].append(row)
    }
    var parts: [Column] = []
    for (source, rows) in zip(sources, rows) {
      parts.append(try source.column(making.making(rows, of: making.table)))
    }
    return Column.woven(parts, type, places)
  }

  private func branch(of keys: Column, at index: Int) -> Int {
    if keys.isNull(at: index) { return branches.count }
    if keys.type == .utf8 {
      return keys.withUTF8(at: index) { text in
        branches.firstIndex { $0.key.elementsEqual(text) } ?? branches.count
      } ?? branches.count
    }
    let text = Array(keys.value(at: index).displayText.utf8)
    return branches.firstIndex { $0.key == text } ?? branches.count
  }
}

extension Column {
  /// The elements of several columns of one type in a given order.
  fileprivate static func woven(
    _ parts: [Column],
    _ type: DataType,
    _ places: [(branch: Int, index: Int)]
  ) -> Column {
    if type == .utf8 {
      let builder = BytesBuilder()
      for place in places {
        let isText: Void? = parts[place.branch].withUTF8(at: place.index) {
          builder.append(bytes: UnsafeRawBufferPointer($0))
        }
        if isText == nil { builder.appendNull() }
      }
      return builder.finish()
    }
    switch type {
    case .int64, .timestamp: return woven(parts, type, places, as: Int64.self)
    case .float64: return woven(parts, type, places, as: Double.self)
    case .date32: return woven(parts, type, places, as: Int32.self)
    default: break
    }
    do throws(TableError) {
      return try Column(type, places.map { parts[$0.branch].value(at: $0.index) })
    } catch {
      preconditionFailure("branches of one type")
    }
  }

  private static func woven<Element: FixedWidthElement>(
    _ parts: [Column],
    _ type: DataType,
    _ places: [(branch: Int, index: Int)],
    as element: Element.Type
  ) -> Column {
    let elements = parts.map { part in part.withElements(as: element) { Array($0) } ?? [] }
    let hasNulls = parts.contains { $0.nullCount > 0 }
    let builder = FixedWidthBuilder<Element>(capacity: places.count)
    for place in places {
      if hasNulls, parts[place.branch].isNull(at: place.index) {
        builder.appendNull()
      } else {
        builder.append(elements[place.branch][place.index])
      }
    }
    return builder.finish(as: type)
  }
}
