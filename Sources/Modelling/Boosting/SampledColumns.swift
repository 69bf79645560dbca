/// Some rows of each column in the form in which LightGBM finds bins from them: without the zeros.
final class SampledColumns {
  let values: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>
  /// Which of the sampled rows each value is from.
  let indices: UnsafeMutablePointer<UnsafeMutablePointer<Int32>?>
  let counts: [Int32]
  private let columnCount: Int

  /// LightGBM's `kZeroThreshold`: what is nearer to nothing is nothing.
  private static let zero = Double(Float(1e-35))

  init(_ rows: BoostingRows, at sample: ArraySlice<Int32>) {
    columnCount = rows.columnCount
    values = .allocate(capacity: columnCount)
    indices = .allocate(capacity: columnCount)
    let numbers = UnsafeMutableBufferPointer<Double>.allocate(capacity: sample.count)
    defer { numbers.deallocate() }
    let places = rows.places(of: sample)
    var counts: [Int32] = []
    for column in 0..<columnCount {
      rows.write(column: column, at: places, to: numbers, stride: 1)
      let kept = numbers.lazy.filter { abs($0) > Self.zero || $0.isNaN }.count
      let values = UnsafeMutablePointer<Double>.allocate(capacity: kept)
      let indices = UnsafeMutablePointer<Int32>.allocate(capacity: kept)
      var next = 0
      for (index, number) in numbers.enumerated() where abs(number) > Self.zero || number.isNaN {
        (values + next).initialize(to: number)
        (indices + next).initialize(to: Int32(index))
        next += 1
      }
      (self.values + column).initialize(to: values)
      (self.indices + column).initialize(to: indices)
      counts.append(Int32(kept))
    }
    self.counts = counts
  }

  deinit {
    for column in 0..<columnCount {
      values[column]?.deallocate()
      indices[column]?.deallocate()
    }
    values.deallocate()
    indices.deallocate()
  }
}
