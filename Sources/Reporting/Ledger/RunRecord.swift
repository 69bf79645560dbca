public import Foundation

/// What is remembered of one render: enough to say what was made, from what, and why.
///
/// Timings live here and not in the page, which is the same for the same inputs.
public struct RunRecord: Codable, Sendable {
  public struct StepRecord: Codable, Sendable {
    public var id: String
    public var kind: String
    /// `ran`, `cached`, `failed`, `skipped` or `cancelled`.
    public var state: String
    /// Why it ran, in words; empty when it did not.
    public var reason: String
    public var fingerprint: String
    public var seconds: Double
    public var tables: [TableRecord]
    public var files: [FileRecord]
    /// What decides the result beside the data: the SQL, the options, by name and in order; nil in
    /// runs remembered before these were kept.
    public var definition: [PartRecord]?
    /// The ids of the steps it needs directly; nil in runs remembered before these were kept.
    public var needs: [String]?
    /// Whether the author gave it no name.
    public var isPrivate: Bool?
    /// The engine it ran on; nil for the embedded one.
    public var engine: String?
    /// What that engine said of the work: `bytes scanned`, `server`; nil when it said nothing.
    public var facts: [FactRecord]?
    /// What several steps are together: a check, an evaluation.
    public var group: String?
  }

  /// A fact an engine told: a number or a text.
  public struct FactRecord: Codable, Sendable, Hashable {
    public var name: String
    public var count: Int64?
    public var text: String?
  }

  /// A piece of what a step is told to do: `SQL`, `option header`, `parameter from`.
  public struct PartRecord: Codable, Sendable, Hashable {
    public var name: String
    /// The text itself, or of a very long one its digest.
    public var value: String
  }

  public struct TableRecord: Codable, Sendable {
    public var name: String
    public var rows: Int
    public var bytes: Int
    /// Equal digests mean equal rows; nil in runs remembered before digests were kept.
    public var digest: String?
    /// The rows' Parquet file in the run's folder `tables`; nil for a table that is not kept.
    public var file: String?
  }

  public struct FileRecord: Codable, Sendable {
    public var path: String
    public var sha256: String
    public var bytes: Int
  }

  public struct CheckRecord: Codable, Sendable {
    public var check: String
    public var rule: String
    /// `passed`, `failed`, `warning` or `not run`.
    public var state: String
    public var failures: Int
    /// The numbers that decided, for a rule about a metric.
    public var detail: String?
  }

  public struct MetricRecord: Codable, Sendable {
    public var label: String
    public var value: String
    /// As the page shows it, with its unit; nil in runs remembered before this was kept.
    public var text: String?
    /// `up` or `down`: which direction is good news; nil for neither.
    public var good: String?
  }

  public var id: String
  public var template: String
  public var title: String
  /// `finished`, `failed checks`, `failed` or `cancelled`.
  public var state: String
  public var started: Date
  public var seconds: Double
  public var quire: String
  public var engine: String
  public var parameters: [String: String]
  public var output: String
  public var steps: [StepRecord]
  public var checks: [CheckRecord]
  public var metrics: [MetricRecord]
  public var problems: [String]
}
