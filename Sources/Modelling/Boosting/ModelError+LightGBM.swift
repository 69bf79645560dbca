extension ModelError {
  /// An error of LightGBM's, without the places in its own source.
  static func lightGBM(_ words: String) -> ModelError {
    let line = words.split(whereSeparator: \.isNewline).joined(separator: " ")
    // Check failed: (num_leaves) >(1) at /src/io/config_auto.cpp, line 336 .
    if let match = line.wholeMatch(
      of: #/Check failed: \((?<name>\w+)\) ?(?<sign>[<>=!]+) ?\((?<limit>[^)]+)\) at .*/#
    ) {
      return ModelError(
        "lightgbm-parameter",
        "parameter '\(match.name)' must be \(match.sign) \(match.limit)"
      )
    }
    if let match = line.wholeMatch(
      of: #/Parameter (?<name>\w+) should be (?<rule>.+), got "(?<value>.*)"/#
    ) {
      return ModelError(
        "lightgbm-parameter",
        "parameter '\(match.name)' must be \(match.rule), not '\(match.value)'"
      )
    }
    let cut = line.replacing(#/ at \S+, line \d+ ?\.?/#, with: "")
    return ModelError("lightgbm", "LightGBM: \(cut)")
  }
}
