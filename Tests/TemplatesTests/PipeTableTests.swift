import Testing

/// Pipe tables, drawn as on GitHub.
@Suite struct PipeTableTests {
  @Test func `alignment, escaped pipes, code and missing cells`() {
    expect(
      #"""
      | a \| b | `c\|d` | e |
      |:--|:-:|--:|
      | 1 | **2**

      """#,
      reads: #"""
        table left center right @1:1+49
          header: a | b | <code>c|d</code> | e
          1 | <b>2</b> | 

        """#
    )
  }

  @Test func `outer pipes may be left out`() {
    expect(
      #"""
      a | b
      -|-
      1|2

      """#,
      reads: #"""
        table none none @1:1+13
          header: a | b
          1 | 2

        """#
    )
  }

  @Test func `a paragraph may come before and rows go on to the next empty line`() {
    expect(
      #"""
      para
      | a | b |
      |---|---|
      | 1 | 2 |
      after

      next

      """#,
      reads: #"""
        p @1:1+4: para
        table none none @2:1+35
          header: a | b
          1 | 2
          after | 
        p @7:1+4: next

        """#
    )
  }

  @Test func `too many cells are reported`() {
    expect(
      #"""
      | a | b |
      |---|---|
      | 1 | 2 | 3 |

      """#,
      reads: #"""
        table none none @1:1+33
          header: a | b
          1 | 2

        """#,
      problems: [
        #"3:11+1 warning table-width: this row has 3 cells, the header has 2 (write '\|' for a pipe within a cell)"#
      ]
    )
  }

  @Test func `a header of another width makes no table`() {
    expect(
      #"""
      | a |
      |---|---|

      """#,
      reads: #"""
        p @1:1+5: | a |⏎|---|---|

        """#,
      problems: [
        #"2:1+9 warning table-width: this line is for 2 columns, the header above has 1: no table is made (give both lines as many cells)"#
      ]
    )
  }

  @Test func `cells hold inlines, expressions with pipes and references`() {
    expect(
      #"""
      | a {{ x || y }} | b |
      |---|---|
      | _i_ [l](u) [r] | {{ p || q }}[^n] @fig-z |

      [r]: https://r
      [^n]: note

      """#,
      reads: #"""
        table none none @1:1+77
          header: a «x || y@1:8+6» | b
          <em>i</em> <a u @3:11+1>l</a> <a https://r @3:3+42>r</a> | «p || q@3:23+6»<fn n@3:34+1> <ref fig z@3:37+6>
        footnote n @6:1+5
          p @6:7+4: note

        """#
    )
  }

  @Test func `tags around rows repeat rows`() {
    expect(
      #"""
      | a |
      |---|
      {% for r in t %}
      | {{ r.x }} |
      {% if r.y %}
      | y |
      {% else %}
      | z |
      {% endif %}
      {% endfor %}
      | total |

      """#,
      reads: #"""
        table none @1:1+113
          header: a
          loop r in t
            «r.x@4:6+3»
            branch r.y
              y
            branch else
              z
          total

        """#
    )
  }

  @Test func `a tag around the table closes behind it`() {
    expect(
      #"""
      {% if q %}
      | a |
      |---|
      | x |
      {% endif %}

      """#,
      reads: #"""
        branch q
          table none @2:1+17
            header: a
            x

        """#
    )
  }

  @Test func `a table of one column needs a pipe`() {
    expect(
      #"""
      | a |
      |---|

      b
      ---

      """#,
      reads: #"""
        table none @1:1+11
          header: a
        h2 #b @4:1+1: b

        """#
    )
  }

  @Test func `tags need not be balanced by the table alone`() {
    expect(
      #"""
      | a |
      |---|
      | x |
      {% for r in t %}

      text

      {% endfor %}

      """#,
      reads: #"""
        table none @1:1+17
          header: a
          x
        loop r in t
          p @6:1+4: text

        """#
    )
  }

  @Test func `a table in a tight list leaves it tight`() {
    expect(
      #"""
      - tight
        | a | b |
        |---|---|
        | 1 | 2 |
      - z

      """#,
      reads: #"""
        ul '-' tight
          item
            p @1:3+5: tight
            table none none @2:3+33
              header: a | b
              1 | 2
          item
            p @5:3+1: z

        """#
    )
  }

  @Test func `a table in a quote`() {
    expect(
      #"""
      > | a | b |
      > |---|---|
      > | 1 | {{ x }} |

      """#,
      reads: #"""
        quote
          table none none @1:3+39
            header: a | b
            1 | «x@3:12+1»

        """#
    )
  }
}
