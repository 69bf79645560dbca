import Diagnostics
import Foundation
import Pipeline
import Reporting
import Synchronization

/// Shows how a run gets on: a live line on a terminal, plain lines elsewhere, or JSON lines.
final class Progress: Sendable {
  enum Style {
    case live, lines, json, silent

    static var forStandardError: Style { Terminal.isErrorATerminal ? .live : .lines }
  }

  private let style: Style
  private struct State {
    var total = 0
    var finished = 0
    var running: [String] = []
    /// `3/40` of the running steps that count their work.
    var done: [String: String] = [:]
    var isLineOpen = false
  }
  private let state = Mutex(State())

  init(style: Style) { self.style = style }

  /// Shows an event; may be called from any thread.
  func show(_ event: RenderEvent) {
    switch style {
    case .silent: return
    case .json: Terminal.write(event.json, to: .standardError)
    case .lines:
      if let line = event.line { Terminal.write(line, to: .standardError) }
    case .live: state.withLock { Self.redraw(event, &$0) }
    }
  }

  /// Shows what is wrong, as text for people unless JSON was asked for.
  func show(_ diagnostics: [Diagnostic]) {
    guard style == .json else { return Terminal.printDiagnostics(diagnostics) }
    for diagnostic in Diagnostic.inReadingOrder(diagnostics) { show(.diagnostic(diagnostic)) }
  }

  /// Clears what is still drawn.
  func end() {
    state.withLock { state in
      guard state.isLineOpen else { return }
      FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
      state.isLineOpen = false
    }
  }

  private static func redraw(_ event: RenderEvent, _ state: inout State) {
    switch event {
    case .pipeline(.planned(let steps)): state.total = steps.count
    case .pipeline(.started(let id, _)): state.running.append(id)
    case .pipeline(.finished(let result)):
      state.running.removeAll { $0 == result.id }
      state.done[result.id] = nil
      state.finished += 1
    case .pipeline(.working(let id, let done, let total)): state.done[id] = " \(done)/\(total)"
    case .outlined, .pipeline(.waiting), .pipeline(.progress), .writing, .diagnostic, .ended: break
    }
    let filled = state.total == 0 ? 0 : state.finished * 20 / state.total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
    let names = state.running.prefix(3).map { $0 + (state.done[$0] ?? "") }.joined(separator: ", ")
    // A line that the terminal breaks could not be drawn over.
    let text = "\(bar) \(state.finished)/\(state.total) \(names)".prefix(Terminal.columns - 1)
    let line = "\r\u{1B}[K\(text)"
    FileHandle.standardError.write(Data(line.utf8))
    state.isLineOpen = true
  }
}
