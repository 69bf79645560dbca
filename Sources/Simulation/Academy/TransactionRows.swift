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
  private let prices: FixedMemory<Double>
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

  // Where the pieces of an element go: the writers of the builders above, held here for the same reason
  // as what is drawn from.
  private let url: ByteWriter
  private let path: ByteWriter
  private let kind: ByteWriter
  private let status: ByteWriter
  private let code: ByteWriter
  private let shortSession: ByteWriter
  private let longSession: ByteWriter

  private let id = ByteWriter(capacity: 64)
  @exclusivity(unchecked) private var session: (UInt64, UInt64) = (0, 0)
  /// The products that the student's actions have named so far; memory, as an array would count a
  /// reference each time one is looked up.
  private let chosen: UnsafeMutablePointer<Int>
  @exclusivity(unchecked) private var chosenCount = 0
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
    prices = FixedMemory(shop.products.outcomes.map(\.price))
    actionKinds = configuration.actions.kinds
    productCounts = configuration.actions.productCounts
    (url, path, kind, status) = (urls.bytes, paths.bytes, kinds.bytes, statuses.bytes)
    (code, shortSession, longSession) = (codes.bytes, shortSessions.bytes, longSessions.bytes)
    let mostProducts = productCounts.outcomes.max() ?? 1
    chosen = .allocate(capacity: max(1, configuration.actions.count * mostProducts))
  }

  deinit { chosen.deallocate() }

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
    chosenCount = 0
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
    let action = actionKinds.draw(&random)
    let paid = services.draw(&random)
    let start = chosenCount
    if paid > 0 { choose(productCounts.draw(&random), &random) }
    let products = start..<chosenCount
    if action == .addCart { carts.append(Cart(products: products, time: time)) }
    sources.append(to: url, &random)
    media.append(to: url, &random)
    campaigns.append(to: url, &random)
    terms[student.locale.place].append(to: url, &random)
    urls.endElement()
    sitePaths.append(to: path, &random)
    courses.append(to: path, &random)
    path.append(UInt8(ascii: "-"))
    schoolYears.append(student.age, to: path)
    path.append(UInt8(ascii: "-"))
    levels.append(to: path, &random)
    paths.endElement()
    switch action {
    case .addCart: kind.append("add_cart")
    case .view: kind.append("view")
    case .purchase: kind.append("purchase")
    }
    appendRest(products, paid: paid, time: time, &random)
  }

  /// Puts different products at the end of `chosen`.
  private func choose(_ count: Int, _ random: inout RowRandom) {
    let start = chosenCount
    for _ in 0..<count {
      var product = courses.place(&random)
      var tries = 0
      while isChosen(product, from: start) {
        // Where one product has nearly all the weight, the lot would not end: the next one is taken.
        tries += 1
        product =
          tries < 64
          ? courses.place(&random)
          : (product + 1) % prices.count
      }
      chosen[chosenCount] = product
      chosenCount += 1
    }
  }

  private func isChosen(_ product: Int, from start: Int) -> Bool {
    for place in start..<chosenCount where chosen[place] == product { return true }
    return false
  }

  /// What becomes of the carts, in an order by lot.
  ///
  /// As in the original's records, the products of a cart leave it in one action or in one each, and
  /// what was booked as a book or as advice is bought at the full price.
  private func appendCarts(_ random: inout RowRandom) {
    let actions = configuration.actions
    leaving.removeAll(keepingCapacity: true)
    for cart in carts {
      if cart.products.count < 2 || random.unit() < actions.leavesTogether {
        shuffle(cart.products, &random)
        leave(cart.products, cart, &random)
      } else {
        for place in cart.products { leave(place..<place + 1, cart, &random) }
      }
    }
    for place in leaving.indices.dropFirst() { leaving.swapAt(place, random.below(place + 1)) }
    for cart in leaving {
      session = (random.next(), random.next())
      url.append(cartURL)
      urls.endElement()
      path.append(cartPath)
      paths.endElement()
      if random.unit() < actions.isBought {
        kind.append("purchase")
      } else {
        kind.append("remove_cart")
      }
      appendRest(cart.products, paid: 1, time: cart.time, &random)
    }
  }

  private func leave(_ products: Range<Int>, _ cart: Cart, _ random: inout RowRandom) {
    let minutes = random.below(configuration.actions.cartHours * 60)
    leaving.append(Cart(products: products, time: cart.time + minutes))
  }

  private func shuffle(_ products: Range<Int>, _ random: inout RowRandom) {
    for place in products.dropFirst() {
      let other = products.lowerBound + random.below(place - products.lowerBound + 1)
      (chosen[place], chosen[other]) = (chosen[other], chosen[place])
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
    shortSession.append(hexadecimal: UInt32(truncatingIfNeeded: session.0))
    shortSessions.endElement()
    longSession.append(hexadecimal: UInt32(truncatingIfNeeded: session.0 &>> 32))
    longSession.append(hexadecimal: UInt32(truncatingIfNeeded: session.1), digits: 4)
    longSessions.endElement()
    if random.unit() < configuration.errorShare {
      status.append("ERROR")
    } else {
      status.append("SUCCESS")
    }
    statuses.endElement()
    var sum = 0.0
    for place in products {
      if place > products.lowerBound { code.append(UInt8(ascii: ",")) }
      productCodes.append(chosen[place], to: code)
      sum += prices.pointer[chosen[place]]
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
