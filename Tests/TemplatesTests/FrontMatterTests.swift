import Testing

/// Front matter: what is read and what is complained about.
@Suite struct FrontMatterTests {
  @Test func `an empty file has nothing in it and nothing wrong`() {
    expect(
      "",
      reads: ""
    )
  }

  @Test func `a file of one empty line reads as empty`() {
    expect(
      "\n",
      reads: ""
    )
  }

  @Test func `empty front matter is fine`() {
    expect(
      #"""
      ---
      ---

      """#,
      reads: ""
    )
  }

  @Test func `front matter that is never closed is reported at its first line`() {
    expect(
      #"""
      ---
      title: x

      # Heading

      """#,
      reads: "",
      problems: [
        #"1:1+3 unclosed-front-matter: the front matter is not closed (end it with a line '---')"#
      ]
    )
  }

  @Test func `a rule on the first line is a rule`() {
    expect(
      #"""
      ---

      text

      """#,
      reads: #"""
        rule
        p @3:1+4: text

        """#
    )
  }

  @Test func `a byte order mark does not hide front matter`() {
    expect(
      "\u{FEFF}---\ntitle: t\n---\n# H\n",
      reads: #"""
        h1 #h @4:1+3: H

        """#
    )
  }

  @Test func `a byte order mark does not hide a heading`() {
    expect(
      "\u{FEFF}# H\n",
      reads: #"""
        h1 #h @1:1+3: H

        """#
    )
  }

  @Test func `front matter may end with three dots`() {
    expect(
      #"""
      ---
      title: t
      ...
      text

      """#,
      reads: #"""
        p @4:1+4: text

        """#
    )
  }

  @Test func `every wrong key is reported at its place`() {
    expect(
      #"""
      ---
      titel: x
      lang: de
      toc: maybe
      theme: Dark
      author: {a: b}
      appendix: 1
      ---

      """#,
      reads: "",
      problems: [
        #"2:1+5 unknown-option: front matter has no option 'titel' (did you mean 'title'?)"#,
        #"3:7+2 unknown-choice: 'de' is not a value of 'lang' (choices: en, ko)"#,
        #"4:6+5 wrong-type: 'toc' must be true or false, not text"#,
        #"5:8+4 unknown-choice: 'Dark' is not a value of 'theme' (did you mean 'dark'?)"#,
        #"6:9+6 wrong-type: 'author' must be text, not a mapping"#,
        #"7:11+1 wrong-type: 'appendix' must be true or false, not a number"#,
      ]
    )
  }

  @Test func `a doubled key is reported at the second`() {
    expect(
      #"""
      ---
      title: a
      title: b
      ---

      """#,
      reads: "",
      problems: [
        #"3:1+5 doubled-key: 'title' is given twice"#
      ]
    )
  }

  @Test func `a syntax error is reported in place and the body is still read`() {
    expect(
      #"""
      ---
      title: [a
      ---
      text {{ 1 + }}

      """#,
      reads: #"""
        p @4:1+14: text 

        """#,
      problems: [
        #"2:8+1 yaml: '[' is not closed, or a ',' is missing (separate values with ', ' and end with ']')"#,
        #"4:12+0 expression-syntax: expected a value, found the end"#,
      ]
    )
  }

  @Test func `an expression in front matter must close on its line`() {
    expect(
      #"""
      ---
      title: "{{ a"
      ---

      """#,
      reads: "",
      problems: [
        #"2:9+2 unclosed-expression: '{{' has no '}}' on its line (close it with '}}')"#
      ]
    )
  }

  @Test func `front matter that is no mapping is refused`() {
    expect(
      #"""
      ---
      - a
      ---

      """#,
      reads: "",
      problems: [
        #"2:1+3 wrong-type: front matter takes 'key: value' lines, not a list"#
      ]
    )
  }
}
