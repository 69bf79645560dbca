import Diagnostics
import Options

/// Options that several directives have in common; each asks for those it does something with.
struct SharedOptions: Sendable {
  enum Kind: Sendable {
    /// `caption`: text with what is shown.
    case caption
    /// `alt`: what a chart shows, in words.
    case alt
    /// `cache` and `depends`: when the step runs.
    case step
  }

  /// May wait for a table's values.
  private(set) var caption: OptionNode?
  /// Written from the data when absent; may wait for a table's values.
  private(set) var alt: OptionNode?
  /// False: the step runs at every render.
  var caches: Bool { givenCaches ?? true }
  /// The same as it is given; nil when nothing is said, for steps that would rather run.
  private(set) var givenCaches: Bool?
  /// Tables that must be made first although nothing names them.
  private(set) var depends: [Spanned<String>] = []

  /// Reads the options of those kinds, and checks `echo`, which every directive has.
  init(_ reader: inout OptionReader, _ kinds: Kind...) {
    for kind in kinds {
      switch kind {
      case .caption: caption = Self.scalar("caption", &reader)
      case .alt: alt = Self.scalar("alt", &reader)
      case .step:
        givenCaches = reader.bool("cache")
        depends = reader.texts("depends") ?? []
      }
    }
    // The planner shows the source of every directive alike.
    _ = reader.bool("echo")
  }

  private static func scalar(_ key: String, _ reader: inout OptionReader) -> OptionNode? {
    guard let node = reader.node(key) else { return nil }
    _ = reader.text(of: node, key)
    return node
  }
}
