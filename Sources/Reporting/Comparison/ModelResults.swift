import Engines
import Tables

/// What a run says of one model: the small tables of its evaluation, read into values.
///
/// They are the tables that a `model` directive makes (`minutes.metrics`, `minutes.by_group`, …); a
/// query may make tables of the same form, which are named with a line below (`minutes_metrics`).
public struct ModelResults: Codable, Hashable, Sendable {
  public struct Metric: Codable, Hashable, Sendable {
    public var candidate: String
    public var metric: String
    public var value: Double?
    /// The standard deviation over the folds; nil for one that was not cross-validated.
    public var deviation: Double?
    /// The same metric of the baseline.
    public var baseline: Double?
    /// Nil when neither direction is good news.
    public var isHigherBetter: Bool?
    /// Whether it is of the chosen candidate.
    public var isChosen: Bool
    /// What a reader is told, in English and in Korean; nil for a metric without words of its own.
    public var english: String?
    public var korean: String?
  }

  /// A metric over the rows of one group: `grade`, `B`, 120 rows.
  public struct Group: Codable, Hashable, Sendable {
    public var feature: String
    public var group: String
    public var rowCount: Int?
    public var metric: String
    public var value: Double?
  }

  public struct Parameter: Codable, Hashable, Sendable {
    public var candidate: String
    public var parameter: String
    public var value: String
  }

  /// A point of the learning curve: the error at so many training rows.
  public struct LearningPoint: Codable, Hashable, Sendable {
    public var candidate: String
    public var metric: String
    public var rowCount: Double
    public var training: Double?
    public var validation: Double?
  }

  /// A point of the ROC and the precision-recall curve.
  public struct ThresholdPoint: Codable, Hashable, Sendable {
    /// Empty where only the chosen one has thresholds.
    public var candidate: String
    public var falsePositiveRate: Double
    public var recall: Double
    public var precision: Double?
  }

  /// A bin of the calibration: what was predicted of its rows, and what came.
  public struct CalibrationPoint: Codable, Hashable, Sendable {
    public var predicted: Double
    public var observed: Double
  }

  public var name: String
  /// One for each candidate and metric, in the table's order.
  public var metrics: [Metric] = []
  public var groups: [Group] = []
  public var parameters: [Parameter] = []
  public var learning: [LearningPoint] = []
  public var thresholds: [ThresholdPoint] = []
  /// Of the chosen candidate.
  public var calibration: [CalibrationPoint] = []

  public init(name: String) { self.name = name }

  /// The chosen candidate: the one marked so, or the only one there is.
  public var chosen: String? {
    if let marked = metrics.first(where: \.isChosen)?.candidate { return marked }
    let candidates = Set(metrics.map(\.candidate))
    return candidates.count == 1 ? candidates.first : nil
  }

  /// The candidates in the table's order, each once.
  public var candidates: [String] {
    var seen: Set<String> = []
    return metrics.map(\.candidate).filter { seen.insert($0).inserted }
  }
}

extension ModelResults {
  /// The tables that belong to a model, by what follows its name.
  enum Part: String, CaseIterable, Sendable {
    case metrics, groups = "by_group", parameters, learning, thresholds, calibration

    /// The model and the part of a table's name; nil for any other table.
    static func of(_ table: String) -> (model: String, part: Part)? {
      for part in allCases {
        for mark in [".", "_"] where table.lowercased().hasSuffix(mark + part.rawValue) {
          let model = table.dropLast(part.rawValue.utf8.count + 1)
          return model.isEmpty ? nil : (String(model), part)
        }
      }
      return nil
    }
  }

  /// Reads the rows of one of the model's tables.
  ///
  /// Columns are found by name without regard to case. A table that lacks those it is about is of
  /// another kind, and adds nothing.
  mutating func read(_ table: Table, as part: Part) {
    let rows = NamedRows(table)
    switch part {
    case .metrics:
      guard rows.has("candidate", "metric", "value") else { return }
      metrics = rows.all.map { row in
        Metric(
          candidate: row.text("candidate"),
          metric: row.text("metric"),
          value: row.number("value"),
          deviation: row.number("deviation"),
          baseline: row.number("baseline"),
          isHigherBetter: row.truth("higher_is_better"),
          isChosen: row.truth("is_best") ?? false,
          english: row.textIfAny("label"),
          korean: row.textIfAny("label_ko")
        )
      }
    case .groups:
      guard rows.has("feature", "group", "metric", "value") else { return }
      groups = rows.all.map { row in
        Group(
          feature: row.text("feature"),
          group: row.text("group"),
          rowCount: row.number("rows").flatMap { Int(exactly: $0) },
          metric: row.text("metric"),
          value: row.number("value")
        )
      }
    case .parameters:
      guard rows.has("candidate", "parameter", "value") else { return }
      parameters = rows.all.map { row in
        Parameter(
          candidate: row.text("candidate"),
          parameter: row.text("parameter"),
          value: row.text("value")
        )
      }
    case .learning:
      guard rows.has("candidate", "rows", "validation") else { return }
      learning = rows.all.compactMap { row in
        row.number("rows").map { count in
          LearningPoint(
            candidate: row.text("candidate"),
            metric: row.text("metric"),
            rowCount: count,
            training: row.number("training"),
            validation: row.number("validation")
          )
        }
      }
    case .thresholds:
      guard rows.has("fpr", "recall") else { return }
      thresholds = rows.all.compactMap { row in
        guard let rate = row.number("fpr"), let recall = row.number("recall") else { return nil }
        return ThresholdPoint(
          candidate: row.text("candidate"),
          falsePositiveRate: rate,
          recall: recall,
          precision: row.number("precision")
        )
      }
    case .calibration:
      guard rows.has("predicted", "observed") else { return }
      calibration = rows.all.compactMap { row in
        guard let predicted = row.number("predicted"), let observed = row.number("observed") else {
          return nil
        }
        return CalibrationPoint(predicted: predicted, observed: observed)
      }
    }
  }
}

/// Rows of a table whose columns are asked for by name.
private struct NamedRows {
  private let table: Table
  private let columns: [String: Int]

  init(_ table: Table) {
    self.table = table
    columns = Dictionary(
      table.schema.names.enumerated().map { ($1.lowercased(), $0) }
    ) { first, _ in first }
  }

  func has(_ names: String...) -> Bool { names.allSatisfy { columns[$0] != nil } }

  var all: [Row] { (0..<table.rowCount).map { Row(rows: self, index: $0) } }

  struct Row {
    let rows: NamedRows
    let index: Int

    private func value(_ name: String) -> Value {
      rows.columns[name].map { rows.table.value(row: index, column: $0) } ?? .null
    }

    func text(_ name: String) -> String {
      let value = value(name)
      return value.isNull ? "" : value.displayText
    }

    func textIfAny(_ name: String) -> String? {
      let text = text(name)
      return text.isEmpty ? nil : text
    }

    func number(_ name: String) -> Double? { value(name).number }

    func truth(_ name: String) -> Bool? {
      if case .bool(let value) = value(name) { value } else { nil }
    }
  }
}
