import Diagnostics
import Options
import Tables
import Templates

extension GivenValues {
  /// The values that a template takes of all that is given: each row, with each of each list.
  struct Choice {
    /// The parameters that rows have columns for.
    let columns: [Parameter]
    /// Nil when no column is a parameter of the template.
    let rows: [[String: GivenCell]]?
    /// Whether every column is a parameter of the template.
    let takesAllColumns: Bool
    /// In the order of the front matter; the first varies slowest.
    let listed: [(parameter: Parameter, cells: [GivenCell])]

    /// How many reports they make; `Int.max` for more than can be counted.
    var count: Int {
      listed.reduce(rows?.count ?? 1) { count, list in
        let (product, hasOverflown) = count.multipliedReportingOverflow(by: list.cells.count)
        return hasOverflown ? .max : product
      }
    }

    /// The reports of the template; what is wrong with a row or value costs those it is in.
    func reports(
      of source: BuildPlan.Source,
      _ diagnostics: inout [Diagnostic]
    ) -> [PlannedReport] {
      var variants = [Variant()]
      if let rows {
        variants = rows.compactMap { row in
          Variant().with(columns.map { ($0, row[$0.name.value]) }, &diagnostics)
        }
      }
      for (parameter, cells) in listed {
        let values = cells.map { cell in Variant().with([(parameter, cell)], &diagnostics) }
        variants = variants.flatMap { variant in
          values.compactMap { value in
            value.map { variant.joined(with: $0, isNamed: cells.count > 1) }
          }
        }
      }
      let isSingle = rows == nil && listed.allSatisfy { $0.cells.count == 1 }
      var seen: Set<[String]> = []
      return variants.compactMap { variant in
        guard seen.insert(variant.named.map(\.text)).inserted else {
          if takesAllColumns { diagnostics.append(.equalRow(variant, source.path)) }
          return nil
        }
        let name = isSingle ? source.name : "\(source.name)/\(ReportName.of(variant.named))"
        return PlannedReport(
          template: source.path,
          name: name,
          arguments: variant.arguments,
          values: isSingle ? [] : variant.named
        )
      }
    }
  }

  /// The values of one report.
  struct Variant {
    private(set) var arguments: [String] = []
    /// Those that tell it from the others.
    private(set) var named: [(name: String, text: String)] = []
    /// The place of its first value.
    private(set) var span: SourceSpan?

    /// The values of a row; nil, with diagnostics, when one of them is wrong.
    func with(
      _ cells: [(Parameter, GivenCell?)],
      _ diagnostics: inout [Diagnostic]
    ) -> Variant? {
      var variant = self
      var isRight = true
      for (parameter, cell) in cells {
        do throws(Diagnostic) {
          let value = try cell?.value(for: parameter)
          if let cell, let value {
            variant.arguments.append(cell.argument(value, of: parameter))
            variant.span = variant.span ?? cell.span
          }
          // A row without a value is told by the default that stands for it.
          let text = (value ?? parameter.defaultValue)?.displayText ?? ""
          variant.named.append((parameter.name.value, text))
        } catch {
          diagnostics.append(error)
          isRight = false
        }
      }
      return isRight ? variant : nil
    }

    func joined(with other: Variant, isNamed: Bool) -> Variant {
      var variant = self
      variant.arguments += other.arguments
      if isNamed { variant.named += other.named }
      variant.span = span ?? other.span
      return variant
    }
  }
}

extension GivenCell {
  fileprivate var span: SourceSpan? {
    switch content {
    case .text(_, let span): span
    case .node(let node): node.span
    case .none, .placed: nil
    }
  }
}

extension Diagnostic {
  static func equalRow(_ variant: GivenValues.Variant, _ template: String) -> Self {
    let values = variant.named.map { "\($0.name) '\($0.text)'" }.joined(separator: ", ")
    return Diagnostic(
      .warning,
      "equal-rows",
      "the report of '\(template)' for \(values) is asked for twice and made once",
      at: variant.span
    )
  }
}
