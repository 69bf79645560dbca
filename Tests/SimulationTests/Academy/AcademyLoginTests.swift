import Tables
import Testing

@testable import Simulation

/// The table of logins against the formulas and against the original's records.
///
/// The means of whole minutes were integrated with NumPy from the formula
/// ⌊loc − scale · ln(1 − x)⌋. The academy's own records have A 169.6, B 113.9, C 87.0, D 47.0, E 55.3
/// where an id stands for one student, averaged over logins: all within 2.4 standard errors of
/// these. Averaged over students, and over ids that stand for several students of different grades
/// as well, they have 113.7, 86.9 and 47.1 for B, C and D; that mixture is no grade's.
struct AcademyLoginTests {
  struct Grade: Sendable {
    let name: String
    let mean: Double
    let deviation: Double
    /// The shortest login, and the longest one where x ends below 1.
    let shortest: Double
    let longest: Double
    let frequency: Int
    let during: Double
    let after: Double
    let original: Double
    let originalError: Double
  }

  static let grades = [
    Grade(
      name: "A",
      mean: 170.2605,
      deviation: 31.6834,
      shortest: 128,
      longest: .infinity,
      frequency: 1,
      during: 0.95,
      after: 0.95,
      original: 169.603,
      originalError: 0.462
    ),
    Grade(
      name: "B",
      mean: 114.0516,
      deviation: 18.5120,
      shortest: 94,
      longest: .infinity,
      frequency: 2,
      during: 0.8,
      after: 0.9,
      original: 113.944,
      originalError: 0.170
    ),
    Grade(
      name: "C",
      mean: 87.0999,
      deviation: 21.8813,
      shortest: 67,
      longest: .infinity,
      frequency: 3,
      during: 0.75,
      after: 0.8,
      original: 87.040,
      originalError: 0.160
    ),
    Grade(
      name: "D",
      mean: 46.9042,
      deviation: 4.7609,
      shortest: 40,
      longest: 62,
      frequency: 4,
      during: 0.65,
      after: 0.7,
      original: 46.964,
      originalError: 0.026
    ),
    Grade(
      name: "E",
      mean: 55.2515,
      deviation: 4.3744,
      shortest: 50,
      longest: 72,
      frequency: 5,
      during: 0.5,
      after: 0.6,
      original: 55.250,
      originalError: 0.021
    ),
  ]

  /// The logins of one student.
  struct Student {
    let grade: Int
    let registered: Int
    var days: [[(login: Int, logout: Int, device: String)]] = []
  }

  static func students(_ options: String, count: Int) throws -> [Student] {
    let academy = try madeAcademy(options)
    return try (0..<count).map { index in
      let facts = academy.configuration.student(index)
      let batch = try academy.rows(of: 2, units: index..<index + 1)
      var student = Student(grade: facts.grade, registered: facts.registered)
      let times = (1...2).map { column in
        batch.columns[column].withElements(as: Int64.self) { $0.map { Int($0 / 60_000_000) } } ?? []
      }
      let perDay = Self.grades[facts.grade].frequency + 2
      #expect(batch.rowCount % perDay == 0)
      for row in 0..<batch.rowCount {
        if row % perDay == 0 { student.days.append([]) }
        student.days[student.days.count - 1].append(
          (times[0][row], times[1][row], batch.columns[3].string(at: row) ?? "")
        )
      }
      return student
    }
  }

  @Test
  func `Minutes by grade are those of the formula, and the original's within its error`() throws {
    let students = try Self.students("{}", count: 1_500)
    for (place, grade) in Self.grades.enumerated() {
      let minutes = students.filter { $0.grade == place }
        .flatMap { $0.days.joined().map { Double($0.logout - $0.login) } }
      expectMean(minutes, grade.mean, deviation: grade.deviation)
      #expect(minutes.min() == grade.shortest)
      #expect((minutes.max() ?? 0) <= grade.longest)
      #expect(abs(grade.original - grade.mean) < 2.5 * grade.originalError)
      let table = try madeAcademy().configuration.grades.outcomes[place].minutes
      let mean = table.shares.enumerated().reduce(0.0) {
        $0 + Double($1.offset + table.first) * $1.element
      }
      #expect(abs(mean - grade.mean) < 1e-3)
      #expect(abs(table.shares.reduce(0, +) - 1) < 1e-12)
    }
  }

  @Test
  func `Days begin a day after the registration; logins follow one another as the formulas say`()
    throws
  {
    var starts: [Int] = []
    var pauses: [Int] = []
    var devices: [String] = []
    for student in try Self.students("{}", count: 500) {
      var last = 0
      for day in student.days {
        let offset = day[0].login - student.registered
        let index = (offset - 17 * 60) / 1_440
        #expect(index > last && index <= 30)
        last = index
        starts.append(offset - index * 1_440)
        pauses += zip(day, day.dropFirst()).map { $1.login - $0.logout }
        #expect(Set(day.map(\.device)).count == 1)
        devices.append(day[0].device)
      }
    }
    // From 17:00 to 21:59, had the student registered at midnight.
    expectShares(
      starts.map { $0 / 60 },
      [17: 1, 18: 1, 19: 1, 20: 1, 21: 1]
    )
    expectShares(pauses, Dictionary(uniqueKeysWithValues: (60...89).map { ($0, 1) }))
    expectShares(devices, ["web": 0.3, "app": 0.7])
  }

  /// The number of absent days is ⌈30 · (1 − a)⌉ of 31, a uniform; day 0 has no login to lose.
  @Test(arguments: ["during", "after"])
  func `Attendance lies between a grade's share and the next better one's`(event: String) throws {
    let students = try Self.students("event: \(event)", count: 1_500)
    for (place, grade) in Self.grades.enumerated() {
      let low = event == "during" ? grade.during : grade.after
      let better = Self.grades[max(0, place - 1)]
      let high = place == 0 ? 1 : event == "during" ? better.during : better.after
      let days = students.filter { $0.grade == place }.map { Double($0.days.count) }
      // An absent day is day 0 once in 31 times.
      let absent = (0..<10_000).map { step in
        (30 * (1 - low - (high - low) * (Double(step) + 0.5) / 10_000)).rounded(.up)
      }
      expectMean(days, 30 - absent.mean * 30 / 31, deviation: days.variance.squareRoot() + 0.01)
      #expect((days.min() ?? 0) >= (30 * low).rounded(.down))
      #expect((days.max() ?? 99) <= (30 * high).rounded(.up) + 1)
    }
  }

  /// Days that 376 students of grade E of the original were there: 15 to 20 of 30.
  @Test
  func `Days of attendance are spread as the original's`() throws {
    let days = try Self.students("{}", count: 3_000).filter { $0.grade == 4 }.map(\.days.count)
    let original = [15: 42.0, 16: 78, 17: 92, 18: 89, 19: 53, 20: 22]
    #expect(Set(days) == Set(original.keys))
    // Both are samples: χ² of two of them has 5 degrees of freedom, 20.5 in one case of a thousand.
    let scale = Double(days.count) / 376
    let chi = original.reduce(0.0) { sum, entry in
      let found = Double(days.count { $0 == entry.key })
      let off = found / scale.squareRoot() - entry.value * scale.squareRoot()
      return sum + off * off / (found + entry.value)
    }
    #expect(chi < 20.5)
  }

  @Test
  func `The period of logins is that of the options`() throws {
    for student in try Self.students("period: 7", count: 200) {
      let last = student.days.last.map { ($0[0].login - student.registered) / 1_440 }
      #expect((last ?? 0) <= 7)
    }
    #expect(try Self.students("period: 0", count: 20).allSatisfy(\.days.isEmpty))
  }
}
