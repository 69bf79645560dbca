import Tables

/// Writes students' actions on the site, a column each.
final class TransactionRows {
  /// Products that lie together in a cart, or leave it together.
  private struct Cart {
    /// Where in `chosen`.
    var products: Range<Int>
    /// When they were put in or leave, in whole minutes since 1970-01-01.
    var time: Int
  }

  private let configuration: AcademyConfiguration
  private let ids: UserIDs
  // What each row draws from, here once more: taken out of the configuration's structs, each draw
  // would count references to them.
  private let sources: ByteOdds
  private let media: ByteOdds
  private let campaigns: ByteOdds
  private let terms: [ByteOdds]
  private let sitePaths: ByteOdds
  private let levels: ByteOdds
  private let schoolYears: ByteOdds
  private let productCodes: ByteOdds
  private let courses: ByteOdds
  private let actionKinds: Odds<AcademyActions.Kind>
  private let services: Odds<Double>
  private let productCounts: Odds<Int>
  private let prices: [Double]
  private let cartURL: [UInt8]
  private let cartPath: [UInt8]
  private let idColumn = BytesBuilder()
  private let shortSessions = BytesBuilder()
  private let longSessions = BytesBuilder()
  private let urls = BytesBuilder()
  private let paths = BytesBuilder()
  private let kinds = BytesBuilder()
  private let statuses = BytesBuilder()
  private let amounts = FixedWidthBuilder<Double>()
  private let codes = BytesBuilder()
  private let times = FixedWidthBuilder<Int64>()

  private let id = ByteWriter(capacity: 64)
  @exclusivity(unchecked) private var session: (UInt64, UInt64) = (0, 0)
  /// The products of the action being made, and of all carts of the student.
  @exclusivity(unchecked) private var chosen: [Int] = []
  @exclusivity(unchecked) private var carts: [Cart] = []
  @exclusivity(unchecked) private var leaving: [Cart] = []

  init(_ configuration: AcademyConfiguration, _ ids: UserIDs) {
    self.configuration = configuration
    self.ids = ids
    let site = configuration.site
    (sources, media, campaigns, terms) = (site.sources, site.media, site.campaigns, site.terms)
    (sitePaths, levels, cartURL, cartPath) = (site.paths, site.levels, site.cartURL, site.cartPath)
    schoolYears = configuration.people.schoolYears
    let shop = configuration.shop
    (productCodes, courses, services) = (shop.codes, shop.courses, shop.services)
    prices = shop.products.outcomes.map(\.price)
    actionKinds = configuration.actions.kinds
    productCounts = configuration.actions.productCounts
  }

  /// All actions of a student: first those on the site, then those in the cart, neither by time.
  ///
  /// What the formulas leave open follows the original's records: times count from a first visit
  /// some hours after the registration; an action a day or more after the visit has a session of its
  /// own, any other one that of the action before; each action in the cart has its own.
  func append(_ index: Int) {
    let student = configuration.student(index)
    let holder = configuration.recordOfUserID(student)
    id.removeAll()
    ids.append(holder.index, holder.locale, to: id)
    chosen.removeAll(keepingCapacity: true)
    carts.removeAll(keepingCapacity: true)
    var random = configuration.random(.actions, of: index)
    let actions = configuration.actions
    let visit = student.registered + random.below(actions.visitHours * 60)
    for action in 0..<actions.count {
      let minutes = random.below(actions.hours * 60)
      if action == 0 || minutes >= 1_440 { session = (random.next(), random.next()) }
      appendAction(student, time: visit + minutes, &random)
    }
    appendCarts(&random)
  }

  private func appendAction(_ student: AcademyStudent, time: Int, _ random: inout RowRandom) {
    let kind = actionKinds.draw(&random)
    let paid = services.draw(&random)
    let start = chosen.count
    if paid > 0 { choose(productCounts.draw(&random), &random) }
    let products = start..<chosen.count
    if kind == .addCart { carts.append(Cart(products: products, time: time)) }
    let url = urls.bytes
    sources.append(to: url, &random)
    media.append(to: url, &random)
    campaigns.append(to: url, &random)
    terms[student.locale.place].append(to: url, &random)
    urls.endElement()
    let path = paths.bytes
    sitePaths.append(to: path, &random)
    courses.append(to: path, &random)
    path.append(UInt8(ascii: "-"))
    schoolYears.append(student.age, to: path)
    path.append(UInt8(ascii: "-"))
    levels.append(to: path, &random)
    paths.endElement()
    switch kind {
    case .addCart: kinds.bytes.append("add_cart")
    case .view: kinds.bytes.append("view")
    case .purchase: kinds.bytes.append("purchase")
    }
    appendRest(products, paid: paid, time: time, &random)
  }

  /// Puts different products at the end of `chosen`.
  private func choose(_ count: Int, _ random: inout RowRandom) {
    let start = chosen.count
    for _ in 0..<count {
      var product = courses.place(&random)
      var tries = 0
      while chosen[start...].contains(product) {
        // Where one product has nearly all the weight, the lot would not end: the next one is taken.
        tries += 1
        product =
          tries < 64
          ? courses.place(&random)
          : (product + 1) % prices.count
      }
      chosen.append(product)
    }
  }

  /// What becomes of the carts, in an order by lot.
  ///
  /// As in the original's records, the products of a cart leave it in one action or in one each, and
  /// what was booked as a book or as advice is bought at the full price.
  private func appendCarts(_ random: inout RowRandom) {
    let actions = configuration.actions
    leaving.removeAll(keepingCapacity: true)
    for cart in carts {
      let isTogether = cart.products.count < 2 || random.unit() < actions.leavesTogether
      if isTogether {
        for place in cart.products.dropFirst() {
          chosen.swapAt(
            place,
            cart.products.lowerBound + random.below(place - cart.products.lowerBound + 1)
          )
        }
        leaving.append(
          Cart(products: cart.products, time: cart.time + random.below(actions.cartHours * 60))
        )
      } else {
        for place in cart.products {
          leaving.append(
            Cart(
              products: place..<place + 1,
              time: cart.time + random.below(actions.cartHours * 60)
            )
          )
        }
      }
    }
    for place in leaving.indices.dropFirst() { leaving.swapAt(place, random.below(place + 1)) }
    for cart in leaving {
      session = (random.next(), random.next())
      urls.bytes.append(cartURL)
      urls.endElement()
      paths.bytes.append(cartPath)
      paths.endElement()
      if random.unit() < actions.isBought {
        kinds.bytes.append("purchase")
      } else {
        kinds.bytes.append("remove_cart")
      }
      appendRest(cart.products, paid: 1, time: cart.time, &random)
    }
  }

  private func appendRest(
    _ products: Range<Int>,
    paid: Double,
    time: Int,
    _ random: inout RowRandom
  ) {
    kinds.endElement()
    id.withUnsafeBytes { idColumn.append(bytes: $0) }
    // The first 8 and the last 12 digits of a UUID are random in all of them.
    shortSessions.bytes.append(hexadecimal: UInt32(truncatingIfNeeded: session.0))
    shortSessions.endElement()
    longSessions.bytes.append(hexadecimal: UInt32(truncatingIfNeeded: session.0 &>> 32))
    longSessions.bytes.append(hexadecimal: UInt32(truncatingIfNeeded: session.1), digits: 4)
    longSessions.endElement()
    if random.unit() < configuration.errorShare {
      statuses.bytes.append("ERROR")
    } else {
      statuses.bytes.append("SUCCESS")
    }
    statuses.endElement()
    var sum = 0.0
    for place in products {
      if place > products.lowerBound { codes.bytes.append(UInt8(ascii: ",")) }
      productCodes.append(chosen[place], to: codes.bytes)
      sum += prices[chosen[place]]
    }
    codes.endElement()
    amounts.append((sum * paid).rounded())
    times.append(Int64(time) * 60_000_000)
  }

  func finish() -> Batch {
    let transaction = Column.structure(
      Array(zip(AcademySchemas.transaction, [amounts.finish(), codes.finish(), times.time()]))
        .map { (field: $0, values: $1) }
    )
    let columns = [
      idColumn.finish(), shortSessions.finish(), longSessions.finish(), urls.finish(),
      paths.finish(), kinds.finish(), statuses.finish(), transaction,
    ]
    return Batch(schema: AcademySchemas.transactions, columns: columns, rowCount: columns[0].count)
  }
}
