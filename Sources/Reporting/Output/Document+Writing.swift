import Diagnostics

extension Document {
  /// Writes the document in a format.
  ///
  /// - Returns: problems that did not keep it from being written: a picture that cannot be read.
  /// - Throws: a diagnostic when a file cannot be written; what was there before is untouched.
  func write(as format: OutputFormat, to path: String) throws(Diagnostic) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    switch format {
    case .html: try OutputFile.write(HTMLWriter(self).bytes(&problems), to: path)
    case .json: try OutputFile.write(JSONWriter(self).bytes(), to: path)
    case .markdown:
      let folder = String(path.dropLast(3)) + "_files"
      let name = folder.split(separator: "/").last.map(String.init) ?? folder
      var writer = MarkdownWriter(self, folder: name)
      let text = writer.text()
      for drawing in writer.drawings {
        try OutputFile.write(drawing.bytes, to: "\(folder)/\(drawing.name)")
      }
      try OutputFile.write(Array(text.utf8), to: path)
    }
    return problems
  }
}
