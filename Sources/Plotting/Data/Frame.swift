import Diagnostics
import Tables

/// Rows as charts work on them: named series of equal length, in order.
///
/// A table is pulled into one column by column, as fields are asked for by the plan; transforms
/// make new frames that share the series they leave alone.
struct Frame: Sendable {
  var rowCount: Int
  /// Whether nobody knows which columns there are: every field is one, of nulls.
  var isOpen = false
  private(set) var names: [String] = []
  private var columns: [String: Series] = [:]

  init(rowCount: Int) { self.rowCount = rowCount }

  init(_ columns: [(String, Series)]) {
    rowCount = columns.first?.1.count ?? 0
    for (name, series) in columns { self[name] = series }
  }

  /// The column of exactly that name; setting nil takes it away.
  subscript(name: String) -> Series? {
    get { columns[name] }
    set {
      if let newValue {
        precondition(newValue.count == rowCount, "a series for every row")
        if columns.updateValue(newValue, forKey: name) == nil { names.append(name) }
      } else if columns.removeValue(forKey: name) != nil {
        names.removeAll { $0 == name }
      }
    }
  }

  /// The rows of `indices`, in that order.
  func rows(_ indices: [Int]) -> Frame {
    var out = Frame(rowCount: indices.count)
    out.isOpen = isOpen
    for name in names { out[name] = columns[name]?.rows(indices) }
    return out
  }
}
