public import Diagnostics
public import Expressions

/// `{% if a %} … {% elif b %} … {% else %} … {% endif %}` around pieces, blocks, inlines or rows.
public struct Conditional<Body: Sendable>: Sendable {
  public struct Branch: Sendable {
    /// Nil for `else`.
    public let condition: Expression?
    public let body: [Body]

    public init(condition: Expression?, body: [Body]) {
      self.condition = condition
      self.body = body
    }
  }

  /// In the order written; the first whose condition holds is shown.
  public let branches: [Branch]
  /// The `{% if … %}` tag.
  public let span: SourceSpan

  public init(branches: [Branch], span: SourceSpan) {
    self.branches = branches
    self.span = span
  }
}

/// `{% for row in table %} … {% endfor %}` around pieces, blocks, inlines or rows.
public struct Loop<Body: Sendable>: Sendable {
  public let variable: Spanned<String>
  public let sequence: Expression
  public let body: [Body]
  /// The `{% for … %}` tag.
  public let span: SourceSpan

  public init(
    variable: Spanned<String>,
    sequence: Expression,
    body: [Body],
    span: SourceSpan
  ) {
    self.variable = variable
    self.sequence = sequence
    self.body = body
    self.span = span
  }
}
