import Cloud
import Diagnostics
import Files

/// Where a report is written: a file of this machine, or an object of S3, which is made here and sent whole.
struct ReportPlace: Sendable {
  /// As it is told: `reports/sales.html`, `s3://team/reports/sales.html`.
  let path: String
  /// What is written on this machine, a file of the same name.
  let file: String
  private let upload: Upload?

  /// An object, and the folder of this machine, gone with this value, in which it is made.
  private struct Upload: Sendable {
    let target: S3Location
    let spool: NewFolder
  }

  /// Nothing is asked of S3 yet.
  ///
  /// - Throws: `Diagnostic` for an address that names no object, or when there is no room to make it.
  init(_ path: String, stateFolder: String) throws(Diagnostic) {
    self.path = path
    guard S3Location.isLocation(path) else {
      file = path
      upload = nil
      return
    }
    guard let target = S3Location(path), let name = target.key.split(separator: "/").last else {
      throw .noBucket(path)
    }
    do throws(SystemError) {
      let spool = try NewFolder("\(stateFolder)/upload") { _ in true }
      file = "\(spool.temporaryPath)/\(name)"
      upload = Upload(target: target, spool: spool)
    } catch {
      throw .cannotWrite(error)
    }
  }

  /// The path of a file in a folder, or of an object below a prefix.
  static func path(of name: String, in folder: String) -> String {
    guard S3Location.isLocation(folder) else { return "\(folder)/\(name)" }
    return S3Location(folder).map { "\($0.appending(name))" } ?? folder
  }

  /// Whether a file, by path or address, is the one that would be written.
  func isSame(as other: String) -> Bool {
    upload == nil ? FileSystem.isSame(path, other) : path == other
  }

  /// Looks whether the bucket is there and lets us in, so that it is known before hours of work.
  func reach() async throws(Diagnostic) {
    guard let upload else { return }
    try await Self.asking { try await $0.requireBucket(upload.target.bucket) }
  }

  /// Sends what was written; the pictures beside a page before the page that shows them.
  func send() async throws(Diagnostic) {
    guard let upload else { return }
    try await Self.asking { s3 in
      let root = upload.spool.temporaryPath
      let names = try FileSystem.files(below: root)
      let own = file.dropFirst(root.count + 1)
      for name in names.filter({ $0 != own }) + [String(own)] {
        let key = upload.target.key.dropLast(own.count) + name
        let place = S3Location(bucket: upload.target.bucket, key: String(key))
        try await s3.put(file: "\(root)/\(name)", to: place, type: Self.type(of: name))
      }
    }
  }

  private static func asking(_ body: (S3) async throws -> Void) async throws(Diagnostic) {
    do { try await body(try await S3Access.shared.s3()) } catch let error as CloudError {
      throw Diagnostic(error, at: nil)
    } catch let error as SystemError {
      throw .cannotWrite(error)
    } catch {
      throw Diagnostic(.error, "interrupted", "the report was not sent", at: nil)
    }
  }

  /// What a browser is told that an object is.
  private static func type(of name: String) -> String? {
    let types = [
      "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8",
      "json": "application/json", "svg": "image/svg+xml",
    ]
    return types[name.split(separator: ".").last.map(String.init) ?? ""]
  }
}

extension Diagnostic {
  /// `s3://` without a bucket.
  static func noBucket(_ text: String) -> Self {
    Diagnostic(
      .error,
      "bad-output",
      "'\(text)' names no bucket",
      at: nil,
      hint: "write s3://bucket/prefix"
    )
  }
}
