import Testing

/// Footnotes.
@Suite struct FootnoteTests {
  @Test func `a footnote goes on with indented lines`() {
    expect(
      #"""
      a[^1]

      [^1]: one {{ x }}
      lazy

          two

          - list

      after

      """#,
      reads: #"""
        p @1:1+5: a<fn 1@1:4+1>
        p @10:1+5: after
        footnote 1 @3:1+5
          p @3:7+11: one «x@3:14+1»⏎lazy
          p @6:5+3: two
          ul '-' tight
            item
              p @8:7+4: list

        """#
    )
  }

  @Test func `an expression in a footnote may go over a line end`() {
    expect(
      #"""
      a[^1]

      [^1]: x {{ a +
          b }} y

      """#,
      reads: #"""
        p @1:1+5: a<fn 1@1:4+1>
        footnote 1 @3:1+5
          p @3:7+19: x «a +
            b@3:12+9» y

        """#
    )
  }

  @Test func `an undefined one is reported at the mention`() {
    expect(
      #"""
      a [^x] b[^y]

      [^y]: Y

      """#,
      reads: #"""
        p @1:1+12: a <fn x@1:5+1> b<fn y@1:11+1>
        footnote y @3:1+5
          p @3:7+1: Y

        """#,
      problems: [
        #"1:5+1 unknown-footnote: footnote 'x' is not defined (footnotes: y)"#
      ]
    )
  }

  @Test func `one that is near is suggested`() {
    expect(
      #"""
      a [^nite]

      [^note]: N

      """#,
      reads: #"""
        p @1:1+9: a <fn nite@1:5+4>
        footnote note @3:1+8
          p @3:10+1: N

        """#,
      problems: [
        #"1:5+4 unknown-footnote: footnote 'nite' is not defined (did you mean 'note'?)"#,
        #"3:1+8 warning unused-footnote: nothing refers to footnote 'note'"#,
      ]
    )
  }

  @Test func `an unused one is a warning`() {
    expect(
      #"""
      [^a]: def

      """#,
      reads: #"""
        footnote a @1:1+5
          p @1:7+3: def

        """#,
      problems: [
        #"1:1+5 warning unused-footnote: nothing refers to footnote 'a'"#
      ]
    )
  }

  @Test func `a doubled one is reported at the second`() {
    expect(
      #"""
      a[^y]

      [^y]: Y
      [^y]: Y2

      """#,
      reads: #"""
        p @1:1+5: a<fn y@1:4+1>
        footnote y @3:1+5
          p @3:7+1: Y
        footnote y @4:1+5
          p @4:7+2: Y2

        """#,
      problems: [
        #"4:1+5 doubled-footnote: footnote 'y' is defined twice"#
      ]
    )
  }

  @Test func `footnotes may mention footnotes and links defined elsewhere`() {
    expect(
      #"""
      a[^1]

      [^1]: see [^2] and [r]
      [^2]: end

      [r]: https://r

      """#,
      reads: #"""
        p @1:1+5: a<fn 1@1:4+1>
        footnote 1 @3:1+5
          p @3:7+16: see <fn 2@3:13+1> and <a https://r @3:7+16>r</a>
        footnote 2 @4:1+5
          p @4:7+3: end

        """#
    )
  }

  @Test func `an open fence in a footnote does not swallow the page`() {
    expect(
      #"""
      [^1]

      [^1]: a

          ```
          open {{ x }}

      after

      """#,
      reads: #"""
        p @1:1+4: <fn 1@1:3+1>
        p @8:1+5: after
        footnote 1 @3:1+5
          p @3:7+1: a
          code - "open {{ x }}\n"

        """#
    )
  }

  @Test func `a footnote may begin behind a byte order mark`() {
    expect(
      "\u{FEFF}[^1]: x\n\na[^1]\n",
      reads: #"""
        p @3:1+5: a<fn 1@3:4+1>
        footnote 1 @1:1+5
          p @1:7+1: x

        """#
    )
  }

  @Test func `open HTML in a footnote is reported`() {
    expect(
      #"""
      [^1]

      [^1]: <!-- open

      # body

      """#,
      reads: #"""
        p @1:1+4: <fn 1@1:3+1>
        h1 #body @5:1+6: body

        """#,
      problems: [
        #"1:3+1 unknown-footnote: footnote '1' is not defined (add a line '[^1]: …' at the margin)"#,
        #"3:1+5 unclosed-html: HTML in a footnote is not closed; no footnote can be read"#,
      ]
    )
  }
}
