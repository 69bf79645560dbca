import Testing

/// Examples of the CommonMark specification 0.30, one of each structure: our own syntax must leave
/// plain Markdown as it is.
@Suite struct CommonMarkTests {
  @Test(arguments: [
    ("\tfoo\tbaz\t\tbim\n", "code - \"foo\\tbaz\\t\\tbim\\n\"\n"),
    ("- `one\n- two`\n", "ul '-' tight\n  item\n    p @1:3+4: `one\n  item\n    p @2:3+4: two`\n"),
    ("***\n---\n___\n", "rule\nrule\nrule\n"),
    ("# foo\n## foo ##\n", "h1 #foo @1:1+5: foo\nh2 #foo-1 @2:1+9: foo\n"),
    ("#5 bolt\n\n#hashtag\n", "p @1:1+7: #5 bolt\np @3:1+8: #hashtag\n"),
    ("Foo *bar*\n=========\n", "h1 #foo-bar @1:1+9: Foo <em>bar</em>\n"),
    ("a simple\n  indented code block\n", "p @1:1+8: a simple⏎indented code block\n"),
    ("```\n<\n >\n```\n", "code - \"<\\n >\\n\"\n"),
    ("~~~~    ruby startline=3 $%@#$\ndef foo(x)\n~~~~~~~\n", "code ruby \"def foo(x)\\n\"\n"),
    ("<table>\n  <tr>\n</table>\n", "html: <html \"<table>\\n  <tr>\\n</table>\\n\">\n"),
    ("[foo]: /url \"title\"\n\n[foo]\n", "p @3:1+5: <a /url 'title' @3:1+5>foo</a>\n"),
    ("[foo]: /url1\n[foo]: /url2\n\n[FOO]\n", "p @4:1+5: <a /url1 @4:1+5>FOO</a>\n"),
    ("> bar\nbaz\n> foo\n", "quote\n  p @1:3+3: bar⏎baz⏎foo\n"),
    ("> # Foo\n> bar\n", "quote\n  h1 #foo @1:3+5: Foo\n  p @2:3+3: bar\n"),
    (
      "10) a\n    > b\n",
      "ol 10 ')' tight\n  item\n    p @1:5+1: a\n    quote\n      p @2:7+1: b\n"
    ),
    ("- a\n\n- b\n", "ul '-' loose\n  item\n    p @1:3+1: a\n  item\n    p @3:3+1: b\n"),
    ("\\*not emphasized*\n", "p @1:1+17: *not emphasized*\n"),
    ("&copy; &#35; &quot;\n", "p @1:1+19: © # \"\n"),
    ("`` foo ` bar ``\n", "p @1:1+15: <code>foo ` bar</code>\n"),
    ("*foo**bar**baz*\n", "p @1:1+15: <em>foo<b>bar</b>baz</em>\n"),
    ("foo_bar_baz\n", "p @1:1+11: foo_bar_baz\n"),
    ("[link](/uri \"title\")\n", "p @1:1+20: <a /uri 'title' @1:8+4>link</a>\n"),
    ("[link](<foo(and(bar)>)\n", "p @1:1+22: <a foo(and(bar) @1:9+12>link</a>\n"),
    ("![foo *bar*](train.jpg)\n", "p @1:1+23: <img train.jpg @1:14+9 alt=foo <em>bar</em>>\n"),
    ("<http://foo.bar.baz>\n", "p @1:1+20: <a http://foo.bar.baz @1:2+18>http://foo.bar.baz</a>\n"),
    ("<a><bab><c2c>\n", "p @1:1+13: <html \"<a>\"><html \"<bab>\"><html \"<c2c>\">\n"),
    ("foo  \nbaz\\\nbim\n", "p @1:1+5: foo<br>baz<br>bim\n"),
    ("hello $.;'there -- \"quotes\" ...\n", "p @1:1+31: hello $.;'there -- \"quotes\" ...\n"),
  ])
  func `an example of the specification`(_ text: String, _ expected: String) {
    expect(text, reads: expected)
  }
}
