/// What a model predicts.
public enum ModelTask: String, Sendable, Hashable, CaseIterable {
  /// A number.
  case regression
  /// One of two classes.
  case binary
  /// One of three classes or more.
  case multiclass
}
