import Testing

/// Directives: fences, the braces behind them, options and SQL.
@Suite struct DirectiveTests {
  @Test func `options of braces and body become one mapping`() {
    expect(
      #"""
      ```{table t page=20 caption="A {{ x }} b" wide=true}
      columns: [a, b]
      ```

      """#,
      reads: #"""
        directive table t@1:11+1 @1:4+49
          page@1:13+4: int(20)
          caption@1:21+7: i"A « x » b"
          wide@1:43+4: bool(true)
          columns@2:1+7: ["a", "b"]

        """#
    )
  }

  @Test func `SQL begins behind its option lines`() {
    expect(
      #"""
      ```{sql a}
      --| caption: Hello
      --|   and more
      --| list:
      --|   - 1
      -- a comment
      SELECT {{ x }}
        FROM t
      ```

      """#,
      reads: #"""
        directive sql a@1:9+1 @1:4+7
          caption@2:5+7: "Hello and more"
          list@4:5+4: [int(1)]
          sql @6:1+37 "-- a comment\nSELECT « x »\n  FROM t\n"

        """#
    )
  }

  @Test func `a fence may be indented, longer or of tildes`() {
    expect(
      #"""
         ```{sql a}
         SELECT 1
         ```

      ~~~~{sql b}
      ```
      ~~~
      ~~~~

      """#,
      reads: #"""
        directive sql a@1:12+1 @1:7+7
          sql @2:1+12 "   SELECT 1\n"
        directive sql b@5:10+1 @5:5+7
          sql @6:1+8 "```\n~~~\n"

        """#
    )
  }

  @Test func `an empty body is an empty mapping`() {
    expect(
      #"""
      ```{table t}
      ```

      """#,
      reads: #"""
        directive table t@1:11+1 @1:4+9

        """#
    )
  }

  @Test func `a directive interrupts a paragraph`() {
    expect(
      #"""
      text
      ```{sql a}
      SELECT 1
      ```
      more

      """#,
      reads: #"""
        p @1:1+4: text
        directive sql a@2:9+1 @2:4+7
          sql @3:1+9 "SELECT 1\n"
        p @5:1+4: more

        """#
    )
  }

  @Test func `an unknown name has a near match`() {
    expect(
      #"""
      ```{sqll x}
      ```

      """#,
      reads: "",
      problems: [
        #"1:5+4 unknown-directive: no directive 'sqll' (did you mean 'sql'?)"#
      ]
    )
  }

  @Test func `an unknown name without a near match lists all`() {
    expect(
      #"""
      ```{frobnicate}
      ```

      """#,
      reads: "",
      problems: [
        #"1:5+10 unknown-directive: no directive 'frobnicate' (directives: chart, include, load, sql, table)"#
      ]
    )
  }

  @Test func `a label must be an identifier`() {
    expect(
      #"""
      ```{sql 1x}
      SELECT 1
      ```

      ```{sql a.b}
      SELECT 1
      ```

      """#,
      reads: #"""
        directive sql @1:4+8
          sql @2:1+9 "SELECT 1\n"
          broken options
        directive sql @5:4+9
          sql @6:1+9 "SELECT 1\n"
          broken options

        """#,
      problems: [
        #"1:9+2 bad-label: '1x' cannot be a label (use letters, digits and '_', and begin with a letter)"#,
        #"5:9+3 bad-label: 'a.b' cannot be a label (use letters, digits and '_', and begin with a letter)"#,
      ]
    )
  }

  @Test func `a Korean label is fine`() {
    expect(
      #"""
      ```{sql 월별}
      SELECT 1
      ```

      """#,
      reads: #"""
        directive sql 월별@1:9+6 @1:4+12
          sql @2:1+9 "SELECT 1\n"

        """#
    )
  }

  @Test func `only one label may stand`() {
    expect(
      #"""
      ```{sql a b}
      ```

      """#,
      reads: #"""
        directive sql a@1:9+1 @1:4+9
          sql @2:1+0 ""

        """#,
      problems: [
        #"1:11+1 malformed-directive: a second label 'b' after 'a' (write options as key=value)"#
      ]
    )
  }

  @Test func `braces must close on their line`() {
    expect(
      #"""
      ```{sql a
      x
      ```

      """#,
      reads: #"""
        directive sql a@1:9+1 @1:4+6
          sql @2:1+2 "x\n"

        """#,
      problems: [
        #"1:4+6 malformed-directive: '{' is not closed on its line (write {name label key=value})"#
      ]
    )
  }

  @Test func `nothing may follow the braces`() {
    expect(
      #"""
      ```{sql a} rest
      ```

      """#,
      reads: #"""
        directive sql a@1:9+1 @1:4+12
          sql @2:1+0 ""

        """#,
      problems: [
        #"1:12+4 malformed-directive: nothing may follow the '}' of a directive (put options inside the braces)"#
      ]
    )
  }

  @Test func `empty braces name no directive`() {
    expect(
      #"""
      ```{}
      ```

      """#,
      reads: "",
      problems: [
        #"1:4+2 malformed-directive: a directive begins with its name (write {name label key=value})"#
      ]
    )
  }

  @Test func `attributes must be key=value and given once`() {
    expect(
      #"""
      ```{sql a k=1 k=2 =3 c=}
      --| k: 3
      SELECT 1
      ```

      """#,
      reads: #"""
        directive sql a@1:9+1 @1:4+21
          k@1:11+1: int(1)
          sql @3:1+9 "SELECT 1\n"
          broken options

        """#,
      problems: [
        #"1:15+1 doubled-key: 'k' is given twice"#,
        #"1:19+2 malformed-directive: '=3' is not key=value (write it without blanks around '=')"#,
        #"1:22+2 malformed-directive: 'c=' is not key=value (write it without blanks around '=')"#,
        #"2:5+1 doubled-key: 'k' is given twice"#,
      ]
    )
  }

  @Test func `a quote must close`() {
    expect(
      #"""
      ```{sql a c="x}
      ```

      """#,
      reads: #"""
        directive sql a@1:9+1 @1:4+12
          sql @2:1+0 ""
          broken options

        """#,
      problems: [
        #"1:13+3 malformed-directive: this quote is not closed"#
      ]
    )
  }

  @Test func `a fence must close`() {
    expect(
      #"""
      text

      ```{sql a}
      SELECT 1

      """#,
      reads: #"""
        p @1:1+4: text
        directive sql a@3:9+1 @3:4+7
          broken options

        """#,
      problems: [
        #"3:4+7 unclosed-directive: this directive has no closing fence (end it with a line of as many backticks or tildes as it begins with)"#
      ]
    )
  }

  @Test func `lists, quotes and footnotes hold no directives`() {
    expect(
      #"""
      - item

        ```{sql a}
        SELECT 1
        ```

      > ```{chart}
      > x: 1
      > ```

      note[^1]

      [^1]: text

          ```{sql b}
          SELECT 2
          ```

      """#,
      reads: #"""
        ul '-' loose
          item
            p @1:3+4: item
            code sql "SELECT 1\n"
        quote
          code chart "x: 1\n"
        p @11:1+8: note<fn 1@11:7+1>
        footnote 1 @13:1+5
          p @13:7+4: text
          code sql "SELECT 2\n"

        """#,
      problems: [
        #"3:6+7 nested-directive: a directive cannot stand in a list, a quote or a footnote (begin its fence at the margin)"#,
        #"7:6+7 nested-directive: a directive cannot stand in a list, a quote or a footnote (begin its fence at the margin)"#,
        #"15:8+7 nested-directive: a directive cannot stand in a list, a quote or a footnote (begin its fence at the margin)"#,
      ]
    )
  }

  @Test func `HTML holds no directives`() {
    expect(
      #"""
      <div>
      ```{sql a}
      SELECT 1
      ```
      </div>

      """#,
      reads: #"""
        html: <html "<div>\n```{sql a}\nSELECT 1\n```\n</div>\n">

        """#,
      problems: [
        #"2:4+7 nested-directive: a directive cannot stand within HTML (leave an empty line before its fence)"#
      ]
    )
  }

  @Test func `broken YAML is reported in place`() {
    expect(
      #"""
      ```{table a}
      columns: [1
      ```

      """#,
      reads: #"""
        directive table a@1:11+1 @1:4+9
          broken options

        """#,
      problems: [
        #"2:10+1 yaml: '[' is not closed, or a ',' is missing (separate values with ', ' and end with ']')"#
      ]
    )
  }

  @Test func `a backtick fence cannot hold backticks`() {
    expect(
      #"""
      ```{chart title="`x`"}
      a: 1
      ```

      """#,
      reads: #"""
        p @1:1+22: ```{chart title="<code>x</code>"}⏎a: 1
        code - ""

        """#,
      problems: [
        #"1:1+22 malformed-directive: a line that opens a fence with '```' cannot hold more backticks (fence it with '~~~')"#
      ]
    )
  }

  @Test func `code without braces is shown`() {
    expect(
      #"""
      ```sql
      SELECT {{ x }}
      ```

      ```{.python}
      x
      ```

      """#,
      reads: #"""
        code sql "SELECT {{ x }}\n"
        code python "x\n"

        """#
    )
  }

  @Test func `directives within comments are skipped`() {
    expect(
      #"""
      <!--
      ```{nope}
      ```
      -->

      {#
      ```{nope}
      ```
      #}

      """#,
      reads: ""
    )
  }

  @Test func `an expression in SQL must close`() {
    expect(
      #"""
      ```{sql a}
      SELECT {{ x
      ```

      """#,
      reads: #"""
        directive sql a@1:9+1 @1:4+7
          sql @2:1+12 "SELECT "
          broken options

        """#,
      problems: [
        #"2:8+2 unclosed-expression: '{{' is not closed (close it with '}}', or write \{{ for two braces)"#
      ]
    )
  }
}
