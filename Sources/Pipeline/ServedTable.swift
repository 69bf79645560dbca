/// A table of a server that a step reads or writes outside the store.
public struct ServedTable: Hashable, Sendable {
  /// The server and its database, in words that are equal for the same one.
  public let server: String
  /// The table, with its schema before it where one is named.
  public let path: [String]
  public let isWritten: Bool

  public init(server: String, path: [String], isWritten: Bool) {
    self.server = server
    self.path = path.map { $0.lowercased() }
    self.isWritten = isWritten
  }

  /// Whether it may be the same table as another one, and one of the two is written.
  ///
  /// A name without a schema may be in any: only the server knows which it looks in first.
  public func conflicts(with other: ServedTable) -> Bool {
    guard isWritten || other.isWritten, server == other.server, path.last == other.path.last else {
      return false
    }
    return path.count < 2 || other.path.count < 2
      || path[path.count - 2] == other.path[other.path.count - 2]
  }
}
