import Testing

/// What is wrong with YAML, in an author's words.
@Suite struct YAMLProblemTests {
  @Test func `doubled keys are reported at the second`() {
    expect(
      #"""
      a: 1
      long key: 2
      a: 3
      a: 4
      "long key": 5
      m: {x: 1, x: 2}

      """#,
      reads: #"""
        {a@1:1+1: 1@1:4+1, long key@2:1+8: 2@2:11+1, m@6:1+1: {x@6:5+1: 1@6:8+1}@6:4+12}@1:1+56
        """#,
      problems: [
        #"3:1+1 doubled-key: 'a' is given twice"#,
        #"4:1+1 doubled-key: 'a' is given twice"#,
        #"5:1+10 doubled-key: 'long key' is given twice"#,
        #"6:11+1 doubled-key: 'x' is given twice"#,
      ]
    )
  }

  @Test func `a tab cannot indent`() {
    expect(
      "\ta: 1\n",
      reads: #"""
        nil
        """#,
      problems: [
        #"1:1+1 yaml: a tab indents this line (indent with spaces)"#
      ]
    )
  }

  @Test func `a tab cannot indent below a key`() {
    expect(
      "a:\n\tb: 2\n",
      reads: #"""
        nil
        """#,
      problems: [
        #"2:1+1 yaml: a tab indents this line (indent with spaces)"#
      ]
    )
  }

  @Test func `a tab cannot indent after a key`() {
    expect(
      "a: 1\n\tb: 2\n",
      reads: #"""
        nil
        """#,
      problems: [
        #"2:1+1 yaml: a tab indents this line (indent with spaces)"#
      ]
    )
  }

  @Test func `a line too deep`() {
    expect(
      #"""
      a: 1
        b: 2

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"2:3+4 yaml: this line is indented deeper than the one it follows (keys of one mapping begin in the same column)"#
      ]
    )
  }

  @Test func `a line too shallow`() {
    expect(
      #"""
        a: 1
      b: 2

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"2:1+4 yaml: this does not continue what stands above (keys of one mapping begin in the same column)"#
      ]
    )
  }

  @Test func `a line in between`() {
    expect(
      #"""
      a:
          b: 1
        c: 2

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"3:3+4 yaml: this line is indented unlike the keys above it (keys of one mapping begin in the same column)"#
      ]
    )
  }

  @Test func `a second colon`() {
    expect(
      #"""
      a: b: c

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:5+1 yaml: a second ':' on this line (put the value in quotes)"#
      ]
    )
  }

  @Test func `a missing colon`() {
    expect(
      #"""
      a: 1
      b
      c: 2

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"2:1+1 yaml: no ':' after this key (write 'key: value')"#
      ]
    )
  }

  @Test func `a missing colon on the first line`() {
    expect(
      #"""
      foo
      bar: 1

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:1+3 yaml: no ':' after this key (write 'key: value')"#
      ]
    )
  }

  @Test func `an open quote`() {
    expect(
      #"""
      a: "open
      b: 2

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:4+1 yaml: this quote is never closed"#
      ]
    )
  }

  @Test func `an open list`() {
    expect(
      #"""
      a: [1, 2
      b: 3

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:4+1 yaml: '[' is not closed, or a ',' is missing (separate values with ', ' and end with ']')"#
      ]
    )
  }

  @Test func `an open mapping`() {
    expect(
      #"""
      a: {x: 1

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:4+1 yaml: '{' is not closed, or a ',' is missing (separate entries with ', ' and end with '}')"#
      ]
    )
  }

  @Test func `text behind a quoted value`() {
    expect(
      #"""
      a: "x" y

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:8+1 yaml: this text follows a value that has ended (put the whole value in one pair of quotes)"#
      ]
    )
  }

  @Test func `an unknown escape`() {
    expect(
      #"""
      a: "\q"

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:5+1 yaml: this '\' escape is unknown (write '\\' for a backslash, or use single quotes)"#
      ]
    )
  }

  @Test func `an unknown alias`() {
    expect(
      #"""
      a: *no

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:4+3 yaml: no anchor '&…' of this name stands above"#
      ]
    )
  }

  @Test func `a list on the line of its key`() {
    expect(
      #"""
      a: - b

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:4+1 yaml: a list cannot begin here (put '- ' on a line of its own below the key)"#
      ]
    )
  }

  @Test func `a key among items`() {
    expect(
      #"""
      - a
      b: 1

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"2:1+4 yaml: this line belongs to no item of the list above (begin it with '- ' or indent it like its neighbours)"#
      ]
    )
  }

  @Test func `characters that begin nothing`() {
    expect(
      #"""
      a: @x

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:4+1 yaml: a value cannot begin with '@' (put the value in quotes)"#
      ]
    )
  }

  @Test func `a control character`() {
    expect(
      "x: \u{7}\n",
      reads: #"""
        nil
        """#,
      problems: [
        #"1:4+1 yaml: control character U+0007 is not allowed in YAML (write it as an escape between double quotes)"#
      ]
    )
  }

  @Test func `a second document`() {
    expect(
      #"""
      a: 1
      ---
      b: 2

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"2:1+3 yaml: a second document begins here (leave '---' out)"#
      ]
    )
  }

  @Test func `a key that is a list`() {
    expect(
      #"""
      ? [a, b]
      : 1

      """#,
      reads: #"""
        {}@1:1+0
        """#,
      problems: [
        #"1:3+1 yaml: a key must be text, not a list or a mapping"#
      ]
    )
  }

  @Test func `a tag without meaning`() {
    expect(
      #"""
      a: !foo 1

      """#,
      reads: #"""
        {a@1:1+1: 1@1:9+1}@1:1+9
        """#,
      problems: [
        #"1:4+6 yaml: tag '!foo' has no meaning here (leave it out)"#
      ]
    )
  }

  @Test func `a merge of text`() {
    expect(
      #"""
      a: {<<: b}

      """#,
      reads: #"""
        {a@1:1+1: {}@1:4+7}@1:1+10
        """#,
      problems: [
        #"1:9+1 yaml: '<<' takes a mapping or a list of mappings"#
      ]
    )
  }
}
