import Diagnostics
import Foundation

/// Standard output and error, and what is known of them.
enum Terminal {
  static let isErrorATerminal = isatty(2) != 0

  /// The width of the terminal; 80 when it does not say.
  static var columns: Int {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
    return Int(size.ws_col)
  }

  private static let wantsColour =
    isErrorATerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil

  static func write(_ text: String, to handle: FileHandle, unless isSilent: Bool = false) {
    guard !isSilent, !text.isEmpty else { return }
    handle.write(Data((text + "\n").utf8))
  }

  /// Prints diagnostics to standard error, in reading order.
  static func printDiagnostics(_ diagnostics: [Diagnostic]) {
    let printer = DiagnosticPrinter(isColoured: wantsColour)
    for diagnostic in Diagnostic.inReadingOrder(diagnostics) {
      write(printer.text(diagnostic), to: .standardError)
    }
  }

  /// Ends the program with a message on standard error.
  static func fail(_ message: String) -> ExitFailure { ExitFailure(message: message) }
}

/// A failure whose message stands alone on standard error.
struct ExitFailure: Error, CustomStringConvertible {
  let message: String

  var description: String { message }
}
