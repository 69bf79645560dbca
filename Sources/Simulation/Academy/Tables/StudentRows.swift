import Tables

/// Writes the table of students, a column each.
final class StudentRows {
  private let configuration: AcademyConfiguration
  private let ids: UserIDs
  private let satisfactionPlaces: Odds<Int>
  private let interestPlaces: Odds<Int>
  private let names = BytesBuilder()
  private let sexes = BytesBuilder()
  private let idColumn = BytesBuilder()
  private let addresses = BytesBuilder()
  private let locations = BytesBuilder()
  private let mails = BytesBuilder()
  private let grades = BytesBuilder()
  private let weekly = FixedWidthBuilder<Double>()
  private let daily = FixedWidthBuilder<Double>()
  private let online = FixedWidthBuilder<Int8>()
  private let courses = FixedWidthBuilder<Int8>()
  private let satisfaction = FixedWidthBuilder<Int8>()
  private let interest = FixedWidthBuilder<Int8>()
  private let prizes = FixedWidthBuilder<Int16>()
  private let competitions = FixedWidthBuilder<Int16>()
  private let ages = FixedWidthBuilder<Int8>()
  private let registered = FixedWidthBuilder<Int64>()

  init(_ configuration: AcademyConfiguration, _ ids: UserIDs) {
    self.configuration = configuration
    self.ids = ids
    let satisfaction = configuration.satisfactionWeights
    let interest = configuration.interestWeights
    satisfactionPlaces = Odds(Array(satisfaction.indices), satisfaction)
    interestPlaces = Odds(Array(interest.indices), interest)
  }

  func append(_ index: Int) {
    let student = configuration.student(index)
    appendPerson(student)
    appendStudy(student)
    ages.append(Int8(configuration.people.years[student.age].age))
    registered.append(Int64(student.registered) * 60_000_000)
  }

  private func appendPerson(_ student: AcademyStudent) {
    var random = configuration.random(.person, of: student.index)
    let sex: Sex = configuration.people.isFemale.draw(&random) ? .female : .male
    sexes.append(sex.rawValue)
    // The mail keeps the record's own id, so that duplicates differ in it, as the original's do.
    ids.append(student.index, student.locale, to: mails.bytes)
    MailDomains.append(to: mails.bytes, MailDomains.list(isKorean: student.locale == .ko), &random)
    mails.endElement()
    let holder = configuration.recordOfUserID(student)
    ids.append(holder.index, holder.locale, to: idColumn.bytes)
    idColumn.endElement()
    Person(student.locale == .ko ? .korean : .english, sex: sex, &random)
      .appendName(to: names.bytes)
    names.endElement()
    let place = Place(isKorean: student.locale == .ko, &random)
    place.appendAddress(to: addresses.bytes, &random)
    addresses.endElement()
    append(location: place, &random)
  }

  /// Somewhere within a quarter of a degree of the middle of the address's region.
  ///
  /// The original's places lie anywhere on Earth, whatever the address says: `-37.167868|-0.389579`.
  private func append(location place: Place, _ random: inout RowRandom) {
    locations.bytes.append(degrees: place.latitude, off: random.below(500_001) - 250_000)
    locations.bytes.append(UInt8(ascii: "|"))
    locations.bytes.append(degrees: place.longitude, off: random.below(500_001) - 250_000)
    locations.endElement()
  }

  private func appendStudy(_ student: AcademyStudent) {
    let grade = configuration.grades.outcomes[student.grade]
    var random = configuration.random(.study, of: student.index)
    grades.append(grade.name)
    let hours = (random.beta(grade.hours.alpha, grade.hours.beta) * 10_000).rounded() / 100
    weekly.append(hours)
    daily.append(((hours / 7 + random.unit()) * 100).rounded() / 100)
    online.append(random.unit() < configuration.people.online ? 1 : 0)
    courses.append(Int8(grade.courses[random.below(grade.courses.count)]))
    satisfaction.append(Int8(grade.satisfaction[satisfactionPlaces.place(&random)]))
    interest.append(Int8(grade.interest[interestPlaces.place(&random)]))
    let prizes = random.poisson(grade.prizeMean) + random.below(grade.prizeExtra)
    self.prizes.append(Int16(prizes))
    var competitions = Int((grade.competitionFactor * Double(prizes)).rounded(.up))
    if competitions < prizes { competitions += 2 }
    self.competitions.append(Int16(competitions))
  }

  func finish() -> Batch {
    let columns = [
      names.finish(), sexes.finish(), idColumn.finish(), addresses.finish(), locations.finish(),
      mails.finish(), grades.finish(), weekly.finish(), daily.finish(), online.finish(),
      courses.finish(), satisfaction.finish(), interest.finish(), prizes.finish(),
      competitions.finish(), ages.finish(), registered.time(),
    ]
    return Batch(schema: AcademySchemas.students, columns: columns, rowCount: columns[0].count)
  }
}

extension AcademyLocale {
  /// The place in `allCases`.
  var place: Int { self == .ko ? 0 : 1 }
}

extension ByteWriter {
  /// Degrees with six decimals, some millionths away from `degrees`.
  fileprivate func append(degrees: Double, off millionths: Int) {
    let millionths = Int((degrees * 1_000_000).rounded()) + millionths
    if millionths < 0 { append(UInt8(ascii: "-")) }
    let size = Int(millionths.magnitude)
    append(decimal: size / 1_000_000)
    append(UInt8(ascii: "."))
    var divisor = 100_000
    while divisor > 0 {
      append(UInt8(ascii: "0") + UInt8(size / divisor % 10))
      divisor /= 10
    }
  }
}
