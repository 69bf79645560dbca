/// When a DAG runs: none, a word of cron's, or five cron fields.
///
/// Airflow looks at it as it reads the file, and shows a file with a wrong one as broken: so it is looked at here.
enum AirflowSchedule {
  static let words = [
    "@once", "@continuous", "@hourly", "@daily", "@weekly", "@monthly", "@yearly",
  ]

  static func isValid(_ text: String) -> Bool {
    if text == "none" || words.contains(text) { return true }
    let parts = text.split(separator: " ")
    return parts.count == fields.count && zip(fields, parts).allSatisfy { $0.takes($1) }
  }

  private struct Field {
    let range: ClosedRange<Int>
    var names: [Substring] = []
    /// The last day of a month, or a weekday of a month by its number.
    var isDay = false
    var isWeekday = false

    func takes(_ text: Substring) -> Bool {
      text.lowercased().split(separator: ",", omittingEmptySubsequences: false).allSatisfy(
        takesItem
      )
    }

    private func takesItem(_ text: Substring) -> Bool {
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 {
        guard let step = number(parts[1]), step > 0 else { return false }
      } else if isDay, text == "l" {
        return true
      } else if isWeekday, takesOfMonth(text) {
        return true
      }
      if parts[0] == "*" || parts[0] == "?" { return true }
      let ends = parts[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      return ends.allSatisfy(takesValue)
    }

    /// `1#2` is the second Monday, `l5` the last Friday.
    private func takesOfMonth(_ text: Substring) -> Bool {
      if text.first == "l" { return takesValue(text.dropFirst()) }
      let parts = text.split(separator: "#", omittingEmptySubsequences: false)
      guard parts.count == 2, let week = number(parts[1]) else { return false }
      return takesValue(parts[0]) && (1...5).contains(week)
    }

    private func takesValue(_ text: Substring) -> Bool {
      number(text).map(range.contains) ?? names.contains(text)
    }

    private func number(_ text: Substring) -> Int? {
      text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
  }

  private static let fields = [
    Field(range: 0...59), Field(range: 0...23), Field(range: 1...31, isDay: true),
    Field(
      range: 1...12,
      names: [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
      ]
    ),
    Field(
      range: 0...7,
      names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
      isWeekday: true
    ),
  ]
}
