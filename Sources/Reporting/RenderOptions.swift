public import Diagnostics

/// How a template is rendered.
public struct RenderOptions: Sendable {
  /// Which steps run although nothing changed.
  public enum Refresh: Sendable {
    case none, all
    case labels([String])
  }

  /// `name=value` texts, later ones win.
  public var parameters: [String]
  /// A YAML or JSON file of parameters.
  public var parametersFile: String?
  /// Where reports are written, also `s3://bucket/prefix`.
  public var outputFolder: String
  public var format: OutputFormat
  public var refresh: Refresh
  /// Whether the last results of steps that run every time are good enough, where the store has them.
  public var reuses = false
  /// Whether a warning makes the run fail.
  public var isStrict: Bool
  /// Threads of the engine; nil for one a core.
  public var threads: Int?
  /// Such as `4GB`; nil for the engine's own choice.
  public var memoryLimit: String?
  /// The engine of the queries, by name; nil for the template's own choice.
  public var engine: String?
  /// The folder of the store and the ledger.
  public var stateFolder: String
  /// Where results are shared with others, `s3://bucket/prefix`; nil for nowhere.
  public var sharedStore: String?
  /// The report's own path or address, where its folder and the template's name do not make it.
  public var outputFile: String?

  public init(
    parameters: [String] = [],
    parametersFile: String? = nil,
    outputFolder: String = "reports",
    format: OutputFormat = .html,
    refresh: Refresh = .none,
    isStrict: Bool = false,
    threads: Int? = nil,
    memoryLimit: String? = nil,
    engine: String? = nil,
    stateFolder: String = ".quire",
    sharedStore: String? = nil
  ) {
    self.parameters = parameters
    self.parametersFile = parametersFile
    self.outputFolder = outputFolder
    self.format = format
    self.refresh = refresh
    self.isStrict = isStrict
    self.threads = threads
    self.memoryLimit = memoryLimit
    self.engine = engine
    self.stateFolder = stateFolder
    self.sharedStore = sharedStore
  }
}

extension RenderOptions {
  /// The place that `sharedStore` names; nil, with a complaint where it names none.
  func sharedFolder(_ diagnostics: inout [Diagnostic]) -> S3Folder? {
    guard let sharedStore else { return nil }
    do throws(Diagnostic) { return try S3Folder(sharedStore) } catch {
      diagnostics.append(error)
      return nil
    }
  }

  /// Where the report of that name lies.
  func outputPath(of name: String) -> String {
    outputFile ?? ReportPlace.path(of: "\(name).\(format.fileExtension)", in: outputFolder)
  }

  /// The complaints about templates whose reports would overwrite each other.
  public func clashes(_ templates: [String]) -> [Diagnostic] {
    var first: [String: String] = [:]
    return templates.compactMap { template in
      let path = outputPath(of: Plan.name(of: template))
      guard let other = first[path] else {
        first[path] = template
        return nil
      }
      return .sameOutput(template, other, path)
    }
  }
}

extension Diagnostic {
  static func sameOutput(_ template: String, _ other: String, _ path: String) -> Self {
    Diagnostic(
      .error,
      "same-output",
      template == other
        ? "'\(template)' is given twice"
        : "'\(other)' and '\(template)' would both be written to '\(path)'",
      at: nil,
      hint: template == other
        ? "name it once" : "render them one after the other, each with its own --output"
    )
  }
}

/// What a report is written as.
public enum OutputFormat: String, CaseIterable, Sendable {
  case html, markdown, json

  /// How the names of its files end, without the dot.
  public var fileExtension: String {
    switch self {
    case .html: "html"
    case .markdown: "md"
    case .json: "json"
    }
  }
}
