import Tables

/// What a column can be made of, by the word that stands for it in a description.
enum ColumnKind: String, CaseIterable {
  case sequence, uuid, integer, number
  case normal, lognormal, exponential, gamma, beta, poisson, binomial
  case boolean, values, constant
  case date, timestamp, arrivals
  case text
  case name
  case firstName = "first_name"
  case lastName = "last_name"
  case sex
  case userID = "user_id"
  case mail, phone, address, city, region, postcode
  case expression, reference, by

  static var names: [String] { allCases.map(\.rawValue) }

  /// All parameters, by name.
  var parameters: [String] {
    switch self {
    case .sequence: ["start", "step"]
    case .number: ["distribution", "min", "max", "round"]
    case .normal, .lognormal, .gamma, .beta: positional + ["min", "max", "round"]
    case .exponential: ["mean", "rate", "min", "max", "round"]
    case .poisson, .binomial: positional + ["min", "max"]
    case .timestamp: ["from", "to", "unit"]
    case .arrivals: ["from", "to", "unit", "hours", "days"]
    case .name, .firstName, .lastName: ["locale", "sex", "script"]
    case .sex: ["locale", "male", "female"]
    case .userID: ["locale", "sex"]
    case .mail: ["locale", "sex", "domains"]
    case .reference: ["to", "skew", "along"]
    default: positional
    }
  }

  /// The parameters that a list, or for a single one a value alone, stands for.
  var positional: [String] {
    switch self {
    case .sequence: ["start"]
    case .integer, .number: ["min", "max"]
    case .normal: ["mean", "sd"]
    case .lognormal: ["mu", "sigma"]
    case .exponential, .poisson: ["mean"]
    case .gamma: ["shape", "scale"]
    case .beta: ["alpha", "beta"]
    case .binomial: ["trials", "p"]
    case .boolean: ["p"]
    case .date, .timestamp, .arrivals: ["from", "to"]
    case .text: ["pattern"]
    case .name, .firstName, .lastName, .userID, .mail, .phone, .address, .city, .region, .postcode:
      ["locale"]
    case .reference: ["to"]
    case .uuid, .sex, .values, .constant, .expression, .by: []
    }
  }
}

/// The names of types that a description may ask for.
enum ColumnTypeName: String, CaseIterable {
  case boolean, integer, number, text, date, timestamp
  case int8, int16, int32, int64, float32, float64

  var type: DataType {
    switch self {
    case .boolean: .bool
    case .integer, .int64: .int64
    case .number, .float64: .float64
    case .text: .utf8
    case .date: .date32
    case .timestamp: .timestamp(.microsecond, zone: nil)
    case .int8: .int8
    case .int16: .int16
    case .int32: .int32
    case .float32: .float32
    }
  }
}

extension DataType {
  var isNumeric: Bool {
    switch self {
    case .int8, .int16, .int32, .int64, .float32, .float64: true
    default: false
    }
  }

  private var isTemporal: Bool {
    switch self {
    case .date32, .timestamp: true
    default: false
    }
  }

  /// Whether values of this type may be asked for in another one.
  func canBecome(_ other: DataType) -> Bool {
    self == other || other == .utf8 || isNumeric && other.isNumeric
      || isTemporal && other.isTemporal
  }
}
