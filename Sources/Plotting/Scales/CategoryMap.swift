import Tables

/// Categories by their place in the domain.
struct CategoryMap: Sendable {
  private let places: [Level: Int]
  /// Numbers and instants are one kind, as they are in JavaScript.
  private let numbers: [Double: Int]
  private let null: Int?
  let count: Int

  init(_ levels: [Level]) {
    var places: [Level: Int] = [:]
    var numbers: [Double: Int] = [:]
    for (index, level) in levels.enumerated() {
      switch level {
      case .number(let number), .instant(let number):
        if numbers[number] == nil { numbers[number] = index }
      default: if places[level] == nil { places[level] = index }
      }
    }
    self.places = places
    self.numbers = numbers
    null = places[.null]
    count = levels.count
  }

  /// The place of a category; nil for one that the domain lacks.
  func index(of level: Level) -> Int? {
    switch level {
    case .number(let number), .instant(let number): index(of: number)
    default: places[level]
    }
  }

  func index(of number: Double) -> Int? { number.isNaN ? null : numbers[number] }
}
