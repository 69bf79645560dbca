/// Outcomes of which one is drawn at a time, some more often than others.
struct Odds<Outcome: Sendable>: Sendable {
  let outcomes: [Outcome]
  let weights: [Double]
  private let table: AliasTable

  /// One weight for each outcome; none negative, one positive.
  init(_ outcomes: [Outcome], _ weights: [Double]) {
    precondition(outcomes.count == weights.count, "one weight for each outcome")
    self.outcomes = outcomes
    self.weights = weights
    table = AliasTable(weights)
  }

  /// All outcomes alike.
  init(_ outcomes: [Outcome]) {
    self.init(outcomes, Array(repeating: 1, count: outcomes.count))
  }

  /// The place of the outcome drawn; takes one word.
  @inline(__always)
  func place(_ random: inout RowRandom) -> Int { table.draw(&random) }

  /// The outcome drawn; takes one word.
  @inline(__always)
  func draw(_ random: inout RowRandom) -> Outcome { outcomes[table.draw(&random)] }

  /// The share of an outcome among all that are drawn.
  func share(at place: Int) -> Double { weights[place] / weights.reduce(0, +) }

  func map<Other>(_ transform: (Outcome) -> Other) -> Odds<Other> {
    Odds<Other>(outcomes.map(transform), weights)
  }
}

/// Odds of plain values, drawn for millions of rows: no reference is counted.
struct PlainOdds<Outcome: BitwiseCopyable & Sendable>: Sendable {
  private let owner: SharedElements<Outcome>
  private let outcomes: ElementView<Outcome>
  private let table: AliasTable

  init(_ odds: Odds<Outcome>) {
    owner = SharedElements(odds.outcomes)
    outcomes = owner.view
    table = AliasTable(odds.weights)
  }

  /// The outcome drawn; takes one word.
  @inline(__always)
  func draw(_ random: inout RowRandom) -> Outcome { outcomes[table.draw(&random)] }
}
