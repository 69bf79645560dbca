/// LightGBM's text of a model, taken apart as far as Quire needs it.
///
///     tree
///     num_class=1
///     …
///     tree_sizes=812 790
///
///     Tree=0
///     num_leaves=15
///     …
///     end of trees
///     …
///     parameters:
///     [num_leaves: 15]
struct ModelText {
  /// The lines before the first tree.
  private let head: [Substring: Substring]
  private let trees: [ModelTextTree]
  let parameters: [String: String]

  /// Finds the parts of a text.
  ///
  /// The head tells how many bytes each tree's text has, and LightGBM reads the trees at those places: in
  /// a text that was cut or changed, past its end. So the places are looked at here.
  ///
  /// - Throws: `ModelError` when a part is missing.
  init(_ text: String) throws(ModelError) {
    guard text.hasPrefix("tree\n"), !text.utf8.contains(0) else {
      throw Self.broken("it does not begin with 'tree'")
    }
    guard let headEnd = text.firstRange(of: "\n\n") else { throw Self.broken("it has no trees") }
    head = Self.fields(text[..<headEnd.lowerBound])
    guard let sizes = head["tree_sizes"] else { throw Self.broken("it has no 'tree_sizes'") }
    var rest = text.utf8[headEnd.upperBound...]
    var trees: [ModelTextTree] = []
    for (index, size) in sizes.split(separator: " ").enumerated() {
      guard let size = Int(size), size > 0, size <= rest.count,
        rest.starts(with: "Tree=\(index)\n".utf8)
      else { throw Self.broken("tree \(index) is not where it should be") }
      let part = rest.prefix(size)
      guard let tree = ModelTextTree(Substring(part)) else {
        throw Self.broken("tree \(index) is not written as trees are")
      }
      trees.append(tree)
      rest = rest[part.endIndex...]
    }
    // A model without trees has one empty line more.
    rest = rest.drop { $0 == UInt8(ascii: "\n") }
    guard rest.starts(with: "end of trees".utf8) else { throw Self.broken("its end is missing") }
    self.trees = trees
    var parameters: [String: String] = [:]
    for line in Substring(rest).split(separator: "\n")
    where line.hasPrefix("[") && line.hasSuffix("]") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].dropFirst()
      parameters[String(name)] = String(line[colon...].dropFirst().dropLast().drop { $0 == " " })
    }
    self.parameters = parameters
  }

  /// Checks what LightGBM takes on trust, or ends the program over: it reads the trees in parallel, where
  /// an error of its own cannot be caught.
  ///
  /// - Throws: `ModelError`.
  func check() throws(ModelError) {
    func count(_ name: Substring, _ range: ClosedRange<Int>) throws(ModelError) -> Int {
      guard let text = head[name], let number = Int(text), range.contains(number) else {
        throw Self.broken("its '\(name)' is no number that can be")
      }
      return number
    }
    let most = Int(Int32.max)
    _ = try count("num_class", 1...most)
    _ = try count("label_index", 0...most)
    let each = try count("num_tree_per_iteration", 1...most)
    let features = try count("max_feature_idx", 0...(most - 1)) + 1
    guard trees.count % each == 0 else { throw Self.broken("its last trees are missing") }
    for name in ["feature_names", "feature_infos"] as [Substring]
    where head[name]?.split(separator: " ").count != features {
      throw Self.broken("its '\(name)' are not \(features)")
    }
    for (index, tree) in trees.enumerated() {
      if let wrong = tree.wrongField(features: features) {
        throw Self.broken("the '\(wrong)' of tree \(index) cannot be")
      }
    }
  }

  private static func fields(_ text: Substring) -> [Substring: Substring] {
    var fields: [Substring: Substring] = [:]
    for line in text.split(separator: "\n") {
      guard let sign = line.firstIndex(of: "=") else { continue }
      fields[line[..<sign]] = line[sign...].dropFirst()
    }
    return fields
  }

  private static func broken(_ reason: String) -> ModelError {
    ModelError("model-text", "this is no whole model of LightGBM's: \(reason)")
  }
}
