import Diagnostics
import Options
import Plotting
import Tables
import Templates

/// The curves of two runs of a model, drawn over each other.
struct ComparedCurves {
  private let model: ModelChange
  private let words: Words

  init(_ model: ModelChange, words: Words) {
    self.model = model
    self.words = words
  }

  /// The charts of those curves that differ.
  ///
  /// - Parameters:
  ///   - id: What their anchors begin with.
  ///   - isWhole: Whether curves that are the same in both runs are drawn too.
  /// - Returns: One for each kind of curve that the newer run has.
  /// - Throws: What keeps a chart from being drawn.
  func charts(id: String, isWhole: Bool = false) throws(Diagnostic) -> [ShownChart] {
    func isDrawn<Point>(_ curves: ModelChange.Curves<Point>) -> Bool {
      (isWhole || curves.differs) && !curves.new.isEmpty
    }
    var drawn: [(name: String, curve: Curve)] = []
    if isDrawn(model.learning), let learning { drawn.append(("learning", learning)) }
    if isDrawn(model.thresholds) {
      drawn.append(("roc", roc))
      if let precision { drawn.append(("precision", precision)) }
    }
    if isDrawn(model.calibration) { drawn.append(("calibration", calibration)) }
    let label = Self.anchor(model.name)
    var charts: [ShownChart] = []
    for (name, curve) in drawn { charts.append(try draw(curve, id: "\(id)-\(name)-\(label)")) }
    return charts
  }

  /// A table and the specification that draws it.
  private struct Curve {
    var title: String
    var table: Table
    var encoding: OptionNode
    var mark: OptionNode
  }

  private var learning: Curve? {
    guard let metric = model.learning.new.first?.metric else { return nil }
    var rows: [[Value]] = []
    for (run, points) in [(words.before, model.learning.old), (words.after, model.learning.new)] {
      for point in points where point.metric == metric {
        for (part, value) in [
          (words.training, point.training), (words.validation, point.validation),
        ] {
          guard let value, value.isFinite else { continue }
          rows.append([.string(run), .string(part), .double(point.rowCount), .double(value)])
        }
      }
    }
    let candidates = [model.oldChosen, model.newChosen].compactMap { $0 }
    let isOne = candidates.count < 2 || candidates[0] == candidates[1]
    return Curve(
      title: words.learningCurves(
        model.name,
        isOne ? candidates.first ?? "" : candidates.joined(separator: " → ")
      ),
      table: Self.table(["run", "part", "x", "y"], rows, textCount: 2),
      encoding: .options([
        ("x", Self.axis("x", words.trainingRows)),
        ("y", Self.axis("y", model.label(of: metric, words.language))),
        ("color", runs), ("strokeDash", parts),
      ]),
      // Without points: the legend of dashes would show these instead.
      mark: .word("line")
    )
  }

  private var roc: Curve {
    curve(
      words.rocCurves(model.name),
      x: words.falsePositiveRate,
      y: words.recall,
      // In the order of the thresholds, which is that of the curve.
      points(model.thresholds) { ($0.falsePositiveRate, $0.recall) }
    )
  }

  /// Nil where the precision of no threshold is known.
  private var precision: Curve? {
    // At one recall the surer thresholds, which are more precise, come first.
    let points = points(model.thresholds, descends: true) { point in
      point.precision.map { (point.recall, $0) }
    }
    guard !points.isEmpty else { return nil }
    return curve(
      words.precisionCurves(model.name),
      x: words.recall,
      y: words.precision,
      points
    )
  }

  private var calibration: Curve {
    curve(
      words.calibrationCurves(model.name),
      x: words.predictedShare,
      y: words.observedShare,
      points(model.calibration) { ($0.predicted, $0.observed) }
    )
  }

  /// The points of both runs by their places, with the names of the runs; `descends`: from above to
  /// below where several stand over one another.
  private func points<Point>(
    _ curves: ModelChange.Curves<Point>,
    descends: Bool = false,
    _ place: (Point) -> (x: Double, y: Double)?
  ) -> [[Value]] {
    [(words.before, curves.old), (words.after, curves.new)].flatMap { run, points in
      points.compactMap(place).filter { $0.x.isFinite && $0.y.isFinite }
        .sorted { $0.x == $1.x ? descends ? $0.y > $1.y : $0.y < $1.y : $0.x < $1.x }
        .map { [.string(run), .double($0.x), .double($0.y)] }
    }
  }

  private func curve(_ title: String, x: String, y: String, _ rows: [[Value]]) -> Curve {
    Curve(
      title: title,
      table: Self.table(["run", "x", "y"], rows, textCount: 1),
      encoding: .options([
        ("x", Self.axis("x", x)), ("y", Self.axis("y", y)), ("color", runs),
      ]),
      mark: .word("line")
    )
  }

  private var runs: OptionNode {
    Self.nominal("run", words.run, [words.before, words.after])
  }

  private var parts: OptionNode {
    Self.nominal("part", words.part, [words.validation, words.training])
  }

  private static func axis(_ field: String, _ title: String) -> OptionNode {
    .options([
      ("field", .word(field)), ("type", .word("quantitative")), ("title", .word(title)),
      ("scale", .options([("zero", .flag(false))])),
    ])
  }

  private static func nominal(_ field: String, _ title: String, _ order: [String]) -> OptionNode {
    .options([
      ("field", .word(field)), ("type", .word("nominal")), ("title", .word(title)),
      ("scale", .options([("domain", .words(order))])),
    ])
  }

  private static func table(_ names: [String], _ rows: [[Value]], textCount: Int) -> Table {
    Table(
      names.enumerated().map { index, name in
        let type: DataType = index < textCount ? .utf8 : .float64
        guard let column = try? Column(type, rows.map { $0[index] }) else {
          preconditionFailure("texts and numbers were put in")
        }
        return (name, column)
      }
    )
  }

  private func draw(_ curve: Curve, id: String) throws(Diagnostic) -> ShownChart {
    let name = "curves"
    let specification = OptionNode.options([
      ("data", .word(name)), ("mark", curve.mark), ("encoding", curve.encoding),
    ])
    var problems: [Diagnostic] = []
    guard let chart = Chart(specification, diagnostics: &problems) else {
      preconditionFailure("a chart of our own: \(problems)")
    }
    var options = DrawingOptions()
    options.locale = words.language == .korean ? .korean : .english
    options.id = "plot-\(id)"
    options.reflows = true
    options.dataName = name
    let drawing = try chart.draw(FolderFiles(folder: ".", own: [name: curve.table]), options)
    return ShownChart(
      id: id,
      hasLabel: false,
      captionNode: nil,
      caption: curve.title,
      drawing: drawing,
      alt: "\(curve.title). \(drawing.description)",
      data: name
    )
  }

  /// A model's name as a part of an anchor: its letters and digits.
  private static func anchor(_ name: String) -> String {
    String(name.map { $0.isLetter || $0.isNumber ? $0 : "-" })
  }
}

/// Options that no author wrote.
extension OptionNode {
  private static let place = SourceFile(name: "comparison", text: "").span(0..<0)

  fileprivate static func options(_ entries: [(String, OptionNode)]) -> OptionNode {
    OptionNode(
      .mapping(entries.map { Entry(key: Spanned($0.0, at: place), node: $0.1) }),
      at: place
    )
  }

  fileprivate static func word(_ text: String) -> OptionNode {
    OptionNode(.value(.string(text)), at: place)
  }

  fileprivate static func words(_ texts: [String]) -> OptionNode {
    OptionNode(.sequence(texts.map(word)), at: place)
  }

  fileprivate static func flag(_ isTrue: Bool) -> OptionNode {
    OptionNode(.value(.bool(isTrue)), at: place)
  }
}
