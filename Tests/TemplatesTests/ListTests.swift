import Testing

/// Lists, quotes and callouts.
@Suite struct ListTests {
  @Test func `tasks`() {
    expect(
      #"""
      - [ ] open
      - [x] done
      - [X] *Done*
      - [y] no
      - [ ]

      """#,
      reads: #"""
        ul '-' tight
          item [ ]
            p @1:3+8: open
          item [x]
            p @2:3+8: done
          item [x]
            p @3:3+10: <em>Done</em>
          item
            p @4:3+6: [y] no
          item
            p @5:3+3: [ ]

        """#
    )
  }

  @Test func `numbers and marks are kept`() {
    expect(
      #"""
      3) a
      4) b

      + c

      * d

      """#,
      reads: #"""
        ol 3 ')' tight
          item
            p @1:4+1: a
          item
            p @2:4+1: b
        ul '+' tight
          item
            p @4:3+1: c
        ul '*' tight
          item
            p @6:3+1: d

        """#
    )
  }

  @Test func `tight and loose`() {
    expect(
      #"""
      - a
      - b

      1. c

      2. d

      """#,
      reads: #"""
        ul '-' tight
          item
            p @1:3+1: a
          item
            p @2:3+1: b
        ol 1 '.' loose
          item
            p @4:4+1: c
          item
            p @6:4+1: d

        """#
    )
  }

  @Test func `callouts of all kinds`() {
    expect(
      #"""
      > [!note]
      > a

      > [!TIP] Title *em*
      > b

      > [!Important]

      > [!warning] t

      > [!caution]
      > - list

      """#,
      reads: #"""
        callout note: -
          p @1:3+7: a
        callout tip: Title <em>em</em>
          p @4:3+17: b
        callout important: -
        callout warning: t
        callout caution: -
          ul '-' tight
            item
              p @12:5+4: list

        """#
    )
  }

  @Test func `an unknown callout has a near match`() {
    expect(
      #"""
      > [!nte] x
      > y

      """#,
      reads: #"""
        quote
          p @1:3+8: [!nte] x⏎y

        """#,
      problems: [
        #"1:5+3 unknown-callout: no callout 'nte' (did you mean 'note'?)"#
      ]
    )
  }

  @Test func `an escaped mark is a quote`() {
    expect(
      #"""
      > \[!note] x

      """#,
      reads: #"""
        quote
          p @1:3+10: [!note] x

        """#
    )
  }
}
