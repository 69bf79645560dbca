import Testing

/// Unquoted values by YAML 1.2's core schema.
@Suite struct YAMLSchemaTests {
  @Test func `YAML 1.1's words and times are text`() {
    expect(
      #"""
      a: yes
      b: No
      c: on
      d: 1:30
      e: 2022-01-01
      f: 0b1
      g: 1_000
      h: y

      """#,
      reads: #"""
        {a@1:1+1: "yes"@1:4+3, b@2:1+1: "No"@2:4+2, c@3:1+1: "on"@3:4+2, d@4:1+1: "1:30"@4:4+4, e@5:1+1: "2022-01-01"@5:4+10, f@6:1+1: "0b1"@6:4+3, g@7:1+1: "1_000"@7:4+5, h@8:1+1: "y"@8:4+1}@1:1+61
        """#
    )
  }

  @Test func `nulls and truth values`() {
    expect(
      #"""
      a: null
      b: Null
      c: NULL
      d: ~
      e: true
      f: False
      g: TRUE
      h: tRUE

      """#,
      reads: #"""
        {a@1:1+1: null@1:4+4, b@2:1+1: null@2:4+4, c@3:1+1: null@3:4+4, d@4:1+1: null@4:4+1, e@5:1+1: true@5:4+4, f@6:1+1: false@6:4+5, g@7:1+1: true@7:4+4, h@8:1+1: "tRUE"@8:4+4}@1:1+61
        """#
    )
  }

  @Test func `numbers`() {
    expect(
      #"""
      a: 0x1F
      b: 0o17
      c: 007
      d: +12
      e: -1
      f: 1e3
      g: .5
      h: 5.
      i: -1.5E-2

      """#,
      reads: #"""
        {a@1:1+1: 31@1:4+4, b@2:1+1: 15@2:4+4, c@3:1+1: 7@3:4+3, d@4:1+1: 12@4:4+3, e@5:1+1: -1@5:4+2, f@6:1+1: 1000.0d@6:4+3, g@7:1+1: 0.5d@7:4+2, h@8:1+1: 5.0d@8:4+2, i@9:1+1: -0.015d@9:4+7}@1:1+65
        """#
    )
  }

  @Test func `numbers that are none`() {
    expect(
      #"""
      a: 0x
      b: 1.2.3
      c: 1e
      d: '-'
      e: .
      f: 0x-1
      g: 1 2

      """#,
      reads: #"""
        {a@1:1+1: "0x"@1:4+2, b@2:1+1: "1.2.3"@2:4+5, c@3:1+1: "1e"@3:4+2, d@4:1+1: "-"@4:4+3, e@5:1+1: "."@5:4+1, f@6:1+1: "0x-1"@6:4+4, g@7:1+1: "1 2"@7:4+3}@1:1+47
        """#
    )
  }

  @Test func `infinities and no number`() {
    expect(
      #"""
      a: .inf
      b: -.INF
      c: .NaN

      """#,
      reads: #"""
        {a@1:1+1: infd@1:4+4, b@2:1+1: -infd@2:4+5, c@3:1+1: nand@3:4+4}@1:1+24
        """#
    )
  }

  @Test func `a number beyond 64 bits is a double`() {
    expect(
      #"""
      a: 99999999999999999999
      b: 9223372036854775807

      """#,
      reads: #"""
        {a@1:1+1: 1e+20d@1:4+20, b@2:1+1: 9223372036854775807@2:4+19}@1:1+46
        """#
    )
  }

  @Test func `quotes and tags make text`() {
    expect(
      #"""
      a: '5'
      b: "true"
      c: !!str 5

      """#,
      reads: #"""
        {a@1:1+1: "5"@1:4+3, b@2:1+1: "true"@2:4+6, c@3:1+1: "5"@3:10+1}@1:1+27
        """#
    )
  }
}
