import Cloud
import Pipeline

/// A table's files as a view of a session.
///
/// Its name depends on the rows alone, so that tables of equal rows share one.
struct SparkView {
  let name: String
  /// What makes it, in this order.
  let statements: [String]

  /// The paths are where Spark finds the table's files, in the order of the rows; `place` is the name of
  /// a further column for the place of each row, which grows with the rows.
  init(_ output: Output, paths: [String], place: String? = nil) {
    let rows = "quire_\(output.digest.hex.prefix(24))"
    let columns = SparkTypes.columns(output.columns).map { " (\($0))" } ?? ""
    var made: [String] = []
    func scan(_ view: String, _ pattern: String) {
      made.append(
        "CREATE OR REPLACE TEMPORARY VIEW \(SparkSession.quote(view))\(columns) USING parquet"
          + " OPTIONS (path \(SparkSession.literal(pattern)))"
      )
    }
    func union(_ view: String, _ parts: [String]) {
      made.append(
        "CREATE OR REPLACE TEMPORARY VIEW \(SparkSession.quote(view)) AS "
          + parts.joined(separator: " UNION ALL ")
      )
    }
    if let pattern = Self.pattern(paths) {
      scan(rows, pattern)
    } else {
      // A pattern would find a file only once that is there twice, for equal rows are one file.
      for (index, path) in paths.enumerated() { scan("\(rows)_\(index)", Self.escaped(path)) }
      union(rows, paths.indices.map { "SELECT * FROM \(SparkSession.quote("\(rows)_\($0)"))" })
    }
    guard let place else {
      name = rows
      statements = made
      return
    }
    // Spark tells the number of a row in its file only where the query names the file.
    name = "\(rows)_places"
    union(
      name,
      paths.enumerated().map { index, path in
        let start = index == 0 ? "" : "\(index) * 1000000000000 + "
        return "SELECT *, \(start)_metadata.row_index AS \(SparkSession.quote(place))"
          + " FROM parquet.\(SparkSession.quote(Self.escaped(path)))"
      }
    )
    statements = made
  }

  /// Files in S3, read where they lie; folders such as `dt=2025-01-31` are columns of it.
  ///
  /// `columns` are all of them, those of folders too; `scheme` is that by which Spark knows S3.
  init(_ lake: LakeReference, _ columns: [Output.Column], scheme: String) {
    name = "quire_lake_\(lake.fingerprint.hex.prefix(24))"
    let root = lake.files.location
    // Braces may hold folders; only what is common to all stands before them.
    let keys = lake.urls.compactMap { S3Location($0)?.key.dropFirst(root.key.count) }
      .map { Self.escaped(String($0)) }
    let inner = keys.count == 1 ? keys[0] : "{\(keys.joined(separator: ","))}"
    let place = root.path(inScheme: scheme)
    var options = "path \(SparkSession.literal(Self.escaped(place) + inner))"
    if !lake.files.partitions.isEmpty {
      options += ", basePath \(SparkSession.literal(place))"
    }
    let types = SparkTypes.columns(columns).map { " (\($0))" } ?? ""
    statements = [
      "CREATE OR REPLACE TEMPORARY VIEW \(SparkSession.quote(name))\(types) USING parquet"
        + " OPTIONS (\(options))"
    ]
  }

  /// One path, or a pattern that fits them all and nothing else; nil where there is none.
  static func pattern(_ paths: [String]) -> String? {
    if paths.count == 1 { return escaped(paths[0]) }
    var folder: Substring?
    var names: Set<String> = []
    for path in paths {
      guard let slash = path.lastIndex(of: "/") else { return nil }
      let name = escaped(String(path[path.index(after: slash)...]))
      guard folder == nil || folder == path[..<slash], names.insert(name).inserted else {
        return nil
      }
      folder = path[..<slash]
    }
    guard let folder else { return nil }
    return "\(escaped(String(folder)))/{\(names.sorted().joined(separator: ","))}"
  }

  /// A path that stands for itself in a pattern.
  private static func escaped(_ path: String) -> String {
    path.reduce(into: "") { text, letter in
      if "{}[]*?\\,".contains(letter) { text += "\\" }
      text.append(letter)
    }
  }
}
