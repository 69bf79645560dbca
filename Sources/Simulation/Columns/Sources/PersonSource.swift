import Diagnostics
import Tables

/// What is written of the person of a row: all such columns of a table speak of the same one.
struct PersonSource: ColumnSource {
  enum Part: Sendable {
    case name, firstName, lastName, latinName, latinFirstName, latinLastName
    case sex(male: [UInt8], female: [UInt8])
    case userID, mail(WordList?)
    case phone
  }

  let part: Part
  let locale: NameLocale
  let sex: Sex?
  /// Whether the row's number goes into user ids and mail addresses.
  let isUnique: Bool
  /// The table's people.
  let stream: RandomStream

  var type: DataType { .utf8 }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let builder = BytesBuilder(byteCapacity: making.rows.count * 16)
    let writer = builder.bytes
    for row in making.rows {
      var random = making.random(stream, row: row)
      let person = Person(locale, sex: sex, &random)
      switch part {
      case .name: person.appendName(to: writer)
      case .firstName: person.appendGivenName(to: writer)
      case .lastName: person.appendSurname(to: writer)
      case .latinName: person.appendLatinName(to: writer)
      case .latinFirstName: person.appendCapitalisedGivenName(to: writer)
      case .latinLastName: person.appendCapitalisedSurname(to: writer)
      case .sex(let male, let female): writer.append(person.sex == .male ? male : female)
      case .userID: appendUserID(person, row, to: writer, &random)
      case .mail(let domains):
        appendUserID(person, row, to: writer, &random)
        let list = domains ?? MailDomains.list(isKorean: person.isKorean)
        MailDomains.append(to: writer, list, &random)
      case .phone: PhoneNumber.append(to: writer, isKorean: person.isKorean, &random)
      }
      builder.endElement()
    }
    return builder.finish()
  }

  private func appendUserID(
    _ person: Person,
    _ row: Int,
    to writer: ByteWriter,
    _ random: inout RowRandom
  ) {
    person.appendLocalPart(to: writer, &random)
    if isUnique {
      // No user name has digits behind a point, so no two rows can meet.
      writer.append(UInt8(ascii: "."))
      writer.append(decimal: row + 1)
    }
  }
}

/// What is written of the place of a row, in the country of the row's person.
struct PlaceSource: ColumnSource {
  enum Part: Sendable { case address, city, region, postcode }

  let part: Part
  let locale: NameLocale
  let people: RandomStream
  /// The table's places.
  let stream: RandomStream

  var type: DataType { .utf8 }
  var bytesPerRow: Int { part == .address ? 60 : 24 }

  func column(_ making: Making) throws(Diagnostic) -> Column {
    let builder = BytesBuilder(byteCapacity: making.rows.count * bytesPerRow)
    let writer = builder.bytes
    for row in making.rows {
      var random = making.random(stream, row: row)
      let place = Place(isKorean: isKorean(row, making), &random)
      switch part {
      case .address: place.appendAddress(to: writer, &random)
      case .city: place.appendCity(to: writer)
      case .region: place.appendRegion(to: writer)
      case .postcode: place.appendPostcode(to: writer, &random)
      }
      builder.endElement()
    }
    return builder.finish()
  }

  private func isKorean(_ row: Int, _ making: Making) -> Bool {
    guard locale == .mixed else { return locale == .korean }
    var random = making.random(people, row: row)
    return Person(locale, &random).isKorean
  }
}
