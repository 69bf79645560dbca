import Files

/// A file on its way up in parts; nothing of it is an object before the last step.
struct MultipartUpload {
  private let s3: S3
  private let file: OpenFile
  private let size: Int64
  private let location: S3Location
  private let onlyNew: Bool
  private let type: String?
  private let partSize: Int64

  init(
    _ s3: S3,
    _ file: OpenFile,
    _ size: Int64,
    to location: S3Location,
    onlyNew: Bool,
    type: String?
  ) {
    self.s3 = s3
    self.file = file
    self.size = size
    self.location = location
    self.onlyNew = onlyNew
    self.type = type
    // 10,000 parts at most, in whole megabytes.
    let megabytes = ((size / 10_000) >> 20) + 1
    partSize = max(S3.partSize, megabytes << 20)
  }

  func run(_ onBegin: (S3UploadID) throws -> Void) async throws -> S3Object {
    let id = try await begin()
    do {
      try onBegin(S3UploadID(location: location, id: id))
      return try await complete(id, try await parts(id))
    } catch {
      await abort(id)
      throw error
    }
  }

  private func begin() async throws -> String {
    let (_, bytes) = try await s3.client.bytes(
      s3.request(
        "POST",
        location,
        query: [("uploads", "")],
        headers: S3.header(ofType: type),
        body: []
      )
    )
    guard let id = XMLNode.parse(bytes)?["UploadId"]?.text, !id.isEmpty else {
      throw CloudError(.unexpected, "S3: the upload has no number", service: "S3")
    }
    return id
  }

  /// Sends the parts; their ETags in order.
  private func parts(_ id: String) async throws -> [String] {
    let count = Int((size + partSize - 1) / partSize)
    var etags = [String](repeating: "", count: count)
    try await withThrowingTaskGroup(of: (Int, String).self) { group in
      for index in 0..<count {
        if index >= S3.parallelParts, let (done, etag) = try await group.next() {
          etags[done] = etag
        }
        group.addTask { (index, try await part(index, id)) }
      }
      for try await (done, etag) in group { etags[done] = etag }
    }
    return etags
  }

  private func part(_ index: Int, _ id: String) async throws -> String {
    let offset = Int64(index) * partSize
    let bytes = try await S3.bytes(of: file, at: offset, count: Int(min(partSize, size - offset)))
    let query = [("partNumber", String(index + 1)), ("uploadId", id)]
    let (answer, _) = try await s3.client.bytes(
      s3.request("PUT", location, query: query, body: bytes)
    )
    guard let etag = S3.etag(answer.headers) else {
      throw CloudError(.unexpected, "S3: a part has no ETag", service: "S3")
    }
    return etag
  }

  private func complete(_ id: String, _ etags: [String]) async throws -> S3Object {
    let parts = etags.enumerated().map { index, etag in
      "<Part><PartNumber>\(index + 1)</PartNumber><ETag>&quot;\(etag)&quot;</ETag></Part>"
    }
    let body = "<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>"
    let (_, bytes) = try await s3.client.bytes(
      s3.request(
        "POST",
        location,
        query: [("uploadId", id)],
        headers: [("content-type", "application/xml")] + (onlyNew ? [("if-none-match", "*")] : []),
        body: Array(body.utf8)
      )
    )
    // The status is 200 although it failed when the failure came after the first bytes.
    guard let root = XMLNode.parse(bytes), root.name == "CompleteMultipartUploadResult" else {
      let answer = HTTPAnswer(status: 500, headers: [:], body: HTTPBody([]))
      throw AWSFailure(service: .s3, answer: answer, body: bytes).error
    }
    let etag = root["ETag"].map { S3.bare($0.text) } ?? ""
    return S3Object(location: location, etag: etag, byteCount: size)
  }

  /// Gives the parts up, also when the task is cancelled: servers keep them, and bill them, else.
  private func abort(_ id: String) async {
    let request = s3.request("DELETE", location, query: [("uploadId", id)])
    let client = s3.client
    await Task.detached {
      _ = try? await client.bytes(request)
      // A part that was still being taken in brings the upload back on some servers (SeaweedFS).
      try? await Task.sleep(for: .milliseconds(300))
      _ = try? await client.bytes(request)
    }.value
  }
}

/// An upload in parts that was begun.
package struct S3UploadID: Sendable, Hashable {
  package let location: S3Location
  package let id: String

  package init(location: S3Location, id: String) {
    self.location = location
    self.id = id
  }
}

extension S3 {
  /// Gives an upload in parts up; one that is not there any more is as good.
  package func abort(_ upload: S3UploadID) async throws {
    let sent = request("DELETE", upload.location, query: [("uploadId", upload.id)])
    do { _ = try await client.bytes(sent) } catch let error as CloudError
      where error.kind == .missing
    {}
  }

  /// Gives up the uploads in parts that were begun to an object, or below a folder (whose key ends in
  /// `/`, or is empty), and never finished.
  ///
  /// `age` are the seconds since their beginning from which on they count as left behind; one whose time
  /// cannot be read is let be, for somebody may be at it.
  package func abortUploads(below location: S3Location, olderThan age: Int) async throws {
    let bucket = S3Location(bucket: location.bucket, key: "")
    let query = [("uploads", ""), ("prefix", location.key)]
    let answer: HTTPAnswer
    let bytes: [UInt8]
    do {
      (answer, bytes) = try await client.bytes(request("GET", bucket, query: query))
    } catch let error as CloudError where error.kind != .unreachable {
      // A server that keeps no such list, or does not show it: rclone's says NoSuchUpload for none.
      return
    }
    let now = answer.headers["date"].flatMap(AWSTime.seconds(http:)) ?? AWSTime.now
    for upload in XMLNode.parse(bytes)?.all("Upload") ?? [] {
      guard let key = upload["Key"]?.text,
        location.asFolder == location ? key.hasPrefix(location.key) : key == location.key,
        let id = upload["UploadId"]?.text,
        let begun = upload["Initiated"].flatMap({ AWSTime.seconds(iso: $0.text) }),
        now - begun >= age
      else { continue }
      let place = S3Location(bucket: location.bucket, key: key)
      try? await abort(S3UploadID(location: place, id: id))
    }
  }
}
