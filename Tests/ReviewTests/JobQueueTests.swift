import Foundation
import Reporting
import Testing

@testable import Review

struct `The queue of runs` {
  /// A template whose one step takes as long as its parameter says.
  private static let slow = """
    ---
    title: Slow
    params: {rows: 10}
    ---
    ```{sql counted}
    SELECT count(*) AS n FROM range({{ params.rows }}) a, range(1000000) b WHERE a.range + b.range > 3
    ```

    {{ counted[0].n }}
    """

  private func queue(_ folder: TemporaryFolder, limit: Int = 16) throws -> (JobQueue, String) {
    let template = try folder.write(Self.slow, to: "slow.md")
    let options = RenderOptions(
      outputFolder: folder.path + "/reports",
      threads: 1,
      stateFolder: folder.path + "/.quire"
    )
    return (JobQueue(options, limit: limit), template)
  }

  private func ended(_ id: Job.ID, _ queue: JobQueue) async -> Job? {
    for await _ in await queue.signals(of: id) {}
    return await queue.job(id)
  }

  @Test func `runs one after the other, and tells every step`() async throws {
    let folder = try TemporaryFolder()
    let (queue, template) = try queue(folder)
    let first = try await queue.submit(
      template,
      title: "A",
      parameters: ["rows": "2"],
      refreshesAll: false
    )
    let second = try await queue.submit(
      template,
      title: "B",
      parameters: ["rows": "3"],
      refreshesAll: false
    )
    #expect(await queue.changes(of: second.id, since: 0, lines: 0)?.ahead == 1)
    let done = try #require(await ended(first.id, queue))
    #expect(done.state == .finished)
    #expect(done.title == "Slow")
    #expect(done.steps.map(\.id) == ["counted"])
    #expect(done.steps.first?.state == "ran")
    #expect(done.steps.first?.rows == 1)
    #expect(done.lines.contains { $0.hasPrefix("counted: ") })
    let other = try #require(await ended(second.id, queue))
    #expect(other.state == .finished)
    #expect(try #require(other.started) >= (try #require(done.ended)))
    let runs = Ledger(stateFolder: folder.path + "/.quire").runs()
    #expect(runs.map(\.id) == [other.run, done.run])
    #expect(runs.map { $0.parameters["rows"] } == ["3", "2"])
  }

  @Test func `a run is cancelled in the midst of a query, and one that waits before it begins`()
    async throws
  {
    let folder = try TemporaryFolder()
    let (queue, template) = try queue(folder)
    let long = try await queue.submit(
      template,
      title: "A",
      parameters: ["rows": "100000000"],
      refreshesAll: false
    )
    let waiting = try await queue.submit(template, title: "B", parameters: [:], refreshesAll: false)
    for await _ in await queue.signals(of: long.id) {
      if await queue.job(long.id)?.steps.first?.state == "running" { break }
    }
    #expect(await queue.cancel(waiting.id))
    #expect(await queue.cancel(long.id))
    let stopped = try #require(await ended(long.id, queue))
    #expect(stopped.state == .cancelled)
    #expect(stopped.steps.map(\.state) == ["cancelled"])
    #expect(await queue.job(waiting.id)?.state == .cancelled)
    #expect(await queue.job(waiting.id)?.started == nil)
    #expect(await queue.cancel(long.id) == false)
    let after = try await queue.submit(
      template,
      title: "C",
      parameters: ["rows": "1"],
      refreshesAll: false
    )
    #expect(await ended(after.id, queue)?.state == .finished)
  }

  @Test func `no more wait than may, and none after the end`() async throws {
    let folder = try TemporaryFolder()
    let (queue, template) = try queue(folder, limit: 2)
    let long = try await queue.submit(
      template,
      title: "A",
      parameters: ["rows": "100000000"],
      refreshesAll: false
    )
    for await _ in await queue.signals(of: long.id) {
      if await queue.job(long.id)?.state == .running { break }
    }
    for _ in 0..<2 {
      _ = try await queue.submit(template, title: "B", parameters: [:], refreshesAll: false)
    }
    await #expect(throws: JobQueue.Full.self) {
      try await queue.submit(template, title: "C", parameters: [:], refreshesAll: false)
    }
    await queue.close()
    #expect(await queue.jobs.map(\.state) == [.cancelled, .cancelled, .cancelled])
    await #expect(throws: JobQueue.Closed.self) {
      try await queue.submit(template, title: "D", parameters: [:], refreshesAll: false)
    }
  }

  @Test func `a template with mistakes says them`() async throws {
    let folder = try TemporaryFolder()
    let (queue, _) = try queue(folder)
    let path = try folder.write("{{ nothing }}\n", to: "broken.md")
    let job = try await queue.submit(path, title: "A", parameters: [:], refreshesAll: false)
    let done = try #require(await ended(job.id, queue))
    #expect(done.state == .failed)
    #expect(done.problems.count == 1)
    #expect(
      done.problems.first?.contains("broken.md:1:4: error: no table or variable 'nothing'") == true
    )
    #expect(done.run == nil)
  }

  @Test func `a page is told only what it does not know`() async throws {
    let folder = try TemporaryFolder()
    let (queue, template) = try queue(folder)
    let job = try await queue.submit(template, title: "A", parameters: [:], refreshesAll: false)
    let done = try #require(await ended(job.id, queue))
    let whole = try #require(await queue.changes(of: job.id, since: 0, lines: 0))
    #expect(whole.isWhole)
    #expect(whole.steps.count == 1)
    #expect(whole.lines == done.lines)
    let rest = try #require(
      await queue.changes(of: job.id, since: done.version, lines: done.lines.count)
    )
    #expect(rest.steps.isEmpty)
    #expect(rest.lines.isEmpty)
    #expect(await queue.changes(of: "other", since: 0, lines: 0) == nil)
  }
}
