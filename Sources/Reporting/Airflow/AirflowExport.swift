public import Diagnostics
import Pipeline
import Tables
import Templates

/// A template as a DAG of Airflow, whose tasks are its steps.
public struct AirflowExport: Sendable {
  /// What the command line says; nil leaves it to the template's front matter.
  public struct Options: Sendable {
    public var parameters: [String] = []
    public var parametersFile: String?
    /// The engine of the queries, by name.
    public var engine: String?
    public var schedule: String?
    public var dateParameter: String?
    public var identifier: String?
    /// The folder that tasks work in.
    public var project = "."
    /// How tasks call the program: words of the shell, to which the arguments are added.
    public var command = AirflowCommand.program("quire")
    /// The folder of the store and the ledger, seen from `project`.
    public var stateFolder = ".quire"
    /// Where results are shared, `s3://bucket/prefix`; nil leaves it to `QUIRE_STORE` of the workers.
    public var sharedStore: String?
    /// The folder of the reports, seen from `project`.
    public var outputFolder = "reports"

    public init() {}
  }

  /// The DAG's name, and that of its file.
  public let identifier: String
  /// The file: the same for the same template and options.
  public let python: String

  /// Plans a template and writes its DAG.
  ///
  /// - Parameters:
  ///   - template: The template's path, seen from the project's folder.
  ///   - options: Values of parameters decide which branches of the template become tasks.
  ///   - diagnostics: All that is wrong is added.
  /// - Returns: nil when there is an error.
  public static func of(
    _ template: String,
    _ options: Options,
    into diagnostics: inout [Diagnostic]
  ) -> AirflowExport? {
    var problems: [Diagnostic] = []
    defer { diagnostics += problems.withoutRepeats }
    let plan = Plan.read(
      template,
      parameters: options.parameters,
      parametersFile: options.parametersFile,
      engine: options.engine,
      diagnostics: &problems
    )
    guard let plan else { return nil }
    // What is wrong with the settings has been told when the template was read.
    var told: [Diagnostic] = []
    var settings = AirflowSettings(plan.template.frontMatter.airflow, into: &told)
    if let text = options.schedule {
      let schedule = Spanned(text, at: SourceFile(name: "--schedule", text: text).whole)
      settings.schedule = schedule
      if let complaint = AirflowSettings.complaint(about: schedule) { problems.append(complaint) }
    }
    if let name = options.dateParameter {
      settings.dateParameter = Spanned(
        name,
        at: SourceFile(name: "--date-param", text: name).whole
      )
    }
    let identifier = options.identifier ?? TaskNames.snakeCase(plan.name)
    if !identifier.unicodeScalars.allSatisfy(Self.isOfName) || identifier.isEmpty
      || identifier.utf8.count > 250
    {
      problems.append(.wrongIdentifier(identifier))
    }
    let day = plan.dateParameter(settings, &problems)
    guard !problems.hasErrors else { return nil }
    let values = plan.parameters.record
    let parameters = plan.template.frontMatter.parameters.enumerated().map { index, parameter in
      AirflowParameter(
        parameter,
        number: index + 1,
        value: values[parameter.name.value],
        isDay: parameter.name.value == day
      )
    }
    let file = AirflowFile(
      template: template,
      identifier: identifier,
      title: plan.titleText ?? plan.headingTitle ?? plan.name,
      description: plan.template.frontMatter.description?.plainText(in: plan.parameters.scope),
      settings: settings,
      options: options,
      parameters: parameters,
      tasks: AirflowTasks(plan)
    )
    return AirflowExport(identifier: identifier, python: file.text)
  }

  /// Writes the DAG to a file, or into a folder under its own name.
  ///
  /// - Returns: The path written.
  /// - Throws: `Diagnostic` when it cannot be written.
  public func write(to path: String, isFolder: Bool) throws(Diagnostic) -> String {
    let file = isFolder ? (path.hasSuffix("/") ? path : path + "/") + "\(identifier).py" : path
    try OutputFile.write(Array(python.utf8), to: file)
    return file
  }

  /// What Airflow takes in names, and can run.
  private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "0"..."9", "_", ".", "-": true
    default: false
    }
  }
}

extension Plan {
  /// The parameter that is the day of the run: the one that is named, else one called `date` or `ds`.
  fileprivate func dateParameter(
    _ settings: AirflowSettings,
    _ diagnostics: inout [Diagnostic]
  ) -> String? {
    let parameters = template.frontMatter.parameters.filter { !$0.isBroken }
    let fitting = parameters.filter { [.date, .string].contains($0.type) }.map(\.name.value)
    guard let wanted = settings.dateParameter else {
      return fitting.first { $0 == "date" || $0 == "ds" }
    }
    if wanted.value == "none" { return nil }
    if fitting.contains(wanted.value) { return wanted.value }
    let isThere = parameters.contains { $0.name.value == wanted.value }
    diagnostics.append(
      isThere
        ? .noDate(wanted) : .unknownParameter(wanted, known: fitting)
    )
    return nil
  }
}

extension Diagnostic {
  fileprivate static func noDate(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "the parameter '\(name.value)' cannot be a day",
      at: name.span,
      hint: "give it the type date"
    )
  }

  fileprivate static func wrongIdentifier(_ name: String) -> Self {
    Diagnostic(
      .error,
      "bad-name",
      "'\(name)' is no name for a DAG",
      at: SourceFile(name: "--dag-id", text: name).whole,
      hint: "a name is made of up to 250 of the letters a to z, A to Z, digits, and . _ -"
    )
  }
}
