import Testing

/// Bytes that are not text.
@Suite struct EncodingTests {
  @Test func `carriage returns at line ends change nothing`() {
    expect(
      "# A\r\n\r\ntext {{ x }}\r\nmore  \r\nend\r\n\r\n```{sql a}\r\n--| b: 1\r\nSELECT 1\r\n```\r\n| a | b |\r\n|---|---|\r\n| 1 | {{ t }} |\r\n",
      reads: #"""
        h1 #a @1:1+3: A
        p @3:1+12: text «x@3:9+1»⏎more<br>end
        directive sql a@7:9+1 @7:4+7
          b@8:5+1: int(1)
          sql @9:1+10 "SELECT 1\r\n"
        table none none @11:1+37
          header: a | b
          1 | «t@13:10+1»

        """#
    )
  }

  @Test func `control characters are refused`() {
    expect(
      "a\u{0}b\u{7}c\n",
      reads: #"""
        p @1:1+5: a?b?c

        """#,
      problems: [
        #"1:2+1 control-character: control character U+0000 in the text (delete it)"#,
        #"1:4+1 control-character: control character U+0007 in the text (delete it)"#,
      ]
    )
  }

  @Test func `tabs are fine`() {
    expect(
      "-\ta\n\n\tb {{ x }}\n",
      reads: #"""
        ul '-' loose
          item
            p @1:3+1: a
            p @3:2+9: b «x@3:7+1»

        """#
    )
  }
}
