/// A chart in two runs.
public struct ChartChange: Codable, Hashable, Sendable {
  public enum State: String, Codable, Hashable, Sendable {
    case added, removed
    /// The drawing changed.
    case changed
    /// The drawing is the same, the caption is not.
    case recaptioned
    case same
  }

  /// The id of its figure in the newer page, or in the older one when it is gone: `fig-monthly`.
  public var anchor: String
  public var state: State
  public var old: PageParts.Chart?
  public var new: PageParts.Chart?

  public var differs: Bool { state != .same }
}

extension ChartChange {
  /// Charts paired by the author's names; those without one by drawing and caption, then by
  /// caption, then by drawing, then by place.
  ///
  /// Those of the new page in its order, then those that went.
  static func all(_ old: [PageParts.Chart], _ new: [PageParts.Chart]) -> [ChartChange] {
    var left = Array(old.indices)
    var partners: [Int: Int] = [:]
    func pair(_ isPair: (PageParts.Chart, PageParts.Chart) -> Bool) {
      for place in new.indices where partners[place] == nil {
        guard let found = left.firstIndex(where: { isPair(old[$0], new[place]) }) else { continue }
        partners[place] = left.remove(at: found)
      }
    }
    pair { $0.isNamed && $1.isNamed && $0.anchor == $1.anchor }
    pair { $0.digest == $1.digest && $0.caption == $1.caption }
    pair { $0.caption != nil && $0.caption == $1.caption }
    pair { $0.digest == $1.digest }
    pair { !$0.isNamed && !$1.isNamed && $0.anchor == $1.anchor }
    return new.indices.map { ChartChange(partners[$0].map { old[$0] }, new[$0]) }
      + left.map { ChartChange(old[$0], nil) }
  }

  private init(_ old: PageParts.Chart?, _ new: PageParts.Chart?) {
    anchor = new?.anchor ?? old?.anchor ?? ""
    self.old = old
    self.new = new
    state =
      switch (old, new) {
      case (nil, _): .added
      case (_, nil): .removed
      case (let old?, let new?) where old.digest != new.digest: .changed
      case (let old?, let new?): old.caption == new.caption ? .same : .recaptioned
      }
  }
}
