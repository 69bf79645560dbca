/// Districts of a country with their people, each in a region: what addresses are drawn from.
///
///     Seoul|서울특별시|37.57|126.98|010-099
///     강남구=546, 송파구=654
///
/// A region's line says its names, its middle and its postal codes; below it stand its districts.
final class Regions: Sendable {
  struct Region: BitwiseCopyable, Sendable {
    let latitude: Double
    let longitude: Double
    /// The first three digits of the postal codes: one range of them.
    let firstCode: Int
    let codeCount: Int
  }

  let regions: SharedElements<Region>
  /// All districts of all regions by population, each with its region's native name as second form.
  let districts: WordList
  /// The region of each district.
  let regionOf: SharedElements<UInt8>

  /// The text must be well-formed: it is a part of the program.
  init(_ source: String) {
    var regions: [Region] = []
    var words: [[String]] = []
    var weights: [Double] = []
    var regionOf: [UInt8] = []
    var native = ""
    for line in source.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "|").map(\.trimmed)
      if parts.count == 5, let latitude = Double(parts[2]), let longitude = Double(parts[3]) {
        let codes = parts[4].split(separator: "-").compactMap { Int($0) }
        regions.append(
          Region(
            latitude: latitude,
            longitude: longitude,
            firstCode: codes[0],
            codeCount: codes[codes.count - 1] - codes[0] + 1
          )
        )
        native = parts[1]
        continue
      }
      for entry in line.split(separator: ",") {
        let parts = entry.split(separator: "=").map(\.trimmed)
        guard parts.count == 2, let weight = Double(parts[1]) else {
          continue
        }
        words.append([parts[0], native])
        weights.append(weight)
        regionOf.append(UInt8(regions.count - 1))
      }
    }
    self.regions = SharedElements(regions)
    districts = WordList(words, weights: weights)
    self.regionOf = SharedElements(regionOf)
  }
}
