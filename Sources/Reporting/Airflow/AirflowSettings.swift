import Diagnostics
import Foundation
import Options

/// How Airflow runs a template: `airflow` of its front matter, and what the command line says instead.
///
///     airflow:
///       schedule: "0 6 * * *"     # cron, or @daily and the like; none: only by hand
///       start: 2024-01-01         # when the schedule begins
///       timezone: Asia/Seoul      # whose clock it is
///       retries: 2
///       retry_delay: 5m
///       timeout: 2h               # of one task
///       max_active_runs: 1
///       tags: [academy]
///       owner: analytics
///       date_param: day           # gets the day of the run
struct AirflowSettings: Sendable {
  var schedule: Spanned<String>?
  var start: (year: Int, month: Int, day: Int) = (2024, 1, 1)
  var timezone = "UTC"
  var retries = 2
  var retryDelaySeconds = 300
  var timeoutSeconds = 7_200
  var maxActiveRuns = 1
  var tags: [String] = []
  var owner: String?
  var dateParameter: Spanned<String>?

  /// Reads the mapping; nil stands for an empty one.
  init(_ node: OptionNode?, into diagnostics: inout [Diagnostic]) {
    guard let node else { return }
    var reader = OptionReader(node, of: "'airflow'")
    schedule = reader.text("schedule")
    let startText = reader.text("start")
    let zoneText = reader.text("timezone")
    retries = reader.integer("retries", in: 0...100) ?? retries
    let delay = reader.text("retry_delay")
    let timeout = reader.text("timeout")
    maxActiveRuns = reader.integer("max_active_runs", in: 1...1_000) ?? maxActiveRuns
    let tags = reader.texts("tags") ?? []
    self.tags = tags.map(\.value)
    for tag in tags where tag.value.unicodeScalars.count > Self.longestTag {
      reader.complain(.longTag(tag, most: Self.longestTag))
    }
    owner = reader.text("owner")?.value
    dateParameter = reader.text("date_param")
    if let schedule { reader.complain(Self.complaint(about: schedule)) }
    if let startText {
      if let start = Self.day(startText.value) {
        self.start = start
      } else {
        reader.complain(.wrongSetting(startText, "start", "a day such as 2024-01-31"))
      }
    }
    if let zoneText {
      if Self.isZone(zoneText.value) {
        timezone = zoneText.value
      } else {
        reader.complain(.wrongSetting(zoneText, "timezone", "a zone such as Asia/Seoul"))
      }
    }
    for (text, key, path) in [
      (delay, "retry_delay", \Self.retryDelaySeconds), (timeout, "timeout", \Self.timeoutSeconds),
    ] {
      guard let text else { continue }
      if let seconds = Self.seconds(text.value) {
        self[keyPath: path] = seconds
      } else {
        reader.complain(.wrongSetting(text, key, "a length of time such as 90s, 5m or 2h"))
      }
    }
    diagnostics += reader.finish()
  }

  /// What is wrong with a schedule; nil for none, five cron fields, or a word of cron's.
  static func complaint(about schedule: Spanned<String>) -> Diagnostic? {
    let text = schedule.value
    if AirflowSchedule.isValid(text) { return nil }
    return Diagnostic(
      .error,
      "schedule",
      "'\(text)' is no schedule",
      at: schedule.span,
      hint: "write five cron fields such as '0 6 * * *', or "
        + "\(AirflowSchedule.words.joined(separator: ", ")), none"
    )
  }

  /// More characters are an error of Airflow's when it reads the file.
  private static let longestTag = 100

  /// Whether Airflow knows a zone: those that Foundation makes of a distance, `GMT+0900`, it does not.
  private static func isZone(_ name: String) -> Bool {
    TimeZone(identifier: name) != nil && name.wholeMatch(of: /(GMT|UTC)[+-].*/) == nil
  }

  private static func day(_ text: String) -> (year: Int, month: Int, day: Int)? {
    guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)/),
      let year = Int(match.1), let month = Int(match.2), let day = Int(match.3)
    else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let parts = DateComponents(calendar: calendar, year: year, month: month, day: day)
    return parts.isValidDate ? (year, month, day) : nil
  }

  /// `90s`, `5m`, `2h`, `1d`; at least a second, at most a year.
  private static func seconds(_ text: String) -> Int? {
    guard let match = text.wholeMatch(of: /(\d{1,9}) ?([smhd])/), let count = Int(match.1),
      let unit = ["s": 1, "m": 60, "h": 3_600, "d": 86_400][String(match.2)]
    else { return nil }
    let seconds = count * unit
    return (1...31_536_000).contains(seconds) ? seconds : nil
  }
}

extension OptionReader {
  fileprivate mutating func complain(_ diagnostic: Diagnostic?) {
    if let diagnostic { complain(diagnostic) as Void }
  }
}

extension Diagnostic {
  fileprivate static func longTag(_ tag: Spanned<String>, most: Int) -> Self {
    Diagnostic(
      .error,
      "wrong-option",
      "a tag of \(tag.value.unicodeScalars.count) characters is too long for Airflow, which takes \(most)",
      at: tag.span
    )
  }

  fileprivate static func wrongSetting(
    _ text: Spanned<String>,
    _ key: String,
    _ wanted: String
  ) -> Self {
    Diagnostic(
      .error,
      "wrong-type",
      "'\(key)' must be \(wanted), not '\(text.value)'",
      at: text.span
    )
  }
}
