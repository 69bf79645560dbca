/// A report as the index page lists it.
struct IndexEntry: Sendable {
  let report: PlannedReport
  let summary: ReportSummary

  /// The folder of the report's template in the output, `""` for the output folder itself.
  var folder: String {
    let path = report.values.isEmpty ? report.name : group
    return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  /// What the reports of one template have in common: the name without that of the single report.
  var group: String {
    report.name.lastIndex(of: "/").map { String(report.name[..<$0]) } ?? report.name
  }

  /// The address in a page that lies in the output folder; nothing in a name is taken for markup.
  var address: String { Self.address(of: report.file) }

  /// A relative path as an address: percent signs for what an address may not hold.
  static func address(of path: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
    var out = ""
    for byte in path.utf8 {
      if plain.contains(byte) {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return out
  }
}
