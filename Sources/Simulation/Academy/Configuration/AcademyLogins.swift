import Diagnostics
import Options
import Tables

/// When students log in, apart from what their grade says.
struct AcademyLogins: Sendable {
  /// Hours into a day between which its first login comes.
  let first: ClosedRange<Int>
  /// Minutes from a logout to the next login of the day.
  let pause: ClosedRange<Int>
  let devices: ByteOdds
}

extension AcademyLogins {
  init(_ reader: inout FigureReader) {
    first = reader.range("first", in: 0...1_000)
    pause = reader.range("pause", in: 0...10_000)
    devices = ByteOdds(reader.odds("devices").map(\.value))
  }
}

/// The free parts of a line of `loginApp.log`.
struct AcademyLog: Sendable {
  /// The day of all lines, in days since 1970-01-01; nil when each has its action's.
  let folder: Int?
  let numbers: ClosedRange<Int>
}

extension AcademyLog {
  init(_ reader: inout FigureReader) {
    folder = reader.text("folder")?.value == "action" ? nil : reader.day("folder")
    numbers = reader.range("numbers", in: 0...Int(UInt32.max))
  }
}

extension FigureReader {
  /// A day as in `2022-03-01`, in days since 1970-01-01.
  mutating func day(_ key: String) -> Int? {
    guard let text = text(key) else { return nil }
    let parts = text.value.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count == 3, parts.map(\.count) == [4, 2, 2],
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    {
      let date = CivilDate(year: year, month: month, day: day)
      if CivilDate(days: date.days) == date { return date.days }
    }
    complain(.notADay(key, text))
    return nil
  }
}
