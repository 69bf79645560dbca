import Diagnostics
import Files
import Foundation
import Pipeline

extension Plan {
  /// Complaints about steps that write what another step writes, what a step reads that does not wait for
  /// them, or what the report is made from.
  func writeConflicts() -> [Diagnostic] {
    let written = graph.steps.flatMap { step in
      step.writes.map { (step: step, path: Self.absolute($0)) }
    }
    var found: [Diagnostic] = []
    for (index, (step, path)) in written.enumerated() {
      if let source = sources.sorted().first(where: { Self.absolute($0).lies(in: path) }) {
        found.append(.storeOverwrites(source, step))
      }
      if path.split(separator: "/").contains(".quire") {
        found.append(.storeInState(step))
      }
      let earlier = written[..<index].first { path.lies(in: $0.path) || $0.path.lies(in: path) }
      if let earlier { found.append(.storedTwice(step, earlier.step)) }
      for reader in graph.steps where reader.id != step.id && reader.reads(path) {
        guard !graph.needs(reader.id, step.id) else { continue }
        found.append(.storeOverwritesInput(step, reader))
      }
    }
    return found
  }

  fileprivate static func absolute(_ path: String) -> String {
    path.contains("://") ? path : URL(fileURLWithPath: path).standardizedFileURL.path
  }
}

extension Graph {
  /// The steps as a graph in which those that read what others write wait for them.
  ///
  /// Where the writer needs the reader they cannot; `writeConflicts` complains of that.
  static func ofWritersFirst(_ steps: [Step], _ diagnostics: inout [Diagnostic]) -> Graph {
    let writers = steps.filter { !$0.writes.isEmpty }
    var unheard: [Diagnostic] = []
    let plain = Graph(steps, diagnostics: &unheard)
    let waiting = steps.map { reader in
      var reader = reader
      for writer in writers where writer.id != reader.id {
        guard reader.reads(whatIsWrittenBy: writer),
          !reader.after.contains(where: { $0.value == writer.id }),
          !plain.needs(writer.id, reader.id)
        else { continue }
        reader.after.append(Spanned(writer.id, at: reader.span))
      }
      return reader
    }
    return Graph(waiting.inTurn(), diagnostics: &diagnostics)
  }
}

extension Step {
  /// Whether the files it reads are, or may come to be, where another step writes.
  func reads(whatIsWrittenBy writer: Step) -> Bool {
    writer.id != id && writer.writes.contains { reads(Plan.absolute($0)) }
  }

  /// Whether the files it reads are, or may come to be, at a path or below it.
  fileprivate func reads(_ path: String) -> Bool {
    files.contains { input in
      Plan.absolute(input.watched.path).lies(in: path) || input.mayMatch(path)
    }
  }
}

extension String {
  /// Whether this path is the other one or below it.
  fileprivate func lies(in other: String) -> Bool {
    self == other || hasPrefix(other == "/" ? "/" : other + "/")
  }
}

extension Diagnostic {
  fileprivate static func storeOverwrites(_ source: String, _ step: Step) -> Self {
    Diagnostic(
      .error,
      "overwrites-source",
      "this would overwrite '\(source)', which the report is made from",
      at: step.span,
      hint: "name another place"
    )
  }

  fileprivate static func storeInState(_ step: Step) -> Self {
    Diagnostic(
      .error,
      "overwrites-source",
      "this would write into '.quire', where results are kept",
      at: step.span,
      hint: "name another place"
    )
  }

  fileprivate static func storedTwice(_ step: Step, _ first: Step) -> Self {
    Diagnostic(
      .error,
      "stored-twice",
      "'\(step.id)' writes where '\(first.id)' writes",
      at: step.span,
      hint: "give each a place of its own"
    )
  }

  fileprivate static func storeOverwritesInput(_ step: Step, _ reader: Step) -> Self {
    Diagnostic(
      .error,
      "overwrites-source",
      "'\(step.id)' writes what '\(reader.id)' reads",
      at: step.span,
      hint: "name another place: the report would change its own data"
    )
  }
}
