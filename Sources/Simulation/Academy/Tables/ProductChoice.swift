import Tables

/// The products that one student's actions have named so far, in the order in which they were drawn.
///
/// In memory of its own, as looking into an array counts references.
final class ProductChoice {
  private let codes: ByteOdds
  private let prices: FixedMemory<Double>
  private let chosen: UnsafeMutablePointer<Int>
  @exclusivity(unchecked) private(set) var count = 0

  /// - Parameters:
  ///   - shop: Where the products are from.
  ///   - capacity: How many of them a student's actions may name in all.
  init(_ shop: AcademyShop, capacity: Int) {
    codes = shop.codes
    prices = FixedMemory(shop.products.outcomes.map(\.price))
    chosen = .allocate(capacity: max(1, capacity))
  }

  deinit { chosen.deallocate() }

  func removeAll() { count = 0 }

  /// Draws so many different products, which must not be more than there are, and returns their places.
  func choose(_ wanted: Int, _ random: inout RowRandom) -> Range<Int> {
    let start = count
    for _ in 0..<wanted {
      var product = codes.place(&random)
      var tries = 0
      while isChosen(product, from: start) {
        // Where one product has nearly all the weight, drawing would not end: the next one is taken.
        tries += 1
        product = tries < 64 ? codes.place(&random) : (product + 1) % prices.count
      }
      chosen[count] = product
      count += 1
    }
    return start..<count
  }

  private func isChosen(_ product: Int, from start: Int) -> Bool {
    for place in start..<count where chosen[place] == product { return true }
    return false
  }

  func shuffle(_ places: Range<Int>, _ random: inout RowRandom) {
    for place in places.dropFirst() {
      let other = places.lowerBound + random.below(place - places.lowerBound + 1)
      (chosen[place], chosen[other]) = (chosen[other], chosen[place])
    }
  }

  /// Writes the codes of products with commas between them, and returns the sum of their prices.
  func appendCodes(_ places: Range<Int>, to writer: ByteWriter) -> Double {
    var sum = 0.0
    for place in places {
      if place > places.lowerBound { writer.append(UInt8(ascii: ",")) }
      codes.append(chosen[place], to: writer)
      sum += prices.pointer[chosen[place]]
    }
    return sum
  }
}
