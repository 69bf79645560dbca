/// The sequences of random words that a record has, so that each table takes only those it needs.
enum AcademyPart: Int {
  /// Grade, time of registration, age and locale, which all tables need: one block of words.
  case facts
  case person, study, actions, logins
  /// Which record of a run is a duplicate, and of which other.
  case duplicateOfRun, original
}

/// What all tables know of a student.
struct AcademyStudent {
  let index: Int
  /// The place among the grades.
  let grade: Int
  /// In whole minutes since 1970-01-01.
  let registered: Int
  /// The place among the ages.
  let age: Int
  let locale: AcademyLocale
  let isDuplicate: Bool
}

extension AcademyConfiguration {
  static let stream = RandomStream("academy")

  func random(_ part: AcademyPart, of index: Int) -> RowRandom {
    RowRandom(seed: seed, stream: Self.stream, row: index, part: part.rawValue)
  }

  /// The student of a record number; the same whatever the number of records.
  func student(_ index: Int) -> AcademyStudent {
    var random = random(.facts, of: index)
    let grade = grades.place(&random)
    let registered = firstDay * 1_440 + random.below(registrationDays * 1_440)
    let age = random.below(people.years.count)
    return AcademyStudent(
      index: index,
      grade: grade,
      registered: registered,
      age: age,
      locale: drawnLocale(&random),
      isDuplicate: isDuplicate(index)
    )
  }

  private func drawnLocale(_ random: inout RowRandom) -> AcademyLocale {
    switch locale {
    case .korean: .ko
    case .english: .en
    case .mixed: people.mixed.draw(&random)
    }
  }

  /// Whether a record comes with the user id of an earlier one.
  ///
  /// Records are cut into runs of 1 / share, one of which, by lot, is a duplicate; so 1,000 records
  /// with a share of 0.008 have 992 ids, as the original's, and not more or fewer by chance.
  func isDuplicate(_ index: Int) -> Bool {
    guard duplicateShare > 0, index > 0 else { return false }
    let run = (Double(index) * duplicateShare).rounded(.down)
    let start = max(1, Int((run / duplicateShare).rounded(.up)))
    let end = Int(((run + 1) / duplicateShare).rounded(.up))
    var random = random(.duplicateOfRun, of: Int(run))
    return index == start + random.below(max(1, end - start))
  }

  /// The record whose user id a record has: itself, or an earlier one for a duplicate.
  func recordOfUserID(_ student: AcademyStudent) -> AcademyStudent {
    var student = student
    while student.isDuplicate {
      var random = random(.original, of: student.index)
      student = self.student(random.below(student.index))
    }
    return student
  }
}
