import Testing

/// Expressions in values.
@Suite struct YAMLExpressionTests {
  @Test func `an expression may stand unquoted`() {
    expect(
      #"""
      students: {{ params.students }}
      list: [{{ a }}, {{ b.c }}]

      """#,
      reads: #"""
        {students@1:1+8: i(<params.students@1:14+15>)@1:11+21, list@2:1+4: [i(<a@2:11+1>)@2:8+7, i(<b.c@2:20+3>)@2:17+9]@2:7+20}@1:1+58
        """#
    )
  }

  @Test func `within quotes and plain text`() {
    expect(
      #"""
      a: "x {{ b['}}'] }} y"
      c: 'it''s {{ d }}'
      e: from {{ f }} to {{ g }}

      """#,
      reads: #"""
        {a@1:1+1: i('x ' <b['}}']@1:10+7> ' y')@1:4+19, c@2:1+1: i('it's ' <d@2:14+1>)@2:4+15, e@3:1+1: i('from ' <f@3:12+1> ' to ' <g@3:23+1>)@3:4+23}@1:1+68
        """#
    )
  }

  @Test func `in block text and over folded lines`() {
    expect(
      #"""
      a: |
        one {{ b }}
        two {{ c }}
      d: x {{ e }}
        {{ f }}

      """#,
      reads: #"""
        {a@1:1+1: i('one ' <b@2:10+1> '
        two ' <c@3:10+1> '
        ')@1:4+29, d@4:1+1: i('x ' <e@4:9+1> ' ' <f@5:6+1>)@4:4+19}@1:1+55
        """#
    )
  }

  @Test func `with braces and colons of its own`() {
    expect(
      #"""
      a: {{ {x: {y: 1}}['x'] }}
      b: {{ c ? 1 : 2 }}

      """#,
      reads: #"""
        {a@1:1+1: i(<{x: {y: 1}}['x']@1:7+16>)@1:4+22, b@2:1+1: i(<c ? 1 : 2@2:7+9>)@2:4+15}@1:1+44
        """#
    )
  }

  @Test func `within comments it is nothing`() {
    expect(
      #"""
      a: 1 # {{ b c
      d: 2 # {{ e + }}

      """#,
      reads: #"""
        {a@1:1+1: 1@1:4+1, d@2:1+1: 2@2:4+1}@1:1+18
        """#
    )
  }

  @Test func `a backslash makes it text`() {
    expect(
      #"""
      a: 'x \{{ y }}'
      b: \{{ z }}

      """#,
      reads: #"""
        {a@1:1+1: "x {{ y }}"@1:4+12, b@2:1+1: "{{ z }}"@2:4+8}@1:1+27
        """#
    )
  }

  @Test func `it must close on its line`() {
    expect(
      #"""
      a: "x {{ y"

      """#,
      reads: #"""
        {a@1:1+1: i()@1:4+8}@1:1+11
        """#,
      problems: [
        #"1:7+2 unclosed-expression: '{{' has no '}}' on its line (close it with '}}')"#
      ]
    )
  }

  @Test func `it must not go over a line end`() {
    expect(
      #"""
      a: "x {{ y +
        z }}"

      """#,
      reads: #"""
        {a@1:1+1: i()@1:4+17}@1:1+20
        """#,
      problems: [
        #"1:7+2 unclosed-expression: '{{' has no '}}' on its line (in YAML an expression stands on one line)"#
      ]
    )
  }

  @Test func `it must close, unquoted too`() {
    expect(
      #"""
      a: {{ y
      b: 1

      """#,
      reads: #"""
        nil
        """#,
      problems: [
        #"1:4+2 unclosed-expression: '{{' has no '}}' on its line (close it with '}}')"#
      ]
    )
  }

  @Test func `it must hold something`() {
    expect(
      #"""
      a: {{ }}

      """#,
      reads: #"""
        {a@1:1+1: i()@1:4+5}@1:1+8
        """#,
      problems: [
        #"1:7+0 expression-syntax: an expression is missing"#
      ]
    )
  }

  @Test func `a mistake in it is reported within it`() {
    expect(
      #"""
      a: x {{ 1 + }}

      """#,
      reads: #"""
        {a@1:1+1: i('x ')@1:4+11}@1:1+14
        """#,
      problems: [
        #"1:12+0 expression-syntax: expected a value, found the end"#
      ]
    )
  }

  @Test func `it cannot be a key`() {
    expect(
      #"""
      {{ a }}: 1

      """#,
      reads: #"""
        {}@1:1+0
        """#,
      problems: [
        #"1:1+7 yaml: an expression cannot be a key (use it as a value)"#
      ]
    )
  }

  @Test func `an author's own private-use characters stay`() {
    expect(
      #"""
      a: x {{ b }} 

      """#,
      reads: #"""
        {a@1:1+1: i('x ' <b@1:10+1> ' ')@1:4+16}@1:1+19
        """#
    )
  }
}
