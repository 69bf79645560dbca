import Tables
import Testing

@testable import Simulation

struct NameTests {
  private func random(_ row: Int) -> RowRandom {
    RowRandom(seed: 9, stream: RandomStream("names"), row: row)
  }

  /// What `write` writes for each of some rows.
  private func lines(_ count: Int, _ write: (inout RowRandom, ByteWriter) -> Void) -> [String] {
    let writer = ByteWriter()
    return (0..<count).map { row in
      var random = random(row)
      writer.removeAll()
      write(&random, writer)
      return writer.withUnsafeBytes { String(validating: $0, as: UTF8.self) ?? "not UTF-8" }
    }
  }

  @Test(arguments: [
    KoreanNames.surnames, KoreanNames.men, KoreanNames.women, EnglishNames.surnames,
    EnglishNames.men, EnglishNames.women, Regions.koreanRoads, Regions.streetNames,
  ])
  func `No name stands twice in a table and none is empty`(list: WordList) {
    let words = (0..<list.count).map { list.text(of: $0) }
    #expect(Set(words).count == words.count)
    #expect(!words.contains(""))
  }

  @Test
  func `No district stands twice in its province`() {
    for regions in [Regions.korea, Regions.unitedStates] {
      let places = (0..<regions.districts.count).map {
        regions.districts.text(of: $0, form: 1) + "/" + regions.districts.text(of: $0)
      }
      #expect(Set(places).count == places.count)
    }
    #expect(Regions.korea.regions.count == 17)
    #expect(Regions.unitedStates.regions.count == 51)
  }

  /// Examples of the National Institute of Korean Language's rules, and names spelt by them.
  @Test(arguments: [
    ("민준", "minjun"), ("서연", "seoyeon"), ("은정", "eunjeong"), ("동현", "donghyeon"),
    ("빛나", "bitna"), ("홍빛", "hongbit"), ("별", "byeol"), ("혜원", "hyewon"),
  ])
  func `Korean syllables become letters by the Revised Romanisation`(name: String, latin: String) {
    #expect(Romanisation.latin(name) == latin)
  }

  @Test
  func `Surnames are as common as the census says`() {
    let count = 50_000
    let names = lines(count) { random, writer in
      Person(.korean, &random).appendSurname(to: writer)
    }
    let kims = Double(names.count { $0 == "김" })
    let lees = Double(names.count { $0 == "이" })
    #expect(abs(kims / lees - 10_690.0 / 7_307) < 0.08)
    // The census has 49.7 million people; the table's tail lacks the rarest names.
    #expect((0.215..<0.235).contains(kims / Double(count)))
    let english = lines(count) { random, writer in
      Person(.english, &random).appendSurname(to: writer)
    }
    let smiths = Double(english.count { $0 == "Smith" })
    let johnsons = Double(english.count { $0 == "Johnson" })
    #expect(abs(smiths / johnsons - 2443.0 / 1933) < 0.12)
  }

  @Test
  func `All that is written of one person agrees`() {
    let person = lines(300) { random, writer in
      let person = Person(.korean, &random)
      person.appendName(to: writer)
      writer.append(UInt8(ascii: "|"))
      person.appendSurname(to: writer)
      person.appendGivenName(to: writer)
    }
    for line in person {
      let parts = line.split(separator: "|")
      #expect(parts.count == 2 && parts[0] == parts[1])
    }
    let latin = lines(300) { random, writer in
      let person = Person(.mixed, &random)
      person.appendLatinName(to: writer)
      writer.append(UInt8(ascii: "|"))
      person.appendLatinGivenName(to: writer)
      writer.append(UInt8(ascii: " "))
      person.appendLatinSurname(to: writer)
    }
    for line in latin {
      let parts = line.split(separator: "|")
      #expect(parts.count == 2 && parts[0].lowercased() == parts[1])
    }
  }

  @Test
  func `The sex is half and half, or the one asked for with the same surname`() {
    var women = 0
    for row in 0..<4_000 {
      var first = random(row)
      var second = random(row)
      let free = Person(.english, &first)
      let told = Person(.english, sex: .male, &second)
      #expect(told.sex == .male)
      women += free.sex == .female ? 1 : 0
      let writer = ByteWriter()
      free.appendSurname(to: writer)
      writer.append(UInt8(ascii: "|"))
      told.appendSurname(to: writer)
      let halves = writer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        .split(separator: "|")
      #expect(halves[0] == halves[1])
    }
    #expect(abs(women - 2_000) < 160)
  }

  @Test
  func `Mixed names and addresses are half Korean`() {
    let people = (0..<4_000).count { row in
      var random = random(row)
      return Person(.mixed, &random).isKorean
    }
    #expect(abs(people - 2_000) < 160)
    let places = (0..<4_000).count { row in
      var random = random(row)
      return Place(.mixed, &random).isKorean
    }
    #expect(abs(places - 2_000) < 160)
  }

  @Test
  func `Mail addresses are a name in Latin letters at a known domain`() throws {
    let mails = lines(2_000) { random, writer in
      Person(.mixed, &random).appendMail(to: writer, &random)
    }
    let shape = try Regex("[a-z]+(\\.[a-z]+)?[0-9]{0,4}@[a-z]+\\.(com|net)")
    for mail in mails { #expect(mail.wholeMatch(of: shape) != nil, "\(mail)") }
    let own = lines(50) { random, writer in
      Person(.korean, &random).appendMail(to: writer, at: WordList("example.org=1"), &random)
    }
    for mail in own { #expect(mail.hasSuffix("@example.org")) }
  }

  @Test
  func `Telephone numbers are of ranges that belong to nobody`() throws {
    let korean = lines(1_000) { random, writer in
      PhoneNumber.append(to: writer, isKorean: true, &random)
    }
    let english = lines(1_000) { random, writer in
      PhoneNumber.append(to: writer, isKorean: false, &random)
    }
    let unassigned = try Regex("010-[01][0-9]{3}-[0-9]{4}")
    let fiction = try Regex("\\([2-9][0-9]{2}\\) 555-01[0-9]{2}")
    for number in korean { #expect(number.wholeMatch(of: unassigned) != nil, "\(number)") }
    for number in english { #expect(number.wholeMatch(of: fiction) != nil, "\(number)") }
  }

  @Test
  func `Addresses stand in the order of their country`() throws {
    let korean = lines(1_000) { random, writer in
      Place(.korean, &random).appendAddress(to: writer, &random)
    }
    let english = lines(1_000) { random, writer in
      Place(.english, &random).appendAddress(to: writer, &random)
    }
    let road = try Regex(
      "\\S+(시|도) (\\S+(시|군|구|읍|면|동) ){1,2}\\S+로([0-9]+번길)? [0-9]+(, 1[0-9]{2}동 [0-9]{3,4}호)?"
    )
    let street = try Regex(
      "[0-9]+ \\S+ (St|Ave|Rd|Dr|Ln|Ct|Blvd|Way)(, Apt [0-9]+)?, [A-Z][A-Za-z. -]+, [A-Z]{2} [0-9]{5}"
    )
    for address in korean { #expect(address.wholeMatch(of: road) != nil, "\(address)") }
    for address in english { #expect(address.wholeMatch(of: street) != nil, "\(address)") }
  }

  @Test
  func `Postal codes and coordinates are the region's`() {
    for row in 0..<500 {
      var random = random(row)
      let place = Place(.english, &random)
      let writer = ByteWriter()
      place.appendRegion(to: writer)
      place.appendPostcode(to: writer, &random)
      let text = writer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
      #expect(text.count == 7)
      if text.hasPrefix("CA") {
        #expect(("90000"..."96199").contains(text.dropFirst(2)))
        #expect(place.latitude == 35.5 && place.longitude == -119.4)
      }
    }
  }
}
