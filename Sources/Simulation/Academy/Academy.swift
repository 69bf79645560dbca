public import Diagnostics
public import Tables

/// The academy: students, what they do on its site, and when they log in to study.
///
///     let academy = Academy(configuration)
///     let logins = try academy.rows(of: 2, units: 0..<100)
///
/// A unit of each table is a record of a student, with all their rows. The same student has the same
/// facts in all tables, whichever of them is made.
public struct Academy: Generator {
  /// How text files write the times: `2022-03-12:04:33`.
  public static let timestampFormat = "%Y-%m-%d:%H:%M"

  public let configuration: AcademyConfiguration
  public let tables: [GeneratedTable]
  private let ids: UserIDs

  public init(_ configuration: AcademyConfiguration) {
    self.configuration = configuration
    ids = UserIDs(seed: configuration.seed)
    let loginBytes = configuration.loginsOfStudent * 50
    let actionBytes = configuration.actionsOfStudent * 350
    tables = [
      Self.table("students", AcademySchemas.students, configuration, bytesOfUnit: 250),
      Self.table(
        "transactions",
        AcademySchemas.transactions,
        configuration,
        bytesOfUnit: actionBytes
      ),
      Self.table("logins", AcademySchemas.logins, configuration, bytesOfUnit: loginBytes),
    ]
  }

  private static func table(
    _ name: String,
    _ schema: Schema,
    _ configuration: AcademyConfiguration,
    bytesOfUnit: Int
  ) -> GeneratedTable {
    GeneratedTable(
      name: name,
      schema: schema,
      unitCount: configuration.students,
      unitsInBlock: max(1, 512 * 1_024 / max(1, bytesOfUnit))
    )
  }

  public func rows(of table: Int, units: Range<Int>) throws(Diagnostic) -> Batch {
    switch table {
    case 0:
      let rows = StudentRows(configuration, ids)
      for unit in units { rows.append(unit) }
      return rows.finish()
    case 1:
      // A cart's products leave it in further rows.
      let rows = TransactionRows(
        configuration,
        ids,
        capacity: units.count * configuration.actions.count * 3 / 2
      )
      for unit in units { rows.append(unit) }
      return rows.finish()
    default:
      let rows = LoginRows(
        configuration,
        ids,
        capacity: units.count * configuration.loginsOfStudent
      )
      for unit in units { rows.append(unit) }
      return rows.finish()
    }
  }
}

extension AcademyConfiguration {
  /// About how many logins a student has on average, for the size of blocks.
  fileprivate var loginsOfStudent: Int {
    let logins = grades.outcomes.indices.reduce(0.0) { sum, place in
      let grade = grades.outcomes[place]
      return sum + grades.share(at: place) * attendance(of: place) * Double(grade.frequency + 2)
    }
    return Int(logins * Double(period)) + 1
  }

  /// About how many actions a student has on average, with those in the cart.
  fileprivate var actionsOfStudent: Int { actions.count * 2 + 1 }
}
