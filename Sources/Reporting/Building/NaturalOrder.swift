/// The order in which people look for names: `week 2` before `week 10`, a folder's files together.
///
/// It depends on no language of the system, so that a page made of it is the same everywhere.
enum NaturalOrder {
  /// Whether a path stands before another; the parts between slashes are compared one by one.
  static func precedes(_ a: String, _ b: String) -> Bool {
    let left = a.split(separator: "/"), right = b.split(separator: "/")
    for (one, two) in zip(left, right) where one != two {
      switch compare(Array(one.lowercased()), Array(two.lowercased())) {
      case 0: return one < two
      case let order: return order < 0
      }
    }
    return left.count == right.count ? a < b : left.count < right.count
  }

  /// Below, above or equal to zero as `a` stands before, after or beside `b`.
  private static func compare(_ a: [Character], _ b: [Character]) -> Int {
    var i = 0, j = 0
    while i < a.count, j < b.count {
      let one = digits(a[i...]), two = digits(b[j...])
      if !one.isEmpty, !two.isEmpty {
        // Numbers of any length: without leading zeros the longer is the larger.
        let (x, y) = (one.drop { $0 == "0" }, two.drop { $0 == "0" })
        if x.count != y.count { return x.count - y.count }
        if let (p, q) = zip(x, y).first(where: { $0 != $1 }) { return p < q ? -1 : 1 }
        i += one.count
        j += two.count
      } else if a[i] == b[j] {
        i += 1
        j += 1
      } else {
        return a[i] < b[j] ? -1 : 1
      }
    }
    return (a.count - i) - (b.count - j)
  }

  private static func digits(_ text: ArraySlice<Character>) -> ArraySlice<Character> {
    text.prefix { $0.isASCII && $0.isNumber }
  }
}
