public import Tables

/// A district of Korea or a city of the United States, drawn by population, and addresses in it.
///
///     let place = Place(.korean, &random)
///     place.appendAddress(to: writer, &random)   // 경기도 화성시 중앙로12번길 34, 105동 1203호
///
/// Streets and numbers are chance: an address need not exist.
public struct Place: Sendable {
  public let isKorean: Bool
  private let district: Int

  /// Takes two random words.
  @inline(__always)
  public init(_ locale: NameLocale, _ random: inout RowRandom) {
    self.init(isKorean: Person.isKorean(locale, coin: random.next()), &random)
  }

  /// A place in the country of a person's name; takes one random word.
  @inline(__always)
  public init(isKorean: Bool, _ random: inout RowRandom) {
    self.isKorean = isKorean
    let regions = isKorean ? Regions.korea : Regions.unitedStates
    district = regions.districts.draw(&random)
  }

  private var country: Regions { isKorean ? Regions.korea : Regions.unitedStates }
  private var districts: WordList { country.districts }
  private var region: Regions.Region { country.regions[Int(country.regionOf[district])] }

  /// Degrees north of the middle of the province or state.
  public var latitude: Double { region.latitude }
  /// Degrees east of the middle of the province or state.
  public var longitude: Double { region.longitude }

  /// The province (서울특별시) or the state's two letters (CA).
  public func appendRegion(to writer: ByteWriter) {
    districts.append(district, form: 1, to: writer)
  }

  /// The district (강남구, 수원시 영통구) or the city (San Diego).
  public func appendCity(to writer: ByteWriter) { districts.append(district, to: writer) }

  /// Five digits of the province's or state's postal codes.
  public func appendPostcode(to writer: ByteWriter, _ random: inout RowRandom) {
    let region = region
    let code = region.firstCode * 100 + random.below(region.codeCount * 100)
    writer.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: code / 10_000))
    writer.append(twoDigits: code / 100 % 100)
    writer.append(twoDigits: code % 100)
  }

  /// The whole address on one line, in the order of its country.
  ///
  /// Korea's have a road, half of them with a numbered side road, a building's number and in half the
  /// cases a flat; those of the United States a number, a street, at times a flat, city, state and ZIP.
  public func appendAddress(to writer: ByteWriter, _ random: inout RowRandom) {
    if isKorean {
      appendRegion(to: writer)
      writer.append(UInt8(ascii: " "))
      appendCity(to: writer)
      writer.append(UInt8(ascii: " "))
      appendKoreanStreet(to: writer, &random)
    } else {
      appendStreet(to: writer, &random)
      writer.append(", ")
      appendCity(to: writer)
      writer.append(", ")
      appendRegion(to: writer)
      writer.append(UInt8(ascii: " "))
      appendPostcode(to: writer, &random)
    }
  }

  private func appendKoreanStreet(to writer: ByteWriter, _ random: inout RowRandom) {
    Regions.koreanRoads.append(Regions.koreanRoads.draw(&random), to: writer)
    let word = random.next()
    if word & 1 == 0 {
      writer.append(decimal: 1 + Int(truncatingIfNeeded: (word &>> 8) % 200))
      writer.append("번길")
    }
    writer.append(UInt8(ascii: " "))
    writer.append(decimal: 1 + Int(truncatingIfNeeded: (word &>> 16) % 300))
    if word & 2 == 0 {
      writer.append(", ")
      writer.append(decimal: 101 + Int(truncatingIfNeeded: (word &>> 28) % 16))
      writer.append("동 ")
      let floor = 1 + Int(truncatingIfNeeded: (word &>> 36) % 20)
      writer.append(decimal: floor * 100 + 1 + Int(truncatingIfNeeded: (word &>> 44) % 6))
      writer.append("호")
    }
  }

  private func appendStreet(to writer: ByteWriter, _ random: inout RowRandom) {
    let word = random.next()
    writer.append(decimal: 100 + Int(truncatingIfNeeded: (word &>> 8) % 9_900))
    writer.append(UInt8(ascii: " "))
    Regions.streetNames.append(Regions.streetNames.draw(&random), to: writer)
    writer.append(UInt8(ascii: " "))
    Regions.streetKinds.append(Regions.streetKinds.draw(&random), to: writer)
    if word & 7 == 0 {
      writer.append(", Apt ")
      writer.append(decimal: 1 + Int(truncatingIfNeeded: (word &>> 32) % 40))
    }
  }
}
