import Tables

/// Writes students' logins, a column each.
final class LoginRows {
  private let configuration: AcademyConfiguration
  private let ids: UserIDs
  private let idColumn: BytesBuilder
  private let logins: FixedWidthBuilder<Int64>
  private let logouts: FixedWidthBuilder<Int64>
  private let devices = BytesBuilder()
  private let id = ByteWriter(capacity: 64)

  init(_ configuration: AcademyConfiguration, _ ids: UserIDs, capacity: Int) {
    self.configuration = configuration
    self.ids = ids
    logins = FixedWidthBuilder(capacity: capacity)
    logouts = FixedWidthBuilder(capacity: capacity)
    idColumn = BytesBuilder(byteCapacity: capacity * 12)
  }

  /// All logins of a student, in order.
  ///
  /// What the formulas leave open follows the original's records. Days begin at the registration's
  /// time of day, not at midnight, so that a first login comes 41 to 46 hours after the registration
  /// where the day is not absent. The registration day itself has no login, but may be one of the days
  /// drawn as absent, which then loses nothing. One device serves all logins of a day, and a night of
  /// logins runs on past the day's end.
  func append(_ index: Int) {
    let student = configuration.student(index)
    let holder = configuration.recordOfUserID(student)
    id.removeAll()
    ids.append(holder.index, holder.locale, to: id)
    let grade = configuration.grades.outcomes[student.grade]
    var random = configuration.random(.logins, of: index)
    var absentLeft = absentDays(student.grade, &random)
    for day in 0...configuration.period {
      // Each set of days is as likely as any other (Knuth, TAOCP 2, 3.4.2, algorithm S).
      let daysLeft = configuration.period + 1 - day
      if absentLeft > 0, random.below(daysLeft) < absentLeft {
        absentLeft -= 1
      } else if day > 0 {
        appendDay(grade, start: student.registered + day * 1_440, &random)
      }
    }
  }

  private func appendDay(_ grade: AcademyGrade, start: Int, _ random: inout RowRandom) {
    let first = configuration.logins.first
    let pause = configuration.logins.pause
    let device = configuration.logins.devices.place(&random)
    var time =
      start + first.lowerBound * 60
      + random.below(max(1, (first.upperBound - first.lowerBound) * 60))
    for login in 0..<(grade.frequency + 2) {
      if login > 0 { time += pause.lowerBound + random.below(pause.count) }
      logins.append(Int64(time) * 60_000_000)
      time += grade.minutes.draw(&random)
      logouts.append(Int64(time) * 60_000_000)
      id.withUnsafeBytes { idColumn.append(bytes: $0) }
      configuration.logins.devices.append(device, to: devices.bytes)
      devices.endElement()
    }
  }

  /// How many of the days from the registration's on are absent.
  ///
  /// The student's attendance is uniform between the grade's share and the next better grade's;
  /// what is left of the period is rounded up to whole days.
  private func absentDays(_ grade: Int, _ random: inout RowRandom) -> Int {
    let low = configuration.attendance(of: grade)
    let high = grade == 0 ? 1 : configuration.attendance(of: grade - 1)
    let attendance = low + random.unit() * (high - low)
    return Int((Double(configuration.period) * (1 - attendance)).rounded(.up))
  }

  func finish() -> Batch {
    let columns = [idColumn.finish(), logins.time(), logouts.time(), devices.finish()]
    return Batch(schema: AcademySchemas.logins, columns: columns, rowCount: columns[0].count)
  }
}

extension AcademyConfiguration {
  /// The lowest share of days that a student of a grade is there.
  func attendance(of grade: Int) -> Double {
    let shares = grades.outcomes[grade].attendance
    return event == .during ? shares.during : shares.after
  }
}

extension FixedWidthBuilder<Int64> {
  /// The column as timestamps in microseconds without a zone.
  func time() -> Column { finish(as: .timestamp(.microsecond, zone: nil)) }
}
