/// Districts of a country with their people, each in a region: what addresses are drawn from.
///
///     Seoul|서울특별시|37.57|126.98|010-099
///     강남구=546, 송파구=654
///
/// A region's line says its names, its middle and its postal codes; below it stand its districts.
struct Regions: Sendable {
  struct Region: Sendable {
    let name: String
    let nativeName: String
    let latitude: Double
    let longitude: Double
    /// The first three digits of the postal codes: one range of them.
    let codes: ClosedRange<Int>
  }

  let regions: [Region]
  /// All districts of all regions by population, each with its region's native name as second form.
  let districts: WordList
  /// The region of each district.
  let regionOf: [UInt8]

  /// The text must be well-formed: it is a part of the program.
  init(_ source: String) {
    var regions: [Region] = []
    var words: [[String]] = []
    var weights: [Double] = []
    var regionOf: [UInt8] = []
    for line in source.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: "|").map(\.trimmed)
      if parts.count == 5, let latitude = Double(parts[2]), let longitude = Double(parts[3]) {
        let codes = parts[4].split(separator: "-").compactMap { Int($0) }
        regions.append(
          Region(
            name: parts[0],
            nativeName: parts[1],
            latitude: latitude,
            longitude: longitude,
            codes: codes[0]...codes[codes.count - 1]
          )
        )
        continue
      }
      for entry in line.split(separator: ",") {
        let parts = entry.split(separator: "=").map(\.trimmed)
        guard parts.count == 2, let weight = Double(parts[1]), let region = regions.last else {
          continue
        }
        words.append([parts[0], region.nativeName])
        weights.append(weight)
        regionOf.append(UInt8(regions.count - 1))
      }
    }
    self.regions = regions
    districts = WordList(words, weights: weights)
    self.regionOf = regionOf
  }
}
