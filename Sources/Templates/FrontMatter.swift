public import Diagnostics
public import Options

/// The languages of the words that Quire writes itself: `lang` of the front matter.
public enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case korean = "ko"
}

/// What a template says about itself between the `---` lines at its top.
public struct FrontMatter: Sendable {
  public enum Theme: String, CaseIterable, Sendable {
    /// As the reader's system has it.
    case auto
    case light
    case dark
  }

  /// Scalars, which may hold expressions.
  public internal(set) var title: OptionNode?
  public internal(set) var subtitle: OptionNode?
  public internal(set) var authors: [OptionNode] = []
  public internal(set) var date: OptionNode?
  public internal(set) var description: OptionNode?
  public internal(set) var language = Language.english
  public internal(set) var theme = Theme.auto
  public internal(set) var parameters: [Parameter] = []
  /// `toc`; nil leaves it to the number of headings.
  public internal(set) var hasContents: Bool?
  /// `number-sections`.
  public internal(set) var numbersSections = false
  /// `appendix`: whether provenance is shown at the end.
  public internal(set) var hasAppendix = true
  /// `engine`: the engine of its queries, a name or a mapping; nil for the embedded one.
  public internal(set) var engine: OptionNode?
  /// `engines`: a mapping of engines by name, for queries that name one.
  public internal(set) var engines: OptionNode?
  /// `airflow`: how a scheduler runs the template.
  public internal(set) var airflow: OptionNode?
  /// The lines between the `---`s; nil for a template without front matter.
  public internal(set) var span: SourceSpan?

  init() {}

  /// All names that its expressions read.
  public var references: [Spanned<String>] {
    ([title, subtitle, date, description].compactMap { $0 } + authors).flatMap(\.references)
  }
}

extension FrontMatter {
  /// Reads the YAML at `span`; what cannot be read keeps its default.
  init(_ span: SourceSpan, into diagnostics: inout [Diagnostic]) {
    self.init()
    self.span = span
    guard let node = OptionNode.parse(yaml: span, into: &diagnostics) else { return }
    var reader = OptionReader(node, of: "front matter")
    title = Self.scalar("title", &reader)
    subtitle = Self.scalar("subtitle", &reader)
    authors = Self.authors(&reader)
    date = Self.scalar("date", &reader)
    description = Self.scalar("description", &reader)
    language = reader.choice("lang") ?? .english
    theme = reader.choice("theme") ?? .auto
    hasContents = reader.bool("toc")
    numbersSections = reader.bool("number-sections") ?? false
    hasAppendix = reader.bool("appendix") ?? true
    engine = reader.node("engine")
    engines = reader.node("engines")
    airflow = reader.node("airflow")
    if let node = reader.node("params") {
      parameters = Parameter.read(node, into: &diagnostics)
    }
    diagnostics += reader.finish()
  }

  private static func scalar(_ key: String, _ reader: inout OptionReader) -> OptionNode? {
    guard let node = reader.node(key) else { return nil }
    return isScalar(node, key, &reader) ? node : nil
  }

  /// Whether a node is text or waits to become one; complains when it is neither.
  private static func isScalar(
    _ node: OptionNode,
    _ key: String,
    _ reader: inout OptionReader
  ) -> Bool {
    if case .interpolation = node.content { return true }
    return reader.text(of: node, key) != nil
  }

  /// `author: A` or `author: [A, B]`; `authors` is the same.
  private static func authors(_ reader: inout OptionReader) -> [OptionNode] {
    var authors: [OptionNode] = []
    for key in ["author", "authors"] {
      guard let node = reader.node(key) else { continue }
      let nodes = if case .sequence(let nodes) = node.content { nodes } else { [node] }
      authors += nodes.filter { isScalar($0, key, &reader) }
    }
    return authors
  }
}
