import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What LightGBM says on the thread that listens; what it says on other threads is dropped.
enum LightGBMLog {
  private struct Heard {
    var listener: pthread_t?
    /// LightGBM sends the level, the text and the end of a line one after the other.
    var line = ""
    var lines: [String] = []
  }

  private static let heard = Mutex(Heard())

  /// Runs `body`, on this thread, and returns its lines with what it answers.
  ///
  /// A line that is said again and again is kept once, at its first place.
  static func listen<Answer>(_ body: () throws -> Answer) rethrows -> (Answer, [String]) {
    heard.withLock { $0 = Heard(listener: pthread_self()) }
    defer { heard.withLock { $0 = Heard() } }
    let answer = try body()
    return (answer, heard.withLock { $0.lines })
  }

  /// Takes a piece of what LightGBM says.
  static func hear(_ text: UnsafePointer<CChar>?) {
    guard let text else { return }
    let piece = String(cString: text)
    heard.withLock { heard in
      guard let listener = heard.listener, pthread_equal(listener, pthread_self()) != 0 else {
        return
      }
      guard piece == "\n" else {
        heard.line += piece
        return
      }
      let line = heard.line.replacing("[LightGBM] ", with: "", maxReplacements: 1)
      heard.line = ""
      if !heard.lines.contains(line) { heard.lines.append(line) }
    }
  }
}
