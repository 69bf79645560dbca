import Diagnostics
import Foundation
import Reporting
import Testing

@Suite("A preview") struct PreviewSessionTests {
  @Test(arguments: [1, 2, 3])
  func `has the bytes and the complaints of a render, whatever was edited before`(
    seed: UInt64
  ) async throws {
    try await Fixture.inTemporaryFolder { folder in
      let bench = try PreviewBench(folder)
      var random = Steps(state: seed)
      var blocks = Array(PreviewBench.blocks[11..<13])
      var head = PreviewBench.heads[1]
      var last: [UInt8]?
      var seen: [Preview.State: Int] = [:]
      for number in 1...45 {
        switch Int.random(in: 0..<14, using: &random) {
        case 0: head = PreviewBench.heads.randomElement(using: &random) ?? ""
        case 1: try bench.write("a.csv", PreviewBench.data.randomElement(using: &random) ?? "")
        case 2: try bench.write("part.md", PreviewBench.parts.randomElement(using: &random) ?? "")
        case 3:
          try bench.write("dot.svg", PreviewBench.pictures.randomElement(using: &random) ?? "")
        case 4:
          try bench.write("extra.json", PreviewBench.extras.randomElement(using: &random) ?? "")
        case 5, 6, 7:
          if blocks.count > 3 {
            blocks.remove(at: Int.random(in: 2..<blocks.count, using: &random))
          }
        case 8: blocks.shuffle(using: &random)
        default:
          let place = Int.random(in: 0...blocks.count, using: &random)
          blocks.insert(PreviewBench.blocks.randomElement(using: &random) ?? "", at: place)
        }
        // From time to time the author puts all to rights.
        if number % 15 == 0 {
          blocks = Array(PreviewBench.blocks[11..<13] + PreviewBench.blocks[16...20])
        }
        let template = head + blocks.joined(separator: "\n")
        try bench.write("page.md", template)
        let preview = await bench.session.make()
        let (page, diagnostics) = try await bench.rendered()
        seen[preview.state, default: 0] += 1
        #expect(preview.state == (page == nil ? .kept : .made), "\(template)")
        #expect(bench.text(preview.diagnostics) == bench.text(diagnostics), "\(template)")
        let isSame = preview.page == page ?? last
        #expect(isSame, "after \(number) edits:\n\(template)")
        last = page ?? last
      }
      #expect(seen[.made, default: 0] > 8 && seen[.kept, default: 0] > 4, "\(seen)")
    }
  }

  @Test func `keeps the last page while the template is broken`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let bench = try PreviewBench(folder)
      try bench.write("page.md", "Fine.\n")
      let first = await bench.session.make()
      #expect(first.state == .made)
      try bench.write("page.md", "Fine.\n\n```{sql x}\nFROM nobody\n```\n")
      let second = await bench.session.make()
      #expect(second.state == .kept && second.page == first.page)
      #expect(second.diagnostics.map(\.code) == ["unknown-table"])
      #expect(bench.text(second.diagnostics).contains("page.md:4:6"))
      try FileManager.default.removeItem(atPath: "\(folder)/page.md")
      let third = await bench.session.make()
      #expect(third.state == .kept && third.page == first.page)
      #expect(third.diagnostics.map(\.code) == ["cannot-read"])
      try bench.write("page.md", "Fine.\n")
      let fourth = await bench.session.make()
      #expect(fourth.state == .made && fourth.page == first.page && fourth.diagnostics.isEmpty)
    }
  }

  @Test func `shows a failed step where its result would stand`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let bench = try PreviewBench(folder)
      try bench.write("page.md", PreviewBench.blocks[11] + "\n" + PreviewBench.blocks[14])
      let preview = await bench.session.make()
      #expect(preview.state == .made)
      #expect(preview.diagnostics.contains { $0.message.contains("no such fruit") })
      let page = String(decoding: preview.page ?? [], as: UTF8.self)
      #expect(page.contains("no such fruit"))
    }
  }

  @Test func `knows all files it depends on, also those that are not there`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let bench = try PreviewBench(folder)
      try bench.write("data/one.csv", "a\n1\n")
      try bench.write("part.md", "```{include}\npath: inner.md\n```\n")
      try bench.write("inner.md", "Inner.\n")
      try bench.write(
        "page.md",
        """
        ![A dot](dot.svg)

        ```{include}
        path: part.md
        ```

        ```{load one}
        path: data/*.csv
        ```

        ```{chart}
        data: {url: extra.json}
        mark: point
        encoding: {x: "a:Q", y: "b:Q"}
        ```

        """
      )
      let preview = await bench.session.make()
      #expect(preview.state == .made, "\(preview.diagnostics)")
      #expect(
        bench.names(preview) == ["page.md", "part.md", "inner.md", "data", "dot.svg", "extra.json"]
      )
      try bench.write("part.md", "![None](none.svg)\n\n```{include}\npath: gone.md\n```\n")
      let broken = await bench.session.make()
      #expect(broken.state == .kept)
      #expect(bench.names(broken).isSuperset(of: ["gone.md", "data", "extra.json"]))
    }
  }

  @Test func `leaves no report and no run`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let bench = try PreviewBench(folder)
      try bench.write("page.md", PreviewBench.blocks[11] + "\n" + PreviewBench.blocks[12])
      _ = await bench.session.make()
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(!names.contains("reports"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/state") == ["store"])
    }
  }

  @Test func `stops when it is cancelled, and the next one is right`() async throws {
    try await Fixture.inTemporaryFolder { folder in
      let bench = try PreviewBench(folder)
      let slow = "SELECT sum(sin(a.range)) AS s FROM range(1000000) a, range(1000000) b"
      try bench.write("page.md", "```{sql slow}\n\(slow)\n```\n")
      let task = Task { await bench.session.make() }
      try await Task.sleep(for: .milliseconds(300))
      let start = ContinuousClock.now
      task.cancel()
      let cancelled = await task.value
      #expect(cancelled.state == .cancelled && cancelled.page == nil)
      // Uninterrupted the query takes hours; a loaded machine may take its time to notice.
      #expect(start.duration(to: .now) < .seconds(60))
      try bench.write("page.md", PreviewBench.blocks[11] + "\n" + PreviewBench.blocks[12])
      let preview = await bench.session.make()
      #expect(preview.state == .made)
      #expect(preview.page == (try await bench.rendered().page))
    }
  }
}

/// The numbers of SplitMix64.
private struct Steps: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
