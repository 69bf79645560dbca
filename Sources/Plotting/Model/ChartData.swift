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
    collect(specification, isRoot: true, frame, made: [], into: &types)
    return types
  }

  /// Columns that a view and those that share its data show as times.
  static func dates(_ specification: Specification) -> [String] {
    let own = specification.shared.flatMap { view -> [ChannelDefinition] in
      if case .facet(let definitions, _) = view.body { return view.encoding + definitions }
      return view.encoding
    }
    return own.filter { !$0.isCounting && ($0.type?.value == .temporal || $0.timeUnit != nil) }
      .compactMap { $0.fieldName?.value }
  }

  private static func collect(
    _ view: Specification,
    isRoot: Bool,
    _ frame: Frame,
    made: Set<String>,
    into types: inout [String: ParseType]
  ) {
    if view.data != nil, !isRoot { return }
    var made = made
    for transform in view.transforms {
      made.formUnion(transform.produced)
      for (field, type) in transform.impliedTypes where types[field] == nil { types[field] = type }
    }
    func add(_ definition: ChannelDefinition) {
      // The end of a range is read as its beginning is.
      let type =
        definition.type?.value
        ?? (definition.channel.primary == definition.channel
          ? nil : view.encoding.first { $0.channel == definition.channel.primary }?.type?.value)
      guard let field = definition.fieldName?.value, !made.contains(field),
        let series = frame.series(field), series.kind != .other
      else { return }
      let isTime =
        type == .temporal && !definition.isCounting && !definition.channel.isError
        || definition.timeUnit != nil
      if isTime, types[field] == nil {
        types[field] = .date
      } else if type == .quantitative, definition.aggregate == nil,
        types[field] == nil, definition.bin == nil
      {
        if case .levels = series { types[field] = .number }
      }
    }
    for definition in view.encoding { add(definition) }
    switch view.body {
    case .unit: break
    case .layer(let views), .concat(let views, _):
      for inner in views { collect(inner, isRoot: false, frame, made: made, into: &types) }
    case .facet(let definitions, let inner):
      for definition in definitions { add(definition) }
      collect(inner, isRoot: false, frame, made: made, into: &types)
    case .repeated(_, let inner): collect(inner, isRoot: false, frame, made: made, into: &types)
    }
  }
}

extension ChannelDefinition {
  fileprivate var isCounting: Bool { aggregate?.value.isCounting ?? false }
}

/// Values that a channel asks for as numbers or times and that are neither.
enum UnreadValues {
  /// A warning for each column of which some values could not be read.
  ///
  /// - Throws: a diagnostic when a column has none that could: a chart of it would be empty.
  static func of(
    _ specification: Specification,
    _ before: Frame,
    _ after: Frame
  ) throws(Diagnostic) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    var seen: Set<String> = []
    for view in specification.shared {
      for definition in view.encoding {
        guard let field = definition.fieldName, seen.insert(field.value).inserted,
          let type = definition.type?.value, type == .quantitative || type == .temporal,
          !definition.isCounting, case .levels(let codes, let levels)? = before.series(field.value),
          let read = after.series(field.value), read.kind == .number || read.kind == .instant
        else { continue }
        let values = read.doubles
        var unread = 0
        var given = 0
        for row in codes.indices where levels[Int(codes[row])] != .null {
          given += 1
          if values[row].isNaN { unread += 1 }
        }
        guard unread > 0 else { continue }
        let wanted = type == .quantitative ? "numbers" : "dates"
        if unread == given {
          throw .wrongColumnType(
            field, holds: "text", wanted: wanted, hint: "write '\(field.value):N' for names"
          )
        }
        warnings.append(.unreadValues(field, unread, of: given, wanted: wanted))
      }
    }
    return warnings
  }
}

extension Specification {
  /// The view and those below it that have no data of their own.
  fileprivate var shared: [Specification] {
    [self] + children.filter { $0.data == nil }.flatMap(\.shared)
  }
}

extension DataSource {
  /// The source with some columns read as dates from the text of the file: in a file without types
  /// `1900` is a year, not a number of milliseconds.
  func reading(dates: [String]) -> DataSource {
    func format(_ format: DataFormat) -> DataFormat {
      var format = format
      guard !format.isRaw else { return format }
      var parse = format.parse ?? [:]
      for name in dates where parse[name] == nil { parse[name] = "date" }
      format.parse = parse
      return format
    }
    switch self {
    case .file(let url, let own):
      let isText =
        own.kind.map { $0 == .csv || $0 == .tsv || $0 == .dsv }
        ?? [".csv", ".tsv"].contains { url.value.lowercased().hasSuffix($0) }
      return isText ? .file(url, format(own)) : self
    case .inline(let value, let own):
      guard case .string = value.value, own.kind != .json else { return self }
      return .inline(value, format(own))
    default: return self
    }
  }
}
