import Diagnostics
import Engines
import Markup
import Options
import Plotting
import Tables
import Testing

@testable import Reporting

/// The engine and Plotting must put rows together alike: the same picture from either, to the byte.
@Suite struct `Charts computed by the engine` {
  /// Nulls, no numbers, both zeros, years before 1970 and leap days, text that is empty.
  static let rows = """
    SELECT
      CASE WHEN i % 11 = 3 THEN NULL WHEN i % 53 = 5 THEN 'nan'::DOUBLE
        ELSE ((i * 7919) % 1000) / 8.0 - 31 END AS v,
      ((i * 104729) % 97)::INTEGER AS n,
      ((i * 31) % 100)::DECIMAL(6,2) AS price,
      CASE WHEN i % 13 = 1 THEN NULL WHEN i % 29 = 2 THEN '' ELSE chr(97 + (i * 17 % 5)::INT) END AS g,
      i % 3 = 0 AS flag,
      CASE WHEN i % 19 = 4 THEN NULL
        ELSE TIMESTAMP '1963-11-05 23:59:58.250' + to_seconds(i * 2713001) + to_milliseconds(i * 37) END
        AS t,
      CASE WHEN i % 17 = 9 THEN NULL ELSE DATE '2019-12-20' + (i * 5 % 900)::INT END AS d
    FROM range(800) r(i)
    """

  static func specifications() -> [String] {
    let operations = [
      "count", "valid", "missing", "distinct", "sum", "product", "mean", "average", "median", "q1",
      "q3", "min", "max", "variance", "variancep", "stdev", "stdevp", "stderr",
    ]
    let units = [
      "year", "quarter", "month", "week", "day", "dayofyear", "date", "hours", "minutes", "seconds",
      "milliseconds", "yearquarter", "yearmonth", "yearmonthdate", "yearmonthdatehours",
      "yearmonthdatehoursminutes", "yearmonthdatehoursminutesseconds", "yearweek", "yearweekday",
      "yearweekdayhours", "yeardayofyear", "quartermonth", "monthdate", "monthdatehours", "weekday",
      "weekdayhours", "dayhours", "hoursminutes", "hoursminutesseconds", "minutesseconds",
      "secondsmilliseconds",
    ]
    let bins = [
      "true", "{maxbins: 25}", "{step: 7}", "{step: 10, anchor: 3}", "{nice: false}",
      "{extent: [-20, 40]}", "{base: 2}", "{divide: [4]}", "{minstep: 30}", "{steps: [1, 8, 16]}",
    ]
    let tests = [
      "{field: n, lt: 40}", "{field: n, lte: 40}", "{field: n, gt: 40}", "{field: n, gte: 40}",
      "{field: n, equal: 41}", "{field: n, range: [60, 20]}", "{field: n, range: [null, 20]}",
      "{field: n, oneOf: [3, 5, 8, 13]}", "{field: v, lt: 5}", "{field: v, gte: -1}",
      "{field: v, valid: true}", "{field: v, valid: false}", "{field: g, equal: c}",
      "{field: g, oneOf: [a, b, '']}", "{field: g, lt: c}", "{field: g, gte: c}",
      "{field: flag, equal: true}", "{field: t, lt: {year: 1970}}",
      "{field: t, range: [{year: 1965, month: 3}, {year: 1990}]}",
      "{field: t, timeUnit: year, equal: 1981}", "{field: t, timeUnit: month, oneOf: [1, 7, 12]}",
      "{field: t, timeUnit: yearmonth, gte: {year: 1979, month: 5}}", "{field: d, valid: true}",
      "{field: d, gt: '2021-06-01'}",
      "{and: [{field: n, lt: 70}, {or: [{field: g, equal: a}, {not: {field: v, gt: 0}}]}]}",
    ]
    var all: [String] = []
    for operation in operations {
      for field in ["v", "price", "n"] where operation != "product" || field == "price" {
        all.append("mark: bar\nencoding: {x: 'g:N', y: {aggregate: \(operation), field: \(field)}}")
      }
      all.append("mark: point\nencoding: {y: {aggregate: \(operation), field: v, type: quantitative}}")
    }
    for operation in ["min", "max", "mean", "median", "count", "distinct", "valid"] {
      all.append("mark: point\nencoding: {y: 'g:N', x: {aggregate: \(operation), field: t}}")
    }
    for operation in ["valid", "missing", "distinct"] {
      all.append("mark: bar\nencoding: {x: 'flag:N', y: {aggregate: \(operation), field: g}}")
    }
    for unit in units {
      for step in [1, 3] {
        all.append(
          "mark: line\nencoding: {x: {field: t, timeUnit: {unit: \(unit), step: \(step)}, "
            + "type: temporal}, y: 'count()'}"
        )
      }
      all.append("mark: bar\nencoding: {x: {field: d, timeUnit: \(unit), type: ordinal}, y: 'sum(n)'}")
    }
    for bin in bins {
      for field in ["v", "n"] {
        all.append("mark: bar\nencoding: {x: {field: \(field), bin: \(bin)}, y: 'count()'}")
      }
      all.append(
        "mark: rect\nencoding: {x: {field: v, bin: \(bin)}, y: {field: n, bin: true}, color: 'mean(v)'}"
      )
    }
    for test in tests {
      all.append("transform: [{filter: \(test)}]\nmark: bar\nencoding: {x: 'g:N', y: 'count()'}")
    }
    return all + [
      "mark: bar\nencoding: {x: {field: g, type: nominal, sort: '-y'}, y: 'sum(n)', color: 'flag:N'}",
      "mark: bar\nencoding: {x: {field: g, type: nominal, sort: 'y'}, y: 'mean(n)'}",
      "mark: bar\nencoding: {x: {field: g, type: nominal, sort: null}, y: 'max(n)', color: 'flag:N'}",
      "mark: bar\nencoding: {x: 'g:N', xOffset: 'flag:N', y: 'sum(n)', color: 'flag:N'}",
      "mark: area\nencoding: {x: 'yearmonth(d):T', y: {aggregate: sum, field: n, stack: normalize}, color: 'g:N'}",
      "mark: bar\nencoding: {x: 'flag:N', y: 'sum(n)', column: 'g:N'}",
      "mark: bar\nencoding: {x: 'flag:N', y: 'sum(n)', row: {field: d, timeUnit: year}}",
      "layer:\n- {mark: bar, encoding: {y: 'mean(n)'}}\n- {mark: rule, encoding: {y: 'max(n)'}}\n"
        + "encoding: {x: 'g:N'}",
      "hconcat:\n- {mark: bar, encoding: {x: 'g:N', y: 'mean(n)'}}\n"
        + "- {mark: bar, encoding: {x: {field: n, bin: true}, y: 'count()'}}",
      "transform:\n- {aggregate: [{op: mean, field: n, as: m}, {op: count, as: c}], groupby: [g, flag]}\n"
        + "- {calculate: 'datum.m * 2', as: twice}\nmark: point\n"
        + "encoding: {x: 'twice:Q', y: 'c:Q', color: 'g:N'}",
      "transform:\n- {timeUnit: yearmonth, field: d, as: month}\n- {bin: {step: 20}, field: n, as: b}\n"
        + "- {aggregate: [{op: sum, field: price, as: s}], groupby: [month, b]}\nmark: bar\n"
        + "encoding: {x: 'month:T', y: 'sum(s)', color: 'b:O'}",
    ]
  }

  @Test func `draw the same picture as from the rows`() async throws {
    let connection = try Engine.duckDB().connect()
    try await connection.execute("CREATE TABLE data AS \(Self.rows)")
    let table = try await connection.table("FROM data")
    for specification in Self.specifications() {
      let chart = try Self.chart(specification)
      let plan = try #require(chart.dataPlan { _ in table.schema }, "no plan: \(specification)")
      var prepared: [Int: PreparedRows] = [:]
      for view in plan.views {
        var sql = DataPlanSQL(
          view, from: "(SELECT *, rowid AS \"\(DataPlanSQL.place)\" FROM data)"
        )
        while let question = sql.question() {
          let answer = try await connection.table(question)
          let ends = (0..<2).map { answer.value(row: 0, column: $0).number }
          sql.answer(ends[0].flatMap { low in ends[1].map { (low, $0) } })
        }
        do {
          prepared[view.index] = PreparedRows(try await connection.table(sql.statement), of: view)
        } catch let error as EngineError {
          Issue.record("\(specification): \(error.message)\n\(sql.statement)")
        }
      }
      var files = FolderFiles(folder: ".")
      files.own = ["data": table]
      let plain = try chart.draw(files)
      files.own = ["data": try await connection.table("FROM data LIMIT 0")]
      files.prepared = prepared
      let pushed = try chart.draw(files)
      #expect(plain.pointCount > 0, "\(specification)")
      Self.compare(plain.svg.xml, pushed.svg.xml, specification)
      #expect(plain.description == pushed.description, "\(specification)")
    }
  }

  /// Sums of many numbers may differ in their last digit, which tooltips can show.
  private static func compare(_ plain: String, _ pushed: String, _ specification: String) {
    guard plain != pushed else { return }
    let pieces = [plain, pushed].map { $0.replacing("><", with: ">\n<").split(separator: "\n") }
    #expect(pieces[0].count == pieces[1].count, "\(specification)")
    for (a, b) in zip(pieces[0], pieces[1]) where a != b {
      let numbers = [a, b].map { $0.matches(of: #/-?\d+(\.\d+)?/#).compactMap { Double($0.output.0) } }
      let words = [a, b].map { $0.replacing(#/-?\d+(\.\d+)?/#, with: "#") }
      let isClose =
        words[0] == words[1]
        && zip(numbers[0], numbers[1]).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($0)) + 0.0011 }
      #expect(isClose, "\(specification)\nrows:   \(a)\nengine: \(b)")
      if !isClose { return }
    }
  }

  static let unpushed = [
    "mark: point\nencoding: {x: 'n:Q', y: 'v:Q'}",
    "mark: bar\nencoding: {x: 'g:N', y: 'ci0(n)'}",
    "mark: bar\nencoding: {x: {field: g, type: nominal, sort: {field: n, op: sum}}, y: 'count()'}",
    "transform: [{filter: 'datum.n > 3'}]\nmark: bar\nencoding: {x: 'g:N', y: 'count()'}",
    "transform: [{calculate: 'datum.n + 1', as: m}]\nmark: bar\nencoding: {x: 'g:N', y: 'sum(m)'}",
    "mark: bar\nencoding: {x: 'g:N', y: {aggregate: sum, field: n, scale: {domain: unaggregated}}}",
    "transform: [{filter: {field: n, equal: '3'}}]\nmark: bar\nencoding: {x: 'g:N', y: 'count()'}",
    "mark: bar\nencoding: {x: 'year(g):O', y: 'count()'}",
    "mark: bar\nencoding: {x: 'g:N', y: 'max(g)'}",
    "layer:\n- {mark: point, encoding: {y: 'n:Q'}}\n- {mark: rule, encoding: {y: 'mean(n)'}}\n"
      + "encoding: {x: 'g:N'}",
  ]

  @Test(arguments: unpushed)
  func `leave to Plotting what SQL would do otherwise`(specification: String) async throws {
    let connection = try Engine.duckDB().connect()
    let table = try await connection.table("FROM (\(Self.rows)) LIMIT 0")
    #expect(try Self.chart(specification).dataPlan { _ in table.schema } == nil)
  }

  static func chart(_ specification: String) throws -> Chart {
    let file = SourceFile(name: "chart.yaml", text: "data: data\n" + specification)
    var problems: [Diagnostic] = []
    let node = try #require(
      OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &problems)
    )
    let chart = Chart(node, diagnostics: &problems)
    return try #require(chart, "\(specification): \(problems.map(\.message))")
  }
}
