import Foundation
import Testing

/// The first minutes with the program: help, a first template, a look at what happened.
@Suite struct `The command line` {
  @Test(arguments: [
    [], ["render"], ["check"], ["runs"], ["runs", "list"], ["runs", "show"],
    ["runs", "diff"], ["new"], ["doctor"], ["run"], ["export"], ["export", "airflow"], ["serve"],
  ])
  func `explains every command and every option`(command: [String]) async throws {
    let place = try Workplace()
    let outcome = try await place.quire(command + ["--help"])
    #expect(outcome.code == 0)
    #expect(outcome.output.hasPrefix("OVERVIEW: "))
    // An option without help stands alone, or is followed by its default in brackets.
    let options =
      "\n"
      + (outcome.output.components(separatedBy: "OPTIONS:\n").last ?? "")
      .components(separatedBy: "\n\n")[0]
    let entries = options.components(separatedBy: "\n  -").dropFirst()
    #expect(!entries.isEmpty)
    for entry in entries {
      let parts = entry.split(separator: #/\s{2,}/#, maxSplits: 1)
      let help = parts.count == 2 ? parts[1] : ""
      #expect(help.first?.isUppercase ?? false, "no help: -\(entry)")
    }
  }

  @Test(arguments: [
    ["nonsense"], ["render"], ["render", "a.md", "--format", "pdf"], ["new", "a/b"],
    ["render", "a.md", "--threads", "0"], ["render", "a.md", "--events", "xml"],
    ["runs", "list", "-n", "x"], ["runs", "diff", "a", "--template", "b"],
    ["runs", "diff", "--format", "pdf"], ["serve", "-o", "s3://team/reports"],
    ["export", "airflow", "a.md", "--command", "quire 'a"],
    ["export", "airflow", "a.md", "--command", "nice quire", "--program", "quire"],
  ])
  func `ends with 64 when it is used wrongly`(arguments: [String]) async throws {
    let outcome = try await Workplace().quire(arguments)
    #expect(outcome.code == 64)
    #expect(outcome.errors.hasPrefix("Error: "))
    #expect(outcome.output.isEmpty)
  }

  @Test func `writes a first template that checks and renders`() async throws {
    let place = try Workplace()
    let made = try await place.quire("new", "sales")
    #expect(made.lines == ["sales.md", "sales-sales.csv"])
    #expect(made.errors == "render it: quire render sales.md\n")
    let checked = try await place.quire("check", "sales.md")
    #expect(checked.code == 0 && checked.errors.isEmpty, "\(checked.errors)")
    #expect(checked.lines == ["sales.md: fine"])
    let rendered = try await place.quire("render", "sales.md", "--strict")
    #expect(rendered.code == 0, "\(rendered.errors)")
    #expect(rendered.lines == ["reports/sales.html"])
    #expect(rendered.errors.contains("8 steps ran; 4 checks passed ("))
    let page = try place.read("reports/sales.html")
    for text in ["<!DOCTYPE html>", "Sales by region", "<svg", "<table", "8,357.00"] {
      #expect(page.contains(text), "the page has no \(text)")
    }
    let again = try await place.quire("new", "sales")
    #expect(again.code == 1)
    #expect(again.errors == "Error: 'sales.md' is there already, and is left as it is\n")
  }

  @Test func `runs the examples of its own help`() async throws {
    let place = try Workplace()
    _ = try await place.quire("new", "sales")
    var examples: [String] = []
    for command in [[], ["render"], ["check"], ["runs"]] {
      let help = try await place.quire(command + ["--help"]).output
      examples += help.split(separator: "\n").filter { $0.hasPrefix("  quire ") }
        .compactMap { $0.dropFirst(2).components(separatedBy: "  ").first }
    }
    #expect(examples.count >= 8)
    for example in examples where !example.contains("quire new") {
      let outcome = try await place.shell(example)
      #expect(outcome.code == 0, "\(example): \(outcome.errors)")
    }
  }

  @Test func `lists runs and shows them as text and as JSON`() async throws {
    let place = try Workplace()
    let none = try await place.quire("runs", "list")
    #expect(none.code == 0 && none.output.isEmpty && none.errors == "no runs yet in .quire/runs\n")
    #expect(try await place.quire("runs", "show").code == 1)
    _ = try await place.quire("new", "sales")
    _ = try await place.quire("render", "sales.md")
    _ = try await place.quire("render", "sales.md", "-P", "from=2025-02-01")
    let list = try await place.quire("runs")
    #expect(list.lines.count == 3 && list.lines[0].hasPrefix("RUN "))
    #expect(list.lines[1].contains("3 of 8") && list.lines[2].contains("8 of 8"))
    let id = try #require(list.lines[2].split(separator: " ").first.map(String.init))
    let shown = try await place.quire("runs", "show", id)
    #expect(shown.output.contains("sales-sales.csv  236 bytes  sha256 "))
    #expect(shown.output.contains("  passed  day is never null"))

    let json = try await place.quire("runs", "show", id, "--json").object()
    let steps = try #require(json["steps"] as? [[String: Any]])
    let files = try #require(steps.first?["files"] as? [[String: Any]])
    #expect(files.first?["path"] as? String == "sales-sales.csv")
    #expect(files.first?["bytes"] as? Int == 236)
    #expect((files.first?["sha256"] as? String)?.count == 64)
    #expect(try await place.quire("runs", "list", "--json", "-n", "1").array().count == 1)
    let unknown = try await place.quire("runs", "show", "9")
    #expect(unknown.errors == "Error: no run '9'; 'quire runs list' shows the runs there are\n")
  }

  @Test func `says whether the machine has what it needs`() async throws {
    let outcome = try await Workplace().quire("doctor")
    #expect(outcome.code == 0)
    #expect(outcome.lines.allSatisfy { $0.hasPrefix("✓ ") })
    #expect(outcome.output.contains("✓ engine: duckdb v"))
    #expect(outcome.output.contains("✓ boosted trees: LightGBM, "))
    #expect(outcome.output.contains("✓ linear algebra: OpenBLAS, "))
    let place = try Workplace()
    let without = try await place.shell("QUIRE_DUCKDB=/none/duckdb.so quire doctor")
    #expect(without.code == 1)
    #expect(without.lines[0].hasPrefix("✗ engine: cannot load /none/duckdb.so, the path in $QUIRE"))
    _ = try await place.quire("new", "sales")
    let render = try await place.shell("QUIRE_DUCKDB=/none/duckdb.so quire render sales.md")
    #expect(render.code == 1 && !place.exists("reports"))
    #expect(render.errors.hasPrefix("error: cannot open the engine: cannot load /none/duckdb.so"))
  }
}
