import Testing

/// Expressions and comments in prose.
@Suite struct ExpressionTests {
  @Test func `Markdown characters of an expression do no harm`() {
    expect(
      #"""
      {{ a * b * c }} and {{ x['_y_'] }} and {{ "<b>" }} `code`

      """#,
      reads: #"""
        p @1:1+57: «a * b * c@1:4+9» and «x['_y_']@1:24+8» and «"<b>"@1:43+5» <code>code</code>

        """#
    )
  }

  @Test func `an expression may go over a line end`() {
    expect(
      #"""
      {{ a +
        b }} x

      """#,
      reads: #"""
        p @1:1+15: «a +
          b@1:4+7» x

        """#
    )
  }

  @Test func `braces and quotes within an expression are its own`() {
    expect(
      #"""
      {{ {a: {b: 1}}['a'].b }} {{ '}}' }}

      """#,
      reads: #"""
        p @1:1+35: «{a: {b: 1}}['a'].b@1:4+18» «'}}'@1:29+4»

        """#
    )
  }

  @Test func `addresses and titles hold expressions`() {
    expect(
      #"""
      [t](https://x.y/{{ a }}?b={{ c }} "T {{ d }}") ![{{ e }}]({{ f }})

      """#,
      reads: #"""
        p @1:1+66: <a https://x.y/«a»?b=«c» 'T «d»' @1:5+29>t</a> <img «f» @1:59+7 alt=«e@1:53+1»>

        """#
    )
  }

  @Test func `a link definition holds expressions`() {
    expect(
      #"""
      [t][r]

      [r]: {{ url }}/x 'T {{ t }}'

      """#,
      reads: #"""
        p @1:1+6: <a «url»/x 'T «t»' @1:1+6>t</a>

        """#
    )
  }

  @Test func `code spans and code blocks are literal`() {
    expect(
      #"""
      `{{` a `}}` {{ b }} ``c ` {{ d }}`` `e {{ f }}

          {{ g }}

      """#,
      reads: #"""
        p @1:1+46: <code>{{</code> a <code>}}</code> «b@1:16+1» <code>c ` {{ d }}</code> `e «f@1:43+1»
        code - "{{ g }}\n"

        """#
    )
  }

  @Test func `a backslash makes marks text`() {
    expect(
      #"""
      \{{ a }} \{% if %} \@fig-a \[^1] \~~x~~ \{# c #}

      """#,
      reads: #"""
        p @1:1+48: {{ a }} {% if %} @fig-a [^1] ~~x~~ {# c #}

        """#
    )
  }

  @Test func `an unclosed expression is reported`() {
    expect(
      #"""
      a {{ b

      next {{ c }}

      """#,
      reads: #"""
        p @1:1+6: a {{ b
        p @3:1+12: next «c@3:9+1»

        """#,
      problems: [
        #"1:3+2 unclosed-expression: '{{' has no '}}' in its paragraph (close it, or write '\{{' for the characters themselves)"#
      ]
    )
  }

  @Test func `an empty expression and a broken one are reported`() {
    expect(
      #"""
      {{ }} and {{ 1 + }}

      """#,
      reads: #"""
        p @1:1+19: and 

        """#,
      problems: [
        #"1:4+0 expression-syntax: an expression is missing"#,
        #"1:17+0 expression-syntax: expected a value, found the end"#,
      ]
    )
  }

  @Test func `an address in angle brackets cannot hold one`() {
    expect(
      #"""
      <https://x.y/{{ a }}>

      """#,
      reads: #"""
        p @1:1+21: <https://x.y/{{ a }}>

        """#,
      problems: [
        #"1:1+21 expression-in-autolink: an address in '<…>' cannot hold an expression (write it as [text](address))"#
      ]
    )
  }

  @Test func `comments vanish, wherever they stand`() {
    expect(
      #"""
      a {# b #}c

      {# d

      - e
      #}
      {# f #} g

      """#,
      reads: #"""
        p @1:1+10: a c
        p @7:1+9: g

        """#
    )
  }

  @Test func `an unclosed comment is reported`() {
    expect(
      #"""
      a {# open

      """#,
      reads: #"""
        p @1:1+9: a {# open

        """#,
      problems: [
        #"1:3+2 unclosed-comment: '{#' has no '#}' in its paragraph (close it, or write '\{#' for the characters themselves)"#
      ]
    )
  }

  @Test func `HTML holds expressions; comments and scripts do not`() {
    expect(
      #"""
      <p class="{{ a }}">\{{ b }}</p>

      <script>
      f({{ a }})
      </script>

      text <!-- {{ bad --> more <b title="{{ c }}">x</b>

      """#,
      reads: #"""
        html: <html "<p class=\"">«a@1:14+1»<html "\">"><html "{{ b }}</p>\n">
        html: <html "<script>\nf({{ a }})\n</script>\n">
        p @7:1+50: text  more <html "<b title=\"">«c@7:40+1»<html "\">">x<html "</b>">

        """#
    )
  }

  @Test func `struck-out text needs both its ends`() {
    expect(
      #"""
      ~~a *b*~~ and ~~ not ~~ and ~~~no~~~ and ~~open

      """#,
      reads: #"""
        p @1:1+47: <del>a <em>b</em></del> and ~~ not ~~ and ~~~no~~~ and ~~open

        """#
    )
  }
}
