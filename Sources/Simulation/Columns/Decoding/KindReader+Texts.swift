import Diagnostics
import Options
import Tables

extension KindReader {
  private enum Script: String, CaseIterable {
    case native, latin
  }

  mutating func texts() -> PatternSource? {
    guard require("pattern"), let text = options.text("pattern") else { return nil }
    let pattern = TextPattern(text.value)
    var shuffle: Permutation?
    if let unique = context.unique {
      guard pattern.capacity >= context.rowCount else {
        options.complain(.tooFewUnique(pattern.capacity, rows: context.rowCount, at: unique))
        return nil
      }
      shuffle = Permutation(pattern.capacity, seed: context.seed, stream: context.stream)
    }
    return PatternSource(pattern: pattern, shuffle: shuffle, stream: context.stream)
  }

  mutating func person() -> PersonSource? {
    let locale = options.choice("locale", as: NameLocale.self) ?? context.locale
    let sex = kind == .sex || kind == .phone ? nil : options.choice("sex", as: Sex.self)
    return part().map {
      PersonSource(
        part: $0,
        locale: locale,
        sex: sex,
        isUnique: context.unique != nil,
        stream: context.people
      )
    }
  }

  private mutating func part() -> PersonSource.Part? {
    let isLatin =
      [.name, .firstName, .lastName].contains(kind)
      && options.choice("script", as: Script.self) == .latin
    switch kind {
    case .name: return isLatin ? .latinName : .name
    case .firstName: return isLatin ? .latinFirstName : .firstName
    case .lastName: return isLatin ? .latinLastName : .lastName
    case .sex:
      let male = options.text("male")?.value ?? "M"
      let female = options.text("female")?.value ?? "F"
      return .sex(male: Array(male.utf8), female: Array(female.utf8))
    case .userID: return .userID
    case .mail:
      guard let node = options.node("domains") else { return .mail(nil) }
      return domains(node).map { .mail($0) }
    default: return .phone
    }
  }

  /// Mail domains with weights, or a list of them.
  private mutating func domains(_ node: OptionNode) -> WordList? {
    guard case .mapping(let entries) = node.content else {
      guard let names = options.texts(of: node, "domains") else { return nil }
      guard !names.isEmpty else {
        options.complain(.nothingToChoose("domains", at: node.span))
        return nil
      }
      return WordList(names.map { [$0.value] }, weights: names.map { _ in 1 })
    }
    var found: [Diagnostic] = []
    let weights = Weights.checked(
      entries.map { ($0.key.value, $0.node) },
      of: "domains",
      at: node.span
    ) { found.append($0) }
    for diagnostic in found { options.complain(diagnostic) }
    return weights.map { WordList(entries.map { [$0.key.value] }, weights: $0) }
  }

  mutating func place() -> PlaceSource? {
    let locale = options.choice("locale", as: NameLocale.self) ?? context.locale
    let part: PlaceSource.Part =
      switch kind {
      case .address: .address
      case .city: .city
      case .region: .region
      default: .postcode
      }
    return PlaceSource(
      part: part,
      locale: locale,
      people: context.people,
      stream: context.places
    )
  }
}
