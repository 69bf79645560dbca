import Foundation
import Hummingbird
import Testing

@testable import Review

@Suite struct `The document of the API` {
  @Test func `it lists the routes that there are`() throws {
    let document = try JSONDecoder().decode(
      [String: JSONValue].self,
      from: Data(PackageResources.openapi_json)
    )
    guard case .object(let paths) = document["paths"] else { return #expect(Bool(false)) }
    var described: Set<String> = []
    for (path, operations) in paths {
      guard case .object(let operations) = operations else { continue }
      for method in operations.keys where method != "parameters" {
        described.insert("\(method.uppercased()) /api/v1\(path)")
      }
    }
    let router = Router(context: BasicRequestContext.self)
    let site = Site(ReviewOptions())
    site.addAPI(to: router)
    site.addComparison(to: router)
    let names = ["reports": "template", "sources": "template", "tables": "file", "uploads": "name"]
    let routes = router.routes.map { route in
      var parts = route.path.description.split(separator: "/").map(String.init)
      for index in parts.indices where parts[index] == "**" || parts[index].hasPrefix(":") {
        parts[index] = "{\(names[parts[index - 1]] ?? "id")}"
      }
      return "\(route.method.rawValue) /\(parts.joined(separator: "/"))"
    }
    #expect(Set(routes.filter { $0.contains(" /api/") }) == described)
  }

  @Test(arguments: [
    (
      "{\"template\": \"a\", \"parameters\": {\"x\": 1, \"y\": 2.5, \"z\": true, \"n\": null}}",
      [String]()
    ),
    ("{}", ["template"]), ("{\"template\": 1}", ["template"]),
    ("{\"template\": \"a\", \"parameters\": 1}", ["parameters"]),
    ("{\"template\": \"a\", \"parameters\": {\"x\": {}}}", ["parameters.x"]),
    ("{\"template\": \"a\", \"refresh\": \"some\", \"more\": 0}", ["more", "refresh"]),
  ])
  func `a request for a run is held against its fields`(_ text: String, _ wrong: [String]) throws {
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    guard case .object(let fields) = value else { return #expect(Bool(false)) }
    do {
      let request = try JobRequest(JSONBody(fields: fields))
      #expect(wrong.isEmpty)
      #expect(request.parameters == ["x": "1", "y": "2.5", "z": "true"])
    } catch let problem as APIProblem { #expect(problem.errors?.map(\.field) == wrong) }
  }
}
