import Diagnostics
import Options
import Tables

/// What a specification says about a channel's scale; nil means the default.
struct ScaleOptions: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case linear, log, pow, sqrt, symlog, time, utc, ordinal, band, point

    var isDiscrete: Bool { self == .ordinal || self == .band || self == .point }
  }

  /// Scales of the grammar that are not drawn yet.
  static let unbuiltKinds = ["bin-ordinal", "identity", "quantile", "quantize", "threshold"]

  var kind: Spanned<Kind>?
  var domain: [Value]?
  var domainMin: Double?
  var domainMax: Double?
  var rangeNumbers: [Double]?
  var rangeWords: [String]?
  var zero: Bool?
  /// False for an exact domain, a number for about so many ticks.
  var nice: Nice?
  var scheme: Spanned<String>?
  var isReversed = false
  var padding: Double?
  var paddingInner: Double?
  var paddingOuter: Double?
  var base: Double?
  var exponent: Double?
  var constant: Double?

  enum Nice: Sendable {
    case no, yes
    case count(Double)
  }

  init() {}

  private static let unbuilt = [
    "align", "bins", "clamp", "domainMid", "domainRaw", "interpolate", "name", "rangeMax",
    "rangeMin", "round",
  ]

  init(_ node: OptionNode, of channel: Channel, diagnostics: inout [Diagnostic]) {
    if case .value(.null) = node.content {
      diagnostics.append(.unsupported("scale", Spanned("null", at: node.span)))
      return
    }
    var reader = OptionReader(node, of: "'scale'")
    reader.rejectUnbuilt(Self.unbuilt + channel.unbuiltScaleOptions)
    if let word = reader.text("type") {
      if Self.unbuiltKinds.contains(word.value) {
        reader.complain(.unsupported("scale type", word))
      } else if let known = Kind(rawValue: word.value) {
        kind = Spanned(known, at: word.span)
      } else {
        reader.complain(.unknownScale(word))
      }
    }
    domain = reader.values("domain")
    domainMin = reader.number("domainMin")
    domainMax = reader.number("domainMax")
    readRange(&reader)
    zero = reader.bool("zero")
    readNice(&reader)
    scheme = reader.text("scheme")
    isReversed = reader.bool("reverse") ?? false
    padding = reader.number("padding")
    paddingInner = reader.number("paddingInner")
    paddingOuter = reader.number("paddingOuter")
    base = reader.number("base")
    exponent = reader.number("exponent")
    constant = reader.number("constant")
    diagnostics += reader.finish()
  }

  private mutating func readRange(_ reader: inout OptionReader) {
    guard let values = reader.values("range") else { return }
    let numbers = values.compactMap(\.number)
    if numbers.count == values.count {
      rangeNumbers = numbers
    } else {
      rangeWords = values.map { if case .string(let text) = $0 { text } else { $0.displayText } }
    }
  }

  private mutating func readNice(_ reader: inout OptionReader) {
    guard let found = reader.node("nice") else { return }
    switch found.content {
    case .value(.bool(let isNice)): nice = isNice ? .yes : .no
    case .value(let value) where value.number != nil: nice = .count(value.number ?? 10)
    case .interpolation: break
    default: reader.complain(.unsupported("nice", Spanned(found.kindName, at: found.span)))
    }
  }
}

extension OptionReader {
  /// Says of each key that the grammar knows and Quire does not draw yet that it is so.
  mutating func rejectUnbuilt(_ keys: [String]) {
    accept(keys.filter { key in node.entries.contains { $0.key.value == key } })
    for entry in node.entries where keys.contains(entry.key.value) {
      complain(.unsupported("option", entry.key))
    }
  }
}
