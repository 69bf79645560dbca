import Cloud
public import Diagnostics
import Files
public import Pipeline

/// A store of results on S3, shared by a team: `quire render --store s3://bucket/prefix`.
public struct S3Folder: SharedFolder {
  private let access: S3Access
  private let place: S3Location

  /// - Throws: `Diagnostic` for a text that is no address of S3.
  public init(_ text: String) throws(Diagnostic) {
    guard let place = S3Location(text) else {
      throw Diagnostic(
        .error,
        "bad-store",
        "'\(text)' is no place for a shared store",
        at: nil,
        hint: "write s3://bucket/prefix"
      )
    }
    self.place = place
    access = .shared
  }

  public func read(_ name: String) async throws -> [UInt8]? {
    try await access.s3().get(place.appending(name))
  }

  public func fetch(_ name: String, to path: String) async throws {
    do { _ = try await access.s3().get(place.appending(name), to: path) } catch let error
      as CloudError
    {
      // A disk of ours that is full is no fault of the shared store.
      if case .file(let failure) = error.kind { throw failure }
      throw error
    }
  }

  public func size(of name: String) async throws -> Int64? {
    try await access.s3().head(place.appending(name))?.byteCount
  }

  public func put(file path: String, as name: String) async throws {
    _ = try await access.s3().put(file: path, to: place.appending(name))
  }

  public func put(_ bytes: [UInt8], as name: String) async throws {
    _ = try await access.s3().put(bytes, to: place.appending(name))
  }

  public func warning(_ error: any Error) -> Diagnostic {
    let error = error as? CloudError
    return Diagnostic(
      .warning,
      "shared-store",
      "the shared store is not used: \(error?.message ?? "it cannot be reached")",
      at: nil,
      hint: error?.hint
    )
  }
}
