/// SVG path data that a specification gives as the shape of points.
///
/// Only commands and numbers that could be read are written again, so nothing else of the text
/// reaches the page. Grammar: https://www.w3.org/TR/SVG2/paths.html#PathDataBNF.
struct SymbolPath: Sendable, Equatable {
  private struct Command: Sendable, Equatable {
    let letter: UInt8
    let numbers: [Double]
  }

  private var commands: [Command] = []

  /// Nil for text that is not path data, or draws nothing.
  init?(_ text: String) {
    var reader = Reader(bytes: Array(text.utf8))
    var letter: UInt8?
    while true {
      reader.skipSpace()
      guard let next = reader.next else { break }
      if Self.count(of: next) != nil {
        letter = next
        reader.place += 1
        if Self.count(of: next) == 0 {
          commands.append(Command(letter: next, numbers: []))
          letter = nil
          continue
        }
      }
      guard let current = letter, let count = Self.count(of: current), count > 0 else { return nil }
      var numbers: [Double] = []
      for index in 0..<count {
        // The two flags of an arc may stand without a space between them.
        let isFlag = count == 7 && (index == 3 || index == 4)
        guard let number = isFlag ? reader.flag() : reader.number() else { return nil }
        numbers.append(number)
      }
      commands.append(Command(letter: current, numbers: numbers))
      // What follows a move without a letter of its own is a line.
      if current == UInt8(ascii: "M") { letter = UInt8(ascii: "L") }
      if current == UInt8(ascii: "m") { letter = UInt8(ascii: "l") }
    }
    guard let first = commands.first?.letter, first | 0x20 == UInt8(ascii: "m") else { return nil }
  }

  /// Appends the path around a place, `scale` pixels for each of its units.
  func append(scale: Double, at place: Point, to path: inout PathData) {
    var bytes: [UInt8] = []
    for (position, command) in commands.enumerated() {
      bytes.append(command.letter)
      let isRelative = command.letter & 0x20 != 0 && position > 0
      for (index, number) in command.numbers.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        let kind = Self.kind(of: command.letter, index)
        let offset =
          switch kind {
          case .x where !isRelative: place.x
          case .y where !isRelative: place.y
          default: 0.0
          }
        let factor =
          switch kind {
          case .angle, .flag: 1.0
          default: scale
          }
        Coordinate.append(number * factor + offset, to: &bytes)
      }
    }
    path.append(bytes)
  }

  private enum Kind { case x, y, radius, angle, flag }

  private static func kind(of letter: UInt8, _ index: Int) -> Kind {
    switch letter | 0x20 {
    case UInt8(ascii: "h"): .x
    case UInt8(ascii: "v"): .y
    case UInt8(ascii: "a"): [.radius, .radius, .angle, .flag, .flag, .x, .y][index]
    default: index.isMultiple(of: 2) ? .x : .y
    }
  }

  /// How many numbers a command takes; nil for what is no command.
  private static func count(of letter: UInt8) -> Int? {
    switch letter | 0x20 {
    case UInt8(ascii: "m"), UInt8(ascii: "l"), UInt8(ascii: "t"): 2
    case UInt8(ascii: "h"), UInt8(ascii: "v"): 1
    case UInt8(ascii: "c"): 6
    case UInt8(ascii: "s"), UInt8(ascii: "q"): 4
    case UInt8(ascii: "a"): 7
    case UInt8(ascii: "z"): 0
    default: nil
    }
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipSpace() {
      while let byte = next, byte == 0x20 || byte == 0x2C || (9...13).contains(byte) { place += 1 }
    }

    mutating func flag() -> Double? {
      skipSpace()
      guard let byte = next, byte == UInt8(ascii: "0") || byte == UInt8(ascii: "1") else {
        return nil
      }
      place += 1
      return byte == UInt8(ascii: "1") ? 1 : 0
    }

    /// A number ends where another sign or a second point begins: `.5-.3.2` are three.
    mutating func number() -> Double? {
      skipSpace()
      let start = place
      if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { place += 1 }
      skipDigits()
      if next == UInt8(ascii: ".") {
        place += 1
        skipDigits()
      }
      if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
        place += 1
        if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { place += 1 }
        skipDigits()
      }
      guard let value = Double(String(decoding: bytes[start..<place], as: UTF8.self)),
        value.isFinite
      else { return nil }
      return value
    }

    private mutating func skipDigits() {
      while let byte = next, (48...57).contains(byte) { place += 1 }
    }
  }
}
