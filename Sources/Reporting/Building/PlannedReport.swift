/// One report of a build: a template with the values of its parameters, and the path it is written to.
struct PlannedReport: Sendable {
  let template: String
  /// The path within the output folder without its ending: `sales/north`.
  var name: String
  /// What `render` is given after the command line's own parameters.
  let arguments: [String]
  /// What tells it from the other reports of its template; empty for the only one.
  let values: [(name: String, text: String)]

  var file: String { name + ".html" }
}
