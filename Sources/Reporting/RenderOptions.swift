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
  /// The report's own path, where its folder and the template's name do not make it.
  var outputFile: String?

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

extension RenderOptions {
  /// Where the report of that name lies.
  func outputPath(of name: String) -> String {
    outputFile ?? "\(outputFolder)/\(name).\(format.fileExtension)"
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

  var fileExtension: String {
    switch self {
    case .html: "html"
    case .markdown: "md"
    case .json: "json"
    }
  }
}
