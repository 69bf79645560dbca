import Engines
import Pipeline

/// The identity of rows: of their values, in whatever order, and not of the bytes of the file that holds them.
///
/// Another version of the engine writes other bytes for the same rows, and a query without ORDER BY gives them
/// in another order each time; whoever adds rows once has to know them all the same. It is the MD5 of each
/// row, as text with lengths, added up in two halves of 64 bits, with the number of rows, the names and
/// the types.
enum RowsDigest {
  /// A query with one row of one text, for `fingerprint`: `values` has an expression for each column, in the
  /// order of their names, and `rows` is what stands after FROM.
  static func query(_ values: [String], from rows: String) -> String {
    let texts = values.map { "strlen(CAST(\($0) AS VARCHAR)), ':', CAST(\($0) AS VARCHAR)" }
    let row = (["''"] + texts).joined(separator: ", ")
    return
      "SELECT concat_ws(' ', count(*), sum(md5_number_lower(r)), sum(md5_number_upper(r))) AS sums "
      + "FROM (SELECT concat(\(row)) AS r FROM \(rows))"
  }

  /// The identity of rows of these columns, in the order of their names, of which the query gave `sums`.
  static func fingerprint(_ columns: [(name: String, type: String)], _ sums: String) -> Fingerprint
  {
    Fingerprint(["rows 1"] + columns.flatMap { [$0.name, $0.type] } + [sums])
  }
}
