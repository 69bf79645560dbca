import Tables
import Testing

@testable import Simulation

struct UserIDTests {
  private static func id(_ record: Int, _ locale: AcademyLocale, _ ids: UserIDs) -> [UInt8] {
    let bytes = ByteWriter(capacity: 64)
    ids.append(record, locale, to: bytes)
    return bytes.withUnsafeBytes { Array($0) }
  }

  /// A million records hold ids without a number, with two digits and with three.
  @Test
  func `A million records have a million ids`() throws {
    let ids = UserIDs(seed: 2022)
    let bytes = ByteWriter()
    var seen = Set<UInt64>()
    var longest = 0
    for record in 0..<1_000_000 {
      bytes.removeAll()
      ids.append(record, record % 3 == 0 ? .ko : .en, to: bytes)
      longest = max(longest, bytes.count)
      // FNV-1a: two of a million ids meet in 64 bits once in 37 million tries.
      seen.insert(
        bytes.withUnsafeBytes {
          $0.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
        }
      )
    }
    #expect(seen.count == 1_000_000)
    #expect(longest < 26)
  }

  @Test
  func `Without their digits no two ways of making an id give the same`() throws {
    var seen = Set<String>()
    var count = 0
    for locale in AcademyLocale.allCases {
      let names = UserIDNames.of(locale)
      let surnames = (0..<names.surnames.count).map { names.surnames[$0] }
      let given = (0..<names.given.count).map { names.given[$0] }
      for letter in "abcdefghijklmnopqrstuvwxyz" {
        for surname in surnames { seen.insert("\(letter)\(surname)") }
      }
      for surname in surnames { for name in given { seen.insert(surname + name) } }
      seen.formUnion(given)
      count += 26 * surnames.count + surnames.count * given.count + given.count
      #expect((surnames + given).joined().allSatisfy { ("a"..."z").contains($0) })
    }
    #expect(seen.count == count)
  }

  @Test
  func `Far records have ids too, and near ones short ones`() throws {
    let ids = UserIDs(seed: 1)
    let far = (0..<2_000).map {
      String(decoding: Self.id(UserIDs.capacity - 1 - $0, .ko, ids), as: UTF8.self)
    }
    #expect(Set(far).count == 2_000)
    let near = (0..<4_000).map { String(decoding: Self.id($0, .en, ids), as: UTF8.self) }
    expectShares(near.map { $0.last?.isNumber == true }, [true: 1, false: 3])
    #expect(near.allSatisfy { $0.filter(\.isNumber).count <= 2 })
  }

  @Test
  func `Duplicates are as many as asked for, each with an earlier record's id`() throws {
    let academy = try madeAcademy("{duplicates: 0.008, students: 1000}")
    let rows = try AcademyRows(academy, "students", students: 1_000)
    let ids = try rows.texts("user_id")
    // As the original's: 1,000 records with 992 ids.
    #expect(Set(ids).count == 992)
    #expect(Set(try rows.texts("mail")).count == 1_000)
    let more = try AcademyRows(madeAcademy("duplicates: 0.3"), "students", students: 10_000)
    #expect(Set(try more.texts("user_id")).count == 7_000)
    let none = try AcademyRows(madeAcademy(), "students", students: 10_000)
    #expect(Set(try none.texts("user_id")).count == 10_000)
  }
}
