import Foundation

/// Ids for tasks: the labels of steps in snake_case and ASCII, each given once.
struct TaskNames {
  private var taken: Set<String>

  /// `reserved`: ids that no label may get.
  init(reserved: Set<String>) { taken = reserved }

  /// Ids for labels, in their order.
  ///
  /// A label that is its own id always gets it. Of others that would be alike the second is told apart by a number:
  /// `busy_days` and `busyDays` become `busy_days` and `busy_days_2`.
  mutating func ids(of labels: [String]) -> [String] {
    let own = Set(labels.filter { Self.snakeCase($0) == $0 && !taken.contains($0) })
    taken.formUnion(own)
    return labels.map { label in
      if own.contains(label) { return label }
      let base = Self.snakeCase(label)
      var id = base
      var number = 1
      while taken.contains(id) {
        number += 1
        id = "\(base)_\(number)"
      }
      taken.insert(id)
      return id
    }
  }

  /// `busyDays` as `busy_days`, in ASCII: Airflow 3.3 takes ids of other letters, and `dags test` then fails at them.
  ///
  /// Letters beyond ASCII become their numbers in Unicode, `ud559_uc0dd`; other signs become `_`.
  static func snakeCase(_ text: String) -> String {
    var out = ""
    var isAfterSmall = false
    var isAfterNumber = false
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "A"..."Z":
        if isAfterSmall || isAfterNumber { out += "_" }
        out += scalar.properties.lowercaseMapping
        (isAfterSmall, isAfterNumber) = (false, false)
      case "a"..."z", "0"..."9":
        if isAfterNumber { out += "_" }
        out.unicodeScalars.append(scalar)
        (isAfterSmall, isAfterNumber) = (true, false)
      case _ where !scalar.isASCII:
        if isAfterSmall || isAfterNumber { out += "_" }
        out += "u" + String(scalar.value, radix: 16)
        (isAfterSmall, isAfterNumber) = (false, true)
      default:
        out += "_"
        (isAfterSmall, isAfterNumber) = (false, false)
      }
    }
    // Airflow takes 250 characters, and numbers and endings may follow.
    return out.isEmpty ? "_" : String(out.prefix(200))
  }
}
