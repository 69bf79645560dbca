import Diagnostics
import Options

/// Whose names, addresses and search words a student has.
enum AcademyLocale: String, CaseIterable, Sendable {
  case ko, en
}

/// What students have in common whatever their grade.
struct AcademyPeople: Sendable {
  /// Whether a student is female.
  let isFemale: Odds<Bool>
  /// The locales that students have when they are mixed.
  let mixed: Odds<AcademyLocale>
  let online: Double
  /// An age and its school year.
  let years: [(age: Int, year: String)]
  /// The school years as bytes, placed as `years`.
  let schoolYears: ByteOdds
}

extension AcademyPeople {
  init(_ reader: inout FigureReader) {
    isFemale = reader.odds("sex", known: ["F", "M"]).map { $0.value == "F" }
    mixed = reader.odds("mixed", known: AcademyLocale.allCases.map(\.rawValue))
      .map { AcademyLocale(rawValue: $0.value) ?? .en }
    online = reader.share("online")
    years = Self.years(&reader)
    schoolYears = ByteOdds(Odds(years.map(\.year)))
  }

  private static func years(_ reader: inout FigureReader) -> [(age: Int, year: String)] {
    guard let node = reader.node("years") else { return [(0, "")] }
    guard case .mapping(let entries) = node.content else {
      reader.complain(.wrongFigure("years", "ages with their school years", node))
      return [(0, "")]
    }
    if entries.isEmpty {
      reader.complain(.emptyFigures("years", "age with its school year", at: node.span))
    }
    let years = entries.map { entry in
      if let age = Int(entry.key.value), (0...127).contains(age) {
        return (age: age, year: reader.text(of: entry.node, "years"))
      }
      reader.complain(
        .figureOutOfRange(
          "years",
          "ages between 0 and 127",
          "'\(entry.key.value)'",
          at: entry.key.span
        )
      )
      return (age: 0, year: "")
    }
    return years.isEmpty ? [(0, "")] : years
  }
}
