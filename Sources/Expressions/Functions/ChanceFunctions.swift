import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FunctionLibrary {
  /// Numbers by chance, out of a fixed sequence.
  ///
  /// Source: https://vega.github.io/vega/docs/expressions/#random-functions; here each takes one
  /// number of the sequence, through the distribution's quantiles.
  static let chance: [Function] = [
    Function("random", 0...0) { _, context throws(Complaint) in .double(try drawn(context)) },
    Function("sampleNormal", 0...2) { values, context throws(Complaint) in
      .double(try normal(values, context))
    },
    Function("sampleLogNormal", 0...2) { values, context throws(Complaint) in
      .double(exp(try normal(values, context)))
    },
    Function("sampleUniform", 0...2) { values, context throws(Complaint) in
      let low = values.count > 1 ? number(values[0]) : 0
      let high = values.last.map(number) ?? 1
      return .double(low + (high - low) * (try drawn(context)))
    },
  ]

  private static func drawn(_ context: Context) throws(Complaint) -> Double {
    guard context.isLenient else { throw Complaint(argument: nil, reason: .chance) }
    return context.random.next()
  }

  private static func normal(_ values: [Value], _ context: Context) throws(Complaint) -> Double {
    let mean = values.isEmpty ? 0 : number(values[0])
    let deviation = values.count > 1 ? number(values[1]) : 1
    // Half a step away from 0, which has no quantile.
    let share = try drawn(context) + 0x1p-54
    return Normal.quantile(share, mean, deviation)
  }
}
