import Glibc
import Synchronization

/// How far an export is.
public struct ExportProgress: Sendable, Hashable {
  public var table: String
  public var rowCount: Int
  public var byteCount: Int
  /// Of the units, how many are done.
  public var unitCount: Int
  public var unitTotal: Int
}

/// Counts what went out and tells it, a few times a second.
final class ProgressMeter: Sendable {
  private struct State {
    var progress: ExportProgress
    var toldAt: Int64 = 0
  }

  private let state: Mutex<State>
  private let tell: @Sendable (ExportProgress) -> Void

  init(_ source: RowSource, _ tell: @escaping @Sendable (ExportProgress) -> Void) {
    let start = ExportProgress(
      table: source.name,
      rowCount: 0,
      byteCount: 0,
      unitCount: 0,
      unitTotal: source.units.count
    )
    state = Mutex(State(progress: start))
    self.tell = tell
  }

  func add(rows: Int, bytes: Int, units: Int) {
    let told: ExportProgress? = state.withLock { state in
      state.progress.rowCount += rows
      state.progress.byteCount += bytes
      state.progress.unitCount += units
      let now = Self.milliseconds()
      guard now - state.toldAt >= 100 else { return nil }
      state.toldAt = now
      return state.progress
    }
    if let told { tell(told) }
  }

  /// The sums at the end, which are told too.
  func finish() -> ExportProgress {
    let progress = state.withLock { $0.progress }
    tell(progress)
    return progress
  }

  private static func milliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }
}
