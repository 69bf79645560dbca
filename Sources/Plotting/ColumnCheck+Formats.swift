import Diagnostics
import Tables

extension ColumnCheck {
  /// Complaints about formats that are none, of a channel and of its axis, legend and header.
  ///
  /// `kind`: what the channel's column holds, where that is known.
  static func formats(of definition: ChannelDefinition, kind: ColumnKind?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    func check(_ text: String, _ type: String?, at span: SourceSpan) {
      let measure = definition.type?.value ?? kind?.measure
      let isKnown = measure != nil || definition.timeUnit != nil || type != nil
      let isTime =
        type.map { $0 == "time" || $0 == "utc" }
        ?? (measure == .temporal || definition.timeUnit != nil)
      let fits = isTime ? (try? TimeFormat(text)) != nil : (try? NumberFormat(text)) != nil
      // Without a type the column decides, and it may be either.
      if fits || !isKnown && (try? TimeFormat(text)) != nil { return }
      found.append(.invalidFormat(Spanned(text, at: span), isTime: isTime))
    }
    if case .specifier(let text)? = definition.format?.value, let span = definition.format?.span {
      check(text, definition.formatType?.value, at: span)
    }
    if let axis = definition.axis.given, let text = axis.text(.format) {
      check(text, axis.text(.formatType), at: axis.span(of: .format) ?? definition.span)
    }
    if let legend = definition.legend.given, let text = legend.text(.format) {
      check(text, legend.text(.formatType), at: legend.span(of: .format) ?? definition.span)
    }
    if let header = definition.header.given, let text = header.text(.format) {
      check(text, header.text(.formatType), at: header.span(of: .format) ?? definition.span)
    }
    return found
  }
}
