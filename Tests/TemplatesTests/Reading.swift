import Testing

/// Expects a template to read as a tree with exactly these problems.
func expect(
  _ text: String,
  reads expected: String,
  problems wanted: [String] = [],
  _ location: SourceLocation = #_sourceLocation
) {
  let (template, diagnostics) = parse(text)
  #expect(TemplateDump(template).text == expected, sourceLocation: location)
  #expect(diagnostics.map(described) == wanted, sourceLocation: location)
}
