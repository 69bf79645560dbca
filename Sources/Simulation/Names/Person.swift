public import Tables

public enum Sex: String, Sendable, CaseIterable {
  case male = "M"
  case female = "F"
}

/// Whose names and addresses: of Korea, of the United States, or of both.
public enum NameLocale: String, Sendable, CaseIterable {
  case korean = "ko"
  case english = "en"
  /// As many of the one as of the other.
  case mixed
}

/// A made-up person: places in frequency tables of names, from which all that is written of the person
/// agrees.
///
///     let person = Person(.korean, &random)
///     person.appendName(to: writer)                // 김민준
///     person.appendLocalPart(to: writer, &random)  // minjun.kim, minjunkim92 …
///
/// Nothing but the frequencies of single names is known here: a whole name is a chance meeting of two.
public struct Person: Sendable {
  public let sex: Sex
  /// Whether the name is Korean; otherwise it is one of the United States.
  public let isKorean: Bool
  private let surname: Int
  private let given: Int

  /// Takes the same number of random words whatever it is told, so that telling the sex does not change
  /// the surname.
  @inline(__always)
  public init(_ locale: NameLocale, sex: Sex? = nil, _ random: inout RowRandom) {
    let coin = random.next()
    self.sex = sex ?? (coin & 1 == 0 ? .female : .male)
    isKorean = Self.isKorean(locale, coin: coin &>> 1)
    surname = (isKorean ? KoreanNames.surnames : EnglishNames.surnames).draw(&random)
    given = Self.givenNames(isKorean, self.sex).draw(&random)
  }

  static func isKorean(_ locale: NameLocale, coin: UInt64) -> Bool {
    switch locale {
    case .korean: true
    case .english: false
    case .mixed: coin & 1 == 0
    }
  }

  private static func givenNames(_ isKorean: Bool, _ sex: Sex) -> WordList {
    switch (isKorean, sex) {
    case (true, .male): KoreanNames.men
    case (true, .female): KoreanNames.women
    case (false, .male): EnglishNames.men
    case (false, .female): EnglishNames.women
    }
  }

  private var surnames: WordList { isKorean ? KoreanNames.surnames : EnglishNames.surnames }
  private var givenNames: WordList { Self.givenNames(isKorean, sex) }

  /// The whole name in the order of its language: 김민준, James Smith.
  public func appendName(to writer: ByteWriter) {
    if isKorean {
      appendSurname(to: writer)
      appendGivenName(to: writer)
    } else {
      appendGivenName(to: writer)
      writer.append(UInt8(ascii: " "))
      appendSurname(to: writer)
    }
  }

  public func appendSurname(to writer: ByteWriter) {
    surnames.append(surname, form: isKorean ? 0 : 1, to: writer)
  }

  public func appendGivenName(to writer: ByteWriter) {
    givenNames.append(given, form: isKorean ? 0 : 1, to: writer)
  }

  /// The whole name in Latin letters: Minjun Kim, James Smith.
  public func appendLatinName(to writer: ByteWriter) {
    if isKorean {
      appendCapitalisedGivenName(to: writer)
      writer.append(UInt8(ascii: " "))
      appendCapitalisedSurname(to: writer)
    } else {
      appendName(to: writer)
    }
  }

  /// In Latin letters: `Minjun`.
  public func appendCapitalisedGivenName(to writer: ByteWriter) {
    isKorean ? appendCapitalised(givenNames, given, to: writer) : appendGivenName(to: writer)
  }

  /// In Latin letters: `Kim`.
  public func appendCapitalisedSurname(to writer: ByteWriter) {
    isKorean ? appendCapitalised(surnames, surname, to: writer) : appendSurname(to: writer)
  }

  private func appendCapitalised(_ list: WordList, _ word: Int, to writer: ByteWriter) {
    list.withBytes(of: word, form: 1) { bytes in
      guard let first = bytes.first else { return }
      writer.append(first & 0xDF)
      writer.append(UnsafeRawBufferPointer(rebasing: bytes.dropFirst()))
    }
  }

  /// Lower-case Latin letters, for ids and mail: `kim`.
  public func appendLatinSurname(to writer: ByteWriter) {
    surnames.append(surname, form: isKorean ? 1 : 0, to: writer)
  }

  /// Lower-case Latin letters, for ids and mail: `minjun`.
  public func appendLatinGivenName(to writer: ByteWriter) {
    givenNames.append(given, form: isKorean ? 1 : 0, to: writer)
  }

  /// The initial in lower case: `m`.
  func appendInitial(to writer: ByteWriter) {
    givenNames.withBytes(of: given, form: isKorean ? 1 : 0) { bytes in
      if let first = bytes.first { writer.append(first) }
    }
  }
}
