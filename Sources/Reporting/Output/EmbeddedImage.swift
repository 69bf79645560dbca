import Diagnostics
import Tables
import Templates

/// A picture of the author's, bound into the page: the page asks for nothing.
struct EmbeddedImage {
  let dataAddress: String

  private static let types = [
    "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "svg": "image/svg+xml", "avif": "image/avif",
  ]

  /// - Throws: a diagnostic when the picture is on another machine, of an unknown kind, or cannot be
  ///   read.
  init(_ image: Image) throws(Diagnostic) {
    let address = image.url.plain
    if address.hasPrefix("data:image/") {
      dataAddress = address
      return
    }
    guard !address.contains("://"), !address.hasPrefix("//") else {
      throw .remoteImage(address, at: image.span)
    }
    let ending = address.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let type = Self.types[ending] else { throw .unknownImage(address, at: image.span) }
    let folder = ParameterValues.folder(of: image.span.file.name)
    let path = address.hasPrefix("/") || folder == "." ? address : "\(folder)/\(address)"
    do throws(FileProblem) {
      dataAddress = "data:\(type);base64,\(Base64.encoded(try OutputFile.read(path)))"
    } catch {
      throw .cannotRead(address, error, at: image.span)
    }
  }
}

extension Diagnostic {
  static func remoteImage(_ address: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "remote-image",
      "the picture '\(address)' is on another machine; a report asks for nothing",
      at: span,
      hint: "save it beside the template"
    )
  }

  static func unknownImage(_ address: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "unknown-image",
      "'\(address)' is no picture that a page can hold",
      at: span,
      hint: "pictures: png, jpg, gif, webp, svg, avif"
    )
  }
}
