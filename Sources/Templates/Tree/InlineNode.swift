public import Diagnostics
public import Expressions

/// A run of text within a block.
public indirect enum InlineNode: Sendable {
  case text(String)
  case emphasis([InlineNode])
  case strong([InlineNode])
  case strikethrough([InlineNode])
  /// A code span; `{{` in it is literal.
  case code(String)
  case link(Link)
  case image(Image)
  /// A line end of the source, shown as a space.
  case softBreak
  case lineBreak
  /// The author's own markup; comments are dropped.
  case html(String)
  /// The value is data: it is escaped, never read as Markdown or HTML.
  case expression(Expression)
  case reference(CrossReference)
  case footnoteReference(Spanned<String>)
  case conditional(Conditional<InlineNode>)
  case loop(Loop<InlineNode>)
}

/// `[text](url "title")`, `[text][label]` or `<https://…>`.
public struct Link: Sendable {
  /// May hold expressions: check the finished address with `LinkScheme.isRefused`.
  public let url: Interpolation
  public let title: Interpolation?
  public let content: [InlineNode]
  /// The address where it stands in the link itself, else the block the link is in.
  public let span: SourceSpan
}

/// `![alt](url "title")`.
public struct Image: Sendable {
  public let url: Interpolation
  public let title: Interpolation?
  /// The alternative text; its markup has no meaning but its expressions do.
  public let alt: [InlineNode]
  /// The address where it stands in the image itself, else the block the image is in.
  public let span: SourceSpan
}

/// `@fig-label`, `@tbl-label` or `@sec-id`.
public struct CrossReference: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case figure = "fig"
    case table = "tbl"
    case section = "sec"
  }

  public let kind: Kind
  /// All letters, digits, `_` and `-` that follow the prefix: see `resolved(among:)`.
  public let label: Spanned<String>
  /// The reference with its `@`.
  public let span: SourceSpan

  /// The label meant, and the text that only happens to follow it.
  ///
  /// Korean sets particles right behind a word, so `@fig-monthly에서` names `monthly`: when the
  /// whole is no label, the longest beginning that is one counts, provided that what remains does
  /// not begin with a Latin letter, a digit or `_`. Nil when no label fits.
  public func resolved(among labels: Set<String>) -> (label: String, rest: String)? {
    if labels.contains(label.value) { return (label.value, "") }
    var end = label.value.endIndex
    while end > label.value.startIndex {
      end = label.value.index(before: end)
      let head = String(label.value[..<end])
      let rest = label.value[end...]
      guard labels.contains(head), let next = rest.first else { continue }
      if next == "_" || (next.isASCII && (next.isLetter || next.isNumber)) { return nil }
      return (head, String(rest))
    }
    return nil
  }
}

extension [InlineNode] {
  /// The words alone, as for an anchor; expressions appear as they are written.
  var plainText: String {
    var out = ""
    for node in self {
      switch node {
      case .text(let text), .code(let text): out += text
      case .emphasis(let nodes), .strong(let nodes), .strikethrough(let nodes):
        out += nodes.plainText
      case .link(let link): out += link.content.plainText
      case .image(let image): out += image.alt.plainText
      case .softBreak, .lineBreak: out += " "
      case .expression(let expression): out += expression.source
      case .reference(let reference): out += reference.span.text
      case .conditional(let conditional): out += conditional.branches.first?.body.plainText ?? ""
      case .loop(let loop): out += loop.body.plainText
      case .html, .footnoteReference: break
      }
    }
    return out
  }
}

extension Link {
  /// The same link with other texts.
  public func with(url: Interpolation, title: Interpolation?, content: [InlineNode]) -> Link {
    Link(url: url, title: title, content: content, span: span)
  }
}

extension Image {
  /// The same image with other texts.
  public func with(url: Interpolation, title: Interpolation?, alt: [InlineNode]) -> Image {
    Image(url: url, title: title, alt: alt, span: span)
  }
}
