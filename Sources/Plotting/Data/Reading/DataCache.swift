import Diagnostics
import Synchronization

/// Rows of files that were read before, so that many charts over one file read it once.
///
/// Safe to use from several threads; two that ask for the same new file at once both read it.
public final class DataCache: Sendable {
  private struct Contents {
    var frames: [String: Frame] = [:]
    var cost = 0
  }

  private let contents = Mutex(Contents())
  private let limit: Int

  /// - Parameter limit: how many bytes of files are remembered as rows; beyond it all are forgotten.
  public init(limit: Int = 256 << 20) { self.limit = limit }

  /// The rows of a file as a format reads them; `make` gives them with the file's size in bytes.
  ///
  /// `identity`: equal texts mean equal bytes.
  func frame(
    _ identity: String,
    _ format: DataFormat,
    make: () throws(Diagnostic) -> (Frame, Int)
  ) throws(Diagnostic) -> Frame {
    let key = "\(identity)\u{0}\(format.identity)"
    if let known = contents.withLock({ $0.frames[key] }) { return known }
    let (frame, cost) = try make()
    contents.withLock { contents in
      if contents.cost + cost > limit { contents = Contents() }
      guard cost <= limit else { return }
      if contents.frames.updateValue(frame, forKey: key) == nil { contents.cost += cost }
    }
    return frame
  }
}

extension DataFormat {
  /// What tells this way of reading from others.
  fileprivate var identity: String {
    let types = (parse ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value ?? "-")" }
    let parts = [kind?.rawValue ?? "-", property ?? "", delimiter ?? "", isRaw ? "raw" : ""]
    return (parts + types).joined(separator: "\u{0}")
  }
}
