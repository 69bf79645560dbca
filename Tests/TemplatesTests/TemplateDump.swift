import Diagnostics
import Expressions
import Options
import Tables
import Templates

/// The directives the tests know.
let testDirectives: [String: BodyKind] = [
  "load": .yaml, "sql": .sql, "table": .yaml, "chart": .yaml, "include": .yaml,
]

func parse(_ text: String) -> (template: Template, diagnostics: [Diagnostic]) {
  Template.parse(SourceFile(name: "t.md", text: text), directives: testDirectives)
}

/// `line:column+bytes code: message (hint)`, a line each.
func problems(_ text: String) -> [String] { parse(text).diagnostics.map(described) }

func described(_ diagnostic: Diagnostic) -> String {
  let position = diagnostic.span.map { place($0) + " " } ?? ""
  let severity = diagnostic.severity == .error ? "" : "\(diagnostic.severity.rawValue) "
  let hint = diagnostic.hint.map { " (\($0))" } ?? ""
  return "\(position)\(severity)\(diagnostic.code): \(diagnostic.message)\(hint)"
}

/// Line, column and length in bytes.
func place(_ span: SourceSpan) -> String {
  "\(span.start.line):\(span.start.column)+\(span.range.count)"
}

/// A template's body as an indented tree.
func tree(_ text: String) -> String { TemplateDump(parse(text).template).text }

/// Writes a template as an indented tree with the places of its parts.
struct TemplateDump {
  private(set) var text = ""

  init(_ template: Template) {
    pieces(template.body, 0)
    for note in template.footnotes {
      line("footnote \(note.id.value) @\(place(note.span))", 0)
      blocks(note.blocks, 1)
    }
  }

  private mutating func line(_ content: String, _ depth: Int) {
    text += String(repeating: "  ", count: depth) + content + "\n"
  }

  private mutating func pieces(_ pieces: [Piece], _ depth: Int) {
    for piece in pieces {
      switch piece {
      case .prose(let nodes): blocks(nodes, depth)
      case .directive(let directive):
        let label = directive.label.map { " \($0.value)@\(place($0.span))" } ?? ""
        line("directive \(directive.name.value)\(label) @\(place(directive.span))", depth)
        for entry in directive.options.entries {
          line("\(entry.key.value)@\(place(entry.key.span)): \(option(entry.node))", depth + 1)
        }
        if let sql = directive.sql {
          line("sql @\(place(sql.span)) \(interpolation(sql).debugDescription)", depth + 1)
        }
        if directive.hasBrokenOptions { line("broken options", depth + 1) }
      case .conditional(let conditional):
        for branch in conditional.branches {
          line("branch \(branch.condition?.source ?? "else")", depth)
          self.pieces(branch.body, depth + 1)
        }
      case .loop(let loop):
        line("loop \(loop.variable.value) in \(loop.sequence.source)", depth)
        self.pieces(loop.body, depth + 1)
      }
    }
  }

  private func option(_ node: OptionNode) -> String {
    switch node.content {
    case .value(.string(let text)): text.debugDescription
    case .value(let value): "\(value)"
    case .interpolation(let text): "i" + interpolation(text).debugDescription
    case .sequence(let nodes): "[" + nodes.map(option).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key.value): \(option($0.node))" }.joined(separator: ", ") + "}"
    }
  }

  private func interpolation(_ text: Interpolation) -> String {
    text.parts.map { part in
      switch part {
      case .text(let text): text.value
      case .expression(let expression): "«\(expression.source)»"
      }
    }.joined()
  }

  private mutating func blocks(_ nodes: [BlockNode], _ depth: Int) {
    for node in nodes {
      switch node {
      case .heading(let heading):
        line(
          "h\(heading.level) #\(heading.id) @\(place(heading.span)): \(inlines(heading.content))",
          depth
        )
      case .paragraph(let content, let span):
        line("p @\(place(span)): \(inlines(content))", depth)
      case .list(let list):
        let kind = list.isOrdered ? "ol \(list.start)" : "ul"
        line("\(kind) '\(list.delimiter)' \(list.isTight ? "tight" : "loose")", depth)
        for item in list.items {
          line("item" + (item.isDone.map { $0 ? " [x]" : " [ ]" } ?? ""), depth + 1)
          blocks(item.blocks, depth + 2)
        }
      case .quote(let inner, _):
        line("quote", depth)
        blocks(inner, depth + 1)
      case .callout(let callout):
        line("callout \(callout.kind.rawValue): \(callout.title.map(inlines) ?? "-")", depth)
        blocks(callout.blocks, depth + 1)
      case .code(let code):
        line("code \(code.language ?? "-") \(code.text.debugDescription)", depth)
      case .rule: line("rule", depth)
      case .html(let content, _): line("html: \(inlines(content))", depth)
      case .table(let table):
        let alignments = table.alignments.map { "\($0)" }.joined(separator: " ")
        line("table \(alignments) @\(place(table.span))", depth)
        line("header: " + table.header.map(inlines).joined(separator: " | "), depth + 1)
        rows(table.rows, depth + 1)
      case .conditional(let conditional):
        for branch in conditional.branches {
          line("branch \(branch.condition?.source ?? "else")", depth)
          blocks(branch.body, depth + 1)
        }
      case .loop(let loop):
        line("loop \(loop.variable.value) in \(loop.sequence.source)", depth)
        blocks(loop.body, depth + 1)
      }
    }
  }

  private mutating func rows(_ rows: [PipeTable.Row], _ depth: Int) {
    for row in rows {
      switch row {
      case .cells(let cells): line(cells.map(inlines).joined(separator: " | "), depth)
      case .conditional(let conditional):
        for branch in conditional.branches {
          line("branch \(branch.condition?.source ?? "else")", depth)
          self.rows(branch.body, depth + 1)
        }
      case .loop(let loop):
        line("loop \(loop.variable.value) in \(loop.sequence.source)", depth)
        self.rows(loop.body, depth + 1)
      }
    }
  }

  private func inlines(_ nodes: [InlineNode]) -> String { nodes.map(inline).joined() }

  private func inline(_ node: InlineNode) -> String {
    switch node {
    case .text(let text): return text
    case .emphasis(let inner): return "<em>\(inlines(inner))</em>"
    case .strong(let inner): return "<b>\(inlines(inner))</b>"
    case .strikethrough(let inner): return "<del>\(inlines(inner))</del>"
    case .code(let code): return "<code>\(code)</code>"
    case .link(let link):
      let title = link.title.map { " '\(interpolation($0))'" } ?? ""
      return
        "<a \(interpolation(link.url))\(title) @\(place(link.span))>\(inlines(link.content))</a>"
    case .image(let image):
      let title = image.title.map { " '\(interpolation($0))'" } ?? ""
      return
        "<img \(interpolation(image.url))\(title) @\(place(image.span)) alt=\(inlines(image.alt))>"
    case .softBreak: return "⏎"
    case .lineBreak: return "<br>"
    case .html(let html): return "<html \(html.debugDescription)>"
    case .expression(let expression): return "«\(expression.source)@\(place(expression.span))»"
    case .reference(let reference):
      return "<ref \(reference.kind.rawValue) \(reference.label.value)@\(place(reference.span))>"
    case .footnoteReference(let id): return "<fn \(id.value)@\(place(id.span))>"
    case .conditional(let conditional):
      let branches = conditional.branches.map { branch in
        "\(branch.condition?.source ?? "else"): \(inlines(branch.body))"
      }
      return "<if " + branches.joined(separator: " / ") + ">"
    case .loop(let loop):
      return "<for \(loop.variable.value) in \(loop.sequence.source): \(inlines(loop.body))>"
    }
  }
}
