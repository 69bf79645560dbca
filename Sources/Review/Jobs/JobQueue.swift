import Foundation
import Reporting

/// The one queue of runs: one at a time, since each takes the whole machine, in the order asked for.
actor JobQueue {
  /// There are as many runs waiting as may wait.
  struct Full: Error { let limit: Int }
  /// The server is going down.
  struct Closed: Error {}

  private let options: RenderOptions
  private let limit: Int
  /// In the order asked for; those that have ended are forgotten when there are many.
  private(set) var jobs: [Job] = []
  private var work: [Job.ID: Task<RenderOutcome, Never>] = [:]
  private var worker: Task<Void, Never>?
  private var listeners: [Job.ID: [Int: AsyncStream<Void>.Continuation]] = [:]
  private var nextListener = 0
  private var isClosed = false
  /// How many jobs that have ended are remembered.
  private static let remembered = 50

  init(_ options: RenderOptions, limit: Int) {
    self.options = options
    self.limit = limit
  }

  /// Puts a run at the end of the queue.
  ///
  /// - Parameters:
  ///   - template: Its path.
  ///   - title: As it is known before the run.
  ///   - parameters: Values that have been checked, by name.
  ///   - refreshesAll: Whether every step runs again.
  /// - Returns: the run as it waits.
  /// - Throws: `Full`, `Closed`.
  func submit(
    _ template: String,
    title: String,
    parameters: [String: String],
    refreshesAll: Bool
  ) throws -> Job {
    guard !isClosed else { throw Closed() }
    guard jobs.count(where: { $0.state == .waiting }) < limit else { throw Full(limit: limit) }
    let job = Job(
      id: Self.newID(),
      template: template,
      title: title,
      parameters: parameters,
      refreshesAll: refreshesAll,
      submitted: Date()
    )
    jobs.append(job)
    forget()
    if worker == nil { worker = Task { await self.runAll() } }
    return job
  }

  /// Stops a run, or takes it out of the queue.
  ///
  /// - Returns: false when there is no such job or it has ended.
  func cancel(_ id: Job.ID) -> Bool {
    guard let index = index(id), !jobs[index].state.isOver else { return false }
    if let task = work[id] {
      task.cancel()
    } else {
      jobs[index].state = .cancelled
      jobs[index].ended = Date()
      jobs[index].version += 1
      tell(id)
    }
    return true
  }

  func job(_ id: Job.ID) -> Job? { index(id).map { jobs[$0] } }

  /// What a page that knows a version of the job has not seen; nil when there is no such job.
  func changes(of id: Job.ID, since version: Int, lines: Int) -> JobChanges? {
    guard let index = index(id) else { return nil }
    let ahead = jobs[..<index].count { !$0.state.isOver }
    return jobs[index].changes(since: version, lines: lines, ahead: ahead, now: Date())
  }

  /// A signal for every change of a job; several changes may come as one signal.
  ///
  /// It ends when the job is over, or the server goes down.
  func signals(of id: Job.ID) -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Void.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    guard let job = job(id), !job.state.isOver, !isClosed else {
      continuation.finish()
      return stream
    }
    let number = nextListener
    nextListener += 1
    listeners[id, default: [:]][number] = continuation
    continuation.onTermination = { _ in Task { await self.forgetListener(number, of: id) } }
    return stream
  }

  /// Stops what runs, empties the queue and waits until the store is at rest.
  func close() async {
    isClosed = true
    for job in jobs where !job.state.isOver { _ = cancel(job.id) }
    await worker?.value
    for id in listeners.keys { finishListeners(of: id) }
  }

  private func runAll() async {
    while let next = jobs.first(where: { $0.state == .waiting }) {
      let (events, continuation) = AsyncStream.makeStream(of: RenderEvent.self)
      let options = options.of(next)
      update(next.id) { $0.begin(at: Date()) }
      let render = Task {
        let outcome = await Report.render(next.template, options) { continuation.yield($0) }
        continuation.finish()
        return outcome
      }
      work[next.id] = render
      for await event in events { update(next.id) { $0.take(event) } }
      let outcome = await render.value
      work[next.id] = nil
      update(next.id) { $0.end(outcome, at: Date()) }
      finishListeners(of: next.id)
    }
    worker = nil
  }

  private func index(_ id: Job.ID) -> Int? { jobs.firstIndex { $0.id == id } }

  private func update(_ id: Job.ID, _ change: (inout Job) -> Void) {
    guard let index = index(id) else { return }
    change(&jobs[index])
    tell(id)
  }

  private func tell(_ id: Job.ID) {
    for continuation in (listeners[id] ?? [:]).values { continuation.yield() }
    if job(id)?.state.isOver == true { finishListeners(of: id) }
    // Those behind it have moved up.
    for job in jobs where job.state == .waiting && job.id != id {
      for continuation in (listeners[job.id] ?? [:]).values { continuation.yield() }
    }
  }

  private func finishListeners(of id: Job.ID) {
    for continuation in (listeners.removeValue(forKey: id) ?? [:]).values { continuation.finish() }
  }

  private func forgetListener(_ number: Int, of id: Job.ID) {
    listeners[id]?[number] = nil
    if listeners[id]?.isEmpty == true { listeners[id] = nil }
  }

  private func forget() {
    let over = jobs.filter(\.state.isOver)
    guard over.count > Self.remembered else { return }
    let old = Set(over.prefix(over.count - Self.remembered).map(\.id))
    jobs.removeAll { old.contains($0.id) }
  }

  /// A name that nobody can guess.
  private static func newID() -> Job.ID {
    String(UInt64.random(in: .min ... .max), radix: 36)
  }
}

extension RenderOptions {
  /// The options of one job.
  ///
  /// What the server was started with is in the form that made the job.
  fileprivate func of(_ job: Job) -> RenderOptions {
    var options = self
    options.parametersFile = nil
    options.parameters = job.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    options.refresh = job.refreshesAll ? .all : .none
    return options
  }
}
