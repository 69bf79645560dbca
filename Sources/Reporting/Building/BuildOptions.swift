/// How the templates of a folder are rendered.
public struct BuildOptions: Sendable {
  /// What holds for each report; its format is HTML.
  public var render: RenderOptions
  /// A file with a row for each report: CSV, TSV, JSON, JSON lines, YAML or Parquet.
  public var rowsFile: String?
  /// How many reports are made at the same time; nil for one a core, at least two.
  public var jobs: Int?

  public init(render: RenderOptions = RenderOptions(), rowsFile: String? = nil, jobs: Int? = nil) {
    self.render = render
    self.rowsFile = rowsFile
    self.jobs = jobs
  }

  /// More reports than this are taken for a mistake.
  static let reportsAtMost = 10_000
}
