import Tables

extension ScaleOptions.Domain {
  /// The domain of two layers that each write their own: from the least to the greatest value, or
  /// the categories of both.
  ///
  /// Nil where they do not write values.
  ///
  /// Source: vega-lite's `compile/scale/domain.ts` (`domainsTieBreaker`): unlike other properties,
  /// written domains of layers are united.
  func united(with other: ScaleOptions.Domain?, isDiscrete: Bool) -> ScaleOptions.Domain? {
    guard case .values(let own) = self, case .values(let more)? = other, own != more else {
      return nil
    }
    if isDiscrete { return .values(own + more.filter { !own.contains($0) }) }
    func place(_ value: Value) -> Double? { value.number ?? value.instant }
    let all = (own + more).filter { place($0) != nil }
    func precedes(_ a: Value, _ b: Value) -> Bool { (place(a) ?? 0) < (place(b) ?? 0) }
    guard let low = all.min(by: precedes), let high = all.max(by: precedes) else { return nil }
    return .values([low, high])
  }
}
