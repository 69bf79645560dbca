import Diagnostics
import Options
import Tables

/// What can be bought.
struct AcademyShop: Sendable {
  struct Product: Sendable {
    /// As in `amtmt02`.
    let code: String
    /// As in `mt02`, the course that the product is about.
    let course: String
    /// In won.
    let price: Double
  }

  /// All products that are ever drawn; a subject's share is spread evenly over its courses.
  let products: Odds<Product>
  /// Their codes and courses as bytes, drawn and placed as `products`.
  let codes: ByteOdds
  let courses: ByteOdds
  /// What part of its price a product is bought for; 0 where no product is named.
  let services: Odds<Double>
}

extension AcademyShop {
  /// Reads the keys `subjects` and `services`.
  init(_ reader: inout FigureReader) {
    products = Self.products(&reader)
    codes = ByteOdds(products.map(\.code))
    courses = ByteOdds(products.map(\.course))
    services = Self.services(&reader)
  }

  private static func services(_ reader: inout FigureReader) -> Odds<Double> {
    var prices: [Double] = []
    let weights = weighted("services", "service", &reader) { service, _ in
      prices.append(service.number("price", in: 0...100, "between 0 and 100"))
    }
    return prices.isEmpty ? Odds([1]) : Odds(prices, weights)
  }

  private static func products(_ reader: inout FigureReader) -> Odds<Product> {
    var subjects: [[Product]] = []
    let weights = weighted("subjects", "subject", &reader) { subject, name in
      let letter = subject.text("letter")?.value ?? ""
      subjects.append(
        prices(&subject, of: name).enumerated().map { index, price in
          let course = name + (index < 9 ? "0" : "") + "\(index + 1)"
          return Product(code: letter + name + course, course: course, price: price)
        }
      )
    }
    let all = zip(subjects, weights).flatMap { products, weight in
      weight > 0 ? products.map { ($0, weight / Double(products.count)) } : []
    }
    guard !all.isEmpty else { return Odds([Product(code: "", course: "", price: 0)]) }
    return Odds(all.map(\.0), all.map(\.1))
  }

  private static func prices(_ subject: inout FigureReader, of name: String) -> [Double] {
    guard let node = subject.reader.node["prices"], case .sequence(let items) = node.content else {
      return subject.numbers("prices", in: 0...1e9, "between 0 and 1000000000")
    }
    _ = subject.node("prices")
    let isPriced = !items.isEmpty && items.allSatisfy { $0.kindName != "nothing" }
    guard isPriced, items.count <= 99 else {
      subject.complain(
        isPriced
          ? .figureOutOfRange("prices", "at most 99 prices", "\(items.count)", at: node.span)
          : .noPrice(name, at: node.span)
      )
      return [0]
    }
    return subject.numbers("prices", in: 0...1e9, "between 0 and 1000000000")
  }

  /// The weights of a mapping of mappings, each of which `read` reads the rest of.
  private static func weighted(
    _ key: String,
    _ kind: String,
    _ reader: inout FigureReader,
    _ read: (inout FigureReader, String) -> Void
  ) -> [Double] {
    guard let node = reader.node(key) else { return [] }
    guard case .mapping(let entries) = node.content else {
      reader.complain(.wrongFigure(key, "a mapping", node))
      return []
    }
    if entries.isEmpty { reader.complain(.emptyFigures(key, kind, at: node.span)) }
    var weights: [(name: String, node: OptionNode)] = []
    for entry in entries {
      let name = entry.key.value
      reader.section(entry.node, "\(kind) '\(name)'") { inner in
        read(&inner, name)
        weights.append(
          (name, inner.node("weight") ?? OptionNode(.value(.int(1)), at: entry.node.span))
        )
      }
    }
    return reader.weights(weights, of: key, at: node.span)
  }
}
