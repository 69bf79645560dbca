import Testing

/// The place of every key and value.
@Suite struct YAMLPlacesTests {
  @Test func `scalars, lists and mappings`() {
    expect(
      #"""
      a: 1
      b: text here
      한글: "큰 값"  # c
      c: [1, 'x y', {d: e}]

      """#,
      reads: #"""
        {a@1:1+1: 1@1:4+1, b@2:1+1: "text here"@2:4+9, 한글@3:1+6: "큰 값"@3:5+9, c@4:1+1: [1@4:5+1, "x y"@4:8+5, {d@4:16+1: "e"@4:19+1}@4:15+6]@4:4+18}@1:1+62
        """#
    )
  }

  @Test func `block and folded text ends with its last line`() {
    expect(
      #"""
      a: |
        one
        two
      b: >-
        x
        y

      c: more
        words

      """#,
      reads: #"""
        {a@1:1+1: "one\ntwo\n"@1:4+13, b@4:1+1: "x y"@4:4+10, c@8:1+1: "more words"@8:4+12}@1:1+47
        """#
    )
  }

  @Test func `an empty text is nothing`() {
    expect(
      "",
      reads: #"""
        null@1:1+0
        """#
    )
  }

  @Test func `comments alone are nothing`() {
    expect(
      #"""
      # only

      """#,
      reads: #"""
        null@1:1+0
        """#
    )
  }

  @Test func `a scalar alone`() {
    expect(
      "just text",
      reads: #"""
        "just text"@1:1+9
        """#
    )
  }

  @Test func `a key without a value is null`() {
    expect(
      #"""
      a:
      b: ~

      """#,
      reads: #"""
        {a@1:1+1: null@1:3+0, b@2:1+1: null@2:4+1}@1:1+7
        """#
    )
  }

  @Test func `lists of mappings`() {
    expect(
      #"""
      - 1
      - a: b
        c: d
      - - 2
        - 3

      """#,
      reads: #"""
        [1@1:3+1, {a@2:3+1: "b"@2:6+1, c@3:3+1: "d"@3:6+1}@2:3+11, [2@4:5+1, 3@5:5+1]@4:3+9]@1:1+29
        """#
    )
  }

  @Test func `quotes, escapes and doubled quotes`() {
    expect(
      #"""
      a: 'it''s'
      b: "q\" \u00e9\n"
      'c d': 1

      """#,
      reads: #"""
        {a@1:1+1: "it\'s"@1:4+7, b@2:1+1: "q\" é\n"@2:4+14, c d@3:1+5: 1@3:8+1}@1:1+37
        """#
    )
  }

  @Test func `carriage returns count for nothing`() {
    expect(
      "a: 1\r\nb: x\r\nc: |\r\n  t\r\n",
      reads: #"""
        {a@1:1+1: 1@1:4+1, b@2:1+1: "x"@2:4+1, c@3:1+1: "t\n"@3:4+6}@1:1+21
        """#
    )
  }

  @Test func `anchors, aliases and merges`() {
    expect(
      #"""
      a: &x {p: 1}
      b: *x
      c: {<<: *x, q: 2}
      d:
        <<: [*x, {p: 3, r: 4}]

      """#,
      reads: #"""
        {a@1:1+1: {p@1:8+1: 1@1:11+1}@1:4+9, b@2:1+1: {p@1:8+1: 1@1:11+1}@1:4+9, c@3:1+1: {q@3:13+1: 2@3:16+1, p@1:8+1: 1@1:11+1}@3:4+14, d@4:1+1: {p@1:8+1: 1@1:11+1, r@5:19+1: 4@5:22+1}@5:3+22}@1:1+64
        """#
    )
  }

  @Test func `JSON with tabs and surrogate pairs`() {
    expect(
      "{\"a\": \"\\ud83d\\ude00!\",\n\t\"b\":[1,2,\t3], \"c\": {}, \"d\": [], \"e\": \"\\/\"}",
      reads: #"""
        {a@1:2+3: "😀!"@1:7+15, b@2:2+3: [1@2:7+1, 2@2:9+1, 3@2:12+1]@2:6+8, c@2:16+3: {}@2:21+2, d@2:25+3: []@2:30+2, e@2:34+3: "/"@2:39+4}@1:1+66
        """#
    )
  }

  @Test func `a byte order mark is no text`() {
    expect(
      "\u{FEFF}a: 1\n",
      reads: #"""
        {a@1:1+1: 1@1:4+1}@1:1+4
        """#
    )
  }
}
