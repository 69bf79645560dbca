import CLightGBM
import Tables

/// A dataset as LightGBM holds it: each number as its bin, a byte for most columns.
///
/// LightGBM also reads Arrow streams, and does not here: it fills the columns from several threads, and
/// where it has bundled sparse columns into one (exclusive feature bundling) the last writer wins, so
/// that the same data gives another model with another number of threads (measured with 4.7.0). It would
/// keep every batch until the end besides, so that the rows of a fold had to be copied first. Rows pushed
/// in blocks give what the Python package makes of a matrix, bit for bit.
///
/// Copied are: a sample of at most `bin_construct_sample_cnt` rows (200 000) for finding the bins, one
/// block of rows, and what LightGBM keeps (the bins; target and weights as 32-bit floats).
final class LightGBMDataset {
  let handle: LGBMHandle
  private let library: LightGBM

  private init(_ handle: LGBMHandle, _ library: LightGBM) {
    self.handle = handle
    self.library = library
  }

  deinit { _ = library.freeDataset(handle) }

  /// Bins rows; to be called on LightGBM's queue.
  ///
  /// - Parameters:
  ///   - data: The rows, at least one.
  ///   - reference: The training data whose bins a validation set takes; nil for training data.
  ///   - parameters: As LightGBM reads them.
  ///   - keepsRaw: Whether LightGBM keeps the numbers besides, as linear trees need.
  ///   - library: LightGBM.
  /// - Throws: `ModelError`.
  convenience init(
    _ data: BoostingData,
    reference: LightGBMDataset?,
    parameters: String,
    keepsRaw: Bool,
    library: LightGBM
  ) throws(ModelError) {
    let rows = try BoostingRows(data.features, rows: data.rows)
    let handle =
      if let reference {
        try library.made { library.createByReference(reference.handle, Int64(rows.count), $0) }
      } else {
        try Self.sampled(rows, parameters, library)
      }
    self.init(handle, library)
    try push(rows, inOneBlock: keepsRaw)
    try setNames(data.features.schema.names.map(FeatureName.encoded))
    try set(data)
  }

  /// An empty dataset whose bins are found from a sample of the rows.
  private static func sampled(
    _ rows: BoostingRows,
    _ parameters: String,
    _ library: LightGBM
  ) throws(ModelError) -> LGBMHandle {
    var wanted: Int32 = 0
    try library.call { library.sampleCount(Int32(rows.count), parameters, &wanted) }
    var sample = [Int32](repeating: 0, count: max(Int(wanted), 1))
    var sampleCount: Int32 = 0
    try library.call {
      library.sampleIndices(Int32(rows.count), parameters, &sample, &sampleCount)
    }
    let columns = SampledColumns(rows, at: sample.prefix(Int(sampleCount)))
    return try columns.with { (values, indices, counts) throws(ModelError) in
      try library.made { handle in
        library.createFromSample(
          values,
          indices,
          Int32(rows.columnCount),
          counts,
          sampleCount,
          Int32(rows.count),
          Int64(rows.count),
          parameters,
          handle
        )
      }
    }
  }

  private func push(_ rows: BoostingRows, inOneBlock: Bool) throws(ModelError) {
    // LightGBM 4.7 makes room for the raw numbers of one block only, and writes past it at the next.
    let size = inOneBlock ? rows.count : rows.blockSize
    let block = UnsafeMutableBufferPointer<Double>.allocate(capacity: size * rows.columnCount)
    defer { block.deallocate() }
    for start in stride(from: 0, to: rows.count, by: size) {
      let range = start..<min(start + size, rows.count)
      rows.write(range, to: block)
      try library.call {
        library.pushRows(
          handle,
          block.baseAddress,
          LGBM_FLOAT64,
          Int32(range.count),
          Int32(rows.columnCount),
          Int32(start)
        )
      }
    }
  }

  private func setNames(_ names: [String]) throws(ModelError) {
    let texts = names.map { name in
      let bytes = name.utf8CString
      let text = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count)
      _ = text.initialize(from: bytes)
      return text
    }
    defer { for text in texts { text.deallocate() } }
    var pointers = texts.map { UnsafePointer($0.baseAddress) }
    try library.call { library.setFeatureNames(handle, &pointers, Int32(names.count)) }
  }

  private func set(_ data: BoostingData) throws(ModelError) {
    try set("label", data.selected(data.target).map { Float($0) }, LGBM_FLOAT32)
    if let weights = data.weights {
      try set("weight", data.selected(weights).map { Float($0) }, LGBM_FLOAT32)
    }
    if let scores = data.initialScores {
      try set("init_score", scores.flatMap { data.selected($0) }, LGBM_FLOAT64)
    }
    if let groups = data.groups { try set("group", groups.map { Int32($0) }, LGBM_INT32) }
  }

  private func set<Number>(_ name: String, _ numbers: [Number], _ type: Int32) throws(ModelError) {
    try library.call {
      numbers.withUnsafeBytes { bytes in
        library.setField(handle, name, bytes.baseAddress, Int32(numbers.count), type)
      }
    }
  }
}
