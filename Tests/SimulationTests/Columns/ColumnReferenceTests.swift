import Tables
import Testing

@testable import Simulation

struct ColumnReferenceTests {
  @Test
  func `The reference's example is right and makes its tables`() throws {
    let parts = ColumnReference.markdown.components(between: "```yaml\n", and: "```")
    #expect(parts.count == 1)
    for part in parts {
      let generator = try generator(part)
      for index in generator.tables.indices {
        #expect(try generator.table(index).rowCount == generator.tables[index].unitCount)
      }
    }
  }

  @Test(arguments: ColumnKind.allCases)
  func `Every kind and every parameter is in the reference`(kind: ColumnKind) throws {
    let line = ColumnReference.markdown.split(separator: "\n").first {
      $0.hasPrefix("| ") && ($0.split(separator: "|").first ?? "").contains("`\(kind.rawValue)`")
    }
    let row = try #require(line)
    let limits: Set = ["min", "max", "round"]
    for parameter in kind.parameters where !limits.contains(parameter) || kind == .integer {
      // That `text` takes a pattern and `name` a locale is said of the kinds beside them too.
      #expect(row.contains("`\(parameter)`"), "\(parameter)")
    }
  }

  @Test(arguments: ColumnTypeName.allCases)
  func `Every type is in the reference`(type: ColumnTypeName) {
    #expect(ColumnReference.markdown.contains("`\(type.rawValue)`"))
  }
}

extension String {
  fileprivate func components(between open: String, and close: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: open) {
      rest = rest[start.upperBound...]
      guard let end = rest.firstRange(of: close) else { break }
      parts.append(String(rest[..<end.lowerBound]))
      rest = rest[end.upperBound...]
    }
    return parts
  }
}
