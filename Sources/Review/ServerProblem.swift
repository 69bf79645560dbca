import Glibc
import NIOCore

/// Why a server could not start.
public struct ServerProblem: Error, Sendable {
  public let message: String

  init(message: String) { self.message = message }

  /// What the network said.
  init(_ error: any Error, _ options: ReviewOptions) {
    let place = "port \(options.port) of \(options.host)"
    guard let code = (error as? IOError)?.errnoCode else {
      message = "cannot listen on \(place): \(error)"
      return
    }
    message =
      switch code {
      case EADDRINUSE:
        "\(place) is taken by another program; choose one with --port, or any that is free with --port 0"
      case EACCES:
        "\(place) is for the system's own programs; choose one from 1024 with --port"
      case EADDRNOTAVAIL: "this machine has no address '\(options.host)'"
      default: "cannot listen on \(place): \(String(cString: strerror(code)))"
      }
  }
}
