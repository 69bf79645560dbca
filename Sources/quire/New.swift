import ArgumentParser
import Foundation
import Reporting

/// `quire new`: a first template that renders as it is.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a first template, with a little data, that renders as it is."
  )

  @Argument(help: "The name of the report; the file is NAME.md.")
  var name: String

  func validate() throws {
    let isPlain = !name.isEmpty && !name.hasPrefix(".") && !name.contains("/")
    if !isPlain { throw ValidationError("a name is a file name without folders, not '\(name)'") }
  }

  func run() throws {
    let base = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    for (path, text) in StarterTemplate.files(named: base) {
      guard !FileManager.default.fileExists(atPath: path) else {
        throw Terminal.fail("'\(path)' is there already, and is left as it is")
      }
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      print(path)
    }
    Terminal.write("render it: quire render \(base).md", to: .standardError)
  }
}
