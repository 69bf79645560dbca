extension DynamoDB {
  /// Whether a table holds no item at all.
  package func isEmpty(_ table: String) async throws -> Bool {
    var start: JSONValue?
    repeat {
      let page = try await scan(table, [.init("Limit", 1)], from: start)
      if page.count > 0 { return false }
      start = page.next
    } while start != nil
    return true
  }

  /// The number of items, by a consistent scan of the whole table in `segments` parts at once.
  ///
  /// It reads every item and is paid as such. Items that are written meanwhile may or may not count.
  package func count(_ table: String, segments: Int = 4) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for segment in 0..<segments {
        group.addTask {
          var count = 0
          var start: JSONValue?
          repeat {
            let page = try await scan(
              table,
              [
                .init("Segment", .number(String(segment))),
                .init("TotalSegments", .number(String(segments))),
              ],
              from: start
            )
            count += page.count
            start = page.next
          } while start != nil
          return count
        }
      }
      return try await group.reduce(0, +)
    }
  }

  /// One page of a counting scan; `next` is nil on the last one.
  private func scan(
    _ table: String,
    _ options: [JSONValue.Member],
    from start: JSONValue?
  ) async throws -> (count: Int, next: JSONValue?) {
    var members: [JSONValue.Member] = [
      .init("TableName", .string(table)), .init("Select", "COUNT"), .init("ConsistentRead", true),
    ]
    members += options
    if let start { members.append(.init("ExclusiveStartKey", start)) }
    let page = try await call("Scan", .object(members))
    guard let count = page["Count"]?.integer else {
      throw CloudError(
        .unexpected,
        "DynamoDB answers a scan without a count",
        service: AWSService.dynamoDB.name
      )
    }
    let next = page["LastEvaluatedKey"]
    return (count, next?.members?.isEmpty == false ? next : nil)
  }
}
