import Diagnostics
import Options
import Tables

/// Chance from a seed, so that every run tries the same things.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// SplitMix64 (https://prng.di.unimi.it/splitmix64.c).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Spoils specifications: drops, doubles, replaces, renames and moves their parts.
struct Mutation {
  var random: Seeded
  /// Other specifications, whose parts are put into a spoilt one.
  let others: [OptionNode]
  let keys: [String]

  init(seed: Int, others: [OptionNode], keys: [String]) {
    random = Seeded(seed)
    self.others = others
    self.keys = keys
  }

  static func keys(of nodes: [OptionNode]) -> [String] {
    var found: Set<String> = []
    func collect(_ node: OptionNode) {
      for entry in node.entries {
        found.insert(entry.key.value)
        collect(entry.node)
      }
      if case .sequence(let items) = node.content { for item in items { collect(item) } }
    }
    for node in nodes { collect(node) }
    return found.sorted()
  }

  mutating func spoilt(_ node: OptionNode) -> OptionNode {
    var node = node
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      // The parts of a node are counted, and one of them is chosen.
      var left = Int.random(in: 0..<max(1, Self.size(node)), using: &random)
      node = changed(node, &left)
    }
    return node
  }

  private static func size(_ node: OptionNode) -> Int {
    switch node.content {
    case .mapping(let entries): 1 + entries.reduce(0) { $0 + size($1.node) }
    case .sequence(let items): 1 + items.reduce(0) { $0 + size($1) }
    default: 1
    }
  }

  private mutating func changed(_ node: OptionNode, _ left: inout Int) -> OptionNode {
    if left == 0 {
      left = -1
      return replacement(node)
    }
    left -= 1
    switch node.content {
    case .mapping(var entries):
      for index in entries.indices where left >= 0 {
        let size = Self.size(entries[index].node)
        guard left < size else {
          left -= size
          continue
        }
        let isHere = left == 0
        let kind = isHere ? Int.random(in: 0..<6, using: &random) : 5
        let entry = entries[index]
        switch kind {
        case 0: entries.remove(at: index)
        case 1: entries.insert(entry, at: index)
        case 2:
          let key = Spanned(keys.randomElement(using: &random) ?? "mark", at: entry.key.span)
          entries[index] = OptionNode.Entry(key: key, node: entry.node)
        default:
          entries[index] = OptionNode.Entry(key: entry.key, node: changed(entry.node, &left))
        }
        left = -1
      }
      return OptionNode(.mapping(entries), at: node.span)
    case .sequence(var items):
      for index in items.indices where left >= 0 {
        let size = Self.size(items[index])
        guard left < size else {
          left -= size
          continue
        }
        let item = items[index]
        switch left == 0 ? Int.random(in: 0..<5, using: &random) : 4 {
        case 0: items.remove(at: index)
        case 1: items.insert(item, at: index)
        case 2: items.shuffle(using: &random)
        default: items[index] = changed(item, &left)
        }
        left = -1
      }
      return OptionNode(.sequence(items), at: node.span)
    default: return node
    }
  }

  private static let values: [Value] = [
    .null, .bool(true), .bool(false), .int(0), .int(1), .int(-1), .int(7), .int(10_000),
    .int(.max), .int(.min), .double(0.5), .double(-0.5), .double(1e300), .double(-1e300),
    .double(1e-300), .double(.nan), .double(.infinity), .double(-.infinity), .string(""),
    .string("a"), .string("v"), .string("</script>"), .string("red;}</style>"), .string("quantitative"),
    .string("temporal"), .string("ordinal"), .string("nominal"), .string("point"), .string("log"),
    .string("2020-01-01"), .string("datum.v"), .string("datum['v'] / 0"), .string("("),
    .string("width"), .string("container"), .string("%Y-%m"), .string(".2f"), .string(",~s"),
    .string("mean(v):Q"), .string("year(d):T"), .string("\u{0}\u{202E}🎓"), .string("-x"),
    .list([]), .list([.int(1), .null, .string("x")]), .record(Record([("a", .double(.nan))])),
  ]

  private mutating func replacement(_ node: OptionNode) -> OptionNode {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return OptionNode(.sequence([node]), at: node.span)
    case 1: return OptionNode(.sequence([]), at: node.span)
    case 2: return OptionNode(.mapping([]), at: node.span)
    case 3, 4:
      // A part of another specification.
      var part = others.randomElement(using: &random) ?? node
      for _ in 0..<Int.random(in: 0..<5, using: &random) {
        switch part.content {
        case .mapping(let entries): part = entries.randomElement(using: &random)?.node ?? part
        case .sequence(let items): part = items.randomElement(using: &random) ?? part
        default: break
        }
      }
      return part
    default:
      return OptionNode(.value(Self.values.randomElement(using: &random) ?? .null), at: node.span)
    }
  }
}
