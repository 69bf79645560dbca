import Cloud
import Diagnostics
import Files
import Pipeline

/// An exchange by S3: the tables that queries read are uploaded, the files of results downloaded.
///
/// All lies below a prefix of the run's own and goes with it. Sharing the copies of tables between runs
/// would spare uploads, but S3 has no lock that tells when the last reader is done: they would stay for
/// ever, and a report's records are no one's to leave in a bucket. What a step has made is kept in the
/// store anyway, so a table goes up only when a query that reads it has to run.
actor SparkS3Exchange: SparkExchange {
  private nonisolated let location: S3Location
  private nonisolated let own: S3Location
  private nonisolated let scheme: String
  private nonisolated let place: EnginePlace
  private var opened: Task<S3, any Error>?
  /// The uploads that are done or going on, by the store's path.
  private var uploads: [String: Task<S3Location, any Error>] = [:]
  private var resultCount = 0
  /// The results that Spark has not finished: what it began may go on for a moment.
  private var unfinished: Set<String> = []

  init(_ location: S3Location, scheme: String, place: EnginePlace) {
    self.location = location
    self.scheme = scheme
    self.place = place
    own = location.appending("quire-\(String(UInt64.random(in: .min ... .max), radix: 36))")
  }

  func paths(of output: Output, _ query: EngineQuery) async throws -> [String] {
    var paths: [String] = []
    var uploaded = 0
    for file in output.paths {
      let task: Task<S3Location, any Error>
      if let known = uploads[file] {
        task = known
      } else {
        task = upload(file)
        uploaded += 1
      }
      do {
        paths.append(try await Self.value(of: task).path(inScheme: scheme))
      } catch {
        uploads[file] = nil
        throw unusable(error)
      }
    }
    if uploaded > 0 { query.note("uploaded \(output.table)", .count(output.byteCount)) }
    return paths
  }

  private func upload(_ file: String) -> Task<S3Location, any Error> {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let object = own.appending("tables").appending(name)
    let task = Task {
      let s3 = try await self.s3()
      try await s3.put(file: file, to: object)
      return object
    }
    uploads[file] = task
    return task
  }

  func resultFolder(_ query: EngineQuery) async throws -> String {
    do { _ = try await s3() } catch { throw unusable(error) }
    resultCount += 1
    let folder = own.appending("results").appending(String(resultCount)).path(inScheme: scheme)
    unfinished.insert(folder)
    return folder
  }

  func finishedFiles(_ result: String, _ query: EngineQuery) async throws -> [String] {
    do {
      let s3 = try await self.s3()
      let parts = try await self.parts(result, s3)
      let files = try await Self.download(parts, to: try query.makeFolder(), s3)
      unfinished.remove(result)
      return files
    } catch {
      throw unusable(error)
    }
  }

  /// The objects of a result in order, once Spark's mark is among them.
  private func parts(_ result: String, _ s3: S3) async throws -> [S3Object] {
    let start = "\(scheme)://\(own.bucket)/"
    let key = String(result.dropFirst(start.count))
    let folder = S3Location(bucket: own.bucket, key: key).asFolder
    // S3 lists at once what was written; servers with a cache before them may take a moment.
    for attempt in 1...5 {
      let objects = try await s3.list(below: folder)
      let names = objects.map { String($0.location.key.dropFirst(folder.key.count)) }
      if names.contains("_SUCCESS") {
        return zip(objects, names).filter { SparkFolderExchange.isPart($1) }.map(\.0)
      }
      if attempt < 5 { try await Task.sleep(for: .milliseconds(50 << attempt)) }
    }
    throw elsewhere("'\(result)', which Spark has written, is not there")
  }

  /// Copies objects to files, four at a time; each as it was listed.
  private static func download(
    _ objects: [S3Object],
    to folder: String,
    _ s3: S3
  ) async throws -> [String] {
    let files = objects.indices.map { "\(folder)/\($0).parquet" }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, object) in objects.enumerated() {
        if index >= S3.parallelFiles { try await group.next() }
        group.addTask {
          let read = try await s3.get(object.location, to: files[index])
          guard read.etag == object.etag, read.byteCount == object.byteCount else {
            throw CloudError(
              .conflict,
              "'\(object.location)' is not what Spark had written",
              service: "S3"
            )
          }
        }
      }
      try await group.waitForAll()
    }
    return files
  }

  func remove() async -> [Diagnostic] {
    guard let opened, let s3 = try? await opened.value else { return [] }
    let (own, lingers) = (own.asFolder, !unfinished.isEmpty)
    // A run that was interrupted clears up all the same.
    return await Task.detached { [self] in
      do {
        try await Self.remove(own, lingers, s3)
        return []
      } catch {
        let words = (error as? CloudError)?.message ?? "\(error)"
        return [
          Diagnostic(
            .warning,
            "exchange-left",
            "what was put below '\(own)' for Spark could not be removed: \(words)",
            at: place.span,
            hint: "remove it, or have the bucket let old objects below '\(location)' expire"
          )
        ]
      }
    }.value
  }

  /// Removes what is there until nothing is; `lingers`: Spark may be about to write more.
  private static func remove(_ folder: S3Location, _ lingers: Bool, _ s3: S3) async throws {
    var quiet = 0
    for _ in 1...30 {
      try? await s3.abortUploads(below: folder, olderThan: 0)
      let objects = try await s3.list(below: folder, withFolders: true)
      if objects.isEmpty {
        quiet += 1
        guard lingers, quiet < 4 else { return }
        try await Task.sleep(for: .milliseconds(300))
      } else {
        quiet = 0
        try await s3.delete(objects.map(\.location))
      }
    }
    throw CloudError(.unexpected, "objects are still there after they were deleted", service: "S3")
  }

  nonisolated func unusable(_ words: String, isMissing: Bool) -> Diagnostic? {
    guard words.contains("\(own.bucket)/\(own.key)") else { return nil }
    return elsewhere(words)
  }

  private nonisolated func elsewhere(_ words: String) -> Diagnostic {
    place.unavailable(
      "Spark does not use the same '\(location)': \(words)",
      hint:
        "give Spark the endpoint and credentials of S3 too (spark.hadoop.fs.s3a.endpoint, …), with the"
        + " right to write there"
    )
  }

  /// The client, once the bucket is known to be there.
  private func s3() async throws -> S3 {
    if let opened { return try await opened.value }
    let bucket = location.bucket
    let task = Task {
      let s3 = try S3(in: try AWSEnvironment())
      try await s3.requireBucket(bucket)
      return s3
    }
    opened = task
    do { return try await Self.value(of: task) } catch {
      opened = nil
      throw error
    }
  }

  /// What a task of several askers gives; it is cancelled with any of them, as a run is as a whole.
  private static func value<Value: Sendable>(of task: Task<Value, any Error>) async throws -> Value
  {
    try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }

  private nonisolated func unusable(_ error: any Error) -> any Error {
    guard let error = error as? CloudError else { return error }
    return place.unavailable(
      "the exchange '\(location)' cannot be used: \(error.message)",
      hint: error.hint
    )
  }
}

extension S3 {
  /// How many files are downloaded side by side.
  fileprivate static let parallelFiles = 4
}
