extension Value {
  /// How a value is shown where no format is given.
  public var displayText: String { "" }
}
