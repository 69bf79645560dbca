/// What one user of an axis or a legend says its title is, and how several titles become one.
///
/// Source: vega-lite's `compile/common.ts` (`mergeTitleComponent`) and `compile/split.ts`.
enum TitleClaim: Hashable {
  /// In so many words; nil takes the title away.
  case written([String]?)
  /// Of fields; without any there is none.
  case made([String])

  /// What is written wins over what is made up, and no title over any; different titles are
  /// listed.
  func merged(with other: TitleClaim) -> TitleClaim {
    switch (self, other) {
    case (.written, .made): return self
    case (.made, .written): return other
    case (.made(let a), .made(let b)): return .made((a + b).uniqued)
    case (.written(let a), .written(let b)):
      guard let a, let b else { return .written(nil) }
      if a == b || b.allSatisfy(\.isEmpty) { return self }
      return a.allSatisfy(\.isEmpty) ? other : .written([(a + b).joined(separator: ", ")])
    }
  }

  var lines: [String] {
    switch self {
    case .written(let lines): lines ?? []
    case .made(let titles): titles.isEmpty ? [] : [titles.joined(separator: ", ")]
    }
  }
}
