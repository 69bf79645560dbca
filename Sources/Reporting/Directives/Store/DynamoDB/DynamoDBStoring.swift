import Cloud
import Diagnostics
import Engines
import Pipeline
import Tables

/// One run of a `store` to DynamoDB.
struct DynamoDBStoring: Sendable {
  let target: DynamoDBTarget
  let database: DynamoDB
  let data: String
  let context: StepContext

  /// How many requests are under way at once.
  static let requestLimit = 8

  /// - Throws: `CloudError`, `Diagnostic`, `EngineError`.
  func run() async throws -> Table {
    let source = "FROM \(SQL.quote(path: data.tablePath))"
    let schema = try await context.query("\(source) LIMIT 0").schema
    let missing = target.columns.compactMap { schema.complaint(about: $0, of: data) }
    if let complaint = missing.first ?? target.complaints(about: schema).first { throw complaint }
    let places = target.key.compactMap { column in
      schema.fields.firstIndex { $0.name.lowercased() == column.value.lowercased() }
    }
    let sets = target.sets.compactMap { column in
      schema.fields.firstIndex { $0.name.lowercased() == column.value.lowercased() }
    }
    let items = DynamoDBItems(schema, keys: places, sets: Set(sets))
    // Before anything is written, so that a bad row in the last million does not leave a part behind.
    let rowCount = try await check(items, source)
    let doubled = try await rowCount - keyCount(schema, places)
    let keys = places.map { place in
      DynamoDBKey(schema.fields[place].name, schema.fields[place].type.keyKind ?? .text)
    }
    let (table, wasEmpty) = try await prepared(keys)
    let rows = doubled == 0 ? source : lastRows(schema, places)
    try await write(try await context.query(rows), items, count: rowCount - doubled)
    let counted = try await count(of: rowCount - doubled, wasEmpty: wasEmpty)
    context.forget(subject)
    return try account(table, items: rowCount - doubled, doubled: doubled, counted: counted)
  }

  /// Makes every item once and throws it away; gives their number.
  private func check(_ items: DynamoDBItems, _ source: String) async throws -> Int {
    var count = 0
    for try await batch in try await context.query(source) {
      for row in 0..<batch.rowCount {
        do throws(DynamoDBItems.Problem) {
          _ = try items.item(batch, row: row)
        } catch {
          throw Diagnostic.badItem(
            error,
            row: count + row + 1,
            batch.naming(target.key, row: row),
            target
          )
        }
      }
      count += batch.rowCount
    }
    return count
  }

  private func keyCount(_ schema: Schema, _ places: [Int]) async throws -> Int {
    let names = places.map { SQL.quote(identifier: schema.fields[$0].name) }
    let columns = names.joined(separator: ", ")
    let rows = try await context.query(
      "SELECT count(*) FROM (SELECT DISTINCT \(columns) FROM \(SQL.quote(path: data.tablePath)))"
    )
    for try await batch in rows { return Int(batch.columns[0].value(at: 0).number ?? 0) }
    return 0
  }

  /// The last row of every key: DynamoDB refuses two of them in one request, and of two in different
  /// requests either may come last.
  private func lastRows(_ schema: Schema, _ places: [Int]) -> String {
    let place = "quire place \(UInt32.random(in: .min ... .max))"
    let names = places.map { SQL.quote(identifier: schema.fields[$0].name) }
    let quoted = SQL.quote(identifier: place)
    guard let numbered = context.numberedRows(of: data, place: place) else {
      return "FROM \(SQL.quote(path: data.tablePath))"
    }
    return "SELECT * EXCLUDE (\(quoted)) FROM \(numbered) QUALIFY row_number() OVER "
      + "(PARTITION BY \(names.joined(separator: ", ")) ORDER BY \(quoted) DESC) = 1"
  }

  // MARK: The table

  /// What is remembered while a table is written that was empty at first.
  private struct Begun: Codable {
    var fingerprint: String
    var table: String?
  }

  private var subject: String { "dynamodb \(database.client.endpoint.url) \(target.table.value)" }

  /// The table, made or found, and whether all that it holds is this step's.
  private func prepared(_ keys: [DynamoDBKey]) async throws -> (DynamoDBTable, wasEmpty: Bool) {
    let name = target.table.value
    guard try await database.table(name) != nil else {
      let table = try await database.create(name, keys: keys)
      try context.keep(Begun(fingerprint: context.fingerprint.hex, table: table.id), of: subject)
      return (table, true)
    }
    let table = try await database.readyTable(name)
    guard table.keys == keys else {
      throw Diagnostic.otherKey(target.table, has: table.keys, wanted: keys)
    }
    let begun: Begun? = try context.note(subject)
    if let begun, begun.fingerprint == context.fingerprint.hex, begun.table == table.id {
      return (table, true)
    }
    let isEmpty = try await database.isEmpty(name)
    if isEmpty {
      try context.keep(Begun(fingerprint: context.fingerprint.hex, table: table.id), of: subject)
    } else {
      context.forget(subject)
    }
    return (table, isEmpty)
  }

  // MARK: Writing

  private func write(_ rows: BatchStream, _ items: DynamoDBItems, count: Int) async throws {
    let writer = DynamoDBWriter(database, table: target.table.value)
    try await withThrowingTaskGroup(of: Int.self) { group in
      var underWay = 0
      var done = 0
      func send(_ batch: [JSONValue]) async throws {
        if batch.isEmpty { return }
        if underWay == Self.requestLimit, let written = try await group.next() {
          underWay -= 1
          done += written
          context.report(done: done, of: count)
        }
        underWay += 1
        group.addTask {
          try await writer.put(batch)
          return batch.count
        }
      }
      var waiting: [JSONValue] = []
      var size = 0
      for try await batch in rows {
        for row in 0..<batch.rowCount {
          let item = try items.item(batch, row: row)
          let bytes = item.bytes.count
          if waiting.count == DynamoDBWriter.batchLimit || size + bytes > DynamoDBWriter.byteLimit {
            try await send(waiting)
            waiting = []
            size = 0
          }
          waiting.append(item)
          size += bytes
        }
      }
      try await send(waiting)
      for try await written in group {
        done += written
        context.report(done: done, of: count)
      }
    }
  }

  // MARK: Proof

  /// Counts the items where that proves something, and fails when some are missing.
  private func count(of items: Int, wasEmpty: Bool) async throws -> Int? {
    guard wasEmpty || target.verifies else { return nil }
    let counted = try await database.count(target.table.value)
    guard wasEmpty ? counted == items : counted >= items else {
      throw Diagnostic.itemsMissing(target.table, counted: counted, written: items)
    }
    return counted
  }

  private func account(
    _ table: DynamoDBTable,
    items: Int,
    doubled: Int,
    counted: Int?
  ) throws -> Table {
    let values: [Value] = [
      .string(target.table.value), .int(Int64(items)), .int(Int64(doubled)),
      counted.map { .int(Int64($0)) } ?? .null, table.id.map { .string($0) } ?? .null,
    ]
    let schema = DynamoDBTarget.account
    let columns = try zip(schema.fields, values).map { try Column($0.type, [$1]) }
    return Table(schema: schema, batches: [Batch(schema: schema, columns: columns, rowCount: 1)])
  }
}

extension Batch {
  /// `user_id 'U17', day '2024-03-01'`: what a row's key is; empty when part of it is missing.
  fileprivate func naming(_ key: [Spanned<String>], row: Int) -> String {
    let parts = key.compactMap { column -> String? in
      let index = schema.fields.firstIndex { $0.name.lowercased() == column.value.lowercased() }
      guard let index else { return nil }
      let text = columns[index].value(at: row).displayText
      return text.isEmpty || text.count > 80 ? nil : "\(schema.fields[index].name) '\(text)'"
    }
    return parts.count == key.count ? parts.joined(separator: ", ") : ""
  }
}
