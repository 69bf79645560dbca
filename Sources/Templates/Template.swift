public import Diagnostics

/// A report template, read: front matter, and a body of prose and directives.
public struct Template: Sendable {
  public let file: SourceFile
  public let frontMatter: FrontMatter
  public let body: [Piece]
  /// In the order they are defined.
  public let footnotes: [Footnote]
  /// The headings of the body and of footnotes, in reading order, whatever surrounds them.
  public let headings: [Heading]

  /// Reads a template and finds all that is wrong with it.
  ///
  ///     let (template, diagnostics) = Template.parse(file, directives: ["sql": .sql])
  ///
  /// The template is as whole as it can be: what could not be read is left out of it.
  ///
  /// In prose `{{ … }}`, `{% … %}`, `{# … #}`, `[^note]` and `@fig-label` have their meanings
  /// everywhere but in code, be it a block or a span, where they are text; a backslash before them
  /// makes them text too. A tag alone on its line stands between blocks, others within a paragraph.
  ///
  /// - Parameters:
  ///   - file: The template.
  ///   - directives: The names a directive may have and what their bodies are written in.
  /// - Returns: The template, and diagnostics in the order of the file.
  public static func parse(
    _ file: SourceFile,
    directives: [String: BodyKind]
  ) -> (template: Template, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let bytes = SourceText.checked(file, into: &diagnostics)
    let pass = LinePass(file, bytes)
    diagnostics += pass.diagnostics
    var frontMatter = FrontMatter()
    if let span = pass.frontMatter { frontMatter = FrontMatter(span, into: &diagnostics) }
    var document = DocumentReading(pass, directives: directives)
    let result = document.read()
    let template = Template(
      file: file,
      frontMatter: frontMatter,
      body: result.body,
      footnotes: result.footnotes,
      headings: result.headings
    )
    return (template, Diagnostic.inReadingOrder(diagnostics + result.diagnostics))
  }
}
