public import Exporting
public import Tables

/// The line format of `loginApp.log`, in which the site writes down what students do.
///
///     /usr/transaction/data/demo/20220312/loginApp.log:72393:[[]]-UserId:nross=Action:add_cart SUCCESS
///       ShortSession:e57b8710 LongSession:91b3d5bb2b31 [loginApp] VisangEduDuo
///       transaction:[product_code:ckrkr05,amtmt06,amount:675000,time_stamp:2022-01-24:04:33]
///       -URL:https://…&utm_term=논술 Path:/search_list?search_=mt03-m1-fundamental
///
/// on one line. Its rows are those of the academy's `transactions`. The number behind the file's name
/// is made from the row's sessions and time, so that it does not depend on how rows are batched.
///
/// In the original's lines the folder is one day for actions of several, weeks later: the day they
/// were collected. Here it is the action's day unless the configuration names one.
public struct LoginAppLog: RowFormat {
  private let folder: Int?
  private let firstNumber: Int
  private let numberCount: UInt64

  public init(_ configuration: AcademyConfiguration) {
    folder = configuration.log.folder
    firstNumber = configuration.log.numbers.lowerBound
    numberCount = UInt64(configuration.log.numbers.count)
  }

  public var fileExtension: String { "txt" }

  /// Whether rows of a schema can be written: those of the academy's transactions.
  public static func writes(_ schema: Schema) -> Bool { schema == AcademySchemas.transactions }

  public func appendRows(_ batch: Batch, firstRow: Bool, to bytes: ByteWriter) {
    precondition(Self.writes(batch.schema), "rows of the academy's transactions")
    let columns = batch.columns + batch.columns[7].fieldColumns
    withExtendedLifetime(columns) {
      // Without a row there may be no memory.
      guard batch.rowCount > 0, let rows = LogRows(columns) else { return }
      let days = DayCache(folder: folder)
      for row in 0..<batch.rowCount {
        let length = rows.textLength(row)
        bytes.append(upTo: length + LogRows.longestRest) { start in
          rows.write(row, to: start, number: number(rows, row), days: days)
        }
      }
    }
  }

  /// A number that only the row decides.
  private func number(_ rows: LogRows, _ row: Int) -> Int {
    let hash = Permutation.mixed(
      rows.shortSessions.word(row)
        ^ Permutation.mixed(
          rows.longSessions.word(row) &+ UInt64(bitPattern: rows.times[row])
        )
    )
    return firstNumber + Int(hash.multipliedFullWidth(by: numberCount).high)
  }
}

/// The days of the calendar that times fall on, as bytes from the highest; a month or two of them are kept.
final class DayCache {
  struct Day: BitwiseCopyable {
    fileprivate var number = Int.min
    /// `2022-03-12` and `20220312`.
    fileprivate(set) var dashed: (UInt64, UInt16) = (0, 0)
    fileprivate(set) var plain: UInt64 = 0
  }

  private static let capacity = 64
  private let folder: UInt64?
  private let days: UnsafeMutablePointer<Day>

  init(folder: Int?) {
    self.folder = folder.map { Self.digits(CivilDate(days: $0)).0 }
    days = .allocate(capacity: Self.capacity)
    days.initialize(repeating: Day(), count: Self.capacity)
  }

  deinit { days.deallocate() }

  @inline(__always)
  func day(_ number: Int) -> UnsafePointer<Day> {
    let place = days + (number & (Self.capacity - 1))
    if place.pointee.number != number {
      let digits = Self.digits(CivilDate(days: number))
      place.pointee = Day(number: number, dashed: digits.1, plain: folder ?? digits.0)
    }
    return UnsafePointer(place)
  }

  private static func digits(_ date: CivilDate) -> (UInt64, (UInt64, UInt16)) {
    func two(_ number: Int) -> UInt64 {
      UInt64((0x30 + number / 10 % 10) << 8 | (0x30 + number % 10))
    }
    let year = two(date.year / 100) << 16 | two(date.year)
    let (month, day) = (two(date.month), two(date.day))
    let dash = UInt64(UInt8(ascii: "-"))
    return (
      year << 32 | month << 16 | day,
      (year << 32 | dash << 24 | month << 8 | dash, UInt16(day))
    )
  }
}
