import Diagnostics
import Expressions
import Options
import Tables

extension GrammarReader {
  /// `data` of a view; a plain text is the name of a table.
  mutating func dataSource(_ node: OptionNode) -> DataSource? {
    switch node.content {
    case .value(.null): return .empty
    case .value(.string(let name)): return .named(Spanned(name, at: node.span))
    case .interpolation:
      isWaiting = true
      return nil
    case .mapping: break
    default:
      wrong("data", "a table's name or a mapping", node)
      return nil
    }
    var format = DataFormat()
    var name: Spanned<String>?
    var source: DataSource?
    if let part = node["format"] { format = dataFormat(part) }
    for entry in node.entries {
      let key = entry.key.value
      switch key {
      case "format": break
      case "name": name = text(entry.node, key)
      case "url":
        if entry.node.isInterpolation { isWaiting = true }
        source = text(entry.node, key).map { .file($0, format) }
      case "values":
        if let value = entry.node.plainValue {
          source = .inline(Spanned(value, at: entry.node.span), format)
        } else {
          isWaiting = true
        }
      case "sequence": source = sequenceSource(entry.node)
      case "sphere", "graticule": complain(.unsupported("data", entry.key))
      default:
        unknown(entry.key, "'data'", known: ["url", "values", "name", "format", "sequence"])
      }
    }
    if let source, let name { namedSources[name.value] = source }
    if source == nil, name == nil, node.entries.allSatisfy({ $0.key.value == "format" }) {
      complain(.missingOption("url", "'data'", at: node.span))
    }
    return source ?? name.map { .named($0) }
  }

  /// How the bytes of a file or a text become rows.
  mutating func dataFormat(_ node: OptionNode) -> DataFormat {
    var format = DataFormat()
    format.span = node.span
    for entry in entries(node, of: "'format'") {
      let key = entry.key.value
      switch key {
      case "type":
        if let word = text(entry.node, key) {
          format.kind = DataFormat.Kind(rawValue: word.value)
          if word.value == "topojson" {
            complain(.unsupported("format", word))
          } else if format.kind == nil {
            let known = DataFormat.Kind.allCases.map(\.rawValue)
            complain(.unknownChoice(key, word, choices: known))
          }
        }
      case "property": format.property = text(entry.node, key)?.value
      case "delimiter": format.delimiter = text(entry.node, key)?.value
      case "parse": readParse(entry.node, into: &format)
      case "feature", "mesh": complain(.unsupported("option", entry.key))
      default:
        unknown(entry.key, "'format'", known: ["type", "property", "delimiter", "parse"])
      }
    }
    return format
  }

  private mutating func readParse(_ node: OptionNode, into format: inout DataFormat) {
    switch node.content {
    case .value(.null): format.isRaw = true
    case .value(.string("auto")), .interpolation: break
    case .mapping(let entries):
      var parse: [String: String?] = [:]
      for entry in entries {
        if entry.node.isNull {
          parse[entry.key.value] = .some(nil)
        } else if let word = text(entry.node, entry.key.value) {
          let kind = word.value.split(separator: ":").first.map(String.init) ?? ""
          let known = ["number", "boolean", "string", "date", "utc"]
          if known.contains(kind) {
            parse[entry.key.value] = word.value
          } else {
            complain(.unknownChoice("parse", word, choices: known))
          }
        }
      }
      format.parse = parse
    default: wrong("parse", "a mapping of columns, 'auto' or null", node)
    }
  }

  private mutating func sequenceSource(_ node: OptionNode) -> DataSource? {
    var start = 0.0
    var stop: Double?
    var step = 1.0
    var name = "data"
    for entry in entries(node, of: "'sequence'") {
      switch entry.key.value {
      case "start": start = number(entry.node, "start") ?? 0
      case "stop": stop = number(entry.node, "stop")
      case "step": step = number(entry.node, "step") ?? 1
      case "as": name = text(entry.node, "as")?.value ?? name
      default: unknown(entry.key, "'sequence'", known: ["start", "stop", "step", "as"])
      }
    }
    guard let stop else {
      if node["stop"] == nil { complain(.missingOption("stop", "'sequence'", at: node.span)) }
      return nil
    }
    guard step != 0, (stop - start) / step <= 1e6 else {
      complain(.wrongValue("step", "such that there are at most 1,000,000 rows", node))
      return nil
    }
    return .sequence(start: start, stop: stop, step: step, as: name)
  }
}
