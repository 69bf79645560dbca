import Diagnostics
import Expressions
import Tables
import Testing

@Suite struct SyntaxTests {
  @Test(arguments: [
    ("", "0-0: an expression is missing [expression-syntax]"),
    ("  ", "0-2: an expression is missing [expression-syntax]"),
    ("1 +", "3-3: expected a value, found the end [expression-syntax]"),
    ("(1 + 2", "6-6: expected ')' for '(', found the end [expression-syntax]"),
    ("[1, 2", "5-5: expected ']' for '[', found the end [expression-syntax]"),
    ("[1 2]", "3-4: expected ']' for '[', found '2' [expression-syntax]"),
    ("{a 1}", "3-4: expected ':' for 'a', found '1' [expression-syntax]"),
    ("{a: 1 b: 2}", "6-7: expected '}' for '{', found 'b' [expression-syntax]"),
    ("{+: 1}", "1-2: expected a name, found '+' [expression-syntax]"),
    ("a.", "2-2: expected a name, found the end [expression-syntax]"),
    ("a.1", "1-3: unexpected '0.1' after the expression [expression-syntax]"),
    ("1 ? 2", "5-5: expected ':' for '?', found the end [expression-syntax]"),
    ("1 2", "2-3: unexpected '2' after the expression [expression-syntax]"),
    ("1 'a'", "2-5: unexpected a text after the expression [expression-syntax]"),
    (")", "0-1: expected a value, found ')' [expression-syntax]"),
    ("1, 2", "1-2: unexpected ',' after the expression [expression-syntax]"),
    ("'abc", "0-4: the text that begins here is not closed [expression-syntax]"),
    ("1 + \"가", "4-8: the text that begins here is not closed [expression-syntax]"),
    ("/ab", "0-3: the pattern that begins here is not closed [expression-syntax]"),
    ("1 # 2", "2-3: unexpected '#' [expression-syntax]"),
    ("a @ b", "2-3: unexpected '@' [expression-syntax]"),
    ("`a`", "0-1: unexpected '`' [expression-syntax]"),
    ("1.2.3", "0-5: '1.2.3' is not a number [expression-syntax]"),
    ("12px", "0-4: '12px' is not a number [expression-syntax]"),
    ("0x", "0-2: '0x' is not a number [expression-syntax]"),
    ("1e", "0-2: '1e' is not a number [expression-syntax]"),
    ("'\\u12'", "1-3: '\\u' is not an escape [expression-syntax]; write \\xHH, \\uHHHH or \\u{H…}"),
    ("a = 1", "2-3: unexpected '=' after the expression [expression-syntax]; compare with '=='"),
    ("1 and 2", "2-5: unexpected 'and' after the expression [expression-syntax]; write '&&'"),
    ("a or b", "2-4: unexpected 'or' after the expression [expression-syntax]; write '||'"),
    ("a <> b", "3-4: expected a value, found '>' [expression-syntax]; 'not equal' is '!='"),
    ("2 ** 3", "2-4: unexpected '**' after the expression [expression-syntax]; write pow(a, b)"),
    (
      "a in b",
      "2-4: unexpected 'in' after the expression [expression-syntax]; write indexof(list, value) >= 0"
    ),
    (
      "a.upper()",
      "0-7: 'a.upper' is not a function [expression-syntax]; there are no methods: write upper(…)"
    ),
    ("(1)(2)", "0-3: '(1)' is not a function [expression-syntax]"),
    ("/a(/", "2-3: '(' in the pattern is not closed [expression-syntax]"),
    ("1 + /[b-a]/", "9-10: a range in the pattern is out of order [expression-syntax]"),
    ("/a/q", "3-4: 'q' is not a flag of patterns [expression-syntax]"),
    ("/(?<=a)b/", "1-2: patterns do not have lookbehind here [expression-syntax]"),
    ("upper(1", "7-7: expected ')' for '(', found the end [expression-syntax]"),
    ("[,]", "1-2: expected a value, found ',' [expression-syntax]"),
  ])
  func `a mistake of grammar says what and where`(_ source: String, _ expected: String) {
    #expect(complaint(source) == expected)
  }

  @Test func `curly quotes are named for what they are`() {
    #expect(
      complaint("‘a’") == "0-3: unexpected '‘' [expression-syntax]; use straight quotes, ' or \""
    )
  }

  @Test(arguments: [
    ("uper('a')", "0-4: no function 'uper' [unknown-function]; did you mean 'upper'?"),
    (
      "frobnicate(1)",
      "0-10: no function 'frobnicate' [unknown-function]; "
        + "the functions are those of https://vega.github.io/vega/docs/expressions/"
    ),
    (
      "1 + now()",
      "4-7: 'now' would make the report differ from run to run [refused-function]; take the date as a parameter, or from the data"
    ),
    (
      "random()",
      "0-6: 'random' would make the report differ from run to run [refused-function]; draw random numbers where the data are made"
    ),
    ("clamp(1, 2)", "0-11: 'clamp' takes 3 arguments, not 2 [wrong-argument-count]"),
    ("upper()", "0-7: 'upper' takes 1 argument, not 0 [wrong-argument-count]"),
    ("format(1, 'd', 2)", "0-17: 'format' takes 1 or 2 arguments, not 3 [wrong-argument-count]"),
    ("pad('a')", "0-8: 'pad' takes 2 to 4 arguments, not 1 [wrong-argument-count]"),
    ("if(1, 2)", "0-8: 'if' takes 3 arguments, not 2 [wrong-argument-count]"),
    ("sin()", "0-5: 'sin' takes 1 argument, not 0 [wrong-argument-count]"),
    ("datetime()", "0-10: 'datetime' takes 1 to 7 arguments, not 0 [wrong-argument-count]"),
    (
      "length(5)",
      "7-8: 'length' needs a text, list, table or record, not a number [wrong-argument]"
    ),
    ("join('a')", "5-8: 'join' needs a list or table, not a text [wrong-argument]"),
    ("merge({}, 1)", "10-11: 'merge' needs a record, not a number [wrong-argument]"),
    ("atob('?')", "5-8: 'atob' needs a text in base 64, not a text [wrong-argument]"),
    (
      "timeOffset('fortnight', 0)",
      "11-22: 'timeOffset' needs a time unit (year, quarter, month, week, date, hours, minutes, "
        + "seconds, milliseconds), not a text [wrong-argument]"
    ),
    ("sequence(1e9)", "0-13: 'sequence' would make more than 10000000 elements [wrong-argument]"),
    ("pad('a', 1e9)", "9-12: 'pad' would make more than 10000000 elements [wrong-argument]"),
    (
      "format(1, '.2h')",
      "10-15: 'h' in the format '.2h' is no type of number [bad-format]; "
        + "[[fill]align][sign][$#][0][width][,][.precision][~][type], such as ',.1f' or '.0%'"
    ),
    (
      "format(1, '.' + 'f')",
      "10-19: a number is missing after '.' in the format '.f' [bad-format]; "
        + "[[fill]align][sign][$#][0][width][,][.precision][~][type], such as ',.1f' or '.0%'"
    ),
    (
      "timeFormat(1, '%Y-%K')",
      "14-21: '%K' in the format '%Y-%K' is no part of a date [bad-format]; "
        + "such as '%Y-%m-%d' or '%H:%M'; a percent sign is '%%'"
    ),
    ("test('(', 'a')", "5-8: '(' in the pattern is not closed [bad-pattern]"),
    (
      "test(/(a+)+$/, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')",
      "0-58: the pattern takes too long on this text [bad-pattern]"
    ),
  ])
  func `a function says what it needs`(_ source: String, _ expected: String) {
    #expect(complaint(source) == expected)
  }

  @Test func `a format written as a literal is checked before anything runs`() {
    let source = "missing + format(missing, ',,')"
    #expect(complaint(source).hasPrefix("26-30: unexpected ',' in the format ',,' [bad-format]"))
  }

  @Test func `places are those of the file`() throws {
    let file = SourceFile(name: "t.md", text: "# 제목\n{{ montly }}\n")
    let source = " montly "
    let start = 11
    do throws(Diagnostic) {
      _ = try Expression(source, at: file.span(start..<start + source.utf8.count))
        .evaluate(in: NamedValues(["monthly": .null]))
      Issue.record("no error")
    } catch {
      #expect(
        DiagnosticPrinter().text(error) == """
          t.md:2:4: error: no table or parameter 'montly' [unknown-name]
              2 | {{ montly }}
                |    ^~~~~~ did you mean 'monthly'?
          """
      )
    }
  }

  @Test(arguments: ["(", "[", "-", "!", "f(", "a[", "{a:", "1?", "1?2:", "1||", "1+", "a.b["])
  func `what is nested too deeply is refused`(_ piece: String) {
    let source = String(repeating: piece, count: 10_000)
    #expect(
      complaint(source).contains("[expression-syntax]")
        || complaint(source).contains("[unknown-function]")
    )
  }

  @Test func `ten thousand balanced parentheses or terms are refused, a hundred are not`() throws {
    func parentheses(_ count: Int) -> String {
      String(repeating: "(", count: count) + "1" + String(repeating: ")", count: count)
    }
    #expect(try evaluate(parentheses(100)) == .int(1))
    #expect(
      complaint(parentheses(10_000))
        == "128-129: the expression is nested too deeply [expression-syntax]; compute parts of it in SQL"
    )
    let sum = Array(repeating: "1", count: 300).joined(separator: " + ")
    #expect(try evaluate(sum) == .int(300))
    let long = Array(repeating: "1", count: 10_000).joined(separator: "+")
    #expect(complaint(long).contains("nested too deeply"))
    #expect(complaint("a" + String(repeating: ".b", count: 10_000)).contains("nested too deeply"))
  }
}
