/// The patterns that every grok pattern can name.
///
/// Names and meaning follow the public pattern files of Logstash (logstash-patterns-core), so that
/// patterns written for it work here. The expressions are our own and keep to what RE2 knows as
/// well (no look-around, no atomic groups), so that a database can run them; web servers' `-` for a
/// missing value is an absent field.
enum GrokLibrary {
  static let patterns: [String: PatternText] = {
    var patterns: [String: PatternText] = [:]
    for section in [basics, dates, network, syslog, web, java, services, amazon, databases] {
      for line in section.split(separator: "\n") where !line.hasPrefix("#") {
        let cut = line.firstIndex(of: " ") ?? line.endIndex
        let name = String(line[..<cut])
        let text = String(line[cut...].drop { $0 == " " })
        precondition(patterns[name] == nil, "\(name) is defined twice")
        patterns[name] = PatternText(text, name: "grok library, \(name)")
      }
    }
    return patterns
  }()
}
