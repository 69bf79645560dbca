/// LightGBM's text of a model, checked as far as LightGBM takes it on trust.
///
/// The head tells how many bytes each tree's text has, and LightGBM reads the trees at those places: in a
/// text that was cut or changed, past its end.
struct ModelText {
  let parameters: [String: String]
  /// The objective's name, without its settings: `binary` of `binary sigmoid:1`.
  let objective: String

  /// - Throws: `ModelError` when something is missing.
  init(_ text: String) throws(ModelError) {
    let bytes = Array(text.utf8)
    guard text.hasPrefix("tree\n"), !bytes.contains(0) else {
      throw Self.broken("it does not begin with 'tree'")
    }
    var head: [Substring: Substring] = [:]
    var rest = text[...]
    while let end = rest.firstIndex(of: "\n") {
      let line = rest[..<end]
      if line.hasPrefix("Tree=") || line == "end of trees" { break }
      rest = rest[rest.index(after: end)...]
      guard let sign = line.firstIndex(of: "=") else { continue }
      head[line[..<sign]] = line[line.index(after: sign)...]
      // The texts of the trees follow after an empty line.
      if line.hasPrefix("tree_sizes="), rest.first == "\n" { rest = rest.dropFirst() }
    }
    for name in ["num_class", "max_feature_idx", "feature_names", "feature_infos"]
    where head[name[...]] == nil {
      throw Self.broken("it has no '\(name)'")
    }
    let sizes = (head["tree_sizes"] ?? "").split(separator: " ").map { Int($0) }
    var place = text.utf8.distance(from: text.startIndex, to: rest.startIndex)
    for (index, size) in sizes.enumerated() {
      guard let size, size > 0, size <= bytes.count - place,
        bytes[place..<(place + size)].starts(with: "Tree=\(index)\n".utf8)
      else { throw Self.broken("tree \(index) is not where it should be") }
      place += size
    }
    guard bytes[place...].starts(with: "end of trees".utf8) else {
      throw Self.broken("its end is missing")
    }
    objective = String(head["objective"]?.prefix { $0 != " " } ?? "")
    var parameters: [String: String] = [:]
    let tail = String(decoding: bytes[place...], as: UTF8.self)
    for line in tail.split(separator: "\n") where line.hasPrefix("[") && line.hasSuffix("]") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[line.index(after: line.startIndex)..<colon]
      let value = line[line.index(after: colon)...].dropLast()
      parameters[String(name)] = String(value.drop { $0 == " " })
    }
    self.parameters = parameters
  }

  private static func broken(_ reason: String) -> ModelError {
    ModelError("model-text", "this is no whole model of LightGBM's: \(reason)")
  }
}
