import Diagnostics
import Options
import Tables

extension KindReader {
  /// `customers.id`, or `{to: customers.id, skew: 1.2}`, or `{to: customers.city, along: customer_id}`.
  mutating func reference() -> ColumnDraft? {
    let skew = options.node("skew") == nil ? 0 : number("skew", from: 0, through: 20)
    let along = options.text("along")
    guard require("to"), let text = options.text("to"), let target = target(text), let skew else {
      return nil
    }
    var path = context.path
    var exponent = skew
    var nulls = 0.0
    if let along {
      guard let leader = leader(along, table: target.table) else { return nil }
      if let node = options.node["skew"] {
        options.complain(.skewOfAnother(along.value, at: node.span))
      }
      path = "\(context.outline.name.value)/\(along.value)"
      exponent = leader.skew
      nulls = leader.nulls
    }
    let stream = RandomStream(path)
    let outline = context.outlines[target.table]
    let rowCount = outline.rowCount
    if rowCount == 0, context.rowCount > 0 {
      options.complain(.emptyTarget(Spanned(outline.name.value, at: text.span)))
      return nil
    }
    var spread: (ZipfLaw, Permutation)?
    if exponent > 0, rowCount > 0 {
      // Which rows are the popular ones is chance too.
      let shuffle = Permutation(rowCount, seed: context.seed, stream: stream)
      spread = (ZipfLaw(rowCount, exponent: exponent), shuffle)
    }
    let nullStream = RandomStream("\(path)//null")
    return ColumnDraft([target]) { assembly in
      let source = ReferenceSource(
        type: assembly.source(target).type,
        table: target.table,
        column: target.column,
        rowCount: max(rowCount, 1),
        skew: spread,
        stream: stream
      )
      // Where there is no row to follow there is no value.
      return nulls == 0 ? source : NullableSource(source: source, share: nulls, stream: nullStream)
    }
  }

  /// The column that `table.column` names.
  private mutating func target(_ text: Spanned<String>) -> ColumnDraft.Dependency? {
    guard let dot = text.value.lastIndex(of: ".") else {
      options.complain(.wrongReference(text))
      return nil
    }
    let table = String(text.value[..<dot])
    let column = String(text.value[text.value.index(after: dot)...])
    guard let place = context.outlines.firstIndex(where: { $0.name.value == table }) else {
      options.complain(
        .unknownTable(
          Spanned(table, at: text.span),
          tables: context.outlines.map(\.name.value)
        )
      )
      return nil
    }
    let names = context.outlines[place].columnNames
    // A table that could not be read has been complained of.
    if names.isEmpty { return nil }
    guard let found = names.firstIndex(of: column) else {
      options.complain(
        .unknownColumn(Spanned(column, at: text.span), table: table, columns: names)
      )
      return nil
    }
    return ColumnDraft.Dependency(table: place, column: found, span: text.span)
  }

  /// The skew and the share of nulls of another reference of this table, which goes to the same table.
  private mutating func leader(_ name: Spanned<String>, table: Int) -> (
    skew: Double, nulls: Double
  )? {
    let wanted = context.outlines[table].name.value
    guard let entry = context.outline.columns.first(where: { $0.key.value == name.value }) else {
      options.complain(
        .unknownColumn(
          name,
          table: context.outline.name.value,
          columns: context.outline.columnNames
        )
      )
      return nil
    }
    let node = entry.node["reference"]
    var to: String?
    if case .value(.string(let text)) = node?.content { to = text }
    if case .value(.string(let text)) = node?["to"]?.content { to = text }
    guard let node, let to, to.hasPrefix(wanted + "."), node["along"] == nil else {
      options.complain(.otherTable(name, table: wanted))
      return nil
    }
    // What is wrong with these is complained of where they stand.
    func number(_ node: OptionNode?, upTo limit: Double) -> Double {
      guard case .value(let value) = node?.content, let number = value.number else { return 0 }
      return number >= 0 && number <= limit ? number : 0
    }
    return (number(node["skew"], upTo: 20), number(entry.node["null"], upTo: 1))
  }
}
