/// An engine that stays open between pages.
struct PreviewEngine: Sendable {
  private let shared: EngineOpening

  init(_ options: RenderOptions) { shared = EngineOpening(options) }

  /// The engine with names of its own: what the page before made, and may still be making when it
  /// was cancelled, is seen by none after it.
  func apart() -> EngineOpening { EngineOpening(apartFrom: shared) }
}
