import Markup

/// The few drawings of the page, on a 16-point grid, in the colour of the text around them.
enum Icon: String, CaseIterable, Sendable {
  case halfMoon, note, tip, important, warning, caution, checkedBox, emptyBox

  /// Hidden from screen readers: a word always stands beside an icon, or names its button.
  var node: Node {
    .tag(
      "svg",
      [
        "viewBox": "0 0 16 16", "width": "16", "height": "16", "aria-hidden": "true",
        "fill": "none", "stroke": "currentColor", "stroke-width": "1.4",
        "stroke-linecap": "round", "stroke-linejoin": "round",
      ],
      [.trusted(drawing)]
    )
  }

  private var drawing: String {
    switch self {
    case .halfMoon:
      #"<circle cx="8" cy="8" r="6.2"/><path d="M8 1.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor"/>"#
    case .note: #"<circle cx="8" cy="8" r="6.2"/><path d="M8 7.3v3.6M8 4.8v.4"/>"#
    case .tip:
      #"<path d="M5.9 10.9c0-1.5-1.8-2.2-1.8-4.6a3.9 3.9 0 0 1 7.8 0c0 2.4-1.8 3.1-1.8 4.6z"/>"#
        + #"<path d="M6.4 13.8h3.2"/>"#
    case .important: #"<path d="M2 2.8h12v8.4H8.6L5.4 14v-2.8H2zM8 5v2.6M8 9.2v.2"/>"#
    case .warning: #"<path d="M8 2 14.4 13.4H1.6zM8 6.4v3.2M8 11.4v.2"/>"#
    case .caution:
      #"<path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM8 4.9v3.6M8 10.9v.2"/>"#
    case .checkedBox: #"<path d="M2.2 2.2h11.6v11.6H2.2zM4.9 8.2l2.2 2.2 4-4.6"/>"#
    case .emptyBox: #"<path d="M2.2 2.2h11.6v11.6H2.2z"/>"#
    }
  }
}
