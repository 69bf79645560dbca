extension S3 {
  /// The objects whose keys begin with a location's key, in the order of the keys' bytes.
  ///
  /// Names of folders that some tools leave (empty objects whose keys end in `/`) are left out, but
  /// with `withFolders`.
  ///
  /// - Throws: `CloudError`; a bucket that is not there is one, a prefix without objects is not.
  package func list(
    below location: S3Location,
    withFolders: Bool = false
  ) async throws -> [S3Object] {
    try await timedList(below: location, withFolders: withFolders).objects
  }

  /// The objects, and the server's time when it began to list them, in seconds since 1970.
  package func timedList(
    below location: S3Location,
    withFolders: Bool = false
  ) async throws -> (objects: [S3Object], time: Int) {
    var objects: [S3Object] = []
    let time = try await pages(below: location) { page in
      objects += page.filter {
        withFolders || !$0.location.key.hasSuffix("/") || $0.byteCount > 0
      }
    }
    let sorted = objects.sorted {
      $0.location.key.utf8.lexicographicallyPrecedes($1.location.key.utf8)
    }
    return (sorted, time)
  }

  /// Whether any object's key begins with a location's key.
  package func hasObjects(below location: S3Location) async throws -> Bool {
    let (page, _, _) = try await page(below: location, after: nil, limit: 1)
    return !page.isEmpty
  }

  /// Makes sure that the bucket is there: some servers list one that is not as empty.
  package func requireBucket(_ bucket: String) async throws {
    do {
      let place = S3Location(bucket: bucket, key: "")
      _ = try await naming(place) { try await client.send(request("HEAD", place)) }
    } catch let error as CloudError where error.kind == .missing {
      throw error.saying(
        "there is no bucket '\(bucket)'",
        hint: "correct the name, or make the bucket"
      )
    }
  }

  private func pages(
    below location: S3Location,
    _ body: ([S3Object]) throws -> Void
  ) async throws -> Int {
    var token: String?
    var first: Int?
    repeat {
      let (page, next, time) = try await page(below: location, after: token, limit: 1000)
      try body(page)
      token = next
      first = first ?? time
    } while token != nil
    return first ?? AWSTime.now
  }

  private func page(
    below location: S3Location,
    after token: String?,
    limit: Int
  ) async throws -> ([S3Object], next: String?, time: Int) {
    let bucket = S3Location(bucket: location.bucket, key: "")
    var query = [("list-type", "2"), ("prefix", location.key), ("max-keys", String(limit))]
    if let token { query.append(("continuation-token", token)) }
    return try await naming(location) {
      let (answer, bytes) = try await client.bytes(request("GET", bucket, query: query))
      let time = answer.headers["date"].flatMap(AWSTime.seconds(http:)) ?? AWSTime.now
      guard let root = XMLNode.parse(bytes), root.name == "ListBucketResult" else {
        throw CloudError(.unexpected, "S3: the answer is no list of objects", service: "S3")
      }
      let objects = try root.all("Contents").map { node in
        guard let key = node["Key"]?.text, let etag = node["ETag"]?.text,
          let size = node["Size"].flatMap({ Int64($0.text) })
        else {
          throw CloudError(.unexpected, "S3: an object of the list is incomplete", service: "S3")
        }
        let location = S3Location(bucket: location.bucket, key: key)
        var object = S3Object(location: location, etag: Self.bare(etag), byteCount: size)
        object.modified = node["LastModified"].flatMap { AWSTime.seconds(iso: $0.text) }
        return object
      }
      guard root["IsTruncated"]?.text == "true" else { return (objects, nil, time) }
      guard let next = root["NextContinuationToken"]?.text, next != token else {
        throw CloudError(.unexpected, "S3: the list of objects does not go on", service: "S3")
      }
      return (objects, next, time)
    }
  }
}
