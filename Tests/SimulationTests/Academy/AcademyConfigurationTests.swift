import Diagnostics
import Options
import Tables
import Testing

@testable import Simulation

struct AcademyConfigurationTests {
  /// What is wrong with a file, one line each.
  private static func problems(_ file: String, options: String = "{}") throws -> [String] {
    var diagnostics: [Diagnostic] = []
    let configuration = try AcademyConfiguration(
      options: academyNode(options, name: "report.md"),
      file: academyNode(file),
      diagnostics: &diagnostics
    )
    #expect((configuration == nil) == !diagnostics.isEmpty)
    return diagnostics.map { diagnostic in
      let place = diagnostic.span.map { "\($0.file.name):\($0.start.line):\($0.start.column): " }
      let hint = diagnostic.hint.map { " (\($0))" } ?? ""
      return "\(place ?? "")\(diagnostic.message) [\(diagnostic.code)]\(hint)"
    }
  }

  @Test
  func `The default is good, and is a file of one's own as well`() throws {
    #expect(try Self.problems("{}") == [])
    #expect(try Self.problems(AcademyConfiguration.defaultText) == [])
  }

  @Test
  func `Three layers: the default, a file, the options`() throws {
    let file = """
      students: 70
      seed: 9
      grades:
        A: {weight: 0}
        E: {attendance: {during: 0.6}}
      actions: {kinds: {view: 1}}
      """
    let configuration = try madeAcademy("{students: 80, locale: en}", file: file).configuration
    #expect(configuration.students == 80)
    #expect(configuration.seed == 9)
    #expect(configuration.locale == .english)
    #expect(configuration.period == 30)
    #expect(configuration.grades.weights == [0, 14.1, 23.4, 40.1, 50.4])
    #expect(configuration.grades.outcomes[4].attendance.during == 0.6)
    #expect(configuration.grades.outcomes[4].attendance.after == 0.6)
    #expect(configuration.grades.outcomes[4].hours.alpha == 4)
    #expect(configuration.actions.kinds.outcomes == [.view])
  }

  @Test
  func `A file may be JSON`() throws {
    let json =
      #"{"errors": 0.5, "grades": {"A": {"hours": [2, 3]}}, "logins": {"devices": {"tv": 1}}}"#
    let file = SourceFile(name: "my.json", text: json)
    var diagnostics: [Diagnostic] = []
    let node = OptionNode.parse(json: file, diagnostics: &diagnostics)
    let configuration = try #require(
      AcademyConfiguration(options: nil, file: node, diagnostics: &diagnostics)
    )
    #expect(diagnostics.isEmpty)
    #expect(configuration.errorShare == 0.5)
    #expect(configuration.grades.outcomes[0].hours == (2, 3))
    let batch = try Academy(configuration).rows(of: 2, units: 0..<1)
    #expect(batch.columns[3].string(at: 0) == "tv")
  }

  @Test
  func `Blocks of each table are some hundreds of kilobytes`() throws {
    let academy = try madeAcademy()
    for (place, table) in academy.tables.enumerated() {
      let batch = try academy.rows(of: place, units: 0..<table.unitsInBlock)
      let bytes = batch.columns.indices.reduce(0) { sum, column in
        let texts = (0..<batch.rowCount).reduce(0) {
          $0 + (batch.columns[column].string(at: $1)?.utf8.count ?? 8)
        }
        return sum + texts
      }
      #expect((150_000...800_000).contains(bytes), "\(table.name): \(bytes)")
      #expect(table.unitCount == 100_000)
    }
  }

  @Test
  func `A directive's other options are none of the configuration's business`() throws {
    #expect(try Self.problems("{}", options: "{caption: Students, table: logins, seed: 4}") == [])
  }

  @Test
  func `The end of registration is a number of days or a last day`() throws {
    #expect(try madeAcademy("to: 2022-03-31").configuration.registrationDays == 31)
    #expect(try madeAcademy("days: 3", file: "to: 2022-03-31").configuration.registrationDays == 3)
    #expect(try madeAcademy("to: 2022-03-01", file: "days: 9").configuration.registrationDays == 1)
    #expect(
      try Self.problems("{}", options: "{to: 2022-03-31, days: 4}") == [
        "report.md:1:6: 'days' and 'to' both say when registration ends [given-twice] "
          + "(leave one of them out)"
      ]
    )
    #expect(
      try Self.problems("to: 2022-02-28") == [
        "my.yaml:1:5: 'to' lies before 'from' [out-of-range]"
      ]
    )
    #expect(
      try Self.problems("from: 2022-02-29") == [
        "my.yaml:1:7: '2022-02-29' is no day [not-a-day] (write 'from' as in 2022-03-01)"
      ]
    )
  }

  @Test
  func `A value that waits passes for any good one`() throws {
    #expect(
      try Self.problems("{}", options: "{students: '{{ params.n }}', errors: '{{ params.e }}'}")
        == []
    )
  }

  static let wrong: [(file: String, problem: String)] = [
    (
      "studnets: 5",
      "my.yaml:1:1: the academy's configuration has no option 'studnets' [unknown-option] "
        + "(did you mean 'students'?)"
    ),
    ("students: 0", "my.yaml:1:11: 'students' must lie between 1 and 10000000000 [out-of-range]"),
    (
      "errors: 1.5", "my.yaml:1:9: 'errors' must be a share between 0 and 1, not 1.5 [out-of-range]"
    ),
    (
      "errors: -0.1",
      "my.yaml:1:9: 'errors' must be a share between 0 and 1, not -0.1 [out-of-range]"
    ),
    (
      "locale: kr",
      "my.yaml:1:9: 'kr' is not a value of 'locale' [unknown-choice] (did you mean 'ko'?)"
    ),
    (
      "event: never",
      "my.yaml:1:8: 'never' is not a value of 'event' [unknown-choice] (choices: after, during)"
    ),
    (
      "logins: {devices: {web: 0, app: 0}}",
      "my.yaml:1:19: all weights of 'devices' are 0, so nothing can be drawn [no-weight] "
        + "(make one of them positive)"
    ),
    (
      "logins: {devices: {web: -1, app: 2}}",
      "my.yaml:1:25: the weight of 'web' in 'devices' is negative [negative-weight] (0 leaves it out)"
    ),
    (
      "logins: {devices: {}}",
      "my.yaml:1:19: 'devices' is empty [empty-list] (give at least one word with its weight)"
    ),
    (
      "logins: {devices: web}",
      "my.yaml:1:19: 'devices' must be words with their weights, not text [wrong-type]"
    ),
    (
      "logins: {first: [22, 17]}",
      "my.yaml:1:17: 'first' ends before it begins [out-of-range] (write the smaller number first)"
    ),
    (
      "satisfaction: [0, 0, 0]",
      "my.yaml:1:15: all weights of 'satisfaction' are 0, so nothing can be drawn [no-weight] "
        + "(make one of them positive)"
    ),
    (
      "grades: {A: {satisfaction: [1, 2]}}",
      "my.yaml:1:28: 'satisfaction' of grade 'A' has 2 numbers, and 'satisfaction' above has 3 weights "
        + "[weights-differ] (give one number for each weight)"
    ),
    (
      "grades: {A: {courses: []}}",
      "my.yaml:1:23: 'courses' is empty [empty-list] (give at least one number)"
    ),
    (
      "grades: {A: {hours: [0, 5]}}",
      "my.yaml:1:22: 'hours' must be between 0.001 and 1000000, not 0 [out-of-range]"
    ),
    (
      "grades: {A: {wieght: 3}}",
      "my.yaml:1:14: grade 'A' has no option 'wieght' [unknown-option] (did you mean 'weight'?)"
    ),
    (
      "grades: {A: {minutes: {low: {0.95: 1}}}}",
      "my.yaml:1:30: 'low' must be between 0 and 0.9, not '0.95' [out-of-range]"
    ),
    (
      "grades: {A: {minutes: {scale: 0}}}",
      "my.yaml:1:31: 'scale' must be between 0.01 and 1000, not 0 [out-of-range]"
    ),
    (
      "grades: {A: {prizes: {mean: -2}}}",
      "my.yaml:1:29: 'mean' must be between 0 and 1000, not -2 [out-of-range]"
    ),
    (
      "grades: {A: {attendance: {during: 1.2}}}",
      "my.yaml:1:35: 'during' must be a share between 0 and 1, not 1.2 [out-of-range]"
    ),
    (
      "grades: {A: {weight: 0}, B: {weight: 0}, C: {weight: 0}, D: {weight: 0}, E: {weight: 0}}",
      "my.yaml:1:9: all weights of 'grades' are 0, so nothing can be drawn [no-weight] "
        + "(make one of them positive)"
    ),
    (
      "subjects: {mt: {prices: []}}",
      "my.yaml:1:25: subject 'mt' has products without a price [no-price] "
        + "(give each course its price, as in [105000, 200000])"
    ),
    (
      "subjects: {mt: {prices: [1000, ~]}}",
      "my.yaml:1:25: subject 'mt' has products without a price [no-price] "
        + "(give each course its price, as in [105000, 200000])"
    ),
    (
      "subjects: {ph: {letter: f, prices: [1000]}}",
      "my.yaml:1:16: subject 'ph' needs the option 'weight' [missing-option] "
        + "(add a line 'weight: …')"
    ),
    (
      "actions: {kinds: {add_crat: 1}}",
      "my.yaml:1:19: 'add_crat' is none of 'kinds' [unknown-choice] (did you mean 'add_cart'?)"
    ),
    (
      "actions: {products: {28: 1}}",
      "my.yaml:1:22: an action cannot name 28 products, as there are 27 [too-few-products]"
    ),
    (
      "people: 3",
      "my.yaml:1:9: 'people' of the academy's configuration takes 'key: value' lines, not a number [wrong-type]"
    ),
  ]

  @Test(arguments: wrong)
  func `What is wrong is told with its place and what to do`(file: String, problem: String) throws {
    #expect(try Self.problems(file) == [problem])
  }

  @Test
  func `Everything wrong is told at once`() throws {
    let problems = try Self.problems("{errors: 2, locale: fr, logins: {pause: [5]}}")
    #expect(
      problems == [
        "my.yaml:1:21: 'fr' is not a value of 'locale' [unknown-choice] (choices: en, ko, mixed)",
        "my.yaml:1:10: 'errors' must be a share between 0 and 1, not 2 [out-of-range]",
        "my.yaml:1:41: 'pause' must be a list of two numbers, not a list [wrong-type]",
      ]
    )
  }
}
