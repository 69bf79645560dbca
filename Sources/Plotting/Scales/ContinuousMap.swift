/// Numbers to numbers or colours, in one straight piece or several.
///
/// Source: d3-scale 4 (`continuous`, `sequential`, `diverging`). A piece without length gives the
/// middle of its range.
struct ContinuousMap: Sendable {
  let transform: NumberTransform
  let isIdentity: Bool
  let clamps: Bool
  let rounds: Bool
  /// Transformed ends of the pieces, ascending.
  private let ends: [Double]
  private let isDescending: Bool
  /// One more than there are pieces; empty for a blend.
  private let numbers: [Double]
  private let blend: ColourBlend?

  init(_ definition: ScaleDefinition, domain: [Double], output: ScaleOutput) {

    isIdentity = definition.type == .identity
    clamps = definition.clamp
    rounds = definition.round
    var used = domain
    switch output {
    case .numbers(let range):
      let count = min(domain.count, range.count)
      used = Array(domain.prefix(count))
      isDescending = (used.last ?? 0) < (used.first ?? 0)
      let kept = Array(range.prefix(count))
      numbers = isDescending ? kept.reversed() : kept
      blend = nil
    case .blend(let colours):
      isDescending = (used.last ?? 0) < (used.first ?? 0)
      numbers = []
      blend = colours
    default:
      isDescending = false
      numbers = []
      blend = nil
    }
    let transform = definition.transform(of: domain)
    self.transform = transform
    let transformed = used.map { transform($0) }
    ends = isDescending ? transformed.reversed() : transformed
  }

  /// The piece that a value falls into, and how far in it: below 0 and above 1 outside the domain.
  @inline(__always)
  private func place(_ value: Double) -> (piece: Int, part: Double) {
    let last = ends.count - 1
    guard last > 0 else { return (0, .nan) }
    var value = transform(value)
    if clamps { value = min(max(value, ends[0]), ends[last]) }
    var piece = 0
    while piece < last - 1, value >= ends[piece + 1] { piece += 1 }
    let length = ends[piece + 1] - ends[piece]
    return (piece, length == 0 ? 0.5 : (value - ends[piece]) / length)
  }

  func number(_ value: Double) -> Double {
    if isIdentity { return value }
    guard !value.isNaN, !numbers.isEmpty else { return .nan }
    let (piece, part) = place(value)
    guard part.isFinite else { return .nan }
    let result = numbers[piece] * (1 - part) + numbers[piece + 1] * part
    return rounds ? (result + 0.5).rounded(.down) : result
  }

  func colour(_ value: Double) -> Colour? {
    guard let blend, !value.isNaN, ends.count > 1 else { return nil }
    let part = fraction(value)
    return part.isNaN ? nil : blend.colour(at: part)
  }

  func paint(_ value: Double) -> Paint { colour(value)?.paint ?? .none }

  /// How far along the whole domain a value is, each piece an equal part of it.
  func fraction(_ value: Double) -> Double {
    let (piece, part) = place(value)
    let fraction = (Double(piece) + part) / Double(max(1, ends.count - 1))
    return isDescending ? 1 - fraction : fraction
  }

  /// The value that a number stands for; NaN where there is none.
  func inverse(_ number: Double) -> Double {
    if isIdentity { return number }
    guard numbers.count > 1 else { return .nan }
    let isRising = numbers[numbers.count - 1] >= numbers[0]
    var piece = isRising ? 0 : numbers.count - 2
    if isRising {
      while piece < numbers.count - 2, number >= numbers[piece + 1] { piece += 1 }
    } else {
      while piece > 0, number >= numbers[piece] { piece -= 1 }
    }
    let length = numbers[piece + 1] - numbers[piece]
    let part = length == 0 ? 0.5 : (number - numbers[piece]) / length
    return transform.inverse(ends[piece] * (1 - part) + ends[piece + 1] * part)
  }
}
