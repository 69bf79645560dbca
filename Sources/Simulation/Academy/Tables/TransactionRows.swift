import Tables

/// Writes students' actions on the site.
///
/// What the formulas leave open follows the original's records, all of which fit this account: times
/// count from a first visit some hours after the registration; an action a day or more after the visit
/// has a session of its own, any other one that of the action before. What was put in the cart leaves
/// it at its full price, be it a lecture or a book, the products of one cart together or one by one in
/// actions with a session each, in an order by lot.
final class TransactionRows {
  /// Products that lie together in a cart, or leave it together.
  private struct Cart {
    let products: Range<Int>
    /// When they were put in or leave, in whole minutes since 1970-01-01.
    let time: Int
  }

  private let configuration: AcademyConfiguration
  private let ids: UserIDs
  private let site: SiteOdds
  private let kinds: PlainOdds<AcademyActions.Kind>
  private let services: PlainOdds<Double>
  private let productCounts: PlainOdds<Int>
  private let columns: TransactionColumns
  private let products: ProductChoice
  private let id = ByteWriter(capacity: 64)
  @exclusivity(unchecked) private var session: (UInt64, UInt64) = (0, 0)
  @exclusivity(unchecked) private var carts: [Cart] = []
  @exclusivity(unchecked) private var leaving: [Cart] = []

  init(_ configuration: AcademyConfiguration, _ ids: UserIDs, capacity: Int) {
    self.configuration = configuration
    self.ids = ids
    let actions = configuration.actions
    columns = TransactionColumns(capacity: capacity)
    (kinds, productCounts) = (PlainOdds(actions.kinds), PlainOdds(actions.productCounts))
    services = PlainOdds(configuration.shop.services)
    site = SiteOdds(configuration)
    products = ProductChoice(
      configuration.shop,
      capacity: actions.count * (actions.productCounts.outcomes.max() ?? 1)
    )
  }

  /// All actions of a student: first those on the site, then those in the cart, neither by time.
  func append(_ index: Int) {
    let student = configuration.student(index)
    let holder = configuration.recordOfUserID(student)
    id.removeAll()
    ids.append(holder.index, holder.locale, to: id)
    products.removeAll()
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
    let kind = kinds.draw(&random)
    let paid = services.draw(&random)
    let named = products.choose(paid > 0 ? productCounts.draw(&random) : 0, &random)
    columns.action._withUnsafeGuaranteedRef { action in
      switch kind {
      case .addCart: action.append("add_cart")
      case .view: action.append("view")
      case .purchase: action.append("purchase")
      }
    }
    if kind == .addCart { carts.append(Cart(products: named, time: time)) }
    columns.url._withUnsafeGuaranteedRef { site.appendURL(student, to: $0, &random) }
    columns.path._withUnsafeGuaranteedRef { site.appendPath(student, to: $0, &random) }
    endRow(named, paid: paid, time: time, &random)
  }

  private func appendCarts(_ random: inout RowRandom) {
    leaving.removeAll(keepingCapacity: true)
    for cart in carts {
      if cart.products.count < 2 || random.unit() < configuration.actions.leavesTogether {
        products.shuffle(cart.products, &random)
        leave(cart.products, cart, &random)
      } else {
        for place in cart.products { leave(place..<place + 1, cart, &random) }
      }
    }
    for place in leaving.indices.dropFirst() { leaving.swapAt(place, random.below(place + 1)) }
    for cart in leaving {
      session = (random.next(), random.next())
      let isBought = random.unit() < configuration.actions.isBought
      columns.action._withUnsafeGuaranteedRef {
        if isBought { $0.append("purchase") } else { $0.append("remove_cart") }
      }
      site.appendCart(
        url: columns.url.takeUnretainedValue(),
        path: columns.path.takeUnretainedValue()
      )
      endRow(cart.products, paid: 1, time: cart.time, &random)
    }
  }

  private func leave(_ products: Range<Int>, _ cart: Cart, _ random: inout RowRandom) {
    let minutes = random.below(configuration.actions.cartHours * 60)
    leaving.append(Cart(products: products, time: cart.time + minutes))
  }

  @inline(__always)
  private func endRow(
    _ named: Range<Int>,
    paid: Double,
    time: Int,
    _ random: inout RowRandom
  ) {
    let price = products.appendCodes(named, to: columns.code)
    columns.endRow(
      id: id,
      session: session,
      isError: random.unit() < configuration.errorShare,
      amount: (price * paid).rounded(),
      time: time
    )
  }

  func finish() -> Batch { columns.finish() }
}
