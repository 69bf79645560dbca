/// A text that must never be shown: a password, a secret key, a session token.
///
/// Whatever prints, interpolates, dumps or mirrors it shows `<secret>`. Only `reveal()` gives the text,
/// so that every place that does can be found.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let text: String

  package init(_ text: String) { self.text = text }

  /// The text itself: for a signature, a header or a connection, never for people.
  package func reveal() -> String { text }

  package var description: String { "<secret>" }
  package var debugDescription: String { "<secret>" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
