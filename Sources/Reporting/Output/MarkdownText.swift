import Diagnostics
import Templates

/// Finished prose as Markdown lines.
struct MarkdownText {
  private let document: Document

  init(_ document: Document) { self.document = document }

  func lines(of block: BlockNode) -> [String] {
    switch block {
    case .heading(let heading):
      return [String(repeating: "#", count: heading.level) + " " + inline(heading.content)]
    case .paragraph(let content, _): return split(inline(content))
    case .list(let list):
      var lines: [String] = []
      for (index, item) in list.items.enumerated() {
        let mark = list.isOrdered ? "\(list.start + index). " : "- "
        let task = item.isDone.map { $0 ? "[x] " : "[ ] " } ?? ""
        let inner = item.blocks.map { self.lines(of: $0) }
        let joined = Array(inner.joined(separator: list.isTight ? [] : [""]))
        let indent = String(repeating: " ", count: mark.count)
        lines.append(mark + task + (joined.first ?? ""))
        lines += joined.dropFirst().map { $0.isEmpty ? "" : indent + $0 }
        if !list.isTight { lines.append("") }
      }
      if lines.last == "" { lines.removeLast() }
      return lines
    case .quote(let blocks, _): return quoted(blocks)
    case .callout(let callout):
      let title = callout.title.map { " " + inline($0) } ?? ""
      return ["> [!\(callout.kind.rawValue)]\(title)"] + quoted(callout.blocks)
    case .code(let code): return Self.fenced(code.text, language: code.language)
    case .rule: return ["---"]
    case .html(let content, _): return split(inline(content))
    case .table(let table): return self.table(table)
    case .conditional, .loop: return []
    }
  }

  private func quoted(_ blocks: [BlockNode]) -> [String] {
    Array(blocks.map { lines(of: $0) }.joined(separator: [""])).map { $0.isEmpty ? ">" : "> \($0)" }
  }

  private func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func table(_ table: PipeTable) -> [String] {
    let rule = table.alignments.map { alignment in
      switch alignment {
      case .none, .left: "---"
      case .right: "--:"
      case .center: ":-:"
      }
    }
    var rows = [table.header.map(inline), rule]
    for case .cells(let cells) in table.rows { rows.append(cells.map(inline)) }
    return rows.map { "| " + $0.joined(separator: " | ") + " |" }
  }

  func inline(_ nodes: [InlineNode]) -> String { nodes.map(inline).joined() }

  private func inline(_ node: InlineNode) -> String {
    switch node {
    case .text(let text): return Self.escaped(text)
    case .emphasis(let nodes): return "*\(inline(nodes))*"
    case .strong(let nodes): return "**\(inline(nodes))**"
    case .strikethrough(let nodes): return "~~\(inline(nodes))~~"
    case .code(let text): return Self.code(text)
    case .softBreak: return "\n"
    case .lineBreak: return "\\\n"
    case .html(let markup): return markup
    case .link(let link): return "[\(inline(link.content))](\(Self.address(link.url.plain)))"
    case .image(let image):
      return "![\(Self.escaped(image.alt.words))](\(Self.address(image.url.plain)))"
    case .reference(let reference):
      guard let target = document.target(of: reference) else {
        return Self.escaped(reference.span.text)
      }
      return Self.escaped(target.text + target.rest)
    case .footnoteReference(let id):
      return document.footnotes.first { $0.id == id.value }.map { "[^\($0.number)]" } ?? ""
    case .expression, .conditional, .loop: return ""
    }
  }

  /// Text whose characters mean themselves: everything that Markdown could read is escaped.
  static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      if "\\`*_{}[]<>()#|~!&".contains(character) { out.append("\\") }
      out.append(character == "\n" || character == "\r\n" ? " " : character)
    }
    // A line must not begin as a list or a quote does.
    if let first = out.first, "-+=".contains(first) { out = "\\" + out }
    return out
  }

  /// A cell of a pipe table: one line, its pipes escaped.
  static func cell(_ text: String) -> String { escaped(text.replacing("\r", with: " ")) }

  static func code(_ text: String) -> String {
    let longest = longestRun(of: "`", in: text)
    let fence = String(repeating: "`", count: longest + 1)
    let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + pad + text + pad + fence
  }

  static func fenced(_ text: String, language: String?) -> [String] {
    let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
    var body = text
    while body.hasSuffix("\n") { body.removeLast() }
    return [fence + (language ?? "")]
      + body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [fence]
  }

  private static func address(_ text: String) -> String {
    text.contains { $0 == " " || $0 == "(" || $0 == ")" } ? "<\(text)>" : text
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var longest = 0
    var run = 0
    for each in text {
      run = each == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
