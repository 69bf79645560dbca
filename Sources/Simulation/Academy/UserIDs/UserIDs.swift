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
  private struct Tier: Sendable {
    /// How many ids the tiers before hold.
    let start: UInt64
    /// What digits are counted from: 10 for two of them; nil for none.
    let lowestNumber: UInt64?
    let permutation: Shuffle
  }

  /// So many record numbers have ids: one for each person alive, and more.
  static let capacity = 10_000_000_000

  private let key: UInt64
  private let names: [UserIDNames]
  /// By locale and form.
  private let tiers: [[[Tier]]]

  init(seed: UInt64) {
    let key = Shuffle.mixed(seed &+ 0x9E37_79B9_7F4A_7C15)
    let names = AcademyLocale.allCases.map { UserIDNames.of($0) }
    self.key = key
    self.names = names
    tiers = names.enumerated().map { locale, names in
      Form.allCases.map { form in
        Self.tiers(of: form, names, key: key &+ UInt64(locale * 100 + form.rawValue * 10_000))
      }
    }
  }

  private static func tiers(of form: Form, _ names: UserIDNames, key: UInt64) -> [Tier] {
    let surnames = UInt64(names.surnames.count)
    let given = UInt64(names.given.count)
    let bases: UInt64 =
      switch form {
      case .initialSurname: 26 * surnames
      case .surnameGiven: surnames * given
      case .givenNumber: given
      }
    var tiers: [Tier] = []
    var start: UInt64 = 0
    for digits in 0...9 where digits != 1 && (digits > 0 || form != .givenNumber) {
      // 10 ... 99 with two digits, 100 ... 999 with three.
      let lowest = digits == 0 ? nil : (1..<digits).reduce(1 as UInt64) { power, _ in power * 10 }
      let count = bases * (lowest.map { $0 * 9 } ?? 1)
      let permutation = Shuffle(count: count, key: key &+ UInt64(digits))
      tiers.append(Tier(start: start, lowestNumber: lowest, permutation: permutation))
      start += count
    }
    return tiers
  }

  /// Writes the id of a record number in 0 ..< capacity.
  func append(_ record: Int, _ locale: AcademyLocale, to bytes: ByteWriter) {
    let four = UInt64(record) / 4
    // One of the four rotations and two directions of each four.
    let order = Shuffle.mixed(four ^ key)
    let place = (UInt64(record) &+ order) % 4 ^ (order & 4 == 0 ? 0 : 3)
    let (form, rank): (Form, UInt64) =
      switch place {
      case 0: (.initialSurname, four * 2)
      case 1: (.initialSurname, four * 2 + 1)
      case 2: (.surnameGiven, four)
      default: (.givenNumber, four)
      }
    let index = locale == .ko ? 0 : 1
    append(form, rank, names[index], tiers[index][form.rawValue], to: bytes)
  }

  private func append(
    _ form: Form,
    _ rank: UInt64,
    _ names: UserIDNames,
    _ tiers: [Tier],
    to bytes: ByteWriter
  ) {
    var place = tiers.count - 1
    while tiers[place].start > rank { place -= 1 }
    let tier = tiers[place]
    var value = tier.permutation[rank - tier.start]
    func digit(_ base: Int) -> Int {
      let (quotient, remainder) = value.quotientAndRemainder(dividingBy: UInt64(base))
      value = quotient
      return Int(remainder)
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
    if let lowest = tier.lowestNumber { bytes.append(decimal: Int(lowest + value)) }
  }
}
