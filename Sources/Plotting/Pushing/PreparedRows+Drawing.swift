import Tables

extension PreparedRows {
  /// The rows of a unit or a facet; nil for those of a view's own transforms.
  var unitRows: Frame? { transformCount == 0 ? Frame(table) : nil }
}

extension Channels {
  /// Settles the bins of rows that an engine made, and adds the ends of bins and calendar units.
  mutating func addEnds(to rows: inout Frame) {
    var settled = all
    for (index, bound) in all.enumerated() {
      guard let column = bound.column, let series = rows[column] else { continue }
      if case .options(let options)? = bound.definition.bin {
        settled[index].settleBins(options, column, series, &rows)
      } else if let unit = bound.timeUnit, !unit.isBinned {
        rows[column + "_end"] = .instants(series.doubles.map { unit.next($0) })
      }
    }
    self = Channels(settled)
    for bound in all {
      guard let column = bound.column else { continue }
      let names = DataPlan.extentNames(column)
      rows[names.low] = nil
      rows[names.high] = nil
    }
  }
}

extension Bound {
  fileprivate mutating func settleBins(
    _ options: BinOptions,
    _ column: String,
    _ starts: Series,
    _ rows: inout Frame
  ) {
    var options = options
    if options.maxbins == nil, options.step == nil { options.maxbins = channel.defaultBinCount }
    let names = DataPlan.extentNames(column)
    guard let low = rows[names.low]?.doubles.first, let high = rows[names.high]?.doubles.first,
      low.isFinite, high.isFinite
    else {
      rows[column + "_end"] = .numbers(starts.doubles)
      return
    }
    let bins = Binning(over: (low, high), options: options, maximum: Binning.standardMaximum)
    rows[column + "_end"] = .numbers(starts.doubles.map { bins.upperEdge(from: $0) })
    binning = bins
  }
}
