import Tables
import Testing

@testable import Simulation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a line of `loginApp.log` says, read back by an expression.
struct LogLine: Equatable {
  let folder: String
  let number: Int
  /// Time, user, sessions, action, status, codes, amount, address and path.
  let fields: [String]

  private nonisolated(unsafe) static let expression =
    #/\/usr\/transaction\/data\/demo\/(\d{8})\/loginApp\.log:(\d+):\[\[\]\]-UserId:([a-z]+\d*)=Action:(add_cart|remove_cart|view|purchase) (SUCCESS|ERROR) ShortSession:([0-9a-f]{8}) LongSession:([0-9a-f]{12}) \[loginApp\] VisangEduDuo transaction:\[product_code:((?:[a-e](?:mt|en|kr|sc|ss)(?:mt|en|kr|sc|ss)0\d(?:,(?!amount))?)*),amount:(\d+),time_stamp:(\d{4}-\d\d-\d\d:\d\d:\d\d)\]-URL:(https:\/\/visanstudy\.com\/me|https:\/\/www\.visangstudy\.com\?utm_source=htt.+&utm_medium=[a-z]+&utm_campaign=[a-z_]+&utm_term=[^&=\/]+) Path:(\/cart|\/(?:search_list|search_input|binary_asp)\?search_=[a-z]{2}0\d-[mg][123]-(?:advance|intermediate|moderate|fundamental))/#

  init?(_ line: Substring) {
    guard let match = line.wholeMatch(of: Self.expression) else { return nil }
    let parts = match.output
    folder = String(parts.1)
    number = Int(parts.2) ?? -1
    fields = [
      parts.10, parts.3, parts.6, parts.7, parts.4, parts.5, parts.8, parts.9, parts.11, parts.12,
    ].map(String.init)
  }
}

struct LoginAppLogTests {
  private static func text(_ academy: Academy, _ students: Range<Int>) throws -> String {
    let bytes = ByteWriter()
    let format = LoginAppLog(academy.configuration)
    format.appendRows(try academy.rows(of: 1, units: students), firstRow: true, to: bytes)
    return bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  @Test
  func `Every line is read back by the format's expression, with the row's values`() throws {
    let academy = try madeAcademy()
    let text = try Self.text(academy, 0..<600)
    #expect(text.hasSuffix("\n"))
    let lines = text.split(separator: "\n")
    let rows = try AcademyRows(academy, "transactions", students: 600)
    #expect(lines.count == rows.count)
    let names = ["user_id", "short_session", "long_session", "action", "status", "product_code"]
    let columns = try names.map { try rows.texts($0) }
    let amounts = try rows.numbers("amount")
    let times = try rows.minutes("time_stamp")
    let (urls, paths) = (try rows.texts("url"), try rows.texts("path"))
    for (row, text) in lines.enumerated() {
      let line = try #require(LogLine(text), "\(text)")
      let date = CivilDate(days: times[row] / 1_440)
      func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
      let clock = "\(two(times[row] % 1_440 / 60)):\(two(times[row] % 60))"
      let day = [two(date.month), two(date.day)]
      #expect(
        line.fields == ["\(date.year)-\(day[0])-\(day[1]):\(clock)"] + columns.map { $0[row] }
          + ["\(Int(amounts[row]))", urls[row], paths[row]]
      )
      #expect(line.folder == "\(date.year)\(day[0])\(day[1])")
      #expect((12_345...123_252).contains(line.number))
    }
  }

  @Test
  func `Numbers are spread over their range and do not depend on how rows are batched`() throws {
    let academy = try madeAcademy()
    let whole = try Self.text(academy, 0..<400)
    let parts = try [0..<1, 1..<150, 150..<150, 150..<400].map { try Self.text(academy, $0) }
    #expect(whole == parts.joined())
    let numbers = whole.split(separator: "\n").compactMap { LogLine($0)?.number }
    let width = 110_908.0
    expectMean(
      numbers.map(Double.init),
      12_345 + (width - 1) / 2,
      deviation: width / 12.0.squareRoot()
    )
    #expect(Set(numbers).count > numbers.count * 98 / 100)
  }

  @Test
  func `The folder is one day when the configuration names one`() throws {
    let academy = try madeAcademy(
      file: "{students: 10, log: {folder: 2022-03-12, numbers: [7, 7]}}"
    )
    for line in try Self.text(academy, 0..<10).split(separator: "\n") {
      #expect(line.hasPrefix("/usr/transaction/data/demo/20220312/loginApp.log:7:[[]]-"))
    }
  }

  @Test(
    .enabled(
      if: LoginAppLogTests.original != nil,
      "needs the academy's own records in ../shared/data/academy, which are not part of the project"
    )
  )
  func `The original's lines are read by the same expression`() throws {
    let lines = try #require(Self.original).split(separator: "\n")
    #expect(!lines.isEmpty)
    for line in lines { #expect(LogLine(line) != nil, "\(line)") }
  }

  private static let original: String? = {
    let project = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    guard let file = fopen("/\(project)/../shared/data/academy/login.txt", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }()
}
