import Diagnostics
import Markup
import Plotting
import Templates

extension RunComparisonPage {
  /// How many rows of one table stand in the page when only differences are shown.
  private static let rowsShown = 50

  /// What decided first, then what came of it, then what readers saw of that.
  func sections(_ words: Words, isWhole: Bool) -> [ComparisonSection] {
    let rest = comparison.onlyDifferences
    let shown = isWhole ? comparison : rest
    let tables = shown.tables(words, rowLimit: isWhole ? nil : Self.rowsShown, usesNames: false)
      .enumerated().map { number, table in (id: "changes-\(number + 1)", table: table) }
    func nodes(_ parts: ChangeTable.Part...) -> [Node] {
      parts.flatMap { part in
        tables.filter { $0.table.part == part }.flatMap { id, table in
          [ChangesView(table: table, id: id, words: words).node()]
            + table.lines.map {
              LineChangesView(step: $0.name, lines: $0.lines, words: words).node()
            }
        }
      }
    }
    let models = rest.models.reduce(0) {
      $0 + $1.metrics.count + $1.candidates.count + $1.groups.count + $1.parameters.count
    }
    return [
      ComparisonSection(
        id: "decided",
        title: words.whatDecided,
        count: rest.setting.count + rest.parameters.count + rest.files.count + rest.steps.count,
        nodes: nodes(.parameters, .files, .steps, .setting)
      ),
      ComparisonSection(
        id: "metrics",
        title: words.metricsChanged,
        count: models + rest.cards.count,
        verdicts: verdicts(rest, words),
        nodes: nodes(.model, .cards)
      ),
      ComparisonSection(
        id: "checks",
        title: words.checksChanged,
        count: rest.checks.count,
        nodes: nodes(.checks)
      ),
      ComparisonSection(
        id: "tables",
        title: words.tablesChanged,
        count: rest.tables.count,
        nodes: nodes(.tables)
      ),
      curves(rest.models, shown.models, words, isWhole: isWhole),
      ComparisonSection(
        id: "charts",
        title: words.charts,
        count: rest.charts.count,
        nodes: shown.charts.enumerated().map { number, change in
          ChartPairView(change, number: number + 1, old: old, new: new, words: words).node()
        }
      ),
      ComparisonSection(
        id: "text",
        title: words.proseChanged,
        count: rest.prose.count,
        nodes: ProseChangesView(
          changes: shown.prose,
          oldLanguage: old.parts?.language,
          newLanguage: new.parts?.language,
          words: words
        ).nodes()
      ),
    ]
  }

  /// How many cards, and metrics of the chosen candidates, got better and worse by more than chance.
  private func verdicts(_ rest: RunComparison, _ words: Words) -> [String] {
    let changes = rest.models.flatMap(\.metrics).map(\.change) + rest.cards.map(\.change)
    func count(_ verdict: NumberChange.Verdict) -> Int {
      changes.count { $0.verdict == verdict && !$0.isWithinNoise }
    }
    return [(count(.better), Metric.Tone.good), (count(.worse), .bad)].compactMap { count, tone in
      count == 0 ? nil : words.verdict(tone, count)
    }
  }

  /// The curves of both runs' models, each kind on one plot.
  private func curves(
    _ different: [ModelChange],
    _ shown: [ModelChange],
    _ words: Words,
    isWhole: Bool
  ) -> ComparisonSection {
    var nodes: [Node] = []
    var count = 0
    for model in different {
      count += [model.learning.differs, model.thresholds.differs, model.calibration.differs]
        .count { $0 }
    }
    for model in shown {
      do throws(Diagnostic) {
        let charts = try ComparedCurves(model, words: words).charts(
          id: "compared",
          isWhole: isWhole
        )
        nodes += charts.map { figure($0, words) }
      } catch {
        nodes.append(.tag("p", ["class": "remark"], [.text(words.chartFailed(error.message))]))
      }
    }
    return ComparisonSection(
      id: "curves",
      title: words.curvesChanged,
      count: count,
      nodes: nodes
    )
  }

  private func figure(_ chart: ShownChart, _ words: Words) -> Node {
    ChartFigure(
      id: chart.anchor,
      caption: FigureCaption(content: chart.caption.map { [.text($0)] } ?? []),
      drawing: chart.drawing.svg,
      narrowDrawing: chart.drawing.narrowSVG,
      width: chart.drawing.width,
      name: chart.id,
      tables: chart.drawing.tables,
      words: words
    ).node()
  }
}
