import Tables
import Testing

@testable import Simulation

/// The table of students against the formulas of the academy, which stand here once more.
struct AcademyStudentTests {
  struct Grade: Sendable {
    let name: String
    let weight: Double
    let alpha: Double
    let beta: Double
    let courses: [Double]
    let satisfaction: [Double]
    let interest: [Double]
    let lambda: Double
    let extra: Double
    let factor: Double
  }

  static let grades = [
    Grade(
      name: "A",
      weight: 8.1,
      alpha: 20,
      beta: 5,
      courses: [0, 1],
      satisfaction: [0, 1, 2],
      interest: [3, 4, 5],
      lambda: 30,
      extra: 5,
      factor: 0.95
    ),
    Grade(
      name: "B",
      weight: 14.1,
      alpha: 13,
      beta: 5,
      courses: [1, 2, 3],
      satisfaction: [1, 2, 3],
      interest: [4, 3, 2],
      lambda: 20,
      extra: 1,
      factor: 1.2
    ),
    Grade(
      name: "C",
      weight: 23.4,
      alpha: 10,
      beta: 7,
      courses: [0, 1, 2],
      satisfaction: [2, 3, 4],
      interest: [3, 2, 1],
      lambda: 10,
      extra: 1,
      factor: 2.5
    ),
    Grade(
      name: "D",
      weight: 40.1,
      alpha: 5,
      beta: 7,
      courses: [0, 1],
      satisfaction: [0, 1, 2],
      interest: [0, 1, 2],
      lambda: 2,
      extra: 1,
      factor: 0.6
    ),
    Grade(
      name: "E",
      weight: 50.4,
      alpha: 4,
      beta: 10,
      courses: [0, 1],
      satisfaction: [0, 1, 2],
      interest: [1, 0, 2],
      lambda: 1,
      extra: 1,
      factor: 0.2
    ),
  ]

  @Test
  func `100,000 students have the grades, hours, prizes and opinions of the formulas`() throws {
    let rows = try AcademyRows(madeAcademy("students: 100000"), "students", students: 100_000)
    let grades = try rows.texts("grade")
    expectShares(grades, Dictionary(uniqueKeysWithValues: Self.grades.map { ($0.name, $0.weight) }))
    let weekly = try rows.numbers("weekly_study_hours")
    let courses = try rows.numbers("off_line_numbers")
    let satisfaction = try rows.numbers("satisfaction_last")
    let interest = try rows.numbers("no_interest")
    let prizes = try rows.numbers("no_prizes")
    let competitions = try rows.numbers("no_competitions")
    for grade in Self.grades {
      let places = grades.indices.filter { grades[$0] == grade.name }
      func of(_ values: [Double]) -> [Double] { places.map { values[$0] } }
      let sum = grade.alpha + grade.beta
      let variance = 1e4 * grade.alpha * grade.beta / (sum * sum * (sum + 1))
      expectMean(of(weekly), 100 * grade.alpha / sum, deviation: variance.squareRoot())
      // The relative error of a variance is about √(2 / n) for laws near the normal one.
      let bound = 4.5 * (2 / Double(places.count)).squareRoot()
      #expect(abs(of(weekly).variance / variance - 1) < bound)
      expectShares(of(courses), Dictionary(uniqueKeysWithValues: grade.courses.map { ($0, 1) }))
      expectShares(
        of(satisfaction),
        Dictionary(uniqueKeysWithValues: zip(grade.satisfaction, [0.45, 0.35, 0.2]))
      )
      expectShares(
        of(interest),
        Dictionary(uniqueKeysWithValues: zip(grade.interest, [0.2, 0.6, 0.2]))
      )
      let spread = grade.lambda + (grade.extra * grade.extra - 1) / 12
      expectMean(
        of(prizes),
        grade.lambda + (grade.extra - 1) / 2,
        deviation: spread.squareRoot()
      )
      #expect(abs(of(prizes).variance / spread - 1) < bound * 1.5)
      for (won, entered) in zip(of(prizes), of(competitions)) {
        let least = (grade.factor * won).rounded(.up)
        #expect(entered == (least < won ? least + 2 : least))
      }
    }
  }

  @Test
  func `Daily hours, online courses, ages, sexes and registrations are as the formulas say`() throws
  {
    let rows = try AcademyRows(madeAcademy(), "students", students: 30_000)
    let weekly = try rows.numbers("weekly_study_hours")
    let daily = try rows.numbers("daily_study_hours")
    let rest = zip(weekly, daily).map { $1 - $0 / 7 }
    expectMean(rest, 0.5, deviation: (1.0 / 12).squareRoot())
    #expect(rest.allSatisfy { $0 >= -0.006 && $0 <= 1.006 })
    for hours in weekly + daily { #expect((hours * 100).rounded() / 100 == hours) }
    expectShares(try rows.numbers("is_online"), [1: 0.3, 0: 0.7])
    expectShares(try rows.numbers("age"), [14: 1, 15: 1, 16: 1, 17: 1, 18: 1])
    expectShares(try rows.texts("sex"), ["F": 1, "M": 1])
    // 2022-03-01 is day 19052.
    let registered = try rows.minutes("register_date")
    expectShares(registered.map { $0 / 1_440 }, dictionary(19_052..<19_052 + 29))
    expectShares(registered.map { $0 % 1_440 / 60 }, dictionary(0..<24))
    expectShares(registered.map { $0 % 60 }, dictionary(0..<60))
  }

  private func dictionary(_ range: Range<Int>) -> [Int: Double] {
    Dictionary(uniqueKeysWithValues: range.map { ($0, 1) })
  }

  @Test
  func `Names, addresses and mail follow the locale`() throws {
    func isKorean(_ text: String) -> Bool {
      text.unicodeScalars.contains { ("가"..."힣").contains($0) }
    }
    let korean = try AcademyRows(madeAcademy("locale: ko"), "students", students: 500)
    for column in ["name", "address"] {
      #expect(try korean.texts(column).allSatisfy(isKorean))
    }
    let english = try AcademyRows(madeAcademy("locale: en"), "students", students: 500)
    for column in ["name", "address"] {
      #expect(try !english.texts(column).contains(where: isKorean))
    }
    let mixed = try AcademyRows(madeAcademy(), "students", students: 6_000)
    expectShares(try mixed.texts("name").map(isKorean), [true: 1, false: 1])
    #expect(try mixed.texts("name").map(isKorean) == mixed.texts("address").map(isKorean))
    for (id, mail) in zip(try mixed.texts("user_id"), try mixed.texts("mail")) {
      #expect(mail.hasPrefix(id + "@") && mail.drop { $0 != "@" }.contains("."))
    }
    for place in try mixed.texts("location") {
      let degrees = place.split(separator: "|").compactMap { Double($0) }
      #expect(degrees.count == 2 && abs(degrees[0]) <= 90 && abs(degrees[1]) <= 180)
    }
  }

  @Test
  func `The period of registration is that of the options`() throws {
    let rows = try AcademyRows(
      madeAcademy("{from: 2024-02-28, to: 2024-03-01}"),
      "students",
      students: 2_000
    )
    // 2024-02-28 is day 19781, and the year has a 29 February.
    #expect(Set(try rows.minutes("register_date").map { $0 / 1_440 }) == [19_781, 19_782, 19_783])
  }
}
