import Diagnostics
import Expressions
import Tables

/// The rows that a specification's views name.
struct ChartData: Sendable {
  let files: any DataFiles
  let datasets: [String: Spanned<Value>]
  /// Sources that a view gives a name to.
  let namedSources: [String: DataSource]
  /// What messages call the data of a view that names none.
  let name: String

  func frame(_ source: DataSource) throws(Diagnostic) -> Frame {
    try Frame.load(source, from: files, datasets: datasets, sources: namedSources)
  }

  func context(_ params: NamedValues) -> TransformContext {
    let data = self
    return TransformContext(
      params: params,
      table: { source throws(Diagnostic) in try data.frame(source) },
      name: name
    )
  }
}

/// The columns that views read as instants or numbers although the data hold them as text.
enum TemporalFields {
  /// Types of columns of a view's own data, from the channels of all views that share the data.
  static func of(_ specification: Specification, frame: Frame) -> [String: ParseType] {
    var types: [String: ParseType] = [:]
    collect(specification, isRoot: true, frame, into: &types)
    return types
  }

  private static func collect(
    _ view: Specification,
    isRoot: Bool,
    _ frame: Frame,
    into types: inout [String: ParseType]
  ) {
    if view.data != nil, !isRoot { return }
    for transform in view.transforms {
      for (field, type) in transform.impliedTypes where types[field] == nil { types[field] = type }
    }
    func add(_ definition: ChannelDefinition) {
      guard let field = definition.fieldName?.value, frame.contains(field: field) else { return }
      let isTime =
        definition.type?.value == .temporal && !definition.isCounting
        || definition.timeUnit != nil
      if isTime, types[field] == nil {
        types[field] = .date
      } else if definition.type?.value == .quantitative, definition.aggregate == nil,
        types[field] == nil, definition.bin == nil
      {
        if case .levels? = frame.series(field) { types[field] = .number }
      }
    }
    for definition in view.encoding { add(definition) }
    switch view.body {
    case .unit: break
    case .layer(let views), .concat(let views, _):
      for inner in views { collect(inner, isRoot: false, frame, into: &types) }
    case .facet(let definitions, let inner):
      for definition in definitions { add(definition) }
      collect(inner, isRoot: false, frame, into: &types)
    case .repeated(_, let inner): collect(inner, isRoot: false, frame, into: &types)
    }
  }
}

extension ChannelDefinition {
  fileprivate var isCounting: Bool { aggregate?.value.isCounting ?? false }
}
