import HTTPTypes

/// What `POST /api/v1/jobs` asks for.
struct JobRequest: Sendable {
  private(set) var template = ""
  /// Values as a form would send them, by parameter.
  private(set) var parameters: [String: String] = [:]
  private(set) var refreshesAll = false

  /// - Throws: `APIProblem` that names each field that is unknown, missing or of another type.
  init(_ body: JSONBody) throws {
    var errors: [APIProblem.Field] = []
    for (name, value) in body.fields {
      switch (name, value) {
      case ("template", .text(let text)): template = text
      case ("template", _): errors.append(.init(field: name, message: "has to be a text"))
      case ("parameters", .object(let values)):
        for (parameter, value) in values where value != .null {
          if let text = value.plainText {
            parameters[parameter] = text
          } else {
            errors.append(
              .init(
                field: "parameters.\(parameter)",
                message: "has to be a text, a number, true, false or null"
              )
            )
          }
        }
      case ("parameters", _): errors.append(.init(field: name, message: "has to be an object"))
      case ("refresh", .text("all")): refreshesAll = true
      case ("refresh", .text("none")): refreshesAll = false
      case ("refresh", _):
        errors.append(.init(field: name, message: "has to be \"none\" or \"all\""))
      default:
        errors.append(
          .init(field: name, message: "is no field; there are template, parameters and refresh")
        )
      }
    }
    if body.fields["template"] == nil {
      errors.append(.init(field: "template", message: "is missing"))
    }
    guard errors.isEmpty else { throw Self.problem(errors) }
  }

  static func problem(_ errors: [APIProblem.Field]) -> APIProblem {
    APIProblem(
      .unprocessableContent,
      errors.count == 1 ? "A value is wrong" : "\(errors.count) values are wrong",
      errors: errors
    )
  }
}
