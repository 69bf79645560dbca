import Diagnostics
import Options

/// The order in which columns can be made.
extension GeneratorReader {
  private struct Place: Hashable {
    let table: Int
    let column: Int
  }

  /// All columns, each after those it depends on; nil after complaining of cycles.
  mutating func order(
    _ drafts: [[ColumnDraft?]],
    _ outlines: [ColumnContext.Outline]
  ) -> [(table: Int, column: Int)]? {
    var order: [(table: Int, column: Int)] = []
    var isDone: Set<Place> = []
    var path: [Place] = []
    var hasCycle = false
    func label(_ place: Place) -> String {
      let column = outlines[place.table].columns[place.column].key.value
      return outlines.count > 1 ? "\(outlines[place.table].name.value).\(column)" : column
    }
    func visit(_ place: Place, from span: SourceSpan) {
      if isDone.contains(place) { return }
      if let start = path.firstIndex(of: place) {
        hasCycle = true
        diagnostics.append(.cycle((path[start...] + [place]).map(label), at: span))
        return
      }
      path.append(place)
      for dependency in drafts[place.table][place.column]?.dependencies ?? [] {
        visit(Place(table: dependency.table, column: dependency.column), from: dependency.span)
      }
      path.removeLast()
      isDone.insert(place)
      order.append((place.table, place.column))
    }
    for (table, outline) in outlines.enumerated() {
      for column in outline.columns.indices {
        visit(Place(table: table, column: column), from: outline.columns[column].key.span)
      }
    }
    return hasCycle ? nil : order
  }
}
