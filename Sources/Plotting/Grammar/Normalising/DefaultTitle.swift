import Diagnostics
import Tables

/// The title that a field has by itself, for channels whose functions have become steps.
///
/// Source: vega-lite's `channeldef.ts` (`verbalTitleFormatter`, `functionalTitleFormatter`).
enum DefaultTitle {
  static func text(_ definition: ChannelDefinition, _ config: Config) -> String? {
    let field = definition.fieldName.map { FieldPath.unescaped($0.value) }
    if config.fieldTitle == "plain" { return field }
    let isFunctional = config.fieldTitle == "functional"
    func spoken(_ function: String, _ verbal: @autoclosure () -> String) -> String? {
      guard let field else { return nil }
      return isFunctional ? "\(function.uppercased())(\(field))" : verbal()
    }
    let name = field ?? ""
    switch definition.aggregate?.value {
    case .operation(.count)?:
      return config.countTitle ?? "Count of Records"
    case .operation(let operation)?:
      return spoken(operation.rawValue, "\(capitalised(operation.rawValue)) of \(name)")
    case .exponential?: return spoken("exponential", "Exponential of \(name)")
    case .argmin(let by)?: return field.map { "\($0) for min \(by)" }
    case .argmax(let by)?: return field.map { "\($0) for max \(by)" }
    case nil: break
    }
    if case .options? = definition.bin { return spoken("bin", "\(name) (binned)") }
    if let unit = definition.timeUnit?.value, !unit.isBinned {
      return spoken(unit.name, "\(name) (\(unit.unit.title))")
    }
    return field
  }

  /// The title in Korean; nil where it has no words of its own.
  static func korean(_ definition: ChannelDefinition, _ config: Config) -> String? {
    guard config.fieldTitle == nil else { return nil }
    let field = definition.fieldName.map { FieldPath.unescaped($0.value) }
    switch definition.aggregate?.value {
    case .operation(.count)?: return config.countTitle ?? "기록 수"
    case .operation(let operation)?: return field.map { "\($0) \(operation.koreanName)" }
    case .exponential?, .argmin?, .argmax?: return nil
    case nil: break
    }
    if case .options? = definition.bin { return field.map { "\($0) (구간)" } }
    return nil
  }

  static func capitalised(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }
}
