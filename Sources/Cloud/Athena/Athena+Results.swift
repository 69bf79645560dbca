extension Athena {
  /// The pages of a finished query's result, 1,000 rows each, in order.
  package func pages(of query: AthenaExecution) -> Pages { Pages(athena: self, query: query) }

  /// A result, page by page; the first page comes even when there are no rows.
  package struct Pages: AsyncSequence, Sendable {
    package typealias Element = AthenaPage
    let athena: Athena
    let query: AthenaExecution

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pages: self) }

    package struct AsyncIterator: AsyncIteratorProtocol {
      let pages: Pages
      private var token: String?
      private var isFirst = true

      init(pages: Pages) { self.pages = pages }

      package mutating func next() async throws -> AthenaPage? {
        guard isFirst || token != nil else { return nil }
        var body: [JSONValue.Member] = [
          .init("QueryExecutionId", .string(pages.query.id)), .init("MaxResults", 1_000),
        ]
        if let token { body.append(.init("NextToken", .string(token))) }
        let answer = try await pages.athena.call("GetQueryResults", .object(body))
        // The names of the columns come as the first row of all.
        let page = try AthenaPage(answer, dropsFirst: isFirst && pages.query.isSelection)
        isFirst = false
        token = answer["NextToken"]?.text
        return page
      }
    }
  }
}

extension AthenaPage {
  init(_ answer: JSONValue, dropsFirst: Bool) throws(CloudError) {
    let set = answer["ResultSet"]
    var columns: [AthenaColumn] = []
    for column in set?["ResultSetMetadata"]?["ColumnInfo"]?.items ?? [] {
      guard let name = column["Name"]?.text, let type = column["Type"]?.text else {
        throw Self.broken("a column without its name or type")
      }
      columns.append(
        AthenaColumn(
          name,
          type.lowercased(),
          precision: column["Precision"]?.integer ?? 0,
          scale: column["Scale"]?.integer ?? 0
        )
      )
    }
    var rows: [[String?]] = []
    for row in (set?["Rows"]?.items ?? []).dropFirst(dropsFirst ? 1 : 0) {
      let data = row["Data"]?.items ?? []
      // NULL is a cell without a value, at the end of a row too.
      guard data.count == columns.count else {
        throw Self.broken("a row of \(data.count) cells in a table of \(columns.count) columns")
      }
      rows.append(data.map { $0["VarCharValue"]?.text })
    }
    self.init(columns: columns, rows: rows)
  }

  private static func broken(_ what: String) -> CloudError {
    CloudError(.unexpected, "Athena answers with \(what)", service: AWSService.athena.name)
  }
}
