public import Diagnostics
public import Expressions
public import Options

/// A part of a template's body, in reading order.
public indirect enum Piece: Sendable {
  case prose([BlockNode])
  case directive(Directive)
  case conditional(Conditional<Piece>)
  case loop(Loop<Piece>)
}

/// What the body of a directive is written in.
public enum BodyKind: Sendable {
  case yaml
  /// SQL, with `--| key: value` lines at its beginning.
  case sql
}

/// A fenced block whose info string is `{name label key=value …}`: something to run or show.
public struct Directive: Sendable {
  public let name: Spanned<String>
  public let label: Spanned<String>?
  /// One mapping of the `key=value`s behind the name and of the body's YAML or `--|` lines.
  public let options: OptionNode
  /// Whether the options could not be read: a complaint about a missing one would mislead.
  public let hasBrokenOptions: Bool
  /// The body of a directive written in SQL, without its `--|` lines.
  public let sql: Interpolation?
  /// Everything between the fences.
  public let body: SourceSpan
  /// The `{…}` behind the opening fence.
  public let span: SourceSpan
}
