/// One tree of a model's text: its lines, by their names.
struct ModelTextTree {
  private let fields: [Substring: Substring]

  /// - Parameter text: `Tree=0`, then lines of a name, `=` and a value, then empty lines; nil is returned
  ///   for another, which LightGBM would read in another way.
  init?(_ text: Substring) {
    var fields: [Substring: Substring] = [:]
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
    while let line = lines.first, !line.isEmpty {
      let parts = line.split(separator: "=", omittingEmptySubsequences: false)
      guard parts.count == 2, fields.updateValue(parts[1], forKey: parts[0]) == nil else {
        return nil
      }
      lines = lines.dropFirst()
    }
    // LightGBM reads no more lines.
    guard fields.count <= 22, lines.allSatisfy(\.isEmpty) else { return nil }
    self.fields = fields
  }

  /// The first line that LightGBM could not read, or with which predicting would never end or read
  /// elsewhere.
  ///
  /// - Parameter features: How many there are.
  /// - Returns: Its name; nil when all is well.
  func wrongField(features: Int) -> Substring? {
    let most = Int(Int32.max)
    guard let leaves = integers("num_leaves", count: 1, 1...most)?[0] else { return "num_leaves" }
    guard let categories = integers("num_cat", count: 1, 0...most)?[0] else { return "num_cat" }
    guard areNumbers("leaf_value", count: leaves) else { return "leaf_value" }
    let isLinear = fields["is_linear"].map { $0 != "0" } ?? false
    if isLinear, let wrong = wrongLinearField(leaves: leaves, features: features) { return wrong }
    let optional: [(Substring, Int)] = [
      ("leaf_weight", leaves), ("leaf_count", leaves), ("split_gain", leaves - 1),
      ("internal_value", leaves - 1), ("internal_weight", leaves - 1),
      ("internal_count", leaves - 1), ("shrinkage", 1),
    ]
    for (name, count) in optional where fields[name].map({ !$0.isEmpty }) ?? false {
      guard areNumbers(name, count: count) else { return name }
    }
    guard leaves > 1 else { return nil }
    let splits = leaves - 1
    guard integers("split_feature", count: splits, 0...(features - 1)) != nil else {
      return "split_feature"
    }
    for name in ["left_child", "right_child"] as [Substring] {
      guard let children = integers(name, count: splits, (-leaves)...(splits - 1)),
        // Nodes have numbers in the order of their making, so that no way leads back.
        children.enumerated().allSatisfy({ $1 < 0 || $1 > $0 })
      else { return name }
    }
    guard let decisions = integers("decision_type", count: splits, -128...127) else {
      return "decision_type"
    }
    guard areNumbers("threshold", count: splits) else { return "threshold" }
    return wrongCategoryField(categories, decisions: decisions)
  }

  /// Categories stand as sets of bits, one set after the other, each split with the number of its set.
  private func wrongCategoryField(_ count: Int, decisions: [Int]) -> Substring? {
    guard count > 0 else { return decisions.contains { $0 & 1 == 1 } ? "num_cat" : nil }
    let most = Int(Int32.max)
    guard let bounds = integers("cat_boundaries", count: count + 1, 0...most), bounds[0] == 0,
      zip(bounds, bounds.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return "cat_boundaries" }
    guard integers("cat_threshold", count: bounds[count], 0...Int(UInt32.max)) != nil else {
      return "cat_threshold"
    }
    let thresholds = fields["threshold"]?.split(separator: " ").map { Double($0) ?? -1 } ?? []
    let areSets = zip(thresholds, decisions).allSatisfy { threshold, decision in
      decision & 1 == 0 || (threshold >= 0 && threshold < Double(count))
    }
    return areSets ? nil : "threshold"
  }

  /// Leaves with lines in them: a constant, and some features with a coefficient each.
  private func wrongLinearField(leaves: Int, features: Int) -> Substring? {
    guard areNumbers("leaf_const", count: leaves) else { return "leaf_const" }
    guard let counts = integers("num_features", count: leaves, 0...features) else {
      return "num_features"
    }
    let total = counts.reduce(0, +)
    guard integers("leaf_features", count: total, 0...(features - 1)) != nil else {
      return "leaf_features"
    }
    return areNumbers("leaf_coeff", count: total) ? nil : "leaf_coeff"
  }

  private func integers(
    _ name: Substring,
    count: Int,
    _ range: ClosedRange<Int>
  ) -> [Int]? {
    guard let words = fields[name]?.split(separator: " "), words.count == count else { return nil }
    let numbers = words.compactMap { Int($0) }.filter(range.contains)
    return numbers.count == count ? numbers : nil
  }

  private func areNumbers(_ name: Substring, count: Int) -> Bool {
    guard let words = fields[name]?.split(separator: " "), words.count == count else {
      return false
    }
    // Decimal ones only: `Double` would take hexadecimal ones besides.
    return words.allSatisfy { word in
      ["nan", "inf", "-inf"].contains(word)
        || (Double(word) != nil && word.utf8.allSatisfy { "+-.0123456789eE".utf8.contains($0) })
    }
  }
}
