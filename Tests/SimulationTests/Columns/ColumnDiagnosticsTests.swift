import Diagnostics
import Testing

@testable import Simulation

/// What a wrong description is told, word by word.
struct ColumnDiagnosticsTests {
  /// A description of a column and the complaints about it.
  struct Wrong: Sendable, CustomTestStringConvertible {
    let spec: String
    let complaints: [String]

    init(_ spec: String, _ complaints: String...) {
      self.spec = spec
      self.complaints = complaints
    }

    var testDescription: String { spec }
  }

  private static let kinds =
    "(kinds: sequence, uuid, integer, number, normal, lognormal, exponential, gamma, beta, poisson, "
    + "binomial, boolean, values, constant, date, timestamp, arrivals, text, name, first_name, "
    + "last_name, sex, user_id, mail, phone, address, city, region, postcode, expression, reference, by)"

  static let wrongColumns = [
    Wrong(
      "{uuid: , round: 2}",
      "4:22 column 'x' has values of type string, which have no digits to round [wrong-type] (take 'round' away)"
    ),
    Wrong("{number: [0, 1], round: -1}", "4:30 'round' must lie between 0 and 15 [out-of-range]"),
    Wrong(
      "sequenze",
      "4:6 'sequenze' is no kind of column ('x') [unknown-kind] (did you mean 'sequence'?)"
    ),
    Wrong("zzzzzz", "4:6 'zzzzzz' is no kind of column ('x') [unknown-kind] \(kinds)"),
    Wrong("5", "4:6 column 'x' does not say what to generate [no-kind] \(kinds)"),
    Wrong("[1, 2]", "4:6 column 'x' does not say what to generate [no-kind] \(kinds)"),
    Wrong("{null: 0.1}", "4:6 column 'x' does not say what to generate [no-kind] \(kinds)"),
    Wrong(
      "{integer: [1, 2], uuid: }",
      "4:24 column 'x' is 'integer' and 'uuid' at once [two-kinds] (keep one of them)"
    ),
    Wrong(
      "{integer: [1, 2], nul: 0.1}",
      "4:24 'nul' is no kind of column ('x') [unknown-kind] (did you mean 'null'?)"
    ),
    Wrong("{integer: [1, 2], null: 1.5}", "4:30 'null' must be a share from 0 to 1 [out-of-range]"),
    Wrong(
      "{integer: [1, 2], null: lots}",
      "4:30 'null' must be a share from 0 to 1 [out-of-range]"
    ),
    Wrong(
      "{integer: [1, 2], type: intger}",
      "4:30 'intger' is not a value of 'type' [unknown-choice] (did you mean 'integer'?)"
    ),
    Wrong(
      "{integer: [5, 1]}",
      "4:16 'min' is greater than 'max' [out-of-range] (exchange the two)"
    ),
    Wrong(
      "{integer: [1, 2, 3]}",
      "4:16 'integer' takes 'min', 'max', or a list of up to 2 values, not a list [wrong-type]"
    ),
    Wrong(
      "{integer: 7}",
      "4:16 'integer' takes 'min', 'max', or a list of up to 2 values, not a number [wrong-type]"
    ),
    Wrong(
      "{integer: {min: 1, mx: 6}}",
      "4:16 'integer' of column 'x' needs the option 'max' [missing-option] (add a line 'max: …')",
      "4:25 'integer' of column 'x' has no option 'mx' [unknown-option] (did you mean 'max'?)"
    ),
    Wrong(
      "{integer: {min: one, max: 2.5}}",
      "4:22 'min' must be a whole number, not text [wrong-type]",
      "4:32 'max' must be a whole number [out-of-range]"
    ),
    Wrong(
      "{integer: [1, 5], unique: true}",
      "4:32 the number of different values, 5, is too small for 10 rows [not-unique]"
    ),
    Wrong("{text: '#', unique: yes}", "4:26 'unique' must be true or false, not text [wrong-type]"),
    Wrong(
      "{text: 'x', unique: true}",
      "4:26 the number of different values, 1, is too small for 10 rows [not-unique]"
    ),
    Wrong(
      "{boolean: 0.5, unique: true}",
      "4:29 values of 'boolean' cannot be made unique [not-unique] (integer, text, mail and user_id can; sequence and uuid are unique already)"
    ),
    Wrong("{boolean: 1.5}", "4:16 'p' must be a number from 0 to 1 [out-of-range]"),
    Wrong(
      "{sequence: {start: 1, step: 4611686018427387904}}",
      "4:17 the sequence goes beyond 64 bits [out-of-range]"
    ),
    Wrong("{number: [3, 1]}", "4:15 'min' is greater than 'max' [out-of-range] (exchange the two)"),
    Wrong(
      "{number: {distribution: nrmal, mean: 3}}",
      "4:30 'nrmal' is not a value of 'distribution' [unknown-choice] (did you mean 'normal'?)"
    ),
    Wrong(
      "{number: {distribution: normal, mu: 3}}",
      "4:38 'number' of column 'x' has no option 'mu' [unknown-option] (options: distribution, max, mean, min, round, sd)"
    ),
    Wrong("{normal: {sd: -1}}", "4:20 'sd' must be a finite number from 0 on [out-of-range]"),
    Wrong("{normal: {mean: .inf}}", "4:22 'mean' must be a finite number [out-of-range]"),
    Wrong(
      "{normal: {mean: 1, round: 40}}",
      "4:32 'round' must lie between 0 and 15 [out-of-range]"
    ),
    Wrong(
      "{lognormal: {mu: 1, sigma: .nan}}",
      "4:33 'sigma' must be a finite number from 0 on [out-of-range]"
    ),
    Wrong("{exponential: 0}", "4:20 'mean' must be a finite number greater than 0 [out-of-range]"),
    Wrong(
      "{exponential: }",
      "4:20 'exponential' of column 'x' needs the option 'mean' [missing-option] (add a line 'mean: …')"
    ),
    Wrong(
      "{exponential: {mean: 1, rate: 1}}",
      "4:36 'rate' and 'mean' say the same: give one of them [contradiction]"
    ),
    Wrong(
      "{gamma: {shape: 0, scale: -1}}",
      "4:22 'shape' must be a finite number greater than 0 [out-of-range]",
      "4:32 'scale' must be a finite number greater than 0 [out-of-range]"
    ),
    Wrong(
      "{beta: {alpha: 1}}",
      "4:13 'beta' of column 'x' needs the option 'beta' [missing-option] (add a line 'beta: …')"
    ),
    Wrong(
      "{poisson: -1}",
      "4:16 'mean' must be a number from 0 to 1000000000000000000 [out-of-range]"
    ),
    Wrong(
      "{poisson: {mean: 3, min: 5, max: 1}}",
      "4:16 'min' is greater than 'max' [out-of-range] (exchange the two)"
    ),
    Wrong(
      "{binomial: {trials: -1, p: 2}}",
      "4:26 'trials' must lie between 0 and 9007199254740992 [out-of-range]",
      "4:33 'p' must be a number from 0 to 1 [out-of-range]"
    ),
    Wrong(
      "{values: {a: 1, b: -2, c: many}}",
      "4:25 the weight of 'b' must be a number from 0 on [weight]",
      "4:32 the weight of 'c' must be a number from 0 on [weight]"
    ),
    Wrong("{values: {a: 0, b: 0}}", "4:15 all weights of 'values' are 0 [weight]"),
    Wrong("{values: []}", "4:15 'values' has no values to choose from [weight]"),
    Wrong(
      "{values: [a, [b]]}",
      "4:19 the values of column 'x' must be single texts, numbers or truth values [wrong-type]"
    ),
    Wrong(
      "{values: 5}",
      "4:15 'values' must be a list, or a mapping of values to weights, not a number [wrong-type]"
    ),
    Wrong(
      "{date: [2024-02-30, 2024-03-01]}",
      "4:14 '2024-02-30' is no date [wrong-type] (write 'from' as 2024-03-01 or 2024-03-01T09:30)"
    ),
    Wrong(
      "{date: [2024-03-01, 2024-02-01]}",
      "4:26 'to' is before 'from' [out-of-range] (exchange the two)"
    ),
    Wrong(
      "{date: [soon, 2024]}",
      "4:14 'soon' is no date [wrong-type] (write 'from' as 2024-03-01 or 2024-03-01T09:30)",
      "4:20 '2024' is no date [wrong-type] (write 'to' as 2024-03-01 or 2024-03-01T09:30)"
    ),
    Wrong(
      "{date: 2024-01-01}",
      "4:13 'date' takes 'from', 'to', or a list of up to 2 values, not text [wrong-type]"
    ),
    Wrong(
      "{timestamp: {from: 2024-01-01, to: 2024-01-02, unit: seconds}}",
      "4:59 'seconds' is not a value of 'unit' [unknown-choice] (did you mean 'second'?)"
    ),
    Wrong(
      "{arrivals: {from: 2024-01-01, to: 2024-01-02, hours: [1, 2]}}",
      "4:59 'hours' takes 24 weights, not 2 [weight]"
    ),
    Wrong(
      "{arrivals: {from: 2024-01-01, to: 2024-01-02, days: [1, 1, 1, 1, 1, 1, -1]}}",
      "4:77 the weight of 'days[6]' must be a number from 0 on [weight]"
    ),
    Wrong(
      "{arrivals: {from: 2024-01-01, to: 2024-01-01, days: [0, 1, 1, 1, 1, 1, 1]}}",
      "4:17 all hours between 'from' and 'to' have weight 0 [weight]"
    ),
    Wrong(
      "{arrivals: {from: 1900-01-01, to: 2024-01-01, days: [0, 1, 1, 1, 1, 1, 1]}}",
      "4:17 'to' must be at most 100 years after 'from' [out-of-range]"
    ),
    Wrong(
      "{arrivals: {from: 2024-01-01}}",
      "4:17 'arrivals' of column 'x' needs the option 'to' [missing-option] (add a line 'to: …')"
    ),
    Wrong(
      "{name: kr}",
      "4:13 'kr' is not a value of 'locale' [unknown-choice] (did you mean 'ko'?)"
    ),
    Wrong(
      "{name: {locale: ko, scrpt: latin}}",
      "4:26 'name' of column 'x' has no option 'scrpt' [unknown-option] (did you mean 'script'?)"
    ),
    Wrong(
      "{mail: {domains: {a.org: -1}}}",
      "4:31 the weight of 'a.org' must be a number from 0 on [weight]"
    ),
    Wrong("{mail: {domains: []}}", "4:23 'domains' has no values to choose from [weight]"),
    Wrong("= a +", "4:11 expected a value, found the end [expression-syntax]"),
    Wrong("= a + b", "4:12 table 't' has no column 'b' [unknown-column] (columns: a, x)"),
    Wrong("{expression: 5}", "4:19 'expression' must be an expression, not a number [wrong-type]"),
    Wrong(
      "{expression: random()}",
      "4:19 'random' would make the report differ from run to run [refused-function] (draw random numbers where the data are made)"
    ),
    Wrong("= x + 1", "4:8 column 'x' depends on itself: x → x [cycle]"),
    Wrong(
      "= 'a' < 3 ? 1 : 'text'",
      "4:20 a second ':' on this line [yaml] (put the value in quotes)"
    ),
    Wrong(
      "{reference: a}",
      "4:18 'a' does not name a column of a table [unknown-column] (write it as table.column)"
    ),
    Wrong("{reference: u.a}", "4:18 there is no table 'u' [unknown-table] (tables: t)"),
    Wrong("{reference: t.b}", "4:18 table 't' has no column 'b' [unknown-column] (columns: a, x)"),
    Wrong("{reference: t.x}", "4:18 column 'x' depends on itself: x → x [cycle]"),
    Wrong(
      "{reference: {to: t.a, skew: -1}}",
      "4:34 'skew' must be a number from 0 to 20 [out-of-range]"
    ),
    Wrong(
      "{reference: {to: t.a, along: a}}",
      "4:35 column 'a' is no reference to table 't' [contradiction]"
    ),
    Wrong(
      "{by: {A: uuid}}",
      "4:11 'by' of column 'x' needs the option 'column' [missing-option] (add a line 'column: …')"
    ),
    Wrong(
      "{by: {column: b, A: uuid}}",
      "4:20 table 't' has no column 'b' [unknown-column] (columns: a, x)"
    ),
    Wrong(
      "{by: {column: a, A: uid, B: {integer: [2, 1]}}}",
      "4:26 'uid' is no kind of column ('x') [unknown-kind] (did you mean 'uuid'?)",
      "4:44 'min' is greater than 'max' [out-of-range] (exchange the two)"
    ),
    Wrong(
      "{by: {column: a, A: uuid, B: {integer: [1, 2]}}}",
      "4:11 the branches of column 'x' are of different types: string, int64 [wrong-type] (give the column a 'type')"
    ),
    Wrong("{by: {column: x, A: uuid}}", "4:20 column 'x' depends on itself: x → x [cycle]"),
    Wrong(
      "{uuid: , type: integer}",
      "4:21 column 'x' has values of type string, which cannot become int64 [wrong-type]"
    ),
    Wrong(
      "{integer: [1, 1000], type: date}",
      "4:33 column 'x' has values of type int64, which cannot become date32[day] [wrong-type]"
    ),
    Wrong("{integer: [.nan, 1]}", "4:17 'min' must be a whole number [out-of-range]"),
    Wrong("{sequence: 1.5}", "4:17 'start' must be a whole number [out-of-range]"),
    Wrong(
      "{constant: [1]}",
      "4:17 'constant' must be a text, a number or a truth value, not a list [wrong-type]"
    ),
    Wrong("{values: {}}", "4:15 'values' has no values to choose from [weight]"),
    Wrong(
      "{date: [0000-01-01, 2024-01-01]}",
      "4:14 'from' must be between the years 1 and 9999 [out-of-range]"
    ),
    Wrong("{sex: {male: [a]}}", "4:19 'male' must be text, not a list [wrong-type]"),
    Wrong(
      "{integer: [-9223372036854775808, 9223372036854775807]}",
      "4:17 'min' must lie between -4611686018427387904 and 4611686018427387904 [out-of-range]",
      "4:39 'max' must lie between -4611686018427387904 and 4611686018427387904 [out-of-range]"
    ),
    Wrong(
      "{integer: [1, 6], unique: true, null: -1}",
      "4:32 the number of different values, 6, is too small for 10 rows [not-unique]",
      "4:44 'null' must be a share from 0 to 1 [out-of-range]"
    ),
  ]

  /// The column is the second of its table, whose first is a sequence `a`.
  @Test(arguments: wrongColumns)
  func `A wrong column is told what is wrong with it`(wrong: Wrong) {
    let reading = Reading("rows: 10\ncolumns:\n  a: sequence\n  x: \(wrong.spec)\n")
    #expect(reading.complaints == wrong.complaints)
    #expect(reading.generator == nil)
  }

  @Test(arguments: [
    Wrong(
      "columns: {a: uuid}",
      "1:1 a generated table needs the option 'rows' [missing-option] (add a line 'rows: …')"
    ),
    Wrong("just text", "1:1 a generated table takes 'key: value' lines, not text [wrong-type]"),
    Wrong(
      "rows: -5\ncolumns: {a: uuid}",
      "1:7 'rows' must lie between 0 and 1000000000000000 [out-of-range]"
    ),
    Wrong(
      "rows: 5",
      "1:1 a generated table needs the option 'columns' [missing-option] (add a line 'columns: …')"
    ),
    Wrong(
      "rows: 5\ncolumns: [a, b]",
      "2:10 'columns' of the table takes 'key: value' lines, not a list [wrong-type]"
    ),
    Wrong("rows: 5\ncolumns: {'': uuid}", "2:11 a column has no name [empty-name]"),
    Wrong(
      "rows: 5\ncolumns: {a: = b, b: = c, c: = a + d, d: uuid}",
      "2:32 column 'a' depends on itself: a → b → c → a [cycle]"
    ),
    Wrong(
      "rows: 5\ncolumns: {a: name, b: '= pad(a)'}",
      "2:26 'pad' takes 2 to 4 arguments, not 1 [wrong-argument-count]"
    ),
    Wrong(
      "rows: 5\ncolumns: {a: {values: [1, 2]}, b: '= a.c'}",
      "2:40 'a' is a number and has no 'c' [unknown-member]"
    ),
    Wrong(
      "rows: 5\ncolumns: {g: {values: [red, blue]}, x: {by: {column: g, rd: uuid, blue: name}}}",
      "2:57 'rd' is not a value of column 'g' [unknown-choice] (did you mean 'red'?)"
    ),
    Wrong("rows: 5\ncolumns: {}", "2:10 table 't' has no columns [missing-option]"),
    Wrong(
      "rows: 5\ncolumns:\n  a: uuid\n  a: sequence\n  A: name",
      "4:3 'a' is given twice [doubled-key]",
      "5:3 column 'A' differs from 'a' in capitals only [doubled-name] (databases take the two for one: rename one of them)"
    ),
    Wrong(
      "rows: 5\ncolums: {a: uuid}",
      "1:1 a generated table needs the option 'columns' [missing-option] (add a line 'columns: …')",
      "2:1 a generated table has no option 'colums' [unknown-option] (did you mean 'columns'?)"
    ),
    Wrong(
      "rows: 5\nseed: -1\nlocale: fr\ncolumns: {a: uuid}",
      "2:7 'seed' must lie between 0 and 9223372036854775807 [out-of-range]",
      "3:9 'fr' is not a value of 'locale' [unknown-choice] (choices: en, ko, mixed)"
    ),
    Wrong(
      "rows: 5\ntables: {}",
      "1:1 'rows' stands beside 'tables' [contradiction] (move it into one of the tables)",
      "2:9 'tables' names no table [missing-option]"
    ),
    Wrong("tables: [a]", "1:9 'tables' takes 'key: value' lines, not a list [wrong-type]"),
    Wrong(
      "tables:\n  a: {rows: 0, columns: {x: uuid}}\n  b: {rows: 1, columns: {y: {reference: a.x}}}",
      "3:41 table 'a' has no rows to refer to [empty-table]"
    ),
    Wrong(
      "tables:\n  a: {rows: 1, columns: {x: uuid}}\n  A: {rows: 1, columns: {x: uuid}}",
      "3:3 table 'A' differs from 'a' in capitals only [doubled-name] (databases take the two for one: rename one of them)"
    ),
    Wrong(
      "tables:\n  a: {rows: 1, columns: {x: {reference: b.y}}}\n  b: {rows: 1, columns: {y: {reference: a.x}}}",
      "3:41 column 'a.x' depends on itself: a.x → b.y → a.x [cycle]"
    ),
    Wrong(
      "tables:\n  a: {rows: 3, columns: {x: uuid, z: name}}\n  b:\n    rows: 1\n    columns:\n      y: {reference: {to: a.x}}\n      z: {reference: {to: a.z, along: y, skew: 1}}",
      "7:48 'skew' is that of column 'y', whose rows are followed [contradiction] (take 'skew' away)"
    ),
    Wrong(
      "tables:\n  a: {rows: many, columns: {x: uid}}\n  b: {row: 1}",
      "2:13 'rows' must be a whole number, not text [wrong-type]",
      "3:6 table 'b' needs the option 'rows' [missing-option] (add a line 'rows: …')",
      "3:6 table 'b' needs the option 'columns' [missing-option] (add a line 'columns: …')",
      "3:7 table 'b' has no option 'row' [unknown-option] (did you mean 'rows'?)",
      "2:32 'uid' is no kind of column ('x') [unknown-kind] (did you mean 'uuid'?)"
    ),
  ])
  func `A wrong table is told what is wrong with it`(wrong: Wrong) {
    let reading = Reading(wrong.spec)
    #expect(reading.complaints == wrong.complaints)
    #expect(reading.generator == nil)
  }

  @Test
  func `What only a row can show is thrown with its place`() throws {
    let generator = try generator("rows: 50\ncolumns:\n  a: {sequence: 100, type: int8}\n")
    _ = try generator.rows(of: 0, units: 0..<28)
    let error = #expect(throws: Diagnostic.self) { try generator.rows(of: 0, units: 20..<40) }
    #expect(
      error?.message == "column 'a' of type int8 cannot hold '128' (row 28)"
    )
    #expect(error?.span?.start.line == 3)
  }

  @Test
  func `An expression that has no value yet is waited for`() {
    let reading = Reading("rows: {{ params.rows }}\ncolumns: {a: {integer: [1, '{{ n }}']}}")
    #expect(reading.complaints == [])
    #expect(reading.generator == nil)
  }
}
