import Diagnostics
public import Tables

/// Says what a saved model predicts for the rows of a table.
public struct Predictor: Sendable {
  public let saved: SavedModel
  private let model: FittedModel
  private let workers: Int

  public init(_ saved: SavedModel, workers: Int) throws(ModelError) {
    self.saved = saved
    self.workers = workers
    model = try saved.fitted(workers: workers)
  }

  /// The columns that predictions have beside those of the rows.
  public static let added = Schema([
    Field("predicted", .float64), Field("predicted_class", .utf8), Field("probability", .float64),
  ])

  /// What hinders the model from reading such rows; nil when nothing does.
  ///
  /// Columns that it does not know do no harm, and the target need not be there.
  public func complaint(about schema: Schema) -> ModelError? {
    let missing = saved.features.map(\.name).filter { schema.column(called: $0) == nil }
    if let first = missing.first {
      let rest = missing.count > 1 ? " (and \(missing.count - 1) others)" : ""
      return ModelError(
        "missing-feature",
        "the model learned from a column '\(first)'\(rest), which is not in the data",
        hint: NearMatch.hint(first, in: schema.names, kind: "columns")
      )
    }
    for feature in saved.features {
      guard let index = schema.column(called: feature.name) else { continue }
      let type = schema.fields[index].type
      do throws(ModelError) {
        let kind = try FeatureColumn(feature.name, [], type: type).kind
        guard (kind == .category) == (feature.kind == .category),
          (kind == .time) == (feature.kind == .time)
        else {
          return ModelError(
            "feature-type",
            "the model learned from '\(feature.name)' as \(feature.type), and here it is \(type)",
            hint: "cast the column in SQL"
          )
        }
      } catch { return error }
    }
    return nil
  }

  /// Columns that the table that the model was fitted to did not have; they do no harm.
  public func newColumns(in schema: Schema) -> [String] {
    let known = Set((saved.columns + [saved.target]).map { $0.lowercased() })
    return schema.names.filter { !known.contains($0.lowercased()) }
  }

  /// Predicts for some rows.
  ///
  /// - Parameters:
  ///   - batch: Rows with the model's columns; see `complaint(about:)`.
  ///   - unseen: Counts rows by feature whose category the model has never seen: it takes them as missing.
  /// - Returns: The rows with three columns more.
  /// - Throws: `ModelError` when a column is missing or of another type, or `CancellationError`.
  public func predict(_ batch: Batch, unseen: inout [String: Int]) async throws -> Batch {
    var columns: [FeatureColumn] = []
    for feature in saved.features {
      guard let index = batch.schema.column(called: feature.name) else {
        throw complaint(about: batch.schema) ?? .unknownColumn(feature.name, in: batch.schema)
      }
      let column = try FeatureColumn(
        feature.name,
        [batch.columns[index]],
        type: batch.schema.fields[index].type
      )
      if case .levels(let codes, let levels) = column.values {
        let places = feature.places(of: levels)
        let count = codes.reduce(0) { $1 >= 0 && places[Int($1)] < 0 ? $0 + 1 : $0 }
        if count > 0 { unseen[feature.name, default: 0] += count }
      }
      columns.append(column)
    }
    let rows = Array(0..<Int32(batch.rowCount))
    let outputs = try await model.predict(columns, rows, workers: workers)
    let predicted = FixedWidthBuilder<Double>(capacity: rows.count)
    let classes = BytesBuilder()
    let probability = FixedWidthBuilder<Double>(capacity: rows.count)
    for row in rows.indices {
      if model.task == .regression {
        predicted.append(outputs.values[row])
        classes.appendNull()
        probability.appendNull()
      } else {
        predicted.appendNull()
        classes.append(model.classes[outputs.predictedClass(row)])
        probability.append(outputs.headline(row))
      }
    }
    let kept = batch.schema.fields.indices.filter {
      Self.added.index(of: batch.schema.fields[$0].name.lowercased()) == nil
    }
    return Batch(
      schema: Self.schema(for: batch.schema),
      columns: kept.map { batch.columns[$0] } + [
        predicted.finish(), classes.finish(), probability.finish(),
      ],
      rowCount: batch.rowCount
    )
  }

  /// The columns of predictions for rows of a schema: columns of the same names make way.
  public static func schema(for schema: Schema) -> Schema {
    Schema(
      schema.fields.filter { added.index(of: $0.name.lowercased()) == nil } + added.fields
    )
  }
}

extension Schema {
  /// The place of a column; names differ in case only when both are there.
  func column(called name: String) -> Int? {
    index(of: name) ?? names.firstIndex { $0.lowercased() == name.lowercased() }
  }
}
