import Testing

/// Tags: conditionals and loops between blocks and within paragraphs.
@Suite struct TagTests {
  @Test func `tags alone on their lines stand between blocks`() {
    expect(
      #"""
      {% if a %}
      A

      {% elif b %}
      B
      {% else %}
      C
      {% endif %}

      """#,
      reads: #"""
        branch a
          p @2:1+1: A
        branch b
          p @5:1+1: B
        branch else
          p @7:1+1: C

        """#
    )
  }

  @Test func `tags nest around prose and directives`() {
    expect(
      #"""
      {% for r in t %}
      {% if r.x %}
      - {{ r.x }}

      ```{table}
      data: t
      ```
      {% endif %}
      {% endfor %}

      """#,
      reads: #"""
        loop r in t
          branch r.x
            ul '-' tight
              item
                p @3:3+9: «r.x@3:6+3»
            directive table @5:4+7
              data@6:1+4: "t"

        """#
    )
  }

  @Test func `tags within a sentence stay within it`() {
    expect(
      #"""
      It is {% if a %}*one*{% else %}two{% endif %}: {% for x in t %}{{ x.y }}, {% endfor %}done.

      """#,
      reads: #"""
        p @1:1+91: It is <if a: <em>one</em> / else: two>: <for x in t: «x.y@1:67+3», >done.

        """#
    )
  }

  @Test func `a tag may be indented`() {
    expect(
      #"""
        {% if a %}
       x
         {% endif %}

      """#,
      reads: #"""
        branch a
          p @2:2+1: x

        """#
    )
  }

  @Test func `list items and quotes hold tags of their own`() {
    expect(
      #"""
      - {% if a %}
        x
        {% endif %}
      - y

      > {% for r in t %}
      > z
      > {% endfor %}

      """#,
      reads: #"""
        ul '-' tight
          item
            branch a
              p @2:3+1: x
          item
            p @4:3+1: y
        quote
          loop r in t
            p @7:3+1: z

        """#
    )
  }

  @Test func `a condition is needed`() {
    expect(
      #"""
      {% if %}
      x
      {% endif %}

      """#,
      reads: #"""
        branch else
          p @2:1+1: x

        """#,
      problems: [
        #"1:4+2 malformed-tag: 'if' needs a condition (write {% if … %})"#
      ]
    )
  }

  @Test func `an end is needed`() {
    expect(
      #"""
      {% if a %}
      x

      """#,
      reads: #"""
        branch a
          p @2:1+1: x

        """#,
      problems: [
        #"1:1+10 unclosed-tag: this tag has no '{% endif %}' (add a line '{% endif %}')"#
      ]
    )
  }

  @Test func `an end needs a beginning`() {
    expect(
      #"""
      x
      {% endif %}
      {% endfor %}
      {% else %}

      """#,
      reads: #"""
        p @1:1+1: x

        """#,
      problems: [
        #"2:1+11 stray-tag: 'endif' without 'if' before it"#,
        #"3:1+12 stray-tag: 'endfor' without 'for' before it"#,
        #"4:1+10 stray-tag: 'else' without 'if' before it"#,
      ]
    )
  }

  @Test func `a loop needs a name, in and a sequence`() {
    expect(
      #"""
      {% for a of b %}
      x
      {% endfor %}

      {% for %}
      y
      {% endfor %}

      """#,
      reads: #"""
        loop a in []
          p @2:1+1: x
        p @6:1+1: y

        """#,
      problems: [
        #"1:1+16 malformed-tag: 'for' takes a name, 'in' and a sequence (write {% for row in table %})"#,
        #"5:1+9 malformed-tag: 'for' takes a name, 'in' and a sequence (write {% for row in table %})"#,
      ]
    )
  }

  @Test func `an unknown tag has a near match`() {
    expect(
      #"""
      {% fore a in b %}

      {% %}

      {% include x %}

      """#,
      reads: "",
      problems: [
        #"1:4+4 unknown-tag: no tag 'fore' (did you mean 'for'?)"#,
        #"3:1+5 unknown-tag: '{% %}' holds no tag (tags: elif, else, endfor, endif, for, if)"#,
        #"5:4+7 unknown-tag: no tag 'include' (tags: elif, else, endfor, endif, for, if)"#,
      ]
    )
  }

  @Test func `ends must match`() {
    expect(
      #"""
      {% if a %}
      {% for r in t %}
      x
      {% endif %}

      """#,
      reads: #"""
        branch a
          loop r in t
            p @3:1+1: x

        """#,
      problems: [
        #"2:1+16 unclosed-tag: this tag has no '{% endfor %}' (add a line '{% endfor %}')"#
      ]
    )
  }

  @Test func `else is last and stands alone`() {
    expect(
      #"""
      {% if a %}
      A
      {% else b %}
      B
      {% elif c %}
      C
      {% endif x %}

      """#,
      reads: #"""
        branch a
          p @2:1+1: A
        branch else
          p @4:1+1: B
        branch c
          p @6:1+1: C

        """#,
      problems: [
        #"3:9+1 malformed-tag: nothing may follow 'else' (use {% elif … %} for another condition)"#,
        #"5:1+12 stray-tag: no further branch may follow 'else' (put 'else' last)"#,
        #"7:10+1 malformed-tag: nothing may follow 'endif'"#,
      ]
    )
  }

  @Test func `both ends stand in one paragraph`() {
    expect(
      #"""
      one {% if a %} two

      three {% endif %}

      """#,
      reads: #"""
        p @1:1+18: one <if a:  two>
        p @3:1+17: three 

        """#,
      problems: [
        #"1:5+10 unclosed-tag: this tag has no '{% endif %}' in its paragraph (put '{% endif %}' in the same paragraph, or each tag on a line of its own)"#,
        #"3:7+11 stray-tag: 'endif' without 'if' before it in its paragraph (put both tags in one paragraph, or each on a line of its own)"#,
      ]
    )
  }

  @Test func `both ends stand in the same emphasis`() {
    expect(
      #"""
      *{% if a %}x*{% endif %}

      """#,
      reads: #"""
        p @1:1+24: <em><if a: x></em>

        """#,
      problems: [
        #"1:2+10 unclosed-tag: this tag has no '{% endif %}' in its paragraph (put '{% endif %}' in the same paragraph, or each tag on a line of its own)"#,
        #"1:14+11 stray-tag: 'endif' without 'if' before it in its paragraph (put both tags in one paragraph, or each on a line of its own)"#,
      ]
    )
  }

  @Test func `a tag must close`() {
    expect(
      #"""
      {% if a

      """#,
      reads: #"""
        p @1:1+7: {% if a

        """#,
      problems: [
        #"1:1+2 malformed-tag: '{%' has no '%}' in its paragraph (close it, or write '\{%' for the characters themselves)"#
      ]
    )
  }

  @Test func `a mistake in a condition is reported within it`() {
    expect(
      #"""
      {% if 1 + %}
      x
      {% endif %}

      """#,
      reads: #"""
        branch else
          p @2:1+1: x

        """#,
      problems: [
        #"1:10+0 expression-syntax: expected a value, found the end"#
      ]
    )
  }

  @Test func `tags in code are text`() {
    expect(
      #"""
      ```
      {% if a %}
      ```

          {% if b %}

      `{% if c %}`

      """#,
      reads: #"""
        code - "{% if a %}\n"
        code - "{% if b %}\n"
        p @7:1+12: <code>{% if c %}</code>

        """#
    )
  }

  @Test func `tags within HTML hold parts of it`() {
    expect(
      #"""
      <ul>
      {% for r in t %}
      <li>{{ r.x }}</li>
      {% endfor %}
      </ul>

      """#,
      reads: #"""
        html: <html "<ul>\n"><for r in t: <html "\n<li>">«r.x@3:8+3»<html "</li>\n">><html "\n</ul>\n">

        """#
    )
  }
}
