import Files
import Markup

/// A page as a run has kept it, from which drawings are cut out.
struct KeptPage: Sendable {
  private let bytes: [UInt8]

  /// Reads the page; nil when there is none, or none in HTML.
  ///
  /// It blocks: call it off Swift's task threads.
  init?(of run: RunRecord, in ledger: Ledger) {
    guard let path = ledger.page(of: run), let bytes = try? FileSystem.contents(of: path) else {
      return nil
    }
    self.bytes = bytes
  }

  /// A chart's drawings: the wide one, and the one for narrow screens where there is one.
  struct Drawings: Sendable {
    var wide: SVGMarkup
    var narrow: SVGMarkup?
  }

  /// Cuts out the drawings of a chart.
  ///
  /// What does not have the chart's digest was not written by Quire, or has been changed since: it
  /// never gets into a page. Nil when there is nothing with it.
  func drawings(of chart: PageParts.Chart) -> Drawings? {
    for kind in ["chart", "chart reflows", "chart wide"] {
      var opening: [UInt8] = []
      let attributes = [Attribute("class", kind), Attribute("id", chart.anchor)]
      for attribute in attributes { attribute.write(to: &opening) }
      var index = 0
      while let figure = bytes.firstPlace(of: Array("<figure".utf8) + opening, from: index) {
        index = figure + 1
        guard let place = drawing(from: figure) else { continue }
        let wide = SVGMarkup(bytes[place])
        guard wide.digest == chart.digest else { continue }
        return Drawings(wide: wide, narrow: narrow(of: chart, from: place.upperBound))
      }
    }
    return nil
  }

  private func narrow(of chart: PageParts.Chart, from start: Int) -> SVGMarkup? {
    guard let digest = chart.narrowDigest, let place = drawing(from: start) else { return nil }
    let narrow = SVGMarkup(bytes[place])
    return narrow.digest == digest ? narrow : nil
  }

  private func drawing(from start: Int) -> Range<Int>? {
    guard let open = bytes.firstPlace(of: Array("<svg ".utf8), from: start),
      let close = bytes.firstPlace(of: Array("</svg>".utf8), from: open)
    else { return nil }
    return open..<close + 6
  }
}
