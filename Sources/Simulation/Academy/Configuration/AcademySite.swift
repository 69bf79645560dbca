import Diagnostics
import Options

/// What students do on the site, and when.
struct AcademyActions: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case addCart = "add_cart"
    case view, purchase
  }

  /// Of each student, besides what happens in the cart.
  let count: Int
  let kinds: Odds<Kind>
  let visitHours: Int
  let hours: Int
  /// How many products an action names.
  let productCounts: Odds<Int>
  let leavesTogether: Double
  let isBought: Double
  let cartHours: Int
}

extension AcademyActions {
  init(_ reader: inout FigureReader, products: Int) {
    count = reader.integer("count", in: 0...1_000)
    kinds = reader.odds("kinds", known: Kind.allCases.map(\.rawValue))
      .map { Kind(rawValue: $0.value) ?? .view }
    visitHours = reader.integer("visit", in: 1...100_000)
    hours = reader.integer("hours", in: 1...100_000)
    productCounts = Self.productCounts(&reader, products: products)
    (leavesTogether, isBought, cartHours) = reader.section("cart") { cart in
      (cart.share("together"), cart.share("bought"), cart.integer("hours", in: 1...100_000))
    }
  }

  private static func productCounts(_ reader: inout FigureReader, products: Int) -> Odds<Int> {
    let odds = reader.odds("products")
    return odds.map { key in
      guard let count = Int(key.value), count > 0 else {
        if !key.value.isEmpty {
          reader.complain(
            .figureOutOfRange("products", "whole numbers from 1 on", "'\(key.value)'", at: key.span)
          )
        }
        return 1
      }
      if count > products { reader.complain(.tooFewProducts(count, of: products, at: key.span)) }
      return min(count, products)
    }
  }
}

/// Where an action comes from and leads to: pieces of `url` and `path`.
struct AcademySite: Sendable {
  /// `https://www.visangstudy.com?utm_source=…&utm_medium=`, and so on to `&utm_term=`.
  let sources: ByteOdds
  let media: ByteOdds
  let campaigns: ByteOdds
  /// In the order of `AcademyLocale.allCases`.
  let terms: [ByteOdds]
  /// Up to and with `search_=`.
  let paths: ByteOdds
  let levels: ByteOdds
  let cartURL: [UInt8]
  let cartPath: [UInt8]
}

extension AcademySite {
  init(_ reader: inout FigureReader) {
    let url = reader.text("url")?.value ?? ""
    (cartURL, cartPath) = reader.section("cart") { cart in
      (Array((cart.text("url")?.value ?? "").utf8), Array((cart.text("path")?.value ?? "").utf8))
    }
    sources = ByteOdds(
      reader.odds("sources").map { "\(url)?utm_source=\($0.value)&utm_medium=" }
    )
    media = ByteOdds(reader.odds("media").map { "\($0.value)&utm_campaign=" })
    campaigns = ByteOdds(reader.odds("campaigns").map { "\($0.value)&utm_term=" })
    paths = ByteOdds(reader.odds("paths").map { "\($0.value)?search_=" })
    levels = ByteOdds(reader.odds("levels").map(\.value))
    terms = reader.section("terms") { terms in
      AcademyLocale.allCases.map { ByteOdds(Odds(terms.texts($0.rawValue))) }
    }
  }
}
