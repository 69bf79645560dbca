import Tables
import Testing

@testable import Simulation

/// The table of transactions against the formulas of the academy, which stand here once more.
struct AcademyActionTests {
  static let subjects: [(code: String, weight: Double, prices: [Double])] = [
    ("amt", 0.35, [292_000, 254_000, 145_000, 350_000, 400_000, 350_000, 250_000]),
    ("ben", 0.25, [105_000, 105_000, 105_000, 200_000]),
    ("ckr", 0.1, [105_000, 105_000, 105_000, 200_000, 325_000, 230_000]),
    ("dsc", 0.2, [154_000, 160_000, 170_000, 180_000, 200_000]),
    ("ess", 0.1, [150_000, 124_000, 134_000, 150_000, 200_000]),
  ]

  static let sources = [
    "https://www.youtube.com/watch": 0.05, "htts://www.facebook.com": 0.05,
    "https://www.twitter.com": 0.05, "https://www.instagram.com": 0.1,
    "https://www.daum.net/": 0.2, "https://www.naver.com/": 0.3, "https://www.kakao.com": 0.1,
    "https://www.zum.com/": 0.05, "https://www.africatv.com/": 0.05,
    "https://www.danawa.com": 0.05,
  ]

  /// As in `amtmt02`, and the price.
  static let prices = Dictionary(
    uniqueKeysWithValues: subjects.flatMap { subject in
      subject.prices.enumerated().map {
        ("\(subject.code)\(subject.code.dropFirst())0\($0 + 1)", $1)
      }
    }
  )

  struct Action {
    let user: String
    let session: String
    let url: String
    let path: String
    let kind: String
    let status: String
    let amount: Double
    let codes: [String]
    let time: Int
    var isCart: Bool { path == "/cart" }

    /// What stands behind `utm_…=` in the address.
    func parameter(_ name: String) -> String {
      let start = url.ranges(of: "utm_\(name)=").first?.upperBound ?? url.endIndex
      return String(url[start...].prefix { $0 != "&" })
    }
  }

  static func actions(_ options: String = "{}", students: Int) throws -> [Action] {
    try actions(of: madeAcademy(options).rows(of: 1, units: 0..<students))
  }

  private static func actions(of batch: Batch) -> [Action] {
    let fields = batch.columns[7].fieldColumns
    let times = fields[2].withElements(as: Int64.self) { $0.map { Int($0 / 60_000_000) } } ?? []
    func text(_ column: Int, _ row: Int) -> String { batch.columns[column].string(at: row) ?? "" }
    return (0..<batch.rowCount).map { row in
      Action(
        user: text(0, row),
        session: text(1, row) + text(2, row),
        url: text(3, row),
        path: text(4, row),
        kind: text(5, row),
        status: text(6, row),
        amount: fields[0].double(at: row) ?? .nan,
        codes: (fields[1].string(at: row) ?? "").split(separator: ",").map(String.init),
        time: times[row]
      )
    }
  }

  @Test
  func `Actions, services, products and prices have the shares of the formulas`() throws {
    let all = try Self.actions(students: 8_000)
    let site = all.filter { !$0.isCart }
    #expect(site.count == 24_000)
    expectShares(site.map(\.kind), ["add_cart": 0.6, "view": 0.2, "purchase": 0.2])
    expectShares(all.map(\.status), ["SUCCESS": 0.968, "ERROR": 0.032])
    let services = site.map { action -> String in
      let full = action.codes.reduce(0) { $0 + (Self.prices[$1] ?? .nan) }
      if action.codes.isEmpty { return action.amount == 0 ? "ent_info" : "wrong" }
      return action.amount == full ? "tr_lt" : action.amount == full / 10 ? "bk_ck" : "wrong"
    }
    expectShares(services, ["tr_lt": 0.65, "bk_ck": 0.25, "ent_info": 0.1])
    let named = site.filter { !$0.codes.isEmpty }
    expectShares(named.map(\.codes.count), [1: 0.58, 2: 0.42])
    #expect(named.allSatisfy { Set($0.codes).count == $0.codes.count })
    let shares = Dictionary(
      uniqueKeysWithValues: Self.subjects.flatMap { subject in
        subject.prices.indices.map {
          (
            "\(subject.code)\(subject.code.dropFirst())0\($0 + 1)",
            subject.weight / Double(subject.prices.count)
          )
        }
      }
    )
    expectShares(named.filter { $0.codes.count == 1 }.map { $0.codes[0] }, shares)
    expectShares(named.map { $0.codes[0] }, shares)
  }

  @Test
  func `Addresses and paths have the shares of the formulas`() throws {
    let site = try Self.actions("locale: ko", students: 6_000).filter { !$0.isCart }
    expectShares(site.map { $0.parameter("source") }, Self.sources)
    expectShares(
      site.map { $0.parameter("medium") },
      ["cpc": 0.1, "banner": 0.5, "email": 0.1, "tv": 0.1, "telemarketing": 0.05, "text": 0.15]
    )
    expectShares(
      site.map { $0.parameter("campaign") },
      [
        "semeter_start_sale": 1, "package_promotion": 1, "short_promotion": 1,
        "senior_promotion": 1, "monthly_promotion": 1,
      ]
    )
    let terms = site.map { $0.parameter("term") }
    #expect(Set(terms).count == 39)
    expectShares(terms.map { $0 == "지구과학" }, [true: 2, false: 38])
    expectShares(
      site.map { String($0.path.prefix { $0 != "?" }) },
      ["/binary_asp": 0.5, "/search_input": 0.3, "/search_list": 0.2]
    )
    let paths = site.map { $0.path.split(separator: "=")[1].split(separator: "-") }
    expectShares(
      paths.map { String($0[0].prefix(2)) },
      ["mt": 0.35, "en": 0.25, "kr": 0.1, "sc": 0.2, "ss": 0.1]
    )
    expectShares(
      paths.map { String($0[2]) },
      ["advance": 0.1, "intermediate": 0.2, "moderate": 0.3, "fundamental": 0.4]
    )
    let english = try Self.actions("locale: en", students: 200).filter { !$0.isCart }
    #expect(english.allSatisfy { $0.url.allSatisfy(\.isASCII) })
  }

  @Test
  func `The school year of a path is that of the student's age`() throws {
    let academy = try madeAcademy()
    let years = [14: "m1", 15: "m2", 16: "m3", 17: "g1", 18: "g2"]
    let ages = try AcademyRows(academy, "students", students: 300).numbers("age")
    for student in 0..<300 {
      let batch = try academy.rows(of: 1, units: student..<student + 1)
      for row in 0..<3 {
        let path = try #require(batch.columns[4].string(at: row))
        #expect(path.split(separator: "-")[1] == years[Int(ages[student])] ?? "")
      }
    }
  }

  /// As all 985 students of the original's with an id of their own.
  @Test
  func `Carts leave at full price, and a session lasts till a day after the first visit`() throws {
    let academy = try madeAcademy()
    var bought: [Bool] = []
    var together: [Bool] = []
    var waits: [Int] = []
    var delays: [Double] = []
    for student in 0..<2_000 {
      let registered = academy.configuration.student(student).registered
      let all = Self.actions(of: try academy.rows(of: 1, units: student..<student + 1))
      let site = all.filter { !$0.isCart }
      let carts = all.filter(\.isCart)
      let earliest = site.map(\.time).min() ?? 0
      #expect((site.map(\.time).max() ?? 0) - earliest < 48 * 60)
      #expect(site.allSatisfy { (0..<72 * 60).contains($0.time - registered) })
      delays.append(site.map { Double($0.time - registered) }.mean)
      // Those that keep their session came before all that began one, apart from the first.
      let kept = (1..<3).filter { site[$0].session == site[$0 - 1].session }.map { site[$0].time }
      let begun = (1..<3).filter { site[$0].session != site[$0 - 1].session }.map { site[$0].time }
      #expect((kept.max() ?? .min) < (begun.min() ?? .max))
      #expect(Set(carts.map(\.session)).count == carts.count)
      #expect(carts.allSatisfy { $0.url == "https://visanstudy.com/me" })
      let added = site.filter { $0.kind == "add_cart" }
      #expect(added.flatMap(\.codes).sorted() == carts.flatMap(\.codes).sorted())
      for cart in carts {
        #expect(cart.amount == cart.codes.reduce(0) { $0 + (Self.prices[$1] ?? .nan) })
        bought.append(cart.kind == "purchase")
      }
      if added.count == 1, let add = added.first {
        if add.codes.count == 2 { together.append(carts.count == 1) }
        waits += carts.map { $0.time - add.time }
      }
    }
    expectShares(bought, [true: 1, false: 1])
    expectShares(together, [true: 1, false: 1])
    expectMean(waits.map(Double.init), 719.5, deviation: 1440 / 12.0.squareRoot())
    #expect(waits.allSatisfy { (0..<1_440).contains($0) })
    // A delay up to 24 hours that a student's actions share, and one up to 48 hours of their own:
    // the variance of the mean of three is that of the first and a third of that of the second.
    let shared = (1_440.0 * 1_440 + 2_880.0 * 2_880 / 3) / 12
    expectMean(delays, 720 + 1_440 - 1, deviation: shared.squareRoot())
  }
}
