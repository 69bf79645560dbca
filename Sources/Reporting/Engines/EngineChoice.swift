import Diagnostics
import Engines
import Options
import Pipeline
import Tables
import Templates

/// The engines a template may use, and the one its queries run on.
///
///     engine: spark                                  # a name
///     engine: {kind: spark, uri: "sc://host:15002"}  # or a description
///     engines:                                       # others, for single steps
///       school: {driver: adbc_driver_postgresql, options: {uri: {env: SCHOOL_DB}}}
struct EngineChoice: Sendable {
  /// The name of the embedded engine.
  static let embedded = "duckdb"

  /// The engine of queries that name none; nil for the embedded one.
  private(set) var name: String?
  /// Every engine but the embedded one, by name.
  private(set) var engines: [String: any SQLEngine] = [:]
  /// Names that are known although their options could not be read.
  private var broken: Set<String> = []

  /// Makes the embedded engine that of the queries that follow; gives the one before it.
  mutating func setAside() -> String? {
    defer { name = nil }
    return name
  }

  /// Makes an engine that of the queries that follow again.
  mutating func choose(_ name: String?) { self.name = name }

  /// All names that may be given, the embedded engine's too.
  var names: [String] {
    Set(engines.keys).union(broken).union(EngineKinds.wellKnown).union([Self.embedded]).sorted()
  }

  /// How values are written for an engine; nil is the embedded one.
  func dialect(of name: String?) -> SQLDialect { name.flatMap { engines[$0]?.dialect } ?? .duckDB }

  /// Whether queries on an engine may name objects of S3 in place of tables; nil is the embedded one.
  func readsObjects(_ name: String?) -> Bool {
    name.map { engines[$0]?.readsObjects ?? false } ?? true
  }

  /// Reads what the front matter says of engines; `given` is `--engine` of the command line, which wins.
  init(
    _ frontMatter: FrontMatter,
    given: String?,
    folder: String,
    diagnostics: inout [Diagnostic]
  ) {
    for entry in frontMatter.engines?.entries ?? [] {
      add(entry.key.value, entry.node, at: entry.key.span, folder, &diagnostics)
    }
    if let node = frontMatter.engines, node.entries.isEmpty {
      diagnostics += OptionReader(node, of: "option 'engines'").diagnostics
    }
    let own = frontMatter.engine.flatMap { named($0, folder, &diagnostics) }
    if let given {
      let file = SourceFile(name: "--engine", text: given)
      choose(
        Spanned(given, at: file.span(0..<file.bytes.count)),
        folder,
        &diagnostics,
        isGiven: true
      )
    } else if let own {
      choose(own, folder, &diagnostics, isGiven: false)
    }
  }

  /// The name of an engine for a step: nil for the embedded one, and when there is none of that name.
  ///
  /// One that is well known need not be described.
  mutating func step(_ name: Spanned<String>, _ diagnostics: inout [Diagnostic]) -> String? {
    resolve(name, at: EnginePlace(span: name.span), ".", &diagnostics)
  }

  private mutating func choose(
    _ name: Spanned<String>,
    _ folder: String,
    _ diagnostics: inout [Diagnostic],
    isGiven: Bool
  ) {
    let place = EnginePlace(span: isGiven ? nil : name.span)
    self.name = resolve(name, at: place, folder, &diagnostics)
  }

  private mutating func resolve(
    _ name: Spanned<String>,
    at place: EnginePlace,
    _ folder: String,
    _ diagnostics: inout [Diagnostic]
  ) -> String? {
    if name.value == Self.embedded { return nil }
    if engines[name.value] != nil || broken.contains(name.value) { return name.value }
    if EngineKinds.wellKnown.contains(name.value), let kind = EngineKinds.named(name.value) {
      var reader = OptionReader(.empty(at: name.span), of: "engine '\(name.value)'")
      let setup = EngineSetup(name: name.value, place: place, folder: folder)
      engines[name.value] = EngineKinds.engine(kind, &reader, setup)
      diagnostics += reader.finish()
      return name.value
    }
    diagnostics.append(
      Diagnostic(
        .error,
        "unknown-engine",
        "no engine '\(name.value)'",
        at: name.span,
        hint: NearMatch.hint(name.value, in: names, kind: "engines")
      )
    )
    return nil
  }

  /// The name that `engine:` gives, after what it describes has been added.
  private mutating func named(
    _ node: OptionNode,
    _ folder: String,
    _ diagnostics: inout [Diagnostic]
  ) -> Spanned<String>? {
    guard case .mapping = node.content else {
      var reader = OptionReader(.empty(at: node.span), of: "front matter")
      let name = reader.text(of: node, "engine")
      diagnostics += reader.finish()
      return name
    }
    let kind =
      node["kind"]?.word ?? (node["driver"]?.word).map({ ADBCKind.engineName(ofDriver: $0) })
    let name = node["name"]?.word ?? kind ?? ADBCKind.name
    add(name, node, at: node.span, folder, &diagnostics)
    return Spanned(name, at: node.span)
  }

  private mutating func add(
    _ name: String,
    _ node: OptionNode,
    at span: SourceSpan,
    _ folder: String,
    _ diagnostics: inout [Diagnostic]
  ) {
    var reader = OptionReader(node, of: "engine '\(name)'")
    let word = reader.text("kind")
    let isOther = node["driver"] != nil
    let kindName =
      word?.value ?? (EngineKinds.named(name) != nil || !isOther ? name : ADBCKind.name)
    if name == Self.embedded || engines[name] != nil {
      diagnostics.append(.doubledEngine(name, at: span))
      return
    }
    guard let kind = EngineKinds.named(kindName) else {
      diagnostics.append(.unknownEngineKind(kindName, at: word?.span ?? span))
      broken.insert(name)
      return
    }
    let setup = EngineSetup(name: name, place: EnginePlace(span: span), folder: folder)
    engines[name] = EngineKinds.engine(kind, &reader, setup)
    if engines[name] == nil { broken.insert(name) }
    diagnostics += reader.finish()
  }
}

extension OptionNode {
  /// A plain text.
  fileprivate var word: String? {
    guard case .value(.string(let text)) = content else { return nil }
    return text
  }
}

extension Diagnostic {
  fileprivate static func doubledEngine(_ name: String, at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "doubled-engine",
      name == EngineChoice.embedded
        ? "'\(name)' is the embedded engine and cannot be described"
        : "the engine '\(name)' is described twice",
      at: span,
      hint: name == EngineChoice.embedded ? "leave it out: it is always there" : nil
    )
  }

  fileprivate static func unknownEngineKind(_ kind: String, at span: SourceSpan) -> Self {
    let known = EngineKinds.all.map { $0.name }
    return Diagnostic(
      .error,
      "unknown-engine",
      "no kind of engine '\(kind)'",
      at: span,
      hint: NearMatch.of(kind, in: known).map { "did you mean '\($0)'?" }
        ?? "give a 'kind' (\(known.sorted().joined(separator: ", "))) or the 'driver' of another"
    )
  }
}
