import Plotting

/// Specifications whose pictures are kept, each looked at in a browser before it was.
struct GoldenSpecimen: Sendable {
  let name: String
  let yaml: String
  var isReport = false

  private static let terms =
    "data: {values: [{t: 1, g: A, n: 12, p: 61}, {t: 1, g: B, n: 7, p: 55}, {t: 2, g: A, n: 15, p: 64}, "
    + "{t: 2, g: B, n: 9, p: 71}, {t: 3, g: A, n: 11, p: 70}, {t: 3, g: B, n: 14, p: null}, "
    + "{t: 4, g: A, n: 18, p: 77}, {t: 4, g: B, n: 16, p: 80}]}\n"
  private static let days =
    "data: {values: [{d: 2024-01-05, v: 3}, {d: 2024-01-28, v: 8}, {d: 2024-02-14, v: 5}, "
    + "{d: 2024-03-09, v: 9}, {d: 2024-04-22, v: 2}, {d: 2024-06-01, v: 6}]}\n"

  static let all: [Self] = [
    Self(
      name: "bars-stacked",
      yaml: terms + "mark: bar\nencoding: {x: 't:O', y: 'n:Q', color: 'g:N'}"
    ),
    Self(
      name: "bars-shares",
      yaml: terms
        + "mark: bar\nencoding: {y: 't:O', x: {field: n, type: quantitative, stack: normalize}, color: 'g:N'}",
      isReport: true
    ),
    Self(
      name: "bars-offset",
      yaml: terms
        + "mark: {type: bar, cornerRadiusEnd: 3}\nencoding: {x: 't:O', xOffset: 'g:N', y: 'n:Q', color: 'g:N'}",
      isReport: true
    ),
    Self(
      name: "histogram",
      yaml: terms + "mark: bar\nencoding: {x: {field: p, bin: {step: 5}}, y: 'count()'}"
    ),
    Self(
      name: "months",
      yaml: days + "mark: bar\nencoding: {x: 'yearmonth(d):T', y: 'sum(v):Q'}",
      isReport: true
    ),
    Self(
      name: "line-gap",
      yaml: terms
        + "mark: {type: line, point: true}\nencoding: {x: 't:Q', y: {field: p, type: quantitative, scale: {zero: false}}, color: 'g:N', strokeDash: 'g:N'}"
    ),
    Self(
      name: "line-time",
      yaml: days + "mark: {type: line, interpolate: monotone}\nencoding: {x: 'd:T', y: 'v:Q'}",
      isReport: true
    ),
    Self(
      name: "area-stream",
      yaml: terms
        + "mark: {type: area, interpolate: basis}\nencoding: {x: 't:Q', y: {field: n, type: quantitative, stack: center}, color: 'g:N'}"
    ),
    Self(
      name: "area-gradient",
      yaml: days
        + "mark: {type: area, line: {color: darkgreen}, color: {x1: 1, y1: 1, x2: 1, y2: 0, gradient: linear, stops: [{offset: 0, color: white}, {offset: 1, color: darkgreen}]}}\nencoding: {x: 'd:T', y: 'v:Q'}"
    ),
    Self(
      name: "trail",
      yaml: terms
        + "mark: trail\nencoding: {x: 't:Q', y: 'n:Q', size: {field: n, type: quantitative, legend: null}, color: 'g:N'}",
      isReport: true
    ),
    Self(
      name: "points-shapes",
      yaml: terms
        + "mark: point\nencoding: {x: 'n:Q', y: 'p:Q', color: 'g:N', shape: 'g:N', size: {field: n, type: quantitative, legend: null}}"
    ),
    Self(
      name: "heat",
      yaml: terms + "mark: rect\nencoding: {x: 't:O', y: 'g:N', color: 'n:Q'}",
      isReport: true
    ),
    Self(
      name: "heat-texts",
      yaml: terms
        + "encoding: {x: 't:O', y: 'g:N'}\nlayer: [{mark: rect, encoding: {color: {field: n, type: quantitative, legend: null}}}, {mark: text, encoding: {text: 'n:Q', color: {condition: {test: 'datum.n > 13', value: white}, value: black}}}]"
    ),
    Self(
      name: "ticks-and-rule",
      yaml: terms
        + "layer: [{mark: tick, encoding: {x: 'p:Q', y: 'g:N'}}, {mark: {type: rule, color: firebrick}, encoding: {x: {aggregate: mean, field: p}}}]",
      isReport: true
    ),
    Self(
      name: "donut-labels",
      yaml: terms
        + "transform: [{filter: 'datum.g == \"A\"'}]\nencoding: {theta: {field: n, type: quantitative, stack: true}, color: 't:N'}\nlayer: [{mark: {type: arc, innerRadius: 40, outerRadius: 90}}, {mark: {type: text, radius: 105}, encoding: {text: 'n:Q'}}]\nwidth: 240\nheight: 240"
    ),
    Self(
      name: "boxes",
      yaml: terms + "mark: boxplot\nencoding: {x: 'g:N', y: {field: n, type: quantitative}}",
      isReport: true
    ),
    Self(
      name: "error-band",
      yaml: terms
        + "encoding: {x: 't:Q'}\nlayer: [{mark: {type: errorband, extent: iqr}, encoding: {y: 'n:Q'}}, {mark: line, encoding: {y: 'mean(n):Q'}}]"
    ),
    Self(
      name: "error-bars",
      yaml: terms
        + "encoding: {y: 'g:N'}\nlayer: [{mark: {type: errorbar, extent: stderr, ticks: true}, encoding: {x: 'n:Q'}}, {mark: {type: point, filled: true}, encoding: {x: 'mean(n):Q'}}]",
      isReport: true
    ),
    Self(
      name: "facet-grid",
      yaml: terms
        + "mark: bar\nencoding: {x: 't:O', y: 'n:Q', column: {field: g, type: nominal}}\nheight: 100"
    ),
    Self(
      name: "facet-wrapped",
      yaml: terms
        + "mark: point\nencoding: {x: 'n:Q', y: 'p:Q', facet: {field: t, type: ordinal, columns: 2}}\nwidth: 90\nheight: 60\nresolve: {scale: {x: independent}}",
      isReport: true
    ),
    Self(
      name: "concat",
      yaml: terms
        + "hconcat: [{width: 120, mark: point, encoding: {x: 'n:Q', y: 'p:Q', color: 'g:N'}}, {mark: bar, encoding: {x: 'g:N', y: 'sum(n):Q'}}]"
    ),
    Self(
      name: "repeat",
      yaml: terms
        + "repeat: {column: [n, p]}\nspec: {width: 120, height: 80, mark: bar, encoding: {x: 't:O', y: {field: {repeat: column}, type: quantitative}}}",
      isReport: true
    ),
    Self(
      name: "two-axes",
      yaml: terms
        + "encoding: {x: 't:Q'}\nlayer: [{mark: {type: bar, opacity: 0.4}, encoding: {y: 'sum(n):Q'}}, {mark: {type: line, color: firebrick}, encoding: {y: {aggregate: mean, field: p, scale: {zero: false}}}}]\nresolve: {scale: {y: independent}}"
    ),
    Self(
      name: "log-and-classes",
      yaml:
        "data: {values: [{x: 1, y: 3}, {x: 10, y: 40}, {x: 100, y: 160}, {x: 1000, y: 90}]}\nmark: {type: circle, size: 90}\nencoding: {x: {field: x, type: quantitative, scale: {type: log}}, y: {field: y, type: quantitative, scale: {type: sqrt}}, color: {field: y, type: quantitative, scale: {type: threshold, domain: [50, 100], scheme: viridis}}}",
      isReport: true
    ),
    Self(
      name: "legend-places",
      yaml: terms
        + "title: {text: Terms, subtitle: two groups, anchor: start}\nmark: {type: point, filled: true}\nencoding: {x: 'n:Q', y: 'p:Q', color: {field: p, type: quantitative, legend: {orient: bottom}}, shape: {field: g, type: nominal, legend: {orient: top-left, title: null}}}"
    ),
    Self(
      name: "axes-dressed",
      yaml: days
        + "mark: {type: line, point: {filled: false, fill: white}}\nencoding: {x: {field: d, type: temporal, axis: {orient: top, format: '%b', labelAngle: -40, tickCount: month, title: null}}, y: {field: v, type: quantitative, axis: {orient: right, values: [0, 5, 10], gridDash: [2, 2], titleAngle: 0, offset: 10}}}",
      isReport: true
    ),
  ]
}
