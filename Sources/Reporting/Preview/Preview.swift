public import Diagnostics
public import Files
public import Templates

/// What came of making a page without keeping it.
public struct Preview: Sendable {
  public enum State: Sendable, Hashable {
    /// The page is of the files as they are. Steps that failed tell so in it.
    case made
    /// The template has mistakes, or the machine fails: the page is the last one that could be made.
    case kept
    /// Something newer is wanted: nothing is known but the files.
    case cancelled
  }

  public let state: State
  /// The bytes that `quire render` writes; nil when there was never a page.
  public let page: [UInt8]?
  /// The report's title and language; nil until the template could be read for the first time.
  public let title: String?
  public let language: Language?
  /// All that is wrong, in reading order.
  public let diagnostics: [Diagnostic]
  /// The checks that rows break, a line each.
  public let brokenChecks: [String]
  /// What the page depends on: the template, what it includes, data, pictures, parameters, and
  /// those of them that were not found.
  public let files: Set<WatchedPath>
  public let duration: Duration
}
