import Diagnostics
import Options
import Tables

extension TableOptions {
  /// Reads the options of a `table` directive; options of every directive are left to the caller.
  init(_ reader: inout OptionReader) {
    title = reader.text("title")?.value
    if let node = reader.node("columns") { columns = Self.columns(node, &reader) }
    sort = reader.texts("sort") ?? []
    hasSearch = reader.bool("search")
    pageSize = reader.integer("page", in: 1...10_000)
    hasDownload = reader.bool("download") ?? true
    hasTotals = reader.bool("totals")
    rowLimit = reader.integer("rows", in: 1...100_000) ?? 1_000
  }

  private static func columns(
    _ node: OptionNode,
    _ reader: inout OptionReader
  ) -> [ColumnOptions]? {
    switch node.content {
    case .interpolation: return nil
    case .sequence(let nodes):
      if nodes.isEmpty { reader.complain(.noColumns(at: node.span)) }
      var columns: [ColumnOptions] = []
      for node in nodes {
        guard let column = ColumnOptions.read(node, &reader) else { continue }
        columns.append(column)
      }
      return columns
    default:
      reader.complain(.columnsNotAList(node))
      return nil
    }
  }
}

extension ColumnOptions {
  /// A column's name, or a mapping with `field`.
  static func read(_ node: OptionNode, _ outer: inout OptionReader) -> ColumnOptions? {
    guard case .mapping = node.content else {
      return outer.text(of: node, "columns").map { ColumnOptions(field: $0, span: node.span) }
    }
    var reader = OptionReader(node, of: "a column")
    let field = reader.required("field").flatMap { reader.text(of: $0, "field") }
    var column = ColumnOptions(field: field ?? Spanned("", at: node.span), span: node.span)
    column.title = reader.text("title")?.value
    let format = reader.text("format")
    column.format = FormatOption(format, &reader).flatMap { read in
      format.map { Spanned(read, at: $0.span) }
    }
    column.alignment = reader.choice("align")
    column.hasBar = reader.bool("bar") ?? false
    if let colour = reader.node("color") { column.colour = ColourScale.read(colour, &reader) }
    column.total = reader.choice("total")
    for diagnostic in reader.finish() { outer.complain(diagnostic) }
    return field == nil ? nil : column
  }
}

extension ColourScale {
  /// The name of a scheme, or `{scheme, domain: [low, high]}`.
  static func read(_ node: OptionNode, _ outer: inout OptionReader) -> ColourScale? {
    guard case .mapping = node.content else {
      guard let name = outer.text(of: node, "color") else { return nil }
      guard let scheme = ColourScheme(rawValue: name.value) else {
        outer.complain(.unknownScheme(name))
        return nil
      }
      return ColourScale(scheme: scheme)
    }
    var reader = OptionReader(node, of: "'color'")
    let scheme: ColourScheme? =
      reader.required("scheme").flatMap { reader.text(of: $0, "scheme") }.flatMap { name in
        let scheme = ColourScheme(rawValue: name.value)
        if scheme == nil { reader.complain(.unknownScheme(name)) }
        return scheme
      }
    let domain = reader.node("domain").flatMap { Self.domain($0, &reader) }
    for diagnostic in reader.finish() { outer.complain(diagnostic) }
    return scheme.map { ColourScale(scheme: $0, domain: domain) }
  }

  private static func domain(_ node: OptionNode, _ reader: inout OptionReader) -> [Double]? {
    if case .interpolation = node.content { return nil }
    guard case .sequence(let items) = node.content else {
      reader.complain(.badDomain(at: node.span))
      return nil
    }
    let isWaiting = items.contains { if case .interpolation = $0.content { true } else { false } }
    if isWaiting { return nil }
    let numbers = items.compactMap { item -> Double? in
      if case .value(let value) = item.content { value.number } else { nil }
    }
    let isRising = zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    guard numbers.count == items.count, (2...3).contains(numbers.count), isRising,
      numbers.allSatisfy(\.isFinite)
    else {
      reader.complain(.badDomain(at: node.span))
      return nil
    }
    return numbers
  }
}
