import Testing

/// Parameters: every mistake in `params` at its place.
@Suite struct ParameterDeclarationTests {
  @Test func `an unknown type has a near match`() {
    expect(
      #"""
      ---
      params:
        a: {type: integr, default: 1}
      ---

      """#,
      reads: "",
      problems: [
        #"3:13+6 unknown-choice: 'integr' is not a value of 'type' (did you mean 'integer'?)"#
      ]
    )
  }

  @Test func `a default must be of the type`() {
    expect(
      #"""
      ---
      params:
        b: {type: integer, default: x}
      ---

      """#,
      reads: "",
      problems: [
        #"3:31+1 wrong-parameter: parameter 'b' must be a whole number, not 'x'"#
      ]
    )
  }

  @Test func `min must not exceed max`() {
    expect(
      #"""
      ---
      params:
        c: {type: integer, default: 5, min: 10, max: 1}
      ---

      """#,
      reads: "",
      problems: [
        #"3:48+1 bad-parameter: 'max' of parameter 'c' lies below its 'min'"#
      ]
    )
  }

  @Test func `a default must lie in the range`() {
    expect(
      #"""
      ---
      params:
        d: {type: integer, default: 5, min: 10}
        e: {type: date, default: 2022-01-01, max: 2021-01-01}
      ---

      """#,
      reads: "",
      problems: [
        #"3:31+1 wrong-parameter: parameter 'd' must be at least 10, not 5"#,
        #"4:28+10 wrong-parameter: parameter 'e' must be at most 2021-01-01, not 2022-01-01"#,
      ]
    )
  }

  @Test func `a parameter needs a type or a default`() {
    expect(
      #"""
      ---
      params:
        e:
        f: {title: x}
      ---

      """#,
      reads: "",
      problems: [
        #"3:3+1 bad-parameter: parameter 'e' has neither a type nor a default (types: string, integer, number, boolean, date, timestamp, path, choice)"#,
        #"4:3+1 bad-parameter: parameter 'f' has neither a type nor a default (types: string, integer, number, boolean, date, timestamp, path, choice)"#,
      ]
    )
  }

  @Test func `an unknown key has a near match`() {
    expect(
      #"""
      ---
      params:
        f: {default: 3, mim: 1}
      ---

      """#,
      reads: "",
      problems: [
        #"3:19+3 unknown-option: parameter 'f' has no option 'mim' (did you mean 'min'?)"#
      ]
    )
  }

  @Test func `a name must be an identifier`() {
    expect(
      #"""
      ---
      params:
        'g h': 1
      ---

      """#,
      reads: "",
      problems: [
        #"3:3+5 bad-parameter: 'g h' cannot name a parameter (use letters, digits and '_', and begin with a letter)"#
      ]
    )
  }

  @Test func `a list or an expression is no parameter`() {
    expect(
      #"""
      ---
      params:
        i: [1]
        j: '{{ x }}'
      ---

      """#,
      reads: "",
      problems: [
        #"3:6+3 bad-parameter: parameter 'i' must be a default or a mapping, not a list (write i: {type: …, default: …})"#,
        #"4:6+9 bad-parameter: parameter 'j' must be a default or a mapping, not an expression (write j: {type: …, default: …})"#,
      ]
    )
  }

  @Test func `a choice needs choices and a default among them`() {
    expect(
      #"""
      ---
      params:
        j: {type: choice}
        k: {choices: [apple, pear], default: peer}
      ---

      """#,
      reads: "",
      problems: [
        #"3:3+1 bad-parameter: parameter 'j' has no choices (add 'choices: [a, b]')"#,
        #"4:40+4 wrong-parameter: 'peer' is not a choice of parameter 'k' (did you mean 'pear'?)"#,
      ]
    )
  }

  @Test func `a range has no meaning for truth values`() {
    expect(
      #"""
      ---
      params:
        l: {type: boolean, min: 1, default: true}
      ---

      """#,
      reads: "",
      problems: [
        #"3:27+1 bad-parameter: 'min' has no meaning for parameter 'l' of type 'boolean'"#
      ]
    )
  }

  @Test func `a day must exist`() {
    expect(
      #"""
      ---
      params:
        m: {type: date, default: 2022-02-30}
      ---

      """#,
      reads: "",
      problems: [
        #"3:28+10 wrong-parameter: parameter 'm' must be a date such as 2022-01-31, not '2022-02-30'"#
      ]
    )
  }

  @Test func `params must be a mapping`() {
    expect(
      #"""
      ---
      params: [a]
      ---

      """#,
      reads: "",
      problems: [
        #"2:9+3 wrong-type: 'params' takes 'key: value' lines, not a list"#
      ]
    )
  }
}
