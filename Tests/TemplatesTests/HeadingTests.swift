import Testing

/// Headings and their anchors.
@Suite struct HeadingTests {
  @Test func `anchors are made as GitHub makes them`() {
    expect(
      #"""
      # Hello, World!

      ## 한글 제목: 1부

      ### a_b-c `code` *em*

      """#,
      reads: #"""
        h1 #hello-world @1:1+15: Hello, World!
        h2 #한글-제목-1부 @3:1+22: 한글 제목: 1부
        h3 #a_b-c-code-em @5:1+21: a_b-c <code>code</code> <em>em</em>

        """#
    )
  }

  @Test func `a second one of the same words gets a number`() {
    expect(
      #"""
      # A

      # A

      # A

      # A-1

      """#,
      reads: #"""
        h1 #a @1:1+3: A
        h1 #a-1 @3:1+3: A
        h1 #a-2 @5:1+3: A
        h1 #a-1-1 @7:1+5: A-1

        """#
    )
  }

  @Test func `an anchor may be chosen`() {
    expect(
      #"""
      ## Title {#my-id}

      Setext {#other}
      ======

      """#,
      reads: #"""
        h2 #my-id @1:1+17: Title
        h1 #other @3:1+15: Setext

        """#
    )
  }

  @Test func `a chosen anchor is unique`() {
    expect(
      #"""
      ## A {#x}

      ## B {#x}

      """#,
      reads: #"""
        h2 #x @1:1+9: A
        h2 #x @3:1+9: B

        """#,
      problems: [
        #"3:8+1 doubled-anchor: anchor 'x' is given twice"#
      ]
    )
  }

  @Test func `an empty heading and one of an expression have anchors`() {
    expect(
      #"""
      ##

      ## {{ v }}

      """#,
      reads: #"""
        h2 #section @1:1+2: 
        h2 #v @3:1+10: «v@3:7+1»

        """#
    )
  }

  @Test func `braces elsewhere are text`() {
    expect(
      #"""
      ## A {#x} b

      text {#y}

      """#,
      reads: #"""
        h2 #a-x-b @1:1+11: A {#x} b
        p @3:1+9: text {#y}

        """#
    )
  }
}
