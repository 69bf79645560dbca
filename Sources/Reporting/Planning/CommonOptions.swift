import Diagnostics
import Options

/// The options that every directive takes.
struct CommonOptions: Sendable {
  /// Text under a table or chart; may wait for a table's values.
  var caption: OptionNode?
  /// What a chart shows, in words; written from the data when absent.
  var alt: OptionNode?
  /// Whether the directive's source is shown above its result.
  var echoes: Bool
  /// False: the step runs at every render.
  var caches: Bool
  /// Tables that must be made first although nothing names them.
  var depends: [Spanned<String>]

  static let keys = ["caption", "alt", "echo", "cache", "depends"]

  init(_ reader: inout OptionReader) {
    caption = reader.node("caption")
    alt = reader.node("alt")
    for (key, node) in [("caption", caption), ("alt", alt)] {
      if let node { _ = reader.text(of: node, key) }
    }
    echoes = reader.bool("echo") ?? false
    caches = reader.bool("cache") ?? true
    depends = reader.texts("depends") ?? []
  }
}
