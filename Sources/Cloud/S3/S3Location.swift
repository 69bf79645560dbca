/// A place in S3: `s3://bucket/key`, where the key may be empty or a prefix.
package struct S3Location: Sendable, Hashable, CustomStringConvertible {
  package let bucket: String
  /// Without a `/` at its beginning.
  package let key: String

  package init(bucket: String, key: String) {
    self.bucket = bucket
    self.key = key
  }

  /// Reads `s3://bucket/key`; nil for another scheme or an empty bucket.
  package init?(_ text: String) {
    guard Self.isLocation(text) else { return nil }
    let rest = text.dropFirst(5)
    let bucket = rest.prefix { $0 != "/" }
    guard !bucket.isEmpty else { return nil }
    self.init(bucket: String(bucket), key: String(rest.dropFirst(bucket.count + 1)))
  }

  /// Whether a path is meant for S3.
  package static func isLocation(_ text: String) -> Bool { text.hasPrefix("s3://") }

  package var description: String { "s3://\(bucket)/\(key)" }

  /// A place below this one, which is taken as a folder.
  package func appending(_ name: String) -> S3Location {
    S3Location(
      bucket: bucket,
      key: key.isEmpty || key.hasSuffix("/") ? key + name : "\(key)/\(name)"
    )
  }

  /// The same place with a `/` at its end, so that only what is below it begins with it.
  package var asFolder: S3Location {
    key.isEmpty || key.hasSuffix("/") ? self : S3Location(bucket: bucket, key: key + "/")
  }
}

/// An object that is there.
package struct S3Object: Sendable, Hashable {
  package let location: S3Location
  /// What the server calls this content, without quotes: another one after every change.
  package let etag: String
  package let byteCount: Int64
  /// When it was written, in seconds since 1970 by the server's clock; told by lists alone.
  package var modified: Int?

  package init(location: S3Location, etag: String, byteCount: Int64) {
    self.location = location
    self.etag = etag
    self.byteCount = byteCount
  }
}
