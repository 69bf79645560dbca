/// A step of the matcher.
///
/// Targets are indices into the program.
enum Instruction: Sendable {
  case scalar(Unicode.Scalar)
  case set(ScalarSet)
  /// Tries the first target, and the second when that fails.
  case split(Int, Int)
  case jump(Int)
  /// Stores the position in a slot: group n has slots 2n and 2n + 1.
  case save(Int)
  /// Forgets what the groups of a loop's last round matched, as JavaScript does.
  case clear(Range<Int>)
  /// Fails when nothing was read since the position was stored under this number.
  case advanced(Int)
  case mark(Int)
  case backreference(Int)
  case start, end
  case boundary(isOpposite: Bool)
  /// Runs the steps after it up to `.match` as a test of its own, then goes on at the target.
  case lookahead(isOpposite: Bool, next: Int)
  case match
}

/// Turns a pattern's tree into steps.
struct PatternCompiler {
  private(set) var program: [Instruction] = []
  private var loopCount = 0

  /// Copies of repeated parts make programs long; more is refused.
  private static let sizeLimit = 20_000

  mutating func compile(_ tree: PatternTree) throws(PatternError) {
    guard program.count <= Self.sizeLimit else {
      throw PatternError(offset: 0, reason: .tooLarge)
    }
    switch tree {
    case .empty: break
    case .scalar(let scalar): program.append(.scalar(scalar))
    case .set(let set): program.append(.set(set))
    case .sequence(let parts): for part in parts { try compile(part) }
    case .choice(let branches): try compile(branches: branches[...])
    case .group(let inner, let index):
      program.append(.save(index * 2))
      try compile(inner)
      program.append(.save(index * 2 + 1))
    case .repetition(let inner, let least, let most, let isLazy):
      try compile(inner, least, most, isLazy)
    case .backreference(let group): program.append(.backreference(group))
    case .start: program.append(.start)
    case .end: program.append(.end)
    case .boundary(let isOpposite): program.append(.boundary(isOpposite: isOpposite))
    case .lookahead(let inner, let isOpposite):
      let at = program.count
      program.append(.match)
      try compile(inner)
      program.append(.match)
      program[at] = .lookahead(isOpposite: isOpposite, next: program.count)
    }
  }

  private mutating func compile(branches: ArraySlice<PatternTree>) throws(PatternError) {
    var jumps: [Int] = []
    for (index, branch) in zip(branches.indices, branches) {
      let isLast = index == branches.endIndex - 1
      let split = program.count
      if !isLast { program.append(.match) }
      try compile(branch)
      guard !isLast else { continue }
      jumps.append(program.count)
      program.append(.match)
      program[split] = .split(split + 1, program.count)
    }
    for jump in jumps { program[jump] = .jump(program.count) }
  }

  private mutating func compile(
    _ inner: PatternTree,
    _ least: Int,
    _ most: Int?,
    _ isLazy: Bool
  ) throws(PatternError) {
    for _ in 0..<least { try compile(inner) }
    if let most {
      var splits: [Int] = []
      for _ in least..<max(least, most) {
        splits.append(program.count)
        program.append(.match)
        try compile(inner)
      }
      for split in splits { program[split] = branch(split + 1, program.count, isLazy) }
      return
    }
    let loop = loopCount
    loopCount += 1
    let split = program.count
    program.append(.match)
    program.append(.mark(loop))
    if let groups = inner.groups { program.append(.clear(groups)) }
    try compile(inner)
    program.append(.advanced(loop))
    program.append(.jump(split))
    program[split] = branch(split + 1, program.count, isLazy)
  }

  private func branch(_ into: Int, _ past: Int, _ isLazy: Bool) -> Instruction {
    isLazy ? .split(past, into) : .split(into, past)
  }
}

extension PatternTree {
  /// The numbers of the groups inside, which follow one another.
  fileprivate var groups: Range<Int>? {
    let inner: [Range<Int>?] =
      switch self {
      case .group(let tree, let index): [index..<index + 1, tree.groups]
      case .sequence(let trees), .choice(let trees): trees.map(\.groups)
      case .repetition(let tree, _, _, _), .lookahead(let tree, _): [tree.groups]
      default: []
      }
    let found = inner.compactMap { $0 }
    guard let low = found.map(\.lowerBound).min(), let high = found.map(\.upperBound).max() else {
      return nil
    }
    return low..<high
  }
}
