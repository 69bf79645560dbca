import Foundation
import Markup
import Reporting
import Templates
import Testing

@testable import Review

@Suite struct `A template that is looked at while it is written` {
  private let folder: TemporaryFolder
  private let options: RenderOptions

  init() throws {
    folder = try TemporaryFolder()
    options = RenderOptions(
      outputFolder: folder.path + "/reports",
      threads: 1,
      stateFolder: folder.path + "/.quire"
    )
  }

  private func room(
    _ text: String,
    times: PreviewRoom.Times = PreviewRoom.Times()
  ) throws -> PreviewRoom {
    try PreviewRoom(try folder.write(text, to: "page.md"), options, times: times)
  }

  private func page(_ scene: PreviewRoom.Scene) -> String {
    String(decoding: scene.preview?.page ?? [], as: UTF8.self)
  }

  /// The first scene of which `condition` holds; nil when none comes.
  private func scene(
    of room: PreviewRoom,
    where condition: (PreviewRoom.Scene) -> Bool
  ) async -> PreviewRoom.Scene? {
    let end = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < end {
      let scene = await room.scene
      if condition(scene) { return scene }
      try? await Task.sleep(for: .milliseconds(5))
    }
    return nil
  }

  @Test func `a change makes another page, which those who look are told of`() async throws {
    let room = try room("First words.\n")
    let first = await room.visit(within: .seconds(20))
    #expect(page(first).contains("First words."))
    #expect(first.tag == PreviewRoom.tag(of: first.preview?.page))
    let signals = await room.signals()
    let told = Task {
      for await _ in signals {
        let scene = await room.scene
        if scene.tag != first.tag { return scene.version }
      }
      return 0
    }
    _ = try folder.write("Other words.\n", to: "page.md")
    #expect(await told.value > first.version)
    #expect(page(await room.scene).contains("Other words."))
    await room.close()
  }

  @Test func `the same page and the same mistakes are no news`() async throws {
    let room = try room("Words.\n")
    _ = await room.signals()
    let first = await room.visit(within: .seconds(20))
    let signals = await room.signals()
    _ = try folder.write("Words.\n\n\n", to: "page.md")
    // It is told that a page was made, and that there is nothing new in it.
    var signal = signals.makeAsyncIterator()
    await signal.next()
    let second = await room.scene
    #expect(second.version == first.version && second.tag == first.tag)
    await room.close()
  }

  @Test func `while nobody looks nothing is made, and the next one to look sees the change`()
    async throws
  {
    let room = try room("First words.\n", times: PreviewRoom.Times(grace: .zero))
    let first = await room.visit(within: .seconds(20))
    _ = try folder.write("Other words.\n", to: "page.md")
    try await Task.sleep(for: .milliseconds(800))
    #expect(await room.scene.tag == first.tag)
    #expect(await room.idle != nil)
    let second = await room.visit(within: .seconds(20))
    #expect(page(second).contains("Other words."))
    await room.close()
  }

  @Test func `changes that never end do not keep a page from being finished`() async throws {
    let slow = "SELECT count(*) AS n FROM range(30000000) t(i) WHERE hash(i + %) % 7 = 3"
    func text(_ number: Int) -> String {
      "```{sql slow}\n\(slow.replacingOccurrences(of: "+ %", with: "+ \(number)"))\n```\n\nEdit \(number).\n"
    }
    let room = try room(
      text(0),
      times: PreviewRoom.Times(patience: .milliseconds(300))
    )
    let signals = await room.signals()
    let writing = Task {
      var number = 1
      while !Task.isCancelled {
        _ = try folder.write(text(number), to: "page.md")
        number += 1
        try await Task.sleep(for: .milliseconds(40))
      }
    }
    #expect(await scene(of: room) { $0.preview?.page != nil } != nil)
    writing.cancel()
    _ = await writing.result
    _ = try folder.write("At last.\n", to: "page.md")
    let last = await scene(of: room) { page($0).contains("At last.") }
    #expect(last != nil)
    await room.close()
    withExtendedLifetime(signals) {}
  }

  @Test func `whoever looks is told when it is over`() async throws {
    let room = try room("Words.\n")
    let signals = await room.signals()
    let end = Task { for await _ in signals {} }
    _ = await room.visit(within: .seconds(20))
    await room.close()
    await end.value
    for await _ in await room.signals() { Issue.record("a closed room tells nothing") }
  }

  @Test func `of many templates those left longest ago are given up`() async throws {
    let hub = PreviewHub(options, mostRooms: 2)
    for number in 0..<4 {
      let path = try folder.write("Words.\n", to: "\(number).md")
      _ = await (try await hub.room(path)).visit(within: .seconds(20))
    }
    #expect(await hub.open(folder.path + "/0.md") == nil)
    #expect(await hub.open(folder.path + "/1.md") == nil)
    #expect(await hub.open(folder.path + "/3.md") != nil)
    await hub.close()
    #expect(await hub.open(folder.path + "/3.md") == nil)
    await #expect(throws: CancellationError.self) { try await hub.room(folder.path + "/3.md") }
  }

  @Test func `a mistake is shown with its place, its line, a caret and a hint`() async throws {
    let room = try room(
      "```{load ab}\npath: none.csv\n```\n\n```{sql b}\nFROM \"<i>\" JOIN abc\n```\n"
    )
    let scene = await room.visit(within: .seconds(20))
    #expect(scene.preview?.state == .kept)
    let panel = ProblemPanel(
      template: room.template,
      preview: scene.preview,
      words: Words(.korean)
    )
    let html = try #require(panel.node()).html
    #expect(html.contains("오류"))
    #expect(html.contains("page.md:6:6") && html.contains("page.md:6:17"))
    #expect(html.contains("href=\"\(Address.source(room.template, line: 6))\""))
    #expect(html.contains("\n      |      ^"))
    #expect(html.contains("도움말: did you mean 'ab'?"))
    #expect(!html.contains("<i>"))
    await room.close()
  }
}
