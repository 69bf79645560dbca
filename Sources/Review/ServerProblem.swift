/// Why a server could not start.
public struct ServerProblem: Error, Sendable {
  public let message: String
}
