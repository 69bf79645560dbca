public import Diagnostics
public import Options
import Tables

/// All that the academy's records are drawn from: the figures of `academy.yaml`, or others.
///
///     var diagnostics: [Diagnostic] = []
///     let file = OptionNode.parse(yaml: text, into: &diagnostics)
///     let configuration = AcademyConfiguration(options: directive, file: file, diagnostics: &diagnostics)
///
/// Three layers: the default, a file of the user's over it, and over both the options of a directive
/// or a command line. A mapping is laid over key by key; a list or a set of weights replaces the one
/// below it, for weights only mean something together.
public struct AcademyConfiguration: Sendable {
  /// Which share of attendance counts.
  enum Event: String, CaseIterable, Sendable { case during, after }

  /// How many records of students there are.
  public let students: Int
  public let seed: UInt64
  /// The first day of registration, in days since 1970-01-01.
  let firstDay: Int
  let registrationDays: Int
  /// How many days logins are kept.
  let period: Int
  let locale: NameLocale
  let errorShare: Double
  let event: Event
  let duplicateShare: Double
  let people: AcademyPeople
  let satisfactionWeights: [Double]
  let interestWeights: [Double]
  /// From the best to the last.
  let grades: Odds<AcademyGrade>
  let shop: AcademyShop
  let actions: AcademyActions
  let site: AcademySite
  let logins: AcademyLogins
  let log: AcademyLog

  /// The options that a directive and a command line may give, and a file as well.
  public static let optionKeys = [
    "students", "seed", "from", "to", "days", "period", "locale", "errors", "event", "duplicates",
  ]

  /// The default as YAML, with a comment at each figure: what a user copies and changes.
  public static var defaultText: String {
    String(decoding: PackageResources.academy_yaml, as: UTF8.self)
  }

  /// The figures of `academy.yaml`, with other options and another file laid over them; nil when there
  /// was an error.
  ///
  /// - Parameters:
  ///   - options: A mapping; only `optionKeys` are read from it, so that it may hold a directive's
  ///     other options too. Values that still wait (`{{ … }}`) pass for any good one.
  ///   - file: A mapping of any keys of `academy.yaml`.
  ///   - diagnostics: Grows by all that is wrong.
  public init?(options: OptionNode?, file: OptionNode?, diagnostics: inout [Diagnostic]) {
    let source = SourceFile(name: "academy.yaml", text: Self.defaultText)
    var found: [Diagnostic] = []
    var node =
      OptionNode.parse(yaml: source.span(0..<source.bytes.count), into: &found)
      ?? .empty(at: source.span(0..<0))
    for layer in [file, options.map(Self.onlyOptions)].compactMap({ $0 }) {
      node = ConfigurationLayers.laid(layer, over: node, diagnostics: &found)
    }
    var reader = FigureReader(node, of: "the academy's configuration")
    self.init(&reader)
    found += reader.finish()
    diagnostics += found
    if found.contains(where: { $0.severity == .error }) { return nil }
  }

  private static func onlyOptions(_ node: OptionNode) -> OptionNode {
    guard case .mapping(let entries) = node.content else { return node }
    return OptionNode(
      .mapping(entries.filter { optionKeys.contains($0.key.value) }),
      at: node.span
    )
  }
}

extension AcademyConfiguration {
  private init(_ reader: inout FigureReader) {
    students = reader.integer("students", in: 1...UserIDs.capacity)
    seed = UInt64(reader.integer("seed", in: 0...Int.max))
    (firstDay, registrationDays) = Self.registration(&reader)
    period = reader.integer("period", in: 0...36_525)
    locale = reader.choice("locale") ?? .mixed
    errorShare = reader.share("errors")
    event = reader.choice("event") ?? .during
    duplicateShare = reader.number("duplicates", in: 0...0.5, "a share between 0 and 0.5")
    people = reader.section("people") { AcademyPeople(&$0) }
    let satisfaction = Self.rankWeights("satisfaction", &reader)
    let interest = Self.rankWeights("interest", &reader)
    (satisfactionWeights, interestWeights) = (satisfaction, interest)
    grades = Self.grades(&reader, satisfaction: satisfaction.count, interest: interest.count)
    let shop = AcademyShop(&reader)
    self.shop = shop
    actions = reader.section("actions") {
      AcademyActions(&$0, products: shop.products.outcomes.count)
    }
    site = reader.section("site") { AcademySite(&$0) }
    logins = reader.section("logins") { AcademyLogins(&$0) }
    log = reader.section("log") { AcademyLog(&$0) }
  }

  private static func registration(_ reader: inout FigureReader) -> (first: Int, days: Int) {
    let first = reader.day("from") ?? 0
    // Layers leave one of the two.
    guard let node = reader.optional("to") else {
      return (first, reader.integer("days", in: 1...36_525))
    }
    _ = reader.optional("days")
    guard let last = reader.day("to") else { return (first, 1) }
    if last < first { reader.complain(.lastDayFirst(at: node.span)) }
    return (first, max(1, last - first + 1))
  }

  private static func rankWeights(_ key: String, _ reader: inout FigureReader) -> [Double] {
    guard let node = reader.node(key) else { return [1] }
    guard case .sequence(let items) = node.content else {
      reader.complain(.wrongFigure(key, "a list of weights", node))
      return [1]
    }
    if items.isEmpty { reader.complain(.emptyFigures(key, "weight", at: node.span)) }
    let named = items.enumerated().map { (name: "place \($0 + 1)", node: $1) }
    let weights = reader.weights(named, of: key, at: node.span)
    return weights.isEmpty ? [1] : weights
  }

  private static func grades(
    _ reader: inout FigureReader,
    satisfaction: Int,
    interest: Int
  ) -> Odds<AcademyGrade> {
    let node = reader.node("grades")
    var grades: [AcademyGrade] = []
    for entry in node?.entries ?? [] {
      let owner = "grade '\(entry.key.value)'"
      reader.section(entry.node, owner) { inner in
        let grade = AcademyGrade(entry.key.value, &inner)
        for (key, numbers, weights) in [
          ("satisfaction", grade.satisfaction, satisfaction),
          ("interest", grade.interest, interest),
        ] where numbers.count != weights {
          guard let place = inner.optional(key)?.span else { continue }
          inner.complain(.weightForEach(key, owner, numbers.count, weights: weights, at: place))
        }
        grades.append(grade)
      }
    }
    let weights = (node?.entries ?? []).compactMap { entry in
      entry.node["weight"].map { (name: entry.key.value, node: $0) }
    }
    if let node, case .mapping(let entries) = node.content {
      if entries.isEmpty { reader.complain(.emptyFigures("grades", "grade", at: node.span)) }
      if weights.count == grades.count, !grades.isEmpty {
        return Odds(grades, reader.weights(weights, of: "grades", at: node.span))
      }
    } else if let node {
      reader.complain(.wrongFigure("grades", "a mapping of grades", node))
    }
    if grades.isEmpty {
      var inner = FigureReader(.empty(at: reader.span), of: "")
      grades.append(AcademyGrade("", &inner))
    }
    return Odds(grades)
  }
}
