import Diagnostics
import Testing

@testable import Pipeline

@Suite struct GraphTests {
  private func build(_ steps: [Step]) -> (graph: Graph, diagnostics: [String]) {
    var diagnostics: [Diagnostic] = []
    let graph = Graph(steps, diagnostics: &diagnostics)
    return (graph, diagnostics.map { DiagnosticPrinter().text($0) })
  }

  private func ids(_ steps: [Step]) -> String { steps.map(\.id).joined(separator: " ") }

  @Test func `steps stand in file order where nothing else decides`() {
    let (graph, diagnostics) = build([
      sql("d", "", reads: ["c"]), sql("a", ""), sql("c", "", reads: ["a", "b"]), sql("b", ""),
      sql("e", ""),
    ])
    #expect(diagnostics == [])
    #expect(ids(graph.steps) == "a b c d e")
  }

  @Test func `downstream and upstream go through others`() {
    let (graph, _) = build([
      sql("a", ""), sql("b", "", reads: ["a"]), sql("c", "", reads: ["b"]), sql("x", ""),
      sql("d", "", after: ["c"]),
    ])
    #expect(ids(graph.steps(downstreamOf: "a")) == "b c d")
    #expect(ids(graph.steps(upstreamOf: "d")) == "a b c")
    #expect(ids(graph.steps(downstreamOf: "x")) == "")
    #expect(ids(graph.steps(downstreamOf: "none")) == "")
  }

  @Test func `tables are found by name without regard to case`() {
    let (graph, diagnostics) = build([
      produce("academy", provides: ["academy.Students", "academy.courses"]) { _ in },
      sql("m", "", reads: ["ACADEMY.students"]),
    ])
    #expect(diagnostics == [])
    #expect(ids(graph.steps(downstreamOf: "academy")) == "m")
    #expect(graph.step(providing: "Academy.Courses")?.id == "academy")
    #expect(graph["m"]?.kind == "sql")
  }

  @Test func `a doubled label is pointed at where it comes second`() {
    #expect(
      build([sql("monthly", ""), sql("monthly", "")]).diagnostics == [
        """
        report.md:1:1: error: the label 'monthly' is used twice [doubled-label]
            1 | monthly
              | ^~~~~~~ it is first used at report.md:1
        """
      ]
    )
  }

  @Test func `two steps cannot make one table`() {
    let (_, diagnostics) = build([
      sql("a", ""), produce("other", provides: ["A"]) { _ in },
    ])
    #expect(
      diagnostics == [
        """
        report.md:1:1: error: two steps make a table 'A' [doubled-table]
            1 | other
              | ^~~~~ the first is at report.md:1
        """
      ]
    )
  }

  @Test func `an unknown table comes with a near match`() {
    #expect(
      build([sql("monthly", ""), sql("x", "", reads: ["montly"])]).diagnostics == [
        """
        report.md:1:1: error: no table 'montly' [unknown-table]
            1 | montly
              | ^~~~~~ did you mean 'monthly'?
        """
      ]
    )
  }

  @Test func `a group read as a table lists its tables`() {
    let (_, diagnostics) = build([
      produce("academy", provides: ["academy.students", "academy.courses"]) { _ in },
      sql("x", "", reads: ["academy"]), sql("y", "", after: ["acadmy"]),
    ])
    #expect(
      diagnostics == [
        """
        report.md:1:1: error: no table 'academy' [unknown-table]
            1 | academy
              | ^~~~~~~ it is a group; its tables: academy.courses, academy.students
        """,
        """
        report.md:1:1: error: no step 'acadmy' [unknown-step]
            1 | acadmy
              | ^~~~~~ did you mean 'academy'?
        """,
      ]
    )
  }

  @Test func `a circle is named step by step`() {
    let (graph, diagnostics) = build([
      sql("z", ""), sql("b", "", reads: ["c"]), sql("c", "", reads: ["a"]),
      sql("a", "", reads: ["b", "z"]), sql("after", "", reads: ["a"]),
    ])
    #expect(
      diagnostics == [
        """
        report.md:1:1: error: steps read each other in a circle: b → c → a → b [cycle]
            1 | c
              | ^ break the circle at one of these steps
        """
      ]
    )
    #expect(graph.steps.count == 5)
  }

  @Test func `every circle is reported once`() {
    let (_, diagnostics) = build([
      sql("a", "", reads: ["b"]), sql("b", "", reads: ["a"]), sql("self", "", reads: ["self"]),
      sql("c", "", reads: ["d", "a"]), sql("d", "", reads: ["c"]),
    ])
    #expect(
      diagnostics.map { $0.split(separator: "\n")[0] } == [
        "report.md:1:1: error: steps read each other in a circle: a → b → a [cycle]",
        "report.md:1:1: error: 'self' reads its own result [cycle]",
        "report.md:1:1: error: steps read each other in a circle: c → d → c [cycle]",
      ]
    )
  }

  @Test func `five thousand steps are ordered at once`() {
    let steps = (0..<5_000).map { sql("s\($0)", "", reads: $0 == 0 ? [] : ["s\($0 - 1)"]) }
    let (graph, diagnostics) = build(steps.reversed())
    #expect(diagnostics == [])
    #expect(graph.steps.first?.id == "s0" && graph.steps.last?.id == "s4999")
  }
}
