extension TimeInterval {
  /// Every so many of a calendar unit.
  init(part: CalendarParts.Part, every step: Int = 1) {
    switch part {
    case .year: self.init(.year, every: step)
    case .quarter: self.init(.month, every: 3 * max(1, step))
    case .month: self.init(.month, every: step)
    case .week: self.init(.week, every: step)
    case .date, .day, .dayofyear: self.init(.day, every: step)
    case .hours: self.init(.hour, every: step)
    case .minutes: self.init(.minute, every: step)
    case .seconds: self.init(.second, every: step)
    case .milliseconds: self.init(.millisecond, every: step)
    }
  }
}
