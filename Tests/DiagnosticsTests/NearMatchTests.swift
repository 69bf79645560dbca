import Diagnostics
import Testing

@Suite struct NearMatchTests {
  @Test(arguments: [
    ("montly", "monthly"), ("Monthly", "monthly"), ("mnothly", "monthly"), ("monthlly", "monthly"),
    ("이룸", "이름"), ("studens", "students"),
  ])
  func `a misspelt name finds its neighbour`(_ wrong: String, _ right: String) {
    #expect(NearMatch.of(wrong, in: ["revenue", "monthly", "students", "이름"]) == right)
  }

  @Test(arguments: ["x", "week", "", "monday", "학생"])
  func `a name that is far from all finds none`(_ wrong: String) {
    #expect(NearMatch.of(wrong, in: ["revenue", "monthly", "students"]) == nil)
  }

  @Test func `of equally near names the first in the alphabet is taken`() {
    #expect(NearMatch.of("bat", in: ["rat", "cat", "hat"]) == "cat")
    #expect(NearMatch.of("bat", in: ["hat", "cat", "rat"]) == "cat")
  }

  @Test func `the name itself is not its own neighbour`() {
    #expect(NearMatch.of("cat", in: ["cat"]) == nil)
    #expect(NearMatch.of("cat", in: [String]()) == nil)
  }

  @Test func `a hint asks, or lists the choices, or is nothing`() {
    #expect(
      NearMatch.hint("montly", in: ["monthly"], kind: "tables") == "did you mean 'monthly'?"
    )
    #expect(NearMatch.hint("zzz", in: ["b", "a", "b"], kind: "tables") == "tables: a, b")
    #expect(NearMatch.hint("zzz", in: [String](), kind: "tables") == nil)
  }

  @Test func `a long list of choices is cut and counted`() {
    let names = (10..<30).map { "column\($0)" }
    #expect(
      NearMatch.hint("zzz", in: names, kind: "columns")
        == "columns: column10, column11, column12, column13, column14, column15, column16, "
        + "column17, column18, column19, column20, column21, … (20 in all)"
    )
  }
}
