import Diagnostics
import Expressions
import Templates

extension Plan {
  /// Complaints about pictures that the page could not hold.
  ///
  /// One whose address waits for a table is left for the render.
  func pictures() -> [Diagnostic] {
    let scope = PlanScope(parameters: parameters.record, paths: parameters.paths)
    let blocks = pieces.flatMap(\.prose) + footnotes.flatMap(\.blocks)
    return blocks.flatMap(\.images).compactMap { image in
      guard image.url.references.allSatisfy({ $0.value == "params" }),
        let address = try? image.url.text(in: scope)
      else { return nil }
      let url = Interpolation(
        parts: [.text(Spanned(address, at: image.span))],
        span: image.url.span
      )
      do throws(Diagnostic) {
        _ = try EmbeddedImage(image.with(url: url, title: nil, alt: []))
        return nil
      } catch { return error }
    }
  }
}

extension BlockNode {
  fileprivate var images: [Image] {
    switch self {
    case .heading(let heading): heading.content.images
    case .paragraph(let content, _), .html(let content, _): content.images
    case .list(let list): list.items.flatMap(\.blocks).flatMap(\.images)
    case .quote(let blocks, _): blocks.flatMap(\.images)
    case .callout(let callout): (callout.title?.images ?? []) + callout.blocks.flatMap(\.images)
    case .table(let table): table.header.flatMap(\.images) + table.rows.flatMap(\.images)
    case .conditional(let conditional): conditional.branches.flatMap(\.body).flatMap(\.images)
    case .loop(let loop): loop.body.flatMap(\.images)
    case .code, .rule: []
    }
  }
}

extension PipeTable.Row {
  fileprivate var images: [Image] {
    switch self {
    case .cells(let cells): cells.flatMap(\.images)
    case .conditional(let conditional): conditional.branches.flatMap(\.body).flatMap(\.images)
    case .loop(let loop): loop.body.flatMap(\.images)
    }
  }
}

extension [InlineNode] {
  fileprivate var images: [Image] {
    flatMap { node -> [Image] in
      switch node {
      case .image(let image): [image]
      case .emphasis(let nodes), .strong(let nodes), .strikethrough(let nodes): nodes.images
      case .link(let link): link.content.images
      case .conditional(let conditional): conditional.branches.flatMap(\.body).images
      case .loop(let loop): loop.body.images
      case .text, .code, .softBreak, .lineBreak, .html, .expression, .footnoteReference, .reference:
        []
      }
    }
  }
}
