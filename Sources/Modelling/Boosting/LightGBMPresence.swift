/// Whether boosted trees can be trained on this machine.
public enum LightGBMPresence {
  /// Loads LightGBM and asks it something.
  ///
  /// - Returns: The file that was loaded.
  /// - Throws: `ModelError` that says where it was looked for, or what it lacks.
  public static func check() throws(ModelError) -> String {
    _ = try ParameterNames.shared().canonical("num_leaves")
    return try LightGBM.shared().path
  }
}
