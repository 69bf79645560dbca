import Diagnostics
import Foundation
import Options
import Tables
import Testing

@testable import Plotting

/// The gallery of templates/gallery.md shows everything that the grammar has.
@Suite struct GalleryTemplateTests {
  /// The options of its charts, by name.
  private static let charts: [(name: String, options: OptionNode)] = {
    let project = URL(fileURLWithPath: "\(#filePath)").deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = project.appendingPathComponent("templates/gallery.md")
    guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
    return text.matches(of: #/```\{chart (\w+)\}\n((?s:.*?))```/#).compactMap { match in
      let file = SourceFile(name: "gallery.md", text: String(match.output.2))
      var problems: [Diagnostic] = []
      let node = OptionNode.parse(yaml: file.span(0..<file.bytes.count), into: &problems)
      return node.map { (String(match.output.1), $0) }
    }
  }()

  /// All mappings with the key that they stand under, from the outside in.
  private static func mappings(_ node: OptionNode, under key: String = "") -> [(String, OptionNode)]
  {
    switch node.content {
    case .mapping(let entries):
      [(key, node)] + entries.flatMap { mappings($0.node, under: $0.key.value) }
    case .sequence(let items): items.flatMap { mappings($0, under: key) }
    default: []
    }
  }

  private static var all: [(String, OptionNode)] { charts.flatMap { mappings($0.options) } }

  private static func text(_ node: OptionNode?) -> String? {
    if case .value(.string(let text)) = node?.content { text } else { nil }
  }

  @Test func `charts are sound and show their source`() {
    #expect(Self.charts.count > 60)
    for (name, options) in Self.charts {
      var problems: [Diagnostic] = []
      #expect(Chart(options, diagnostics: &problems) != nil, "\(name)")
      #expect(problems.isEmpty, "\(name): \(problems.map(\.message))")
      #expect(options["echo"] != nil && options["caption"] != nil, "\(name)")
    }
  }

  @Test func `every mark is shown`() {
    let shown = Set(
      Self.all.compactMap { _, node in
        Self.text(node["mark"]) ?? Self.text(node["mark"]?["type"])
      }
    )
    #expect(Set(MarkType.allCases.map(\.rawValue)).subtracting(shown).isEmpty)
  }

  @Test func `every channel is shown`() {
    let shown = Set(
      Self.all.filter { $0.0 == "encoding" }.flatMap { $0.1.entries.map(\.key.value) }
    )
    // Pictures from elsewhere, the only use of `url`, are not drawn.
    let wanted = Set(Channel.allCases.map(\.rawValue)).subtracting(["url"])
    #expect(wanted.subtracting(shown).isEmpty)
  }

  @Test func `every transform is shown`() {
    let shown = Set(
      Self.all.filter { $0.0 == "transform" }.flatMap { $0.1.entries.map(\.key.value) }
    )
    #expect(Set(TransformList.names).subtracting(shown).isEmpty)
  }

  @Test func `every type of scale is shown`() {
    let shown = Set(Self.all.filter { $0.0 == "scale" }.compactMap { Self.text($0.1["type"]) })
    // `sequential` is an old word for a linear scale of colours.
    let wanted = Set(ScaleType.allCases.map(\.rawValue)).subtracting(["sequential"])
    #expect(wanted.subtracting(shown).isEmpty)
  }

  @Test(arguments: [
    "layer", "facet", "concat", "hconcat", "vconcat", "repeat", "resolve", "params", "config",
    "title", "condition", "axis", "legend", "header", "impute", "sort", "stack", "timeUnit", "bin",
    "datum", "value", "scheme", "gradient", "labelExpr", "invalid", "style", "spacing", "columns",
  ])
  func `every part of the grammar is shown`(_ key: String) {
    #expect(Self.all.contains { $0.1[key] != nil })
  }
}
