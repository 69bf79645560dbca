import Tables

/// A function of the expression language.
struct Function: Sendable {
  typealias Values = @Sendable ([Value], Context) throws(Complaint) -> Value
  typealias Preparation = @Sendable (Value) throws(Complaint) -> Values

  enum Body: Sendable {
    /// A function of one number.
    case math(@Sendable (Double) -> Double)
    case values(Values)
    /// A function whose argument at `position` (null when left out) can be read once, when it is
    /// a literal: a format or a pattern.
    case prepared(position: Int, Preparation)
  }

  let name: String
  /// How many arguments it takes.
  let arguments: ClosedRange<Int>
  let body: Body

  /// As many arguments as the author likes.
  static let anyNumber = 0...Int.max

  init(_ name: String, _ arguments: ClosedRange<Int>, _ body: @escaping Values) {
    self.name = name
    self.arguments = arguments
    self.body = .values(body)
  }

  init(_ name: String, number: @escaping @Sendable (Double) -> Double) {
    self.name = name
    arguments = 1...1
    body = .math(number)
  }

  init(
    _ name: String,
    _ arguments: ClosedRange<Int>,
    preparing position: Int,
    _ prepare: @escaping Preparation
  ) {
    self.name = name
    self.arguments = arguments
    body = .prepared(position: position, prepare)
  }
}

/// Why a function cannot take its arguments; facts, put in words by `ExpressionDiagnostics`.
struct Complaint: Error {
  enum Reason {
    /// What the function needs there, as a noun phrase, and what it was given.
    case needs(String, given: Value)
    case format(FormatError)
    case pattern(PatternError)
    /// A result of more than so many elements or characters.
    case tooLong(Int)
    /// A function of chance outside a chart.
    case chance
  }

  /// Which argument, from 0; nil for the whole call.
  let argument: Int?
  let reason: Reason
}

/// All functions by name.
enum FunctionLibrary {
  static let functions: [String: Function] = Dictionary(
    (math + statistics + chance + sequences + texts + patterns + types + dateParts + dates
      + formats + colours)
      .map { ($0.name, $0) }
  ) { first, _ in first }

  static let names: [String] = functions.keys.sorted() + ["if"]

  /// Functions of Vega that a report does not have, each with its reason.
  static let refused: [String: RefusalReason] = ["now": .clock]

  /// Functions of chance: charts have them, with the same numbers at every drawing; prose does not,
  /// where one that is written anew would change all that come after it.
  static let chanceNames: Set<String> = Set(chance.map(\.name))

  enum RefusalReason { case clock, chance }

  /// The longest list or text that a function makes.
  static let lengthLimit = 10_000_000
}
