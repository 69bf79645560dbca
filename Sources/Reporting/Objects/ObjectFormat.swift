/// What objects hold, by the endings of their names.
enum ObjectFormat: Sendable {
  case parquet, csv, jsonLines

  /// The embedded engine's function that reads them.
  var reader: String {
    switch self {
    case .parquet: "read_parquet"
    case .csv: "read_csv"
    case .jsonLines: "read_ndjson"
    }
  }

  /// The format that all of the names tell; nil when they tell none, or several.
  static func of(_ names: [String]) -> ObjectFormat? {
    guard let first = names.first.flatMap(Self.init) else { return nil }
    return names.allSatisfy { Self($0) == first } ? first : nil
  }

  /// Packed text is text.
  private init?(_ name: String) {
    var name = name.lowercased()[...]
    for ending in [".gz", ".zst"] where name.hasSuffix(ending) {
      name = name.dropLast(ending.count)
    }
    switch name.split(separator: ".").last {
    case "parquet", "pq": self = .parquet
    case "csv": self = .csv
    case "jsonl", "ndjson": self = .jsonLines
    default: return nil
    }
  }
}
