import Exporting
import Foundation
import Synchronization

/// How far the generating is: a line that is drawn over on a terminal, a line a table elsewhere.
final class GenerateProgress: Sendable {
  private struct State {
    var began = ContinuousClock.now
    let start = ContinuousClock.now
    var tableCount = 0
    var rows = 0
    var bytes = 0
    var isLineOpen = false
  }

  private let isSilent: Bool
  private let width: Int
  private let state = Mutex(State())

  init(isSilent: Bool, tables: [String]) {
    self.isSilent = isSilent
    width = tables.map(\.count).max() ?? 0
  }

  func begin(_ table: String) { state.withLock { $0.began = .now } }

  /// Draws the line; may be called from any thread.
  func show(_ progress: ExportProgress) {
    guard !isSilent, Terminal.isErrorATerminal else { return }
    state.withLock { state in
      let seconds = Self.seconds(since: state.began)
      let share = Double(progress.unitCount) / Double(max(1, progress.unitTotal))
      let filled = Int(share * 20)
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
      let left = share > 0 && seconds > 0.5 ? ", \(Self.time(seconds / share - seconds)) left" : ""
      let text =
        "\(bar) \(progress.table) \(Self.summary(progress.rowCount, progress.byteCount, seconds))\(left)"
      Self.write("\r\u{1B}[K" + text.prefix(Terminal.columns - 1))
      state.isLineOpen = true
    }
  }

  /// The table is written.
  func end(_ progress: ExportProgress) {
    state.withLock { state in
      let seconds = Self.seconds(since: state.began)
      state.tableCount += 1
      state.rows += progress.rowCount
      state.bytes += progress.byteCount
      guard !isSilent else { return }
      if state.isLineOpen { Self.write("\r\u{1B}[K") }
      state.isLineOpen = false
      let name = progress.table.padding(toLength: width, withPad: " ", startingAt: 0)
      Self.write("\(name)  \(Self.summary(progress.rowCount, progress.byteCount, seconds))\n")
    }
  }

  /// Clears what is drawn and, after several tables, writes the sum.
  func finish() {
    state.withLock { state in
      if state.isLineOpen { Self.write("\r\u{1B}[K") }
      state.isLineOpen = false
      guard !isSilent, state.tableCount > 1 else { return }
      let seconds = Self.seconds(since: state.start)
      Self.write("in all: \(Self.summary(state.rows, state.bytes, seconds))\n")
    }
  }

  /// `1,234,567 rows, 88.5 MB in 0.12 s (10.3 million rows/s, 737 MB/s)`.
  private static func summary(_ rows: Int, _ bytes: Int, _ seconds: Double) -> String {
    let time = max(seconds, 1e-6)
    let perSecond = Double(rows) / time
    let rate =
      perSecond >= 1e6
      ? "\(decimal(perSecond / 1e6, 1)) million rows/s" : "\(grouped(Int(perSecond))) rows/s"
    return "\(grouped(rows)) rows, \(size(bytes)) in \(decimal(seconds, 2)) s (\(rate),"
      + " \(size(Int(Double(bytes) / time)))/s)"
  }

  private static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) bytes"
    case ..<1_000_000: "\(decimal(Double(bytes) / 1e3, 1)) kB"
    case ..<1_000_000_000: "\(decimal(Double(bytes) / 1e6, 1)) MB"
    default: "\(decimal(Double(bytes) / 1e9, 2)) GB"
    }
  }

  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return digits
  }

  private static func decimal(_ number: Double, _ places: Int) -> String {
    String(format: "%.\(places)f", number)
  }

  private static func time(_ seconds: Double) -> String {
    seconds < 60
      ? "\(Int(seconds.rounded(.up))) s" : "\(Int(seconds / 60)) min \(Int(seconds) % 60) s"
  }

  private static func seconds(since moment: ContinuousClock.Instant) -> Double {
    let elapsed = (ContinuousClock.now - moment).components
    return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
  }

  private static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
