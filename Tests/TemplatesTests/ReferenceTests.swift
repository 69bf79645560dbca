import Testing

/// Cross-references and links.
@Suite struct ReferenceTests {
  @Test func `references end where words do`() {
    expect(
      #"""
      @fig-a @fig-a.b @tbl-a-b. (@sec-한글) x@fig-b a@fig-b.org `@fig-c`

      """#,
      reads: #"""
        p @1:1+68: <ref fig a@1:1+6> <ref fig a@1:8+6>.b <ref tbl a-b@1:17+8>. (<ref sec 한글@1:28+11>) x@fig-b a@fig-b.org <code>@fig-c</code>

        """#
    )
  }

  @Test func `brackets keep a reference apart from what follows`() {
    expect(
      #"""
      [@tbl-a]은 [@tbl-a](u) [x @fig-b]

      """#,
      reads: #"""
        p @1:1+34: <ref tbl a@1:2+6>은 <a u @1:20+1><ref tbl a@1:12+6></a> [x <ref fig b@1:26+6>]

        """#
    )
  }

  @Test func `scripts in links are refused`() {
    expect(
      #"""
      [x](javascript:alert(1)) ![y](JAVASCRIPT:a) [z](data:text/html,x) <javascript:x>

      [r]

      [r]: vbscript:x

      """#,
      reads: #"""
        p @1:1+80: <a javascript:alert(1) @1:5+19>x</a> <img JAVASCRIPT:a @1:31+12 alt=y> <a data:text/html,x @1:49+16>z</a> <a javascript:x @1:68+12>javascript:x</a>
        p @3:1+3: <a vbscript:x @3:1+3>r</a>

        """#,
      problems: [
        #"1:5+19 refused-link: a page may not link to 'javascript:' addresses"#,
        #"1:31+12 refused-link: a page may not link to 'javascript:' addresses"#,
        #"1:49+16 refused-link: a page may not link to 'data:' addresses"#,
        #"1:68+12 refused-link: a page may not link to 'javascript:' addresses"#,
        #"3:1+3 refused-link: a page may not link to 'vbscript:' addresses"#,
      ]
    )
  }

  @Test func `harmless addresses pass`() {
    expect(
      #"""
      [a](#b) [c](d/e.html) [f](mailto:g@h.i) ![j](data:image/png;base64,AAAA) <https://k.l> <m@n.o>

      """#,
      reads: #"""
        p @1:1+94: <a #b @1:5+2>a</a> <a d/e.html @1:13+8>c</a> <a mailto:g@h.i @1:27+12>f</a> <img data:image/png;base64,AAAA @1:46+26 alt=j> <a https://k.l @1:75+11>https://k.l</a> <a mailto:m@n.o @1:1+94>m@n.o</a>

        """#
    )
  }
}
