public import Tables

extension Person {
  /// A user name made of the person's names: `minjun.kim`, `minjunkim92`, `mkim0412`, `kimminjun7`.
  ///
  /// Several people may get the same. How common each pattern is, is a guess.
  public func appendLocalPart(to writer: ByteWriter, _ random: inout RowRandom) {
    let word = random.next()
    let number = Int(truncatingIfNeeded: (word &>> 32) % 10_000)
    switch word % 16 {
    case 0..<4:
      appendLatinGivenName(to: writer)
      writer.append(UInt8(ascii: "."))
      appendLatinSurname(to: writer)
      if word & 0x10 != 0 { writer.append(decimal: number % 100) }
    case 4..<8:
      appendLatinGivenName(to: writer)
      appendLatinSurname(to: writer)
      writer.append(twoDigits: number % 100)
    case 8..<11:
      appendInitial(to: writer)
      appendLatinSurname(to: writer)
      writer.append(twoDigits: number / 100)
      writer.append(twoDigits: number % 100)
    case 11..<14:
      appendLatinSurname(to: writer)
      appendLatinGivenName(to: writer)
      writer.append(decimal: number % 1_000)
    default:
      appendLatinGivenName(to: writer)
      writer.append(twoDigits: number / 100)
      writer.append(twoDigits: number % 100)
    }
  }

  /// A mail address: a user name of the person's at one of the domains.
  public func appendMail(
    to writer: ByteWriter,
    at domains: WordList? = nil,
    _ random: inout RowRandom
  ) {
    appendLocalPart(to: writer, &random)
    MailDomains.append(to: writer, domains ?? MailDomains.list(isKorean: isKorean), &random)
  }
}

/// Where mail addresses are, by how often.
public enum MailDomains {
  /// Shares of mail services in Korea; approximate, from surveys of the years about 2020.
  public static let korean = WordList(
    "naver.com=62, gmail.com=20, hanmail.net=8, daum.net=4, nate.com=3, kakao.com=2, hotmail.com=1"
  )

  /// Shares of mail services in the United States; approximate, as the Korean ones.
  public static let english = WordList(
    """
    gmail.com=55, yahoo.com=18, hotmail.com=8, outlook.com=7, icloud.com=6, aol.com=4, comcast.net=2
    """
  )

  public static func list(isKorean: Bool) -> WordList { isKorean ? korean : english }

  /// Writes `@` and a domain, behind whatever user name stands there already.
  public static func append(
    to writer: ByteWriter,
    _ domains: WordList,
    _ random: inout RowRandom
  ) {
    writer.append(UInt8(ascii: "@"))
    domains.append(domains.draw(&random), to: writer)
  }
}
