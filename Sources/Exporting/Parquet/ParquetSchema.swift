import Tables

/// A schema as Parquet has it: a tree of which only the leaves have values.
///
/// Every node may be null. A list is three levels, as the format asks for: the list, its repeated
/// entries, their element.
///
/// Source: Apache Parquet, parquet-format 2.12, `parquet.thrift` and `LogicalTypes.md`.
struct ParquetSchema: Sendable {
  /// A column without children.
  struct Leaf: Sendable {
    let path: [String]
    let type: ParquetType
    /// How many of the nodes from the root to the leaf may be absent: the levels of definition.
    let definition: Int
    /// How many of them are repeated: the levels of repetition.
    let repetition: Int
  }

  /// A node in the order of the file: parents before children.
  private struct Node: Sendable {
    enum Repetition: Int, Sendable {
      case optional = 1
      case repeated = 2
    }

    var name: String
    /// Nil for the root.
    var repetition: Repetition? = .optional
    var isList = false
    var type: ParquetType?
    var childCount = 0
  }

  private let rootCount: Int
  private var nodes: [Node] = []
  private(set) var leaves: [Leaf] = []

  /// Nil when a type has no place in it: decimals, lengths of time, maps, dictionaries.
  init?(_ schema: Schema) {
    guard !schema.fields.isEmpty else { return nil }
    rootCount = schema.fields.count
    for field in schema.fields {
      guard add(field.name, field.type, to: [], definition: 0, repetition: 0) else { return nil }
    }
  }

  private mutating func add(
    _ name: String,
    _ type: DataType,
    to parents: [String],
    definition: Int,
    repetition: Int
  ) -> Bool {
    let path = parents + [name]
    let definition = definition + 1
    switch type {
    case .structure(let fields):
      guard !fields.isEmpty else { return false }
      nodes.append(Node(name: name, childCount: fields.count))
      return fields.allSatisfy { field in
        add(field.name, field.type, to: path, definition: definition, repetition: repetition)
      }
    case .list(let item), .largeList(let item):
      nodes.append(Node(name: name, isList: true, childCount: 1))
      nodes.append(Node(name: "list", repetition: .repeated, childCount: 1))
      return add(
        "element",
        item.type,
        to: path + ["list"],
        definition: definition + 1,
        repetition: repetition + 1
      )
    default:
      guard let type = ParquetType(type) else { return false }
      nodes.append(Node(name: name, type: type))
      leaves.append(Leaf(path: path, type: type, definition: definition, repetition: repetition))
      return true
    }
  }

  /// Writes the tree into the file's footer.
  func append(to footer: inout ThriftWriter, field: Int) {
    let root = Node(name: "schema", repetition: nil, childCount: rootCount)
    footer.list(field, [root] + nodes) { element, node in
      if let type = node.type { element.int32(1, type.physical.rawValue) }
      if let repetition = node.repetition { element.int32(3, repetition.rawValue) }
      element.binary(4, Array(node.name.utf8))
      if node.childCount > 0 { element.int32(5, node.childCount) }
      if node.isList {
        element.int32(6, 3)
        element.structure(10) { $0.structure(3) { _ in } }
      }
      node.type?.append(to: &element)
    }
  }
}
