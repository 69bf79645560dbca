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
  public var outputFolder: String
  public var format: OutputFormat
  public var refresh: Refresh
  /// Whether a warning makes the run fail.
  public var isStrict: Bool
  /// Threads of the engine; nil for one a core.
  public var threads: Int?
  /// Such as `4GB`; nil for the engine's own choice.
  public var memoryLimit: String?
  /// The folder of the store and the ledger.
  public var stateFolder: String

  public init(
    parameters: [String] = [],
    parametersFile: String? = nil,
    outputFolder: String = "reports",
    format: OutputFormat = .html,
    refresh: Refresh = .none,
    isStrict: Bool = false,
    threads: Int? = nil,
    memoryLimit: String? = nil,
    stateFolder: String = ".quire"
  ) {
    self.parameters = parameters
    self.parametersFile = parametersFile
    self.outputFolder = outputFolder
    self.format = format
    self.refresh = refresh
    self.isStrict = isStrict
    self.threads = threads
    self.memoryLimit = memoryLimit
    self.stateFolder = stateFolder
  }
}

/// What a report is written as.
public enum OutputFormat: String, CaseIterable, Sendable {
  case html, markdown, json

  var fileExtension: String {
    switch self {
    case .html: "html"
    case .markdown: "md"
    case .json: "json"
    }
  }
}
