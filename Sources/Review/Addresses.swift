import Foundation

/// The addresses of the pages, in one place.
enum Address {
  static let home = "/"
  static func report(_ template: String, run: String? = nil) -> String {
    "/report/" + path(template) + (run.map { "?run=" + query($0) } ?? "")
  }
  static func start(_ template: String, like run: String? = nil) -> String {
    "/start/" + path(template) + (run.map { "?like=" + query($0) } ?? "")
  }
  static func source(_ template: String, line: Int? = nil) -> String {
    "/source/" + path(template) + (line.map { "#L\($0)" } ?? "")
  }
  static func preview(_ template: String) -> String { "/preview/" + path(template) }
  static func previewEvents(_ template: String) -> String { "/preview-events/" + path(template) }
  static func job(_ id: String) -> String { "/jobs/" + path(id) }
  static func jobEvents(_ id: String) -> String { "/jobs/" + path(id) + "/events" }
  static func cancel(_ id: String) -> String { "/jobs/" + path(id) + "/cancel" }
  static func run(_ id: String) -> String { "/runs/" + path(id) }
  static func runPage(_ id: String) -> String { "/runs/" + path(id) + "/page" }
  static func table(_ name: String, of run: String, as ending: String) -> String {
    "/runs/" + path(run) + "/tables/" + path(name) + "." + ending
  }
  /// `isWhole`: what is equal too.
  static func compare(_ old: String?, _ new: String, isWhole: Bool = false) -> String {
    "/compare?" + (old.map { "old=" + query($0) + "&" } ?? "") + "new=" + query(new)
      + (isWhole ? "&all=1" : "")
  }

  /// A path with all that means something in an address encoded, slashes kept.
  static func path(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: kept.union(["/"])) ?? ""
  }

  /// A value after `?name=`.
  static func query(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: kept) ?? ""
  }

  /// RFC 3986's unreserved characters.
  private static let kept = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
  )
}
