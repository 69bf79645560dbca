/// Where the numbers of each column are: what is subtracted from them and multiplied with before they are used.
///
/// Years and timestamps differ little for their size. Without what all of them have in common, fewer digits
/// are lost; and powers of two bring all columns to a like size without rounding. The last column is the
/// target. Taken from the first rows alone, which is exact for any numbers: it only decides how many
/// digits are kept.
struct ColumnPlaces: Sendable {
  let centers: [Double]
  /// Powers of two.
  let scales: [Double]

  init(firstRows block: Matrix, rows: Int) {
    var centers: [Double] = []
    var scales: [Double] = []
    for column in 0..<block.columns {
      let numbers = UnsafeBufferPointer(start: block.column(column), count: rows)
      var (least, most) = (Double.infinity, -Double.infinity)
      for number in numbers {
        least = min(least, number)
        most = max(most, number)
      }
      var center = least
      if least < most {
        // Halved, so that the sum of large numbers stays finite.
        center = numbers.reduce(0) { $0 + $1 / Double(2 * rows) } * 2
        if !center.isFinite { center = 0 }
      }
      let size = max(most - center, center - least)
      let exponent = size > 0 && size.isFinite ? min(1000, max(-1000, -Int(size.exponent))) : 0
      centers.append(center.isFinite ? center : 0)
      scales.append(Double(sign: .plus, exponent: exponent, significand: 1))
    }
    self.centers = centers
    self.scales = scales
  }
}
