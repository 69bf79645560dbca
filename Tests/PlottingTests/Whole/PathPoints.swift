/// The points that an SVG path goes through: ends of its pieces, not the handles of its curves.
struct PathPoints {
  private(set) var points: [(x: Double, y: Double)] = []
  /// Where pieces begin anew, as indices of `points`.
  private(set) var starts: [Int] = []

  init(_ d: String) {
    var rest = d[...]
    var at = (x: 0.0, y: 0.0)
    var start = at
    func number() -> Double? {
      while let first = rest.first, first == "," || first == " " { rest.removeFirst() }
      var end = rest.startIndex
      var last: Character = " "
      while end < rest.endIndex {
        let next = rest[end]
        let isSign = next == "-" || next == "+"
        let continues =
          next.isNumber || next == "." || next == "e"
          || (isSign && (end == rest.startIndex || last == "e"))
        guard continues else { break }
        last = next
        end = rest.index(after: end)
      }
      defer { rest = rest[end...] }
      return Double(rest[..<end])
    }
    /// How many numbers one piece takes.
    let sizes: [Character: Int] = [
      "M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7,
    ]
    while let letter = rest.first {
      rest.removeFirst()
      guard letter.isLetter else { continue }
      let kind = Character(letter.uppercased())
      let isRelative = letter.isLowercase
      guard kind != "Z" else {
        at = start
        continue
      }
      guard let size = sizes[kind] else { continue }
      var isFirst = true
      while let first = rest.first(where: { $0 != "," && $0 != " " }), !first.isLetter {
        let numbers = (0..<size).compactMap { _ in number() }
        guard numbers.count == size else { return }
        let from = isRelative ? at : (x: 0, y: 0)
        switch kind {
        case "H": at.x = from.x + numbers[0]
        case "V": at.y = from.y + numbers[0]
        default: at = (from.x + numbers[size - 2], from.y + numbers[size - 1])
        }
        if kind == "M", isFirst {
          start = at
          starts.append(points.count)
        }
        points.append(at)
        isFirst = false
      }
    }
  }

  var bounds: (x: Double, y: Double, width: Double, height: Double) {
    let xs = points.map(\.x)
    let ys = points.map(\.y)
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
    else { return (.nan, .nan, .nan, .nan) }
    return (left, top, right - left, bottom - top)
  }
}
