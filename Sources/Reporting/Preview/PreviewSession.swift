import Diagnostics
import Engines
import Files
import Pipeline
import Templates

/// Makes the page of one template again and again, quickly: what a change leaves as it is stays in
/// memory between two pages.
///
///     let session = PreviewSession("templates/academy.md", options)
///     let preview = await session.make()
///
/// Results of steps are taken from the store and kept there, as `quire render` does; no report is
/// written and the ledger knows nothing of it. One page is made at a time.
public actor PreviewSession {
  public nonisolated let template: String
  private let options: RenderOptions
  private let engine: PreviewEngine
  private let memory = PageMemory()
  private var lastPage: [UInt8]?
  private var lastFiles: Set<WatchedPath> = []
  private var lastTitle: String?
  private var lastLanguage: Language?

  /// `options`: `outputFolder`, `format` and `refresh` are of no use here.
  public init(_ template: String, _ options: RenderOptions) {
    self.template = template
    self.options = options
    engine = PreviewEngine(options)
  }

  /// Makes the page of the files as they are; when the task is cancelled, running queries stop.
  ///
  /// `onEvent`: called from several tasks at once; must not block for long.
  public func make(
    onEvent: @escaping @Sendable (RenderEvent) -> Void = { _ in }
  ) async -> Preview {
    let start = ContinuousClock.now
    let reads = FileReads()
    let draft = await FileReads.$current.withValue(reads) {
      await PageDraft.make(template, options, engine, memory, onEvent)
    }
    if draft.page != nil { memory.turnPage() }
    lastPage = draft.page ?? lastPage
    // A page that could not be made still waits for the files of the one before it, which hold what
    // the mistake hides.
    let files = reads.paths.union(draft.files)
    lastFiles = draft.page != nil ? files : lastFiles.union(files)
    lastTitle = draft.title ?? lastTitle
    lastLanguage = draft.language ?? lastLanguage
    return Preview(
      state: draft.isCancelled ? .cancelled : draft.page == nil ? .kept : .made,
      page: lastPage,
      title: lastTitle,
      language: lastLanguage,
      diagnostics: Diagnostic.inReadingOrder(draft.diagnostics),
      brokenChecks: draft.brokenChecks,
      files: lastFiles.union([.file(template)]),
      duration: start.duration(to: .now)
    )
  }
}
