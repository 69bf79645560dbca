public import Engines

/// Which engine made a result; part of every fingerprint.
public struct EngineIdentity: Hashable, Sendable {
  public let name: String
  public let version: String

  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}

/// How to get the engine: it is opened only when a step has to run or a result is read.
public struct EngineSource: Sendable {
  /// The file of the engine's library when it is known without opening it.
  ///
  /// The store then remembers which version that file holds, by the file's stamp, so that a run
  /// which finds everything in the store need not load the library.
  public let library: String?
  public let open: @Sendable () throws -> Engine

  public init(library: String?, open: @escaping @Sendable () throws -> Engine) {
    self.library = library
    self.open = open
  }

  /// An engine that is open already, for several runs in one process.
  public init(_ engine: Engine) {
    self.init(library: nil) { engine }
  }
}
