import Files
import Glibc

extension S3 {
  /// Above this many bytes a file goes up in parts.
  static let wholeLimit = 32 << 20
  /// A part's size; larger for files that would have more than 10,000 of them.
  static let partSize: Int64 = 16 << 20
  /// How many parts of a file go up side by side.
  static let parallelParts = 4

  /// Writes a small object, which appears whole or not at all.
  ///
  /// With `onlyNew` it fails, with kind `conflict`, when the object is there already, on servers that
  /// know `If-None-Match` (AWS does; some replace the object). With `replacing` it fails likewise when the
  /// object has another ETag than that. `type` is what a browser is told that the object is,
  /// `text/html; charset=utf-8`; nil leaves it to the server.
  @discardableResult
  package func put(
    _ bytes: [UInt8],
    to location: S3Location,
    onlyNew: Bool = false,
    replacing etag: String? = nil,
    type: String? = nil
  ) async throws -> S3Object {
    let condition =
      onlyNew ? [("if-none-match", "*")] : etag.map { [("if-match", "\"\($0)\"")] } ?? []
    let headers = condition + Self.header(ofType: type)
    return try await naming(location) {
      let sent = request("PUT", location, headers: headers, body: bytes)
      let (answer, _) = try await client.bytes(sent)
      return S3Object(
        location: location,
        etag: Self.etag(answer.headers) ?? "",
        byteCount: Int64(bytes.count)
      )
    }
  }

  /// Copies a file to an object, which appears whole or not at all.
  ///
  /// A file above 32 MB goes up in parts, four at a time; when one fails or the task is cancelled, the
  /// parts are given up again. The file must not change meanwhile. `onBegin` is told of the upload in parts
  /// before the first of them goes, for those who remember what a killed process leaves.
  @discardableResult
  package func put(
    file path: String,
    to location: S3Location,
    onlyNew: Bool = false,
    type: String? = nil,
    onBegin: @escaping @Sendable (S3UploadID) throws -> Void = { _ in }
  ) async throws -> S3Object {
    let file: OpenFile
    let size: Int64
    do {
      file = try OpenFile(path, O_RDONLY, action: "read")
      size = try file.stamp().size
    } catch {
      throw CloudError(error)
    }
    if size <= Self.wholeLimit {
      let bytes = try await Self.bytes(of: file, at: 0, count: Int(size))
      return try await put(bytes, to: location, onlyNew: onlyNew, type: type)
    }
    return try await naming(location) {
      let upload = MultipartUpload(self, file, size, to: location, onlyNew: onlyNew, type: type)
      return try await upload.run(onBegin)
    }
  }

  static func header(ofType type: String?) -> [(String, String)] {
    type.map { [("content-type", $0)] } ?? []
  }

  /// Removes objects; what is not there counts as removed.
  package func delete(_ locations: [S3Location]) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (count, location) in locations.enumerated() {
        if count >= 8 { try await group.next() }
        group.addTask { try await delete(location) }
      }
      try await group.waitForAll()
    }
  }

  package func delete(_ location: S3Location) async throws {
    do {
      _ = try await naming(location) { try await client.bytes(request("DELETE", location)) }
    } catch let error as CloudError where error.code != "NoSuchBucket" && error.kind == .missing {
    }
  }

  /// A part of a file, read on a thread of its own.
  static func bytes(of file: OpenFile, at offset: Int64, count: Int) async throws -> [UInt8] {
    do {
      return try await OffPool.run("s3 file") {
        var failure: SystemError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
          while filled < count {
            let place = UnsafeMutableRawBufferPointer(buffer)[filled...]
            let read = pread(
              file.descriptor,
              UnsafeMutableRawBufferPointer(rebasing: place).baseAddress,
              count - filled,
              off_t(offset) + off_t(filled)
            )
            if read < 0, errno == EINTR { continue }
            guard read > 0 else {
              // A file that became shorter reads as an error of the disk.
              failure = SystemError(action: "read", path: file.path, code: read < 0 ? errno : EIO)
              return
            }
            filled += read
          }
        }
        if let failure { throw failure }
        return bytes
      }
    } catch let error as SystemError {
      throw CloudError(error)
    }
  }
}
