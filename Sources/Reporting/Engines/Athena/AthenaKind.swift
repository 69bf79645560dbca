import Cloud
import Diagnostics
import Options
import Pipeline

/// `engine: athena`: queries over files in S3, which AWS runs.
///
///     engine:
///       kind: athena
///       location: "s3://lake/quire"    # where the tables that a query reads are put; or QUIRE_ATHENA_LOCATION
///       database: reports              # which must be there; or QUIRE_ATHENA_DATABASE; else `default`
///       workgroup: school              # or QUIRE_ATHENA_WORKGROUP; else Athena's own
///       output: "s3://lake/results"    # where Athena writes results; or QUIRE_ATHENA_OUTPUT
///
/// Without `output`, results go where the workgroup says, and without a workgroup below `location`. Every
/// option may be `{env: NAME}`. Region, address and credentials are those of AWS's own tools.
enum AthenaKind: EngineKind {
  static let name = "athena"

  static func engine(
    _ reader: inout OptionReader,
    _ setup: EngineSetup
  ) -> (any SQLEngine)? {
    let options = AthenaOptions(
      location: EngineSetting.of("location", &reader),
      database: EngineSetting.of("database", &reader),
      workgroup: EngineSetting.of("workgroup", &reader),
      output: EngineSetting.of("output", &reader)
    )
    return AthenaEngine(options, setup.place)
  }
}

/// What a template says of Athena.
struct AthenaOptions: Sendable {
  var location: EngineSetting?
  var database: EngineSetting?
  var workgroup: EngineSetting?
  var output: EngineSetting?

  /// The options and the environment, read.
  struct Read: Sendable, Hashable {
    /// Nil where nobody says it: a query that reads nothing but what lies in S3 needs none.
    let location: S3Location?
    let settings: Athena.Settings
  }

  /// - Throws: `Diagnostic` for a variable that is not set or a place that is none.
  func read(_ place: EnginePlace) throws(Diagnostic) -> Read {
    let location = try self.place(location, "QUIRE_ATHENA_LOCATION", place)
    let workgroup = try workgroup?.value() ?? EngineSetting.environment("QUIRE_ATHENA_WORKGROUP")
    let output = try self.place(output, "QUIRE_ATHENA_OUTPUT", place)
    let settings = Athena.Settings(
      workgroup: workgroup,
      database: try databaseName(),
      output: output ?? (workgroup == nil ? location?.appending("results") : nil)
    )
    return Read(location: location, settings: settings)
  }

  static func noLocation(_ place: EnginePlace) -> Diagnostic {
    place.unavailable(
      "no place in S3 is given for the tables that Athena reads",
      hint: "set QUIRE_ATHENA_LOCATION to s3://bucket/prefix, or give the engine a 'location'"
    )
  }

  /// The database that queries run in.
  func databaseName() throws(Diagnostic) -> String {
    try database?.value() ?? EngineSetting.environment("QUIRE_ATHENA_DATABASE") ?? "default"
  }

  private func place(
    _ setting: EngineSetting?,
    _ variable: String,
    _ engine: EnginePlace
  ) throws(Diagnostic) -> S3Location? {
    guard let text = try setting?.value() ?? EngineSetting.environment(variable) else { return nil }
    guard let location = S3Location(text) else {
      throw engine.unavailable(
        "'\(text)' is no place in S3",
        hint: "write s3://bucket/prefix, in the engine's options or in \(variable)"
      )
    }
    return location
  }
}
