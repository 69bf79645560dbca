public import Diagnostics
import Tables

extension OptionNode {
  /// Reads a JSON file (RFC 8259) with the place of every key and value.
  ///
  ///     let node = OptionNode.parse(json: file, diagnostics: &diagnostics)
  ///
  /// It works on bytes and is meant for chart specifications that carry their rows: values below
  /// the keys in `plainKeys` are read as one plain `Value` (a list or a record) without places of
  /// their own, which takes a tenth of the memory. The place of a text is what stands between its
  /// quotes. `{{ … }}` means nothing here. A key given twice keeps its last value, with a warning.
  /// Whole numbers that fit are 64-bit integers, all others doubles.
  ///
  /// Nil when the file cannot be read; then `diagnostics` has grown by one error that says where
  /// and what.
  public static func parse(
    json file: SourceFile,
    plainKeys: Set<String> = ["values", "datasets"],
    diagnostics: inout [Diagnostic]
  ) -> OptionNode? {
    var reader = JSONReader(file, plainKeys: plainKeys)
    do throws(Diagnostic) {
      let node = try reader.document()
      diagnostics += reader.warnings
      return node
    } catch {
      diagnostics += reader.warnings + [error]
      return nil
    }
  }

  /// Whether a file is JSON rather than YAML: by its name, or by its first byte that is no blank.
  public static func isJSON(_ file: SourceFile) -> Bool {
    if file.name.hasSuffix(".json") { return true }
    var bytes = file.bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    return bytes.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
      == UInt8(ascii: "{")
  }
}

/// Reads JSON byte by byte.
struct JSONReader {
  /// How deeply lists and objects may nest; protects the stack.
  static let depthLimit = 256

  let file: SourceFile
  let plainKeys: Set<String>
  var at = 0
  var depth = 0
  var warnings: [Diagnostic] = []

  init(_ file: SourceFile, plainKeys: Set<String>) {
    self.file = file
    self.plainKeys = plainKeys
  }

  /// The byte at the place, or 0 at the end, which no JSON text holds outside of it.
  var byte: UInt8 { at < file.bytes.count ? file.bytes[at] : 0 }
  var isAtEnd: Bool { at >= file.bytes.count }

  mutating func document() throws(Diagnostic) -> OptionNode {
    if file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    skipBlanks()
    let node = try node()
    skipBlanks()
    if !isAtEnd { throw .json("the file goes on after its value", at: place, hint: nil) }
    return node
  }

  mutating func skipBlanks() {
    while at < file.bytes.count {
      switch file.bytes[at] {
      case 0x20, 0x0A, 0x0D, 0x09: at += 1
      default: return
      }
    }
  }

  /// Any value, with places.
  mutating func node() throws(Diagnostic) -> OptionNode {
    let start = at
    switch byte {
    case UInt8(ascii: "{"): return try object()
    case UInt8(ascii: "["):
      var nodes: [OptionNode] = []
      try list { reader throws(Diagnostic) in nodes.append(try reader.node()) }
      return OptionNode(.sequence(nodes), at: file.span(start..<at))
    case UInt8(ascii: "\""):
      let text = try text()
      return OptionNode(.value(.string(text)), at: file.span(start + 1..<at - 1))
    default:
      let value = try scalar()
      return OptionNode(.value(value), at: file.span(start..<at))
    }
  }

  private mutating func object() throws(Diagnostic) -> OptionNode {
    let start = at
    var entries: [OptionNode.Entry] = []
    var indices: [String: Int] = [:]
    try members { reader, key throws(Diagnostic) in
      let node =
        reader.plainKeys.contains(key.value) && reader.isContainer
        ? try reader.plainNode() : try reader.node()
      let entry = OptionNode.Entry(key: key, node: node)
      if let known = indices.updateValue(entries.count, forKey: key.value) {
        reader.warnings.append(.doubledJSONKey(key))
        indices[key.value] = known
        entries[known] = entry
      } else {
        entries.append(entry)
      }
    }
    return OptionNode(.mapping(entries), at: file.span(start..<at))
  }

  private var isContainer: Bool { byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") }

  private mutating func plainNode() throws(Diagnostic) -> OptionNode {
    let start = at
    let value = try value()
    return OptionNode(.value(value), at: file.span(start..<at))
  }

  /// A list's brackets and commas; `element` reads what stands between.
  mutating func list(
    _ element: (inout JSONReader) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    try enter()
    defer { depth -= 1 }
    skipBlanks()
    if byte == UInt8(ascii: "]") {
      at += 1
      return
    }
    while true {
      try element(&self)
      skipBlanks()
      if byte == UInt8(ascii: ",") {
        at += 1
        skipBlanks()
        if byte == UInt8(ascii: "]") { throw .jsonComma(before: "]", at: place) }
      } else if byte == UInt8(ascii: "]") {
        at += 1
        return
      } else {
        throw expected("',' or ']' after an item of a list")
      }
    }
  }

  /// An object's braces, keys, colons and commas; `member` reads a key's value.
  mutating func members(
    _ member: (inout JSONReader, Spanned<String>) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    try enter()
    defer { depth -= 1 }
    skipBlanks()
    if byte == UInt8(ascii: "}") {
      at += 1
      return
    }
    while true {
      guard byte == UInt8(ascii: "\"") else { throw expected("a key in double quotes") }
      let start = at
      let name = try text()
      let key = Spanned(name, at: file.span(start + 1..<at - 1))
      skipBlanks()
      guard byte == UInt8(ascii: ":") else { throw expected("':' after the key '\(name)'") }
      at += 1
      skipBlanks()
      try member(&self, key)
      skipBlanks()
      if byte == UInt8(ascii: ",") {
        at += 1
        skipBlanks()
        if byte == UInt8(ascii: "}") { throw .jsonComma(before: "}", at: place) }
      } else if byte == UInt8(ascii: "}") {
        at += 1
        return
      } else {
        throw expected("',' or '}' after the value of '\(name)'")
      }
    }
  }

  private mutating func enter() throws(Diagnostic) {
    depth += 1
    guard depth <= Self.depthLimit else {
      throw .json("lists and objects nest more than \(Self.depthLimit) deep", at: place, hint: nil)
    }
    at += 1
  }
}
