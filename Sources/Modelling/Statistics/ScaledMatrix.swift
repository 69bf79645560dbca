/// A number beyond the range of doubles: `significand` times two to the `exponent`.
struct ScaledNumber {
  var significand: Double
  var exponent: Int

  var number: Double {
    significand == 0
      ? 0 : Double(sign: .plus, exponent: max(-4000, min(4000, exponent)), significand: significand)
  }

  mutating func multiply(by factor: Double) {
    significand *= factor
    guard significand != 0, abs(significand) < 1e-100 else { return }
    significand *= 0x1p400
    exponent -= 400
  }
}

/// A square matrix with a power of two drawn out of all entries.
struct ScaledMatrix {
  let width: Int
  var cells: [Double]
  var exponent = 0

  init(width: Int) {
    self.width = width
    cells = [Double](repeating: 0, count: width * width)
  }

  func entry(_ row: Int, _ column: Int) -> ScaledNumber {
    ScaledNumber(significand: cells[row * width + column], exponent: exponent)
  }

  /// The matrix multiplied with itself `count` times, 1 or more, by repeated squaring.
  func power(_ count: Int) -> ScaledMatrix {
    guard count > 1 else { return self }
    let half = power(count / 2)
    let square = half.times(half)
    return count.isMultiple(of: 2) ? square : times(square)
  }

  private func times(_ other: ScaledMatrix) -> ScaledMatrix {
    var result = ScaledMatrix(width: width)
    for row in 0..<width {
      for inner in 0..<width {
        let factor = cells[row * width + inner]
        if factor == 0 { continue }
        for column in 0..<width {
          result.cells[row * width + column] += factor * other.cells[inner * width + column]
        }
      }
    }
    result.exponent = exponent + other.exponent
    let middle = result.cells[(width / 2) * width + width / 2]
    if middle > 1e140 {
      for place in result.cells.indices { result.cells[place] *= 0x1p-400 }
      result.exponent += 400
    }
    return result
  }
}
