import Diagnostics
import Markup
import Options
import Tables
import Testing

@testable import Plotting

/// Specifications with random mistakes: drawn or refused with a message, and never a crash.
@Suite struct SpoiltSpecificationTests {
  private static let rows =
    "data: {values: [{k: a, v: 3, w: 1, d: 2024-01-05}, {k: b, v: null, w: 4, d: 2024-02-10}, "
    + "{k: a, v: 7, w: 2, d: 2024-03-20}, {k: c, v: 5, w: 9, d: 2025-01-01}]}\n"

  /// One of each kind of view, with the options that are used most.
  private static let sound = [
    "mark: {type: bar, cornerRadius: 2}\nencoding: {x: {field: k, type: nominal, sort: -y}, y: {aggregate: sum, field: v, stack: normalize}, color: {field: w, bin: {maxbins: 4}, type: ordinal, legend: {orient: bottom}}}",
    "mark: {type: line, point: true, interpolate: monotone, invalid: filter}\nencoding: {x: {field: d, timeUnit: yearmonth, type: temporal, axis: {format: '%b', tickCount: 4}}, y: {field: v, type: quantitative, impute: {method: mean, frame: [-1, 1]}, scale: {type: sqrt, zero: false}}, strokeDash: 'k:N'}",
    "mark: {type: area, line: {color: red}, color: {gradient: linear, stops: [{offset: 0, color: white}, {offset: 1, color: teal}]}}\nencoding: {x: 'd:T', y: {field: v, type: quantitative, stack: center}, color: k, order: 'w:Q'}",
    "mark: {type: arc, innerRadius: 10}\nencoding: {theta: {field: w, type: quantitative, stack: true}, radius: {field: v, type: quantitative, scale: {type: sqrt, rangeMin: 5}}, color: {field: k, type: nominal, scale: {scheme: {name: viridis, extent: [0.1, 0.9]}}}}",
    "mark: {type: boxplot, extent: 1.5, box: {color: teal}}\nencoding: {x: 'k:N', y: {field: v, type: quantitative, title: null}, color: 'k:N'}",
    "mark: {type: errorband, extent: stdev, borders: true}\nencoding: {x: 'd:T', y: 'v:Q'}",
    "mark: text\nencoding: {text: {field: v, type: quantitative, format: '.1f', condition: {test: 'datum.v > 4', value: many}}, x: {field: w, bin: {step: 2}}, y: {datum: 4}, angle: {field: w, type: quantitative}, tooltip: [{field: k}, {field: v}]}",
    "mark: {type: point, filled: true}\nencoding: {x: {field: v, type: quantitative, scale: {type: log, domain: [1, 100]}}, y: {field: w, type: quantitative, scale: {type: symlog, constant: 2}}, shape: 'k:N', size: {field: w, type: quantitative, legend: {values: [1, 5]}}, facet: {field: k, columns: 2, header: {labelAngle: 20}}}",
    "layer: [{mark: rule, encoding: {y: {aggregate: mean, field: v}}}, {mark: tick, encoding: {x: 'k:N', y: 'v:Q', yOffset: 'w:O'}}]\nresolve: {scale: {y: independent}, axis: {y: independent}}\nparams: [{name: p, value: 3}, {name: q, expr: p * 2}]",
    "repeat: {row: [v, w], column: [w, v]}\nspec: {mark: circle, encoding: {x: {field: {repeat: column}, type: quantitative}, y: {field: {repeat: row}, type: quantitative, axis: {labelExpr: 'datum.label + \"!\"', grid: false}}}}\nconfig: {view: {stroke: null}, axis: {labelFontSize: 8}, circle: {size: 9}}",
    "vconcat: [{hconcat: [{mark: rect, encoding: {x: 'k:O', y: 'w:O', color: {aggregate: mean, field: v, scale: {type: quantize, range: [red, white, blue]}}}}, {mark: trail, encoding: {x: 'd:T', y: 'w:Q', size: 'v:Q'}}]}, {mark: square, width: {step: 9}, encoding: {x: 'month(d):O', color: {value: red}}}]\nspacing: {row: 4}\nalign: each",
    "transform: [{calculate: 'datum.v * 2', as: z}, {filter: {field: w, range: [0, 8]}}, {window: [{op: rank, as: r}], sort: [{field: v, order: descending}], frame: [null, 0]}, {joinaggregate: [{op: max, field: v, as: m}], groupby: [k]}, {fold: [v, w], as: [key, value]}]\nmark: bar\nencoding: {x: 'key:N', y: 'value:Q', column: {field: k, title: null}}\nwidth: 60",
    "transform: [{regression: v, on: w, method: poly, order: 2, extent: [0, 10]}, {density: v, bandwidth: 1, steps: 20, as: [a, b]}]\nmark: line\nencoding: {x: 'a:Q', y: 'b:Q'}\ntitle: {text: [A, b], subtitle: c, anchor: end, angle: 10}",
    "transform: [{pivot: k, value: v, groupby: [w]}, {impute: a, key: w, keyvals: [1, 2, 3], value: 0}, {bin: {maxbins: 3}, field: w, as: [lo, hi]}, {timeUnit: year, field: w, as: y}, {stack: a, groupby: [w], offset: center, as: [s, e]}]\nmark: {type: bar, width: {band: 0.5}}\nencoding: {x: 'lo:Q', x2: hi, y: 's:Q', y2: e}",
    "transform: [{lookup: k, from: {data: {values: [{k: a, n: Anna}]}, key: k, fields: [n]}, default: nobody}, {flatten: [k]}, {sample: 3}, {quantile: v, probs: [0.2, 0.5]}, {loess: value, on: prob, bandwidth: 0.5}, {extent: value, param: ends}, {aggregate: [{op: count, as: c}], groupby: [value]}]\nmark: {type: errorbar, ticks: true}\nencoding: {x: 'value:Q', xError: 'c:Q', color: {value: teal}}",
  ]

  private func bases() throws -> [OptionNode] {
    try Self.sound.map { text in
      var diagnostics: [Diagnostic] = []
      let file = SourceFile(name: "chart.yaml", text: Self.rows + text)
      return try #require(
        OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &diagnostics)
      )
    }
  }

  @Test func `what is to be spoilt is sound`() throws {
    for (node, text) in zip(try bases(), Self.sound) {
      var diagnostics: [Diagnostic] = []
      let chart = Chart(node, isWhole: true, diagnostics: &diagnostics)
      #expect(diagnostics.isEmpty, "\(diagnostics.map(\.message)) in \(text)")
      _ = try #require(chart).draw(Specimens.Tables(tables: [:]))
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `spoilt specifications are drawn or refused`() throws {
    let nodes = try bases()
    let keys = Mutation.keys(of: nodes)
    var drawn = 0
    var refused = 0
    for seed in 0..<3_000 {
      var mutation = Mutation(seed: seed, others: nodes, keys: keys)
      let base = nodes[seed % nodes.count]
      let spoilt = mutation.spoilt(base)
      var diagnostics: [Diagnostic] = []
      guard let chart = Chart(spoilt, isWhole: true, diagnostics: &diagnostics) else {
        refused += 1
        #expect(diagnostics.contains { $0.severity == .error }, "seed \(seed) is refused silently")
        continue
      }
      var options = DrawingOptions()
      options.theme = seed.isMultiple(of: 2) ? .plain : .report
      do throws(Diagnostic) {
        let svg = try chart.draw(Specimens.Tables(tables: [:]), options).svg.xml
        drawn += 1
        let broken = #/ (d|x|y|width|height|transform|viewBox)="[^"]*(nan|inf)/#
        #expect(svg.firstMatch(of: broken) == nil, "seed \(seed) draws broken numbers")
      } catch {
        refused += 1
        #expect(error.severity == .error)
      }
    }
    #expect(drawn > 500 && refused > 500, "\(drawn) drawn, \(refused) refused")
  }
}
