/// What a build tells while it goes on.
public enum BuildEvent: Sendable {
  /// The names of the reports to be made, in the order in which they are begun.
  case planned([String])
  /// A report has begun.
  case began(String)
  /// Something happened to one report; `ended` is its last.
  case report(String, RenderEvent)

  /// The event as one JSON object.
  public var json: String {
    var text = JSONText()
    switch self {
    case .report(let name, let event): return event.json(report: name)
    case .planned(let names):
      text.object { json in
        json.key("event")
        json.string("reports")
        json.key("reports")
        json.array { array in for name in names { array.string(name) } }
      }
    case .began(let name):
      text.object { json in
        json.key("report")
        json.string(name)
        json.key("event")
        json.string("began")
      }
    }
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
