import Crypto
import Files
import Foundation
import Reporting

/// One template whose page is made again when a file changes that it depends on, for all who look at it.
///
/// A change while a page is being made cancels that and begins anew. While nobody looks, changes are noted and
/// nothing is made.
actor PreviewRoom {
  /// What those who look know or learn.
  struct Scene: Sendable {
    /// Counts what was told.
    var version = 0
    var preview: Preview?
    /// Tells one page from another, also across servers; empty without a page.
    var tag = ""
    /// Whether a page is being made, and has been for long enough to say so.
    var isWorking = false
  }

  nonisolated let template: String
  private(set) var scene = Scene()
  private let session: PreviewSession
  private let watch: FileWatch
  private var making: Task<Void, Never>?
  private var listening: Task<Void, Never>?
  /// Counts the pages that were begun.
  private var turn = 0
  /// Whether a file changed since the page was begun that is being made, or was made last.
  private var isStale = true
  /// Since when pages are begun and none is finished.
  private var restless: ContinuousClock.Instant?
  private var viewers: [Int: AsyncStream<Void>.Continuation] = [:]
  private var nextViewer = 0
  private var lastSeen = ContinuousClock.now
  private var isClosed = false

  private let times: Times
  private static let workingAfter = Duration.milliseconds(300)

  /// How long it waits for what.
  struct Times: Sendable {
    /// Someone who has just gone may come back: a page that is loaded anew.
    var grace = Duration.seconds(30)
    /// After that long of changes that come faster than pages, one is finished all the same.
    var patience = Duration.seconds(3)
  }

  /// - Throws: `SystemError` when files cannot be watched.
  init(_ template: String, _ options: RenderOptions, times: Times = Times()) throws {
    self.template = template
    self.times = times
    session = PreviewSession(template, options)
    watch = try FileWatch()
  }

  /// Waits for the page of the files as they are, but no longer than `limit`.
  func visit(within limit: Duration) async -> Scene {
    lastSeen = .now
    let end = ContinuousClock.now + limit
    begin()
    while making != nil || isStale, ContinuousClock.now < end, !isClosed, !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(4))
    }
    return scene
  }

  /// An element whenever the scene has changed; whoever reads it counts as looking.
  func signals() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    guard !isClosed else {
      continuation.finish()
      return stream
    }
    nextViewer += 1
    let viewer = nextViewer
    viewers[viewer] = continuation
    lastSeen = .now
    continuation.onTermination = { [weak self] _ in
      Task { await self?.leave(viewer) }
    }
    begin()
    return stream
  }

  private func leave(_ viewer: Int) {
    viewers[viewer] = nil
    lastSeen = .now
  }

  /// For how long nobody has looked; nil while somebody does.
  var idle: Duration? { viewers.isEmpty ? lastSeen.duration(to: .now) : nil }

  /// Ends all that goes on; those who look are told that it is over.
  func close() async {
    isClosed = true
    listening?.cancel()
    making?.cancel()
    for viewer in viewers.values { viewer.finish() }
    viewers = [:]
    await making?.value
  }

  // MARK: - Making

  /// Makes a page if the last one is stale.
  private func begin() {
    if listening == nil { listen() }
    guard isStale, !isClosed else { return }
    isStale = false
    turn += 1
    restless = restless ?? .now
    let before = making
    before?.cancel()
    making = Task { [turn] in
      // One at a time: the store is sound when the one before has ended.
      await before?.value
      guard !Task.isCancelled else { return }
      await make(turn)
    }
  }

  private func make(_ turn: Int) async {
    let moment = FileStamp.now()
    if scene.preview == nil { await watch.look(at: [.file(template)], since: moment) }
    let slow = Task {
      try await Task.sleep(for: Self.workingAfter)
      sayWorking(turn)
    }
    let preview = await session.make()
    slow.cancel()
    guard preview.state != .cancelled, !isClosed else { return }
    restless = nil
    if scene.isWorking || isNew(preview) {
      scene.version += 1
      scene.isWorking = false
      scene.tag = Self.tag(of: preview.page)
    }
    scene.preview = preview
    if turn == self.turn { making = nil }
    tell()
    await watch.look(at: preview.files, since: moment)
    // What changed while it could not be cancelled any more.
    if isStale { begin() }
  }

  private func isNew(_ preview: Preview) -> Bool {
    guard let old = scene.preview else { return true }
    return old.page != preview.page || old.state != preview.state
      || ProblemPanel.texts(old) != ProblemPanel.texts(preview)
  }

  private func sayWorking(_ turn: Int) {
    guard turn == self.turn, making != nil else { return }
    scene.isWorking = true
    scene.version += 1
    tell()
  }

  private func tell() { for viewer in viewers.values { viewer.yield() } }

  static func tag(of page: [UInt8]?) -> String {
    guard let page else { return "" }
    return SHA256.hash(data: page).prefix(12).map { String(format: "%02x", $0) }.joined()
  }

  // MARK: - Changes

  private func listen() {
    let changes = watch.changes
    listening = Task { [weak self] in
      for await _ in changes { await self?.change() }
    }
  }

  private func change() {
    isStale = true
    if let idle, idle > times.grace { return }
    if making != nil, let restless, restless.duration(to: .now) > times.patience { return }
    begin()
  }
}
