#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The likelihood of classes, with or without a squared penalty.
public enum LogisticRegression {
  /// What is left of a column, as a share of it, from which on it counts as a sum of others, without penalty.
  ///
  /// Second derivatives are products of columns, which halves the digits.
  static let tolerance = 1e-7

  /// Fits the odds of classes: the least `Σ w (- log probability of the row's class) + l2 / 2 Σ b²`.
  ///
  /// It is scikit-learn's `LogisticRegression` with `C = 1 / l2` (the penalty acts on the columns as
  /// given, never on the intercept), and statsmodels' `Logit` with an l2 of 0. Two classes have one row of
  /// coefficients, more have one for each, which add up to 0. Rows are read a block at a time, once for each
  /// iteration; the result has the same bits for any number of workers. A class without rows gets
  /// the probability 0. It blocks the calling thread: call it on one that may.
  ///
  /// Where classes are separated by a combination of terms and `l2` is 0, no coefficients are the best:
  /// larger ones are always better. The fit then says `isSeparated` instead of failing, since its
  /// probabilities are right (0 and 1 to about 1e-8, where terms separate) and a cross-validation
  /// in which one fold happens to be separated can go on; it has no standard errors.
  ///
  /// - Parameters:
  ///   - x: The terms; an intercept is added.
  ///   - classes: The class of each row, from 0.
  ///   - classCount: How many classes there are.
  ///   - weights: How often each row counts, 0 or more; nil for once each.
  ///   - l2: 0 for no penalty.
  ///   - maximumIterations: Newton's method rarely needs more than 20.
  ///   - workers: How many threads.
  /// - Returns: The fit.
  /// - Throws: `ModelError`: `no-rows`, `lengths-differ`, `too-many-terms`, `bad-weight`, `bad-penalty`,
  ///   `bad-class`, `one-class`, `not-finite`, `not-solvable`, `no-linear-algebra`.
  public static func fit(
    _ x: DesignMatrix,
    classes: [Int32],
    classCount: Int,
    weights: [Double]? = nil,
    l2: Double,
    maximumIterations: Int = 100,
    workers: Int = 1
  ) throws(ModelError) -> LogisticFit {
    guard l2 >= 0, l2.isFinite else {
      throw ModelError("bad-penalty", "l2 is \(l2), and must be 0 or a positive number")
    }
    let data = try CheckedData(x, targetCount: classes.count, weights: weights)
    let present = try PresentClasses(classes, count: classCount, data)
    let contrasts = ClassContrasts(classCount: present.numbers.count)
    guard contrasts.count * (x.columnCount + 1) <= CheckedData.columnLimit else {
      throw ModelError(
        "too-many-terms",
        "a logistic model of \(x.columnCount) terms and \(present.numbers.count) classes;"
          + " \(CheckedData.columnLimit) coefficients can be fitted",
        hint: "drop features with many levels, or use lightgbm"
      )
    }
    let rows = try LogisticRows(
      data,
      classes: present.places,
      tolerance: l2 == 0 ? tolerance : nil,
      workers: workers
    )
    let unit = rows.meanWeight * data.weightUnit
    let objective = LogisticObjective(
      rows: rows,
      contrasts: contrasts,
      penalties: rows.deviations.map { l2 / unit / $0 / $0 },
      workers: workers
    )
    let start = Matrix(objective.size, 1)
    for (sum, value) in contrasts.sums(from: present.weights.map { log($0) }).enumerated() {
      start[sum * objective.width, 0] = value
    }
    let search = try NewtonSearch(
      objective,
      from: start,
      limit: maximumIterations,
      mayBeSeparated: l2 == 0
    )
    let fit = try LogisticFit(search, objective, present, classCount: classCount, l2: l2)
    guard fit.isFinite else { throw CheckedData.notFinite("a coefficient") }
    return fit
  }
}

/// The classes that have rows of any weight.
struct PresentClasses {
  /// Ascending.
  let numbers: [Int]
  /// Of each row, the place of its class among those present.
  let places: [Int32]
  /// Of each present class, in `CheckedData.weightUnit`.
  let weights: [Double]

  /// - Throws: `bad-class`, `one-class`.
  init(_ classes: [Int32], count: Int, _ data: CheckedData) throws(ModelError) {
    var sums = [Double](repeating: 0, count: max(0, count))
    for (row, number) in classes.enumerated() {
      guard number >= 0, number < count else {
        throw ModelError("bad-class", "row \(row + 1) has class \(number), of \(count) from 0")
      }
      sums[Int(number)] += data.weights.map { $0[row] } ?? 1
    }
    numbers = sums.indices.filter { sums[$0] > 0 }
    guard numbers.count > 1 else {
      throw ModelError(
        "one-class",
        "all rows are of one class",
        hint: "a logistic model needs rows of two classes or more"
      )
    }
    weights = numbers.map { sums[$0] }
    var place = [Int32](repeating: 0, count: sums.count)
    for (index, number) in numbers.enumerated() { place[number] = Int32(index) }
    // A row of an absent class has no weight: any place does.
    places = classes.map { place[Int($0)] }
  }
}
