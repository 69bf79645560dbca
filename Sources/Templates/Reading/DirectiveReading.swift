import Diagnostics
import Expressions
import Options
import Tables

/// Reads one fenced block whose info string begins with a brace.
struct DirectiveReading {
  private let file: SourceFile
  /// Ranges of the file, one a line, fences included.
  private let lines: [Range<Int>]
  private let kinds: [String: BodyKind]
  private let fence: UInt8
  private let fenceWidth: Int
  /// What stands behind the opening fence, without blanks around.
  private let info: Range<Int>

  init(file: SourceFile, lines: [Range<Int>], start: Int, kinds: [String: BodyKind]) {
    self.file = file
    self.lines = lines
    self.kinds = kinds
    let bytes = file.bytes
    let end = lines.first?.upperBound ?? start
    fence = start < end ? bytes[start] : 0
    var at = start
    while at < end, bytes[at] == fence { at += 1 }
    fenceWidth = at - start
    info = ExpressionBraces.trimmed(at..<max(at, end), in: bytes)
  }

  /// Whether braces say "run"; `{.name}` is a class of shown code in other tools.
  var isDirective: Bool {
    info.count >= 1 && file.bytes[info.lowerBound] == UInt8(ascii: "{")
      && !(info.count > 1 && file.bytes[info.lowerBound + 1] == UInt8(ascii: "."))
  }

  var infoSpan: SourceSpan { file.span(info) }

  private var isClosed: Bool {
    guard lines.count > 1, let last = lines.last else { return false }
    let ink = file.bytes.firstContent(in: last)
    var at = ink
    while at < last.upperBound, file.bytes[at] == fence { at += 1 }
    return at - ink >= fenceWidth
      && file.bytes.firstInk(in: at..<last.upperBound) == last.upperBound
  }

  /// Nil when it cannot be told which directive it is.
  func read(into diagnostics: inout [Diagnostic]) -> Directive? {
    let isClosed = isClosed
    if !isClosed { diagnostics.append(.unclosedFence(at: infoSpan)) }
    guard let info = DirectiveInfo(infoSpan, into: &diagnostics) else { return nil }
    guard let kind = kinds[info.name.value] else {
      diagnostics.append(.unknownDirective(info.name, known: Array(kinds.keys)))
      return nil
    }
    guard isClosed else {
      // The rest of the file is no body: it would only be complained about line by line.
      let place = file.span(self.info.upperBound..<self.info.upperBound)
      return Directive(
        name: info.name,
        label: info.label,
        options: .empty(at: infoSpan),
        hasBrokenOptions: true,
        sql: nil,
        body: place,
        span: infoSpan
      )
    }
    let bodyStart = lines.count > 1 ? lines[1].lowerBound : (lines.last?.upperBound ?? 0)
    let bodyEnd = lines.last?.lowerBound ?? bodyStart
    let body = file.span(bodyStart..<max(bodyStart, bodyEnd))
    var isBroken = info.isBroken
    var sql: Interpolation?
    let node: OptionNode?
    switch kind {
    case .yaml: node = OptionNode.parse(yaml: body, into: &diagnostics)
    case .sql:
      let count = optionLineCount
      let end = count == 0 ? bodyStart : lines[count].upperBound
      node = options(through: count, at: file.span(bodyStart..<end), into: &diagnostics)
      let rest = min(bodyEnd, count + 1 < lines.count ? lines[count + 1].lowerBound : bodyEnd)
      let errorsInOptions = diagnostics.count
      sql = Interpolation.parse(file.span(rest..<max(rest, bodyEnd)), into: &diagnostics)
      // A query with a hole where an expression stood would be blamed for the hole.
      if diagnostics.count > errorsInOptions { isBroken = true }
    }
    if node == nil { isBroken = true }
    let options = merged(info, node, into: &diagnostics)
    return Directive(
      name: info.name,
      label: info.label,
      options: options,
      hasBrokenOptions: isBroken,
      sql: sql,
      body: body,
      span: infoSpan
    )
  }

  /// How many lines at the top of the body begin with `--|`.
  private var optionLineCount: Int {
    var count = 0
    for line in lines.dropFirst() {
      let ink = file.bytes.firstInk(in: line)
      guard file.bytes[ink..<line.upperBound].starts(with: Array("--|".utf8)) else { break }
      count += 1
    }
    return count
  }

  /// The options of `--|` lines: the same YAML with `--|` made blanks.
  private func options(
    through count: Int,
    at span: SourceSpan,
    into diagnostics: inout [Diagnostic]
  ) -> OptionNode? {
    guard count > 0 else { return .empty(at: span) }
    let marks = lines[1...count].map { line in
      let ink = file.bytes.firstInk(in: line)
      return ink..<ink + 3
    }
    return OptionNode.parse(yaml: span, blanking: marks, into: &diagnostics)
  }

  /// One mapping of what stands behind the name and in the body.
  private func merged(
    _ info: DirectiveInfo,
    _ body: OptionNode?,
    into diagnostics: inout [Diagnostic]
  ) -> OptionNode {
    guard let body else { return OptionNode(.mapping(info.options), at: infoSpan) }
    switch body.content {
    case .mapping(let entries):
      var all = info.options
      for entry in entries {
        if all.contains(where: { $0.key.value == entry.key.value }) {
          diagnostics.append(.doubledKey(entry.key))
        } else {
          all.append(entry)
        }
      }
      return OptionNode(.mapping(all), at: infoSpan)
    case .value(.null): return OptionNode(.mapping(info.options), at: infoSpan)
    // Whoever reads the options complains that this is no mapping.
    default: return body
    }
  }
}
