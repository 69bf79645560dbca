import Tables

/// A user id for every record number, no two alike, with nothing to coordinate: `nross`, `linda14`.
///
/// Of every four records two have an initial and a surname, one a surname and a given name, one a
/// given name and a number, in an order that differs from four to four. Each of the three forms goes
/// through its own list of ids in a shuffled order: first those without a number, then those with
/// two digits, three, and so on. An id therefore depends on the seed, the locale and the record's
/// number only, and the first thousands of students have ids as short as people's.
struct UserIDs: Sendable {
  private enum Form: Int, CaseIterable, Sendable {
    case initialSurname, surnameGiven, givenNumber
  }

  /// The ids of one form with the same number of digits.
  private struct Tier: Sendable, BitwiseCopyable {
    /// How many ids the tiers before hold.
    let start: Int
    /// What digits are counted from: 10 for two of them; nil for none.
    let lowestNumber: Int?
    let permutation: Permutation
  }

  /// So many record numbers have ids: one for each person alive, and more.
  static let capacity = 10_000_000_000

  private static let formCount = Form.allCases.count

  /// What decides the order of each four.
  private let key: UInt64
  /// In the order of `AcademyLocale.allCases`.
  private let names: [UserIDNames]
  /// All tiers, those of one locale and form one after another.
  private let tiers: SharedElements<Tier>
  /// Where the tiers of each locale and form begin, and the end of the last.
  private let firstTiers: SharedElements<Int>

  init(seed: UInt64) {
    key = Permutation.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
    let names = AcademyLocale.allCases.map { UserIDNames.of($0) }
    self.names = names
    let lists = zip(AcademyLocale.allCases, names).flatMap { locale, names in
      Form.allCases.map { Self.tiers(of: $0, names, locale, seed: seed) }
    }
    tiers = SharedElements(lists.flatMap(\.self))
    firstTiers = SharedElements(lists.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) })
  }

  private static func tiers(
    of form: Form,
    _ names: UserIDNames,
    _ locale: AcademyLocale,
    seed: UInt64
  ) -> [Tier] {
    let bases =
      switch form {
      case .initialSurname: 26 * names.surnames.count
      case .surnameGiven: names.surnames.count * names.given.count
      case .givenNumber: names.given.count
      }
    var tiers: [Tier] = []
    var start = 0
    for digits in 0...9 where digits != 1 && (digits > 0 || form != .givenNumber) {
      // 10 ... 99 with two digits, 100 ... 999 with three.
      let lowest = digits == 0 ? nil : (1..<digits).reduce(1) { power, _ in power * 10 }
      let count = bases * (lowest.map { $0 * 9 } ?? 1)
      let stream = RandomStream("academy.ids.\(locale).\(form).\(digits)")
      let permutation = Permutation(count, seed: seed, stream: stream)
      tiers.append(Tier(start: start, lowestNumber: lowest, permutation: permutation))
      start += count
    }
    return tiers
  }

  /// Writes the id of a record number in 0 ..< capacity.
  func append(_ record: Int, _ locale: AcademyLocale, to bytes: ByteWriter) {
    let four = record / 4
    // One of the four rotations and two directions of each four.
    let order = Permutation.mixed(UInt64(four) ^ key)
    let place = (UInt64(record) &+ order) % 4 ^ (order & 4 == 0 ? 0 : 3)
    let (form, rank): (Form, Int) =
      switch place {
      case 0: (.initialSurname, four * 2)
      case 1: (.initialSurname, four * 2 + 1)
      case 2: (.surnameGiven, four)
      default: (.givenNumber, four)
      }
    let list = locale.place * Self.formCount + form.rawValue
    var tier = firstTiers[list + 1] - 1
    while tiers[tier].start > rank { tier -= 1 }
    append(form, rank, names[locale.place], tiers[tier], to: bytes)
  }

  private func append(
    _ form: Form,
    _ rank: Int,
    _ names: UserIDNames,
    _ tier: Tier,
    to bytes: ByteWriter
  ) {
    var value = tier.permutation(rank - tier.start)
    func digit(_ base: Int) -> Int {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: base)
      value = quotient
      return remainder
    }
    switch form {
    case .initialSurname:
      bytes.append(UInt8(ascii: "a") + UInt8(digit(26)))
      names.surnames.append(digit(names.surnames.count), to: bytes)
    case .surnameGiven:
      names.surnames.append(digit(names.surnames.count), to: bytes)
      names.given.append(digit(names.given.count), to: bytes)
    case .givenNumber: names.given.append(digit(names.given.count), to: bytes)
    }
    if let lowest = tier.lowestNumber { bytes.append(decimal: lowest + value) }
  }
}
