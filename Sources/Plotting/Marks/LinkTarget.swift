/// Where a mark leads when it is clicked.
enum LinkTarget {
  /// The address, if a page of ours may lead there: the web, mail, or a place of the same site.
  ///
  /// Nil for all else, so that data can run no script (`javascript:`, `data:`).
  static func safe(_ address: String?) -> String? {
    guard let address, !address.isEmpty else { return nil }
    // Browsers skip spaces and control characters before a scheme, and line ends within it.
    let scalars = address.unicodeScalars.filter { $0.value > 0x20 && $0.value != 0x7F }
    guard !scalars.isEmpty else { return nil }
    var scheme = ""
    for scalar in scalars {
      switch scalar {
      case "/", "?", "#", "\\": return address
      case ":": return allowed.contains(scheme.lowercased()) ? address : nil
      default: scheme.unicodeScalars.append(scalar)
      }
    }
    return address
  }

  private static let allowed: Set<String> = ["http", "https", "mailto"]
}
