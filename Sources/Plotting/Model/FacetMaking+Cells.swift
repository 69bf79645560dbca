import Diagnostics
import Tables

extension FacetMaking {
  /// Row by row, a cell for each pair of values, or for each one of a wrapped facet.
  func cells(
    _ facet: FacetModel,
    _ levels: Levels,
    _ around: SceneMaking.Around
  ) throws(Diagnostic) -> [SceneView] {
    var places: [[(Bound, Level)]] = [[]]
    for (bound, levels) in [
      (facet.wrapped, levels.wrapped), (facet.row, levels.rows), (facet.column, levels.columns),
    ] {
      guard let bound, let levels else { continue }
      places = places.flatMap { place in levels.map { place + [(bound, $0)] } }
    }
    return try places.map { (place) throws(Diagnostic) in
      var cell = around
      cell.frames = restricted(facet.child.units, around.frames, to: place)
      cell.names = "cell"
      var scene = try making.scene(facet.child, cell)
      if facet.row != nil, facet.column != nil,
        facet.child.units.allSatisfy({ cell.frames.raw($0).rowCount == 0 })
      {
        scene.removeAxes()
      }
      return scene
    }
  }

  /// The values of a facet's field in the order that its `sort` wants.
  func values(
    _ bound: Bound,
    _ view: ViewModel,
    _ around: SceneMaking.Around
  ) throws(Diagnostic) -> [Level] {
    guard let column = bound.column else { return [] }
    let frame = around.frames.facet(view) ?? view.frame
    var present = frame[column]?.distinct ?? []
    // A single unit without a row to draw for a value has no cell for it.
    if let child = view.facetedUnit {
      let rows = around.frames.main(child)
      let drawn: Frame =
        switch child.invalidRows {
        case .filtered, .hidden: child.validRows(rows)
        case .shown, .gap: rows
        }
      if let shown = drawn[column]?.distinct {
        let known = Set(shown)
        present = present.filter { known.contains($0) }
      }
    }
    let natural = present.sorted(by: Level.precedes)
    switch bound.definition.sort {
    case .ascending?, nil: return natural
    case .descending?: return natural.reversed()
    case SortOrder.none?: return present
    case .list(let values)?:
      let wanted = values.map { Level($0) }
      let listed = wanted.compactMap { want in present.first { $0.matches(want) } }
      return listed + present.filter { !listed.contains($0) }
    case .field(let field, let operation, let isDescending)?:
      guard let coded = frame[column]?.coded else { return natural }
      let series = try field.map { (field) throws(Diagnostic) in
        try frame.series(field, in: style.dataName)
      }
      return frame.sorted(
        natural,
        of: coded,
        by: operation ?? (field == nil ? .count : .min),
        of: series,
        isDescending: isDescending
      )
    case .channel?, .repeatedField?: return natural
    }
  }

  /// The rows of a cell, for every unit in it.
  func restricted(
    _ units: [UnitModel],
    _ frames: Frames,
    to place: [(Bound, Level)]
  ) -> Frames {
    var main: [Int: Frame] = [:]
    var raw: [Int: Frame] = [:]
    for unit in units {
      main[unit.index] = Self.rows(frames.main(unit), place)
      raw[unit.index] = Self.rows(frames.raw(unit), place)
    }
    return frames.merging(Frames(main: main, raw: raw))
  }

  private static func rows(_ frame: Frame, _ place: [(Bound, Level)]) -> Frame {
    var frame = frame
    for (bound, level) in place {
      guard let column = bound.column, let coded = frame[column]?.coded else { continue }
      guard let code = coded.levels.firstIndex(of: level) else { return frame.rows([]) }
      let wanted = Int32(code)
      frame = frame.rows(coded.codes.indices.filter { coded.codes[$0] == wanted })
    }
    return frame
  }
}

extension Frames {
  /// These rows, and for units that another set knows, its rows.
  func merging(_ other: Frames) -> Frames { other.over(self) }

  /// The rows that a facet's values are taken from inside a cell of another facet; nil outside.
  func facet(_ view: ViewModel) -> Frame? {
    guard let unit = view.units.first, isRestricted(unit) else { return nil }
    return raw(unit)
  }
}

extension SceneView {
  /// Takes away the guides of a cell without data: only its frame is drawn.
  fileprivate mutating func removeAxes() {
    if case .plot(var plot) = content {
      plot.axes = []
      content = .plot(plot)
    }
  }
}

extension ViewModel {
  /// The only unit of a facet's cells.
  fileprivate var facetedUnit: UnitModel? {
    if case .facet(let facet) = kind, case .unit(let unit) = facet.child.kind { unit } else { nil }
  }
}
