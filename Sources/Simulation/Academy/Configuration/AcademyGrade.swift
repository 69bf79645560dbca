import Diagnostics
import Options

/// What students of one grade have in common: a row of the tables in `academy.yaml`.
struct AcademyGrade: Sendable {
  let name: String
  let weight: Double
  /// α and β of the weekly study hours.
  let hours: (alpha: Double, beta: Double)
  let courses: [Int]
  let satisfaction: [Int]
  let interest: [Int]
  /// The mean of the Poisson part of a student's prizes.
  let prizeMean: Double
  /// How many numbers from 0 on may be added to it.
  let prizeExtra: Int
  let competitionFactor: Double
  let minutes: LoginMinutes
  let attendance: (during: Double, after: Double)
  let frequency: Int
}

extension AcademyGrade {
  init(_ name: String, _ reader: inout FigureReader) {
    self.name = name
    weight = reader.number("weight", in: 0...1e100, "0 or more")
    let hours = reader.numbers("hours", in: 1e-3...1e6, "between 0.001 and 1000000")
    if hours.count != 2, let node = reader.node("hours"), case .sequence = node.content {
      reader.complain(.wrongFigure("hours", "the two numbers α and β", node))
    }
    self.hours = (hours[0], hours[hours.count - 1])
    courses = reader.integers("courses", in: -128...127)
    satisfaction = reader.integers("satisfaction", in: -128...127)
    interest = reader.integers("interest", in: -128...127)
    (prizeMean, prizeExtra) = reader.section("prizes") { prizes in
      (
        prizes.number("mean", in: 0...1_000, "between 0 and 1000"),
        prizes.integer("extra", in: 1...1_000)
      )
    }
    competitionFactor = reader.number("competitions", in: 0...10, "between 0 and 10")
    minutes = reader.section("minutes") { LoginMinutes(&$0) }
    attendance = reader.section("attendance") { ($0.share("during"), $0.share("after")) }
    frequency = reader.integer("frequency", in: 0...1_000)
  }
}
