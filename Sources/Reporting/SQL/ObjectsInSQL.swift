import Diagnostics

extension RenderedSQL {
  /// The addresses of S3 that the query reads by itself, with their places.
  ///
  /// - Throws: `Diagnostic` for a file of this machine, and for an address that is no plain literal:
  ///   nobody could tell when those have changed.
  func objects() throws(Diagnostic) -> [Spanned<String>] {
    var found: [Spanned<String>] = []
    for reference in ObjectReference.of(text) {
      guard let paths = reference.paths, paths.allSatisfy({ S3Files.mean($0.text) }) else {
        throw .fileInSQL(at: span(of: reference.start))
      }
      found += paths.map { Spanned($0.text, at: span(of: $0.range)) }
    }
    return found
  }
}
