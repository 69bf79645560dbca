public import Diagnostics

/// An engine beside the embedded one, on which single steps run: a cluster, a service, another driver.
///
/// It is given one SELECT and the Parquet files of the tables that stand in it, and gives back rows.
/// Several steps may be at work on it at once. Nothing is opened before the first `run`, so that a
/// report whose results are all in the store needs no server.
public protocol StepEngine: Sendable {
  /// What decides its results beside the query and the tables: part of the key of every step on it.
  ///
  /// It is asked before anything is opened, so it cannot hold a server's version: that belongs into
  /// the facts of the step.
  var identity: EngineIdentity { get }

  /// Runs a query to its end and hands its rows to `query`.
  ///
  /// When the task is cancelled the engine stops the work where it goes on, on the server too.
  ///
  /// - Throws: `EngineError` for what is wrong with the query, its offset counted in bytes from the
  ///   start of `query.sql`; `Diagnostic` for all else: a server that is not there, a wrong token.
  func run(_ query: EngineQuery) async throws

  /// Ends its sessions, when a run is over; tells what could not be cleared up.
  func close() async -> [Diagnostic]
}

extension StepEngine {
  public func close() async -> [Diagnostic] { [] }
}
