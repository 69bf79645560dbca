import Diagnostics
import Expressions
import Templates

extension Plan {
  /// Complaints about pictures that the page could not hold.
  ///
  /// One whose address waits for a table is left for the render.
  func pictures() -> [Diagnostic] {
    let scope = parameters.scope
    return inlines.compactMap { node in
      guard case .image(let image) = node,
        image.url.references.allSatisfy({ $0.value == "params" }),
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
