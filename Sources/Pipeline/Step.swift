public import Diagnostics
public import Engines
public import Tables

/// One unit of work: what it reads, what it makes, and what decides its result.
public struct Step: Sendable {
  /// Unique in a graph: the label, or a name such as `chart-3`.
  public var id: String
  /// The directive's name: `load`, `sql`, `check`.
  public var kind: String
  /// Where messages point when nothing better is known.
  public var span: SourceSpan
  /// The tables it reads, where it names them: `monthly`, `academy.students`.
  ///
  /// Names are matched without regard to case, as SQL does.
  public var reads: [Spanned<String>]
  /// Steps that must be done before, by id, although no table of theirs is read.
  public var after: [Spanned<String>]
  /// The tables it makes: its label, several for a group (`academy.students`), none for an effect.
  public var provides: [String]
  /// The columns of tables it makes, by their names in `provides`, where they are known without running it.
  ///
  /// For a query the engine finds them; work of our own should say them, so that mistakes in the names of
  /// columns are told before anything runs.
  public var schemas: [String: Schema] = [:]
  /// Further ones that follow from the columns of the tables it reads.
  public var derivedSchemas: @Sendable (_ columnsOf: (String) -> Schema?) -> [String: Schema] =
    { _ in [:] }
  /// What decides the result together with the files and tables it reads; see `KeyPart`.
  public var identity: [KeyPart]
  public var files: [InputFiles]
  /// Whether a result from the store is good enough; false runs the step every time.
  public var isCached: Bool
  /// Whether the author gave it no name: it is then no name to suggest.
  public var isPrivate = false
  /// The files and folders that it writes outside the store, as the system opens them.
  public var writes: [String] = []
  /// The tables of servers that it reads or writes.
  public var served: [ServedTable] = []
  /// Asked before a result is taken from the store: whether what the step did outside of it is still so.
  ///
  /// False runs the step again. It should be quick, since it is asked at every render.
  public var isStillTrue: (@Sendable (KeptResult) async throws -> Bool)?
  public var work: Work
  /// The name of the engine it runs on; nil for the embedded one.
  ///
  /// Work of our own that has no queries for another engine stays embedded whatever stands here.
  public var engine: String?
  /// Puts an engine's error in words, with the best place for it.
  ///
  /// The offset in the error counts from the start of the SQL that `work` gave.
  public var explain: @Sendable (EngineError) -> Diagnostic

  public enum Work: Sendable {
    /// A single SELECT statement; its result becomes the one table the step provides.
    ///
    /// `hasWideIntegers: false` promises that no column is a 128-bit integer, as `sum` makes them; the
    /// statement's types are then not looked at before it runs, which spares reading the head of a
    /// CSV file twice (20 ms). Where it is not so, such columns become floating-point numbers.
    case query(
      @Sendable (ResolvedFiles) throws -> String,
      hasWideIntegers: Bool = true
    )
    /// Work of our own that writes each provided table through the context.
    case produce(@Sendable (StepContext) async throws -> Void)
    /// Tables put together, without reading them, from tables that the step reads.
    ///
    /// `parts`: for tables it provides the names of those whose rows follow each other, at least one each.
    /// The rest of its tables are written by `produce`.
    case gather(
      parts: [String: [String]],
      produce: @Sendable (StepContext) async throws -> Void
    )
  }

  public init(
    id: String,
    kind: String,
    span: SourceSpan,
    reads: [Spanned<String>] = [],
    after: [Spanned<String>] = [],
    provides: [String],
    identity: [KeyPart],
    files: [InputFiles] = [],
    isCached: Bool = true,
    work: Work,
    explain: @escaping @Sendable (EngineError) -> Diagnostic
  ) {
    self.id = id
    self.kind = kind
    self.span = span
    self.reads = reads
    self.after = after
    self.provides = provides
    self.identity = identity
    self.files = files
    self.isCached = isCached
    self.work = work
    self.explain = explain
  }
}

/// A named piece of what decides a step's result.
///
/// The name is a noun that reads well after "the": `SQL`, `option header`, `parameter students`;
/// `--explain` then says "the SQL changed".
public struct KeyPart: Hashable, Sendable {
  public let name: String
  /// A canonical text: equal texts must mean equal behaviour.
  public let value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
