import Diagnostics
import Foundation
import Reporting
import Synchronization

/// Shows how a build gets on: a live line on a terminal, lines that begin with the report's name
/// elsewhere, or JSON lines.
final class BuildProgress: Sendable {
  private let style: Progress.Style
  private struct State {
    var total = 0
    var ended = 0
    var running: [String] = []
    var isLineOpen = false
    /// What is wrong with a template is wrong with each of its reports, and told once.
    var told: Set<String> = []
  }
  /// Also keeps what several reports say from mixing.
  private let state = Mutex(State())
  /// More are told again, so that what is remembered does not grow with the build.
  private static let toldAtMost = 1_000

  init(style: Progress.Style) { self.style = style }

  /// Shows an event; may be called from any thread.
  func show(_ event: BuildEvent) {
    state.withLock { state in
      switch event {
      case .planned(let names): state.total = names.count
      case .began(let name): state.running.append(name)
      case .report(let name, .ended(_, let outcome)):
        state.running.removeAll { $0 == name }
        state.ended += 1
        clear(&state)
        tell(name, outcome, &state)
      case .report(let name, let event):
        if style == .lines, let line = event.line { write("\(name): \(line)") }
      }
      if style == .json { write(event.json) }
      if style == .live { redraw(&state) }
    }
  }

  /// Clears what is still drawn and tells what came of all.
  func end(_ outcome: BuildOutcome) {
    state.withLock { state in
      clear(&state)
      guard style != .json else {
        for diagnostic in outcome.diagnostics { write(RenderEvent.diagnostic(diagnostic).json) }
        return
      }
      Terminal.printDiagnostics(outcome.diagnostics)
      if style != .silent { write(outcome.summary) }
    }
  }

  private func tell(_ name: String, _ outcome: RenderOutcome, _ state: inout State) {
    if style == .json {
      for diagnostic in outcome.diagnostics {
        write(RenderEvent.diagnostic(diagnostic).json(report: name))
      }
    } else {
      let printer = DiagnosticPrinter()
      Terminal.printDiagnostics(
        outcome.diagnostics.filter { diagnostic in
          if state.told.count >= Self.toldAtMost { return true }
          return state.told.insert(printer.text(diagnostic)).inserted
        }
      )
      for line in outcome.brokenChecks { write("\(name): \(line)") }
      if style != .silent, outcome.exitCode != 130 { write("\(name): \(outcome.summary)") }
    }
    if let path = outcome.outputPath { Terminal.write(path, to: .standardOutput) }
  }

  private func write(_ line: String) { Terminal.write(line, to: .standardError) }

  private func clear(_ state: inout State) {
    guard state.isLineOpen else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    state.isLineOpen = false
  }

  private func redraw(_ state: inout State) {
    guard state.total > 0 else { return }
    let filled = state.ended * 20 / state.total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let names = state.running.prefix(3).joined(separator: ", ")
    // A line that the terminal breaks could not be drawn over.
    let text = "\(bar) \(state.ended)/\(state.total) \(names)".prefix(Terminal.columns - 1)
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
    state.isLineOpen = true
  }
}
