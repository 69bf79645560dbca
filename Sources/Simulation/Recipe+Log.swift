import Diagnostics
public import Exporting
import Tables

extension Recipe {
  /// The lines of a scenario's log as a table of one column, `line`: what a site's log has before
  /// anybody parses it.
  ///
  /// Nil when the scenario writes no log. The lines are those of `quire generate --format log`.
  public var logLines: RowSource? {
    guard let place = generator.tables.firstIndex(where: { logs[$0.name] != nil }),
      let format = logs[generator.tables[place].name]
    else { return nil }
    let rows = source(place)
    let schema = Schema([Field("line", .utf8)])
    return RowSource(
      name: "log",
      schema: schema,
      units: rows.units,
      unitsInBlock: rows.unitsInBlock
    ) { (units) throws(Diagnostic) in
      let text = ByteWriter(capacity: 1 << 18)
      format.appendRows(try rows.rows(units), firstRow: false, to: text)
      let lines = BytesBuilder(byteCapacity: text.count)
      text.withUnsafeBytes { bytes in
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
          lines.append(bytes: UnsafeRawBufferPointer(rebasing: line))
        }
      }
      let column = lines.finish()
      return Batch(schema: schema, columns: [column], rowCount: column.count)
    }
  }
}
