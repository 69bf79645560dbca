import Diagnostics
import Exporting
import Files
import Options
import Pipeline
import Simulation
import Tables

/// The options of `generate`, and the rows they stand for.
struct GenerateOptions: Sendable {
  /// The tables to make: where in the generator, and under which name; the log has no place there.
  let tables: [(place: Int?, label: String)]
  /// The columns of each table, by its label.
  let schemas: [String: Schema]
  let identity: [KeyPart]
  /// A file with further figures.
  let config: Spanned<String>?
  private let scenario: Recipe.Scenario?
  private let options: OptionNode
  private let label: String

  /// Nil when something is wrong; complaints go to `planning`.
  init?(
    _ source: DirectiveSource,
    _ label: String,
    _ scenario: Recipe.Scenario?,
    _ reader: inout OptionReader,
    _ planning: inout Planning
  ) {
    self.label = label
    self.scenario = scenario
    options = source.options
    var found: [Diagnostic] = []
    let recipe: Recipe?
    if let scenario {
      config = reader.text("config")
      let chosen = reader.texts("tables")
      let hasLog = reader.bool("log") ?? false
      reader.accept(scenario.optionKeys)
      planning.diagnostics += reader.finish()
      let file = config.flatMap { Self.read(planning.files($0), &found) }
      recipe = .scenario(scenario, options: options, file: file, diagnostics: &found)
      let names = scenario.tableNames
      for name in chosen ?? [] where !names.contains(name.value) {
        found.append(.unknownScenarioTable(name, scenario, names))
      }
      let made = names.enumerated().filter { _, name in
        chosen?.contains { $0.value == name } ?? true
      }
      tables =
        made.map { ($0.offset, "\(label).\($0.element)") } + (hasLog ? [(nil, "\(label).log")] : [])
    } else if reader.node["scenario"] != nil {
      planning.diagnostics += reader.diagnostics
      return nil
    } else {
      config = nil
      let shared = ["cache", "depends", "echo", Shards.key]
      guard reader.node["columns"] != nil || reader.node["tables"] != nil else {
        planning.diagnostics.append(.nothingToGenerate(source))
        return nil
      }
      recipe = .columns(
        options,
        named: label,
        of: source.owner,
        accepting: shared,
        diagnostics: &found
      )
      planning.diagnostics += reader.diagnostics
      let isGroup = reader.node["tables"] != nil
      tables = (recipe?.tableNames ?? []).enumerated().map { place, name in
        (place, isGroup ? "\(label).\(name)" : label)
      }
    }
    planning.diagnostics += found
    let isGood = !found.contains { $0.severity == .error }
    guard isGood, let recipe, !tables.isEmpty else { return nil }
    schemas = Dictionary(
      uniqueKeysWithValues: tables.compactMap { place, label in
        Self.source(recipe, place).map { (label, $0.schema) }
      }
    )
    identity =
      [KeyPart("generator", Recipe.version)]
      + source.options.entries.filter { !["cache", "depends", "echo"].contains($0.key.value) }
      .sorted { $0.key.value < $1.key.value }
      .map { KeyPart("option '\($0.key.value)'", $0.node.canonicalText) }
  }

  /// The file as it is now; the step itself says when it cannot be read.
  private static func read(_ files: InputFiles, _ diagnostics: inout [Diagnostic]) -> OptionNode? {
    let path = files.pattern.hasPrefix("/") ? files.pattern : "\(files.folder)/\(files.pattern)"
    guard let bytes = (try? FileSystem.contents(of: path)) ?? nil else { return nil }
    let file = SourceFile(name: path, bytes: bytes)
    return OptionNode.parse(yaml: file.span(0..<bytes.count), into: &diagnostics)
  }

  /// The rows of a table; nil for the log of a scenario that has none.
  private static func source(_ recipe: Recipe, _ place: Int?) -> RowSource? {
    if let place { recipe.source(place) } else { recipe.logLines }
  }

  /// Makes the tables, or one shard of them, and writes them through the context, on all cores.
  func produce(_ context: StepContext, _ shard: (index: Int, of: Shards)? = nil) async throws {
    let recipe = try recipe(context.files)
    for (place, name) in tables {
      guard let whole = Self.source(recipe, place) else { continue }
      let source = shard.map { whole.piece($0.index, of: $0.of.count) } ?? whole
      let label = shard.map { $0.of.table(name, of: $0.index) } ?? name
      try await context.write(label, .empty(source.schema))
      try await OrderedBatches.read(source, workers: context.workerCount) { batches in
        while let batch = try await batches.nextOffPool() { try await context.write(label, batch) }
      }
    }
  }

  private func recipe(_ files: ResolvedFiles) throws -> Recipe {
    var diagnostics: [Diagnostic] = []
    let recipe: Recipe?
    if let scenario {
      var file: OptionNode?
      if let path = files.groups.first?.first?.path {
        let source = SourceFile(name: path, bytes: try FileSystem.contents(of: path) ?? [])
        file = OptionNode.parse(yaml: source.span(0..<source.bytes.count), into: &diagnostics)
      }
      recipe = .scenario(scenario, options: options, file: file, diagnostics: &diagnostics)
    } else {
      recipe = .columns(
        options,
        named: label,
        of: "directive 'generate'",
        accepting: ["cache", "depends", "echo", Shards.key],
        diagnostics: &diagnostics
      )
    }
    if let recipe { return recipe }
    let error = diagnostics.first { $0.severity == .error }
    throw error
      ?? Diagnostic(.error, "generate-failed", "nothing can be generated", at: options.span)
  }
}

extension Diagnostic {
  fileprivate static func unknownScenarioTable(
    _ name: Spanned<String>,
    _ scenario: Recipe.Scenario,
    _ names: [String]
  ) -> Self {
    Diagnostic(
      .error,
      "unknown-table",
      "the scenario '\(scenario.rawValue)' has no table '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: names, kind: "tables")
    )
  }

  fileprivate static func nothingToGenerate(_ source: DirectiveSource) -> Self {
    Diagnostic(
      .error,
      "missing-option",
      "directive 'generate' needs a scenario, or columns",
      at: source.span,
      hint: "add a line 'scenario: academy', or 'rows: …' and 'columns: …'"
    )
  }
}
