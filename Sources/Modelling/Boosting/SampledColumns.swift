/// Some rows of each column in the form in which LightGBM finds bins from them: without the zeros.
final class SampledColumns {
  private var values: [UnsafeMutablePointer<Double>?] = []
  /// Which of the sampled rows each value is from.
  private var indices: [UnsafeMutablePointer<Int32>?] = []
  private var counts: [Int32] = []

  /// LightGBM's `kZeroThreshold`: what is nearer to nothing is nothing.
  private static let zero = Double(Float(1e-35))

  init(_ rows: BoostingRows, at sample: ArraySlice<Int32>) {
    let numbers = UnsafeMutableBufferPointer<Double>.allocate(capacity: sample.count)
    defer { numbers.deallocate() }
    let places = rows.places(of: sample)
    for column in 0..<rows.columnCount {
      rows.write(column: column, at: places, to: numbers, stride: 1)
      let kept = numbers.lazy.filter { Self.isKept($0) }.count
      let values = UnsafeMutablePointer<Double>.allocate(capacity: kept)
      let indices = UnsafeMutablePointer<Int32>.allocate(capacity: kept)
      var next = 0
      for (index, number) in numbers.enumerated() where Self.isKept(number) {
        (values + next).initialize(to: number)
        (indices + next).initialize(to: Int32(index))
        next += 1
      }
      self.values.append(values)
      self.indices.append(indices)
      counts.append(Int32(kept))
    }
  }

  private static func isKept(_ number: Double) -> Bool { abs(number) > zero || number.isNaN }

  /// Calls `body` with the values, their indices and how many there are, by column.
  ///
  /// The lists of pointers are copies: LightGBM puts pointers of its own into them.
  func with<Answer, Failure: Error>(
    _ body: (
      UnsafeMutablePointer<UnsafeMutablePointer<Double>?>?,
      UnsafeMutablePointer<UnsafeMutablePointer<Int32>?>?,
      [Int32]
    ) throws(Failure) -> Answer
  ) throws(Failure) -> Answer {
    let (values, indices) = (Self.copy(values), Self.copy(indices))
    defer {
      values.deallocate()
      indices.deallocate()
    }
    return try body(values.baseAddress, indices.baseAddress, counts)
  }

  private static func copy<Element>(_ elements: [Element]) -> UnsafeMutableBufferPointer<Element> {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = copy.initialize(from: elements)
    return copy
  }

  deinit {
    for pointer in values { pointer?.deallocate() }
    for pointer in indices { pointer?.deallocate() }
  }
}
