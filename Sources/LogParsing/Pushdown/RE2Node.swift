/// A piece of an expression in RE2's syntax, with what must be known of it to tell an absent group
/// from an empty one.
indirect enum RE2Node {
  /// Text of the expression that matches at least that many characters.
  case text(String, minimum: Int)
  case sequence([RE2Node])
  case choice([RE2Node])
  /// `suffix`: the quantifier as it is written; `copies`: how often RE2 writes out what is repeated.
  case repeated(RE2Node, minimum: Int, copies: Int, suffix: String)
  /// A group that is not captured; `head` is `(?:` or has flags.
  case group(RE2Node, head: String)
  /// The named group of that number, counted from 0 in the order in which they open.
  case named(Int, RE2Node)

  /// How many characters it matches at least.
  var minimum: Int {
    switch self {
    case .text(_, let minimum): minimum
    case .sequence(let nodes): nodes.reduce(0) { $0 + $1.minimum }
    case .choice(let nodes): nodes.map(\.minimum).min() ?? 0
    case .repeated(let node, let minimum, _, _): minimum * node.minimum
    case .group(let node, _), .named(_, let node): node.minimum
    }
  }

  /// How often its innermost part is written out at most.
  var copies: Int {
    switch self {
    case .text: 1
    case .sequence(let nodes), .choice(let nodes): nodes.map(\.copies).max() ?? 1
    case .repeated(let node, _, let copies, _): copies * node.copies
    case .group(let node, _), .named(_, let node): node.copies
    }
  }

  /// Whether there is a named group in it that can match nothing.
  var hasEmptyName: Bool {
    switch self {
    case .text: false
    case .sequence(let nodes), .choice(let nodes): nodes.contains { $0.hasEmptyName }
    case .repeated(let node, _, _, _), .group(let node, _): node.hasEmptyName
    case .named(_, let node): node.minimum == 0 || node.hasEmptyName
    }
  }
}
