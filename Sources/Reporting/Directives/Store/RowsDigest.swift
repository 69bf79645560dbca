import Engines
import Pipeline

/// The identity of rows: of their values, in whatever order, and not of the bytes of the file that holds them.
///
/// Another version of the engine writes other bytes for the same rows, and a query without ORDER BY gives them
/// in another order each time; whoever adds rows once has to know them all the same. It is half the MD5 of
/// each row, as text with lengths, added up, with the number of rows, the names and the types. A million rows
/// of five columns take 0.9 s of one core, half of it for MD5; the engine's own hash is quicker, and another
/// one with each version.
enum RowsDigest {
  /// A query with one row of one text, for `fingerprint`: `values` has an expression for each column, in the
  /// order of their names, and `rows` is what stands after FROM.
  static func query(_ values: [String], from rows: String) -> String {
    let texts = values.map { "strlen(CAST(\($0) AS VARCHAR)), ':', CAST(\($0) AS VARCHAR)" }
    let row = (["''"] + texts).joined(separator: ", ")
    return "SELECT concat_ws(' ', count(*), sum(md5_number_lower(r))) AS sums "
      + "FROM (SELECT concat(\(row)) AS r FROM \(rows))"
  }

  /// The identity of rows of these columns, in the order of their names, of which the query gave `sums`.
  static func fingerprint(_ columns: [(name: String, type: String)], _ sums: String) -> Fingerprint
  {
    Fingerprint(["rows 1"] + columns.flatMap { [$0.name, $0.type] } + [sums])
  }
}
