import Diagnostics
import Expressions
import Options
import Tables
import Templates

/// The values of a template's parameters for one render.
///
/// The command line wins over a parameters' file, and that over the template's defaults.
struct ParameterValues: Sendable {
  /// All values in the order of the front matter.
  let record: Record
  /// `path` parameters, each with the folder it starts from.
  let paths: [(written: String, folder: String)]
  /// Parameters that have no value because of a mistake that has been told of.
  let missing: Set<String>

  /// What expressions can read before the run.
  var scope: PlanScope { PlanScope(parameters: record, paths: paths) }

  /// Whether a complaint is only about a parameter's missing value.
  func explains(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.code == "unknown-member", let name = diagnostic.span?.text else {
      return false
    }
    return missing.contains(name) && diagnostic.message == "'params' has no '\(name)'"
  }
}

extension ParameterValues {
  /// Settles the values.
  ///
  /// Of the `name=value` texts `given` on the command line a later one wins. Relative paths start
  /// from the working folder when given there, from the folder of `file` when given in it, and from
  /// the template's `folder` when they are defaults.
  init(
    _ parameters: [Parameter],
    given: [String],
    file: OptionNode?,
    folder: String,
    diagnostics: inout [Diagnostic]
  ) {
    let names = parameters.map(\.name.value)
    var values: [String: (value: Value, base: String)] = [:]
    for entry in file?.entries ?? [] {
      guard let parameter = parameters.first(where: { $0.name.value == entry.key.value }) else {
        diagnostics.append(.unknownParameter(entry.key, known: names))
        continue
      }
      let base = Self.folder(of: entry.key.span.file.name)
      do throws(Diagnostic) {
        values[parameter.name.value] = (try parameter.value(from: entry.node), base)
      } catch { diagnostics.append(error) }
    }
    for text in given {
      guard let (name, value) = Self.split(text, &diagnostics) else { continue }
      guard let parameter = parameters.first(where: { $0.name.value == name.value }) else {
        diagnostics.append(.unknownParameter(name, known: names))
        continue
      }
      do throws(Diagnostic) {
        values[name.value] = (try parameter.value(from: value.value, at: value.span), ".")
      } catch { diagnostics.append(error) }
    }
    var pairs: [(String, Value)] = []
    var paths: [(written: String, folder: String)] = []
    var missing: Set<String> = []
    for parameter in parameters {
      let name = parameter.name.value
      if values[name] == nil, parameter.defaultValue == nil {
        if !parameter.isBroken { diagnostics.append(.parameterWithoutValue(parameter.name)) }
        missing.insert(name)
        continue
      }
      let found = values[name] ?? (parameter.defaultValue ?? .null, folder)
      pairs.append((name, found.value))
      if parameter.type == .path, case .string(let written) = found.value {
        paths.append((written, found.base))
      }
    }
    record = Record(pairs)
    self.missing = missing
    // The longest first: a path within another must not be taken for it.
    self.paths = paths.sorted { $0.written.count > $1.written.count }
  }

  /// Cuts `name=value`, each half with its place in a file that stands for the command line.
  static func split(
    _ text: String,
    _ diagnostics: inout [Diagnostic]
  ) -> (name: Spanned<String>, value: Spanned<String>)? {
    let file = SourceFile(name: "-P", text: text)
    let bytes = file.bytes
    guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")), equals > 0 else {
      diagnostics.append(.parameterSyntax(at: file.span(0..<bytes.count)))
      return nil
    }
    let name = file.span(0..<equals)
    let value = file.span((equals + 1)..<bytes.count)
    return (Spanned(name.text, at: name), Spanned(value.text, at: value))
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension Diagnostic {
  static func unknownParameter(_ name: Spanned<String>, known: [String]) -> Self {
    Diagnostic(
      .error,
      "unknown-parameter",
      "the template has no parameter '\(name.value)'",
      at: name.span,
      hint: NearMatch.hint(name.value, in: known, kind: "parameters")
    )
  }

  static func parameterSyntax(at span: SourceSpan) -> Self {
    Diagnostic(
      .error,
      "parameter-syntax",
      "a parameter is given as name=value",
      at: span
    )
  }

  static func parameterWithoutValue(_ name: Spanned<String>) -> Self {
    Diagnostic(
      .error,
      "missing-parameter",
      "parameter '\(name.value)' has no default and none was given",
      at: name.span,
      hint: "render with -P \(name.value)=…"
    )
  }
}
