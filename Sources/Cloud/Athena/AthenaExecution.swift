/// A query of Athena's as it stands: how far it is, and what it cost.
package struct AthenaExecution: Sendable, Hashable {
  package enum State: String, Sendable, Hashable {
    case queued = "QUEUED"
    case running = "RUNNING"
    case succeeded = "SUCCEEDED"
    case failed = "FAILED"
    case cancelled = "CANCELLED"
  }

  package let id: String
  package let state: State
  /// Why it failed, in Athena's words.
  package let reason: String?
  /// What is paid for.
  package let bytesScanned: Int64
  package let milliseconds: Int64
  /// `Athena engine version 3`; nil when the server does not tell.
  package let engine: String?
  /// Whether its result begins with a row of the columns' names: a SELECT's does.
  package let isSelection: Bool

  init(_ answer: JSONValue) throws(CloudError) {
    let json = answer["QueryExecution"]
    guard let id = json?["QueryExecutionId"]?.text,
      let state = json?["Status"]?["State"]?.text.flatMap(State.init)
    else {
      throw CloudError(
        .unexpected,
        "Athena describes a query without its state",
        service: AWSService.athena.name
      )
    }
    self.id = id
    self.state = state
    let reason = json?["Status"]?["StateChangeReason"]?.text
    self.reason = reason?.isEmpty == false ? reason : nil
    let numbers = json?["Statistics"]
    bytesScanned = Int64(numbers?["DataScannedInBytes"]?.integer ?? 0)
    milliseconds = Int64(numbers?["TotalExecutionTimeInMillis"]?.integer ?? 0)
    engine = json?["EngineVersion"]?["EffectiveEngineVersion"]?.text
    isSelection = json?["StatementType"]?.text == "DML"
  }
}

/// A column of a result.
package struct AthenaColumn: Sendable, Hashable {
  package let name: String
  /// Athena's word: `varchar`, `bigint`, `decimal`, `timestamp with time zone`.
  package let type: String
  package let precision: Int
  package let scale: Int

  package init(_ name: String, _ type: String, precision: Int = 0, scale: Int = 0) {
    self.name = name
    self.type = type
    self.precision = precision
    self.scale = scale
  }
}

/// Some of the rows of a result: as text, nil for NULL.
package struct AthenaPage: Sendable, Hashable {
  package let columns: [AthenaColumn]
  package let rows: [[String?]]
}
