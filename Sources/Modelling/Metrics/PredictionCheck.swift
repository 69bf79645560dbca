/// What must hold of predictions before anything is computed from them.
enum PredictionCheck {
  static func lengths(_ actual: Int, predicted: Int, weights: [Double]?) throws(ModelError) {
    guard actual == predicted else {
      throw ModelError(
        "length-mismatch",
        "there are \(actual) actual values and \(predicted) predictions"
      )
    }
    guard let weights, weights.count != actual else { return }
    throw ModelError("length-mismatch", "there are \(actual) rows and \(weights.count) weights")
  }

  static func finite(_ values: [Double], _ what: String) throws(ModelError) {
    guard let row = firstRow(of: values, where: { !$0.isFinite }) else { return }
    throw ModelError(
      "not-finite",
      "the \(what) of row \(row + 1) is \(values[row]), not a finite number",
      hint: "leave out the rows whose target is missing, or fill it in"
    )
  }

  static func probabilities(_ values: [Double], columns: Int) throws(ModelError) {
    guard let place = firstRow(of: values, where: { !($0 >= 0 && $0 <= 1) }) else { return }
    throw ModelError(
      "not-a-probability",
      "the probability of row \(place / columns + 1) is \(values[place]), not between 0 and 1"
    )
  }

  static func weights(_ weights: [Double]?) throws(ModelError) {
    guard let weights else { return }
    guard let row = firstRow(of: weights, where: { !($0 >= 0 && $0 < .infinity) }) else {
      guard weights.reduce(0, +).isFinite else {
        throw ModelError("bad-weight", "the weights add up to more than a number can be")
      }
      return
    }
    throw ModelError(
      "bad-weight",
      "the weight of row \(row + 1) is \(weights[row]), not a number of 0 or more"
    )
  }

  static func classes(_ places: [Int32], count: Int, _ what: String) throws(ModelError) {
    guard let row = places.firstIndex(where: { $0 < 0 || $0 >= count }) else { return }
    throw ModelError(
      "unknown-class",
      "the \(what) of row \(row + 1) is number \(places[row]) of \(count) classes, counted from 0"
    )
  }

  @inline(__always)
  private static func firstRow(of values: [Double], where isBad: (Double) -> Bool) -> Int? {
    values.withUnsafeBufferPointer { values in
      for row in 0..<values.count where isBad(values[row]) { return row }
      return nil
    }
  }
}
