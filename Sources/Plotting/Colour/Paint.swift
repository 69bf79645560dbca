/// What a shape is painted with.
enum Paint: Hashable, Sendable {
  case none
  /// Colour `n` (from 0) of the report's categorical palette, which repeats after the last; the
  /// colour is the one for a picture without the report's stylesheet.
  case series(Int, Colour)
  /// A colour that stays the same in light and dark; in CSS, as written or computed.
  case literal(String)
  case gradient(Property.Gradient)
  /// Roles in the page: `ink`, `quiet`, `grid`, `missing`, `page`, with the plain colour.
  case role(Role, String)

  enum Role: String, Sendable { case ink, quiet, grid, missing, page }
}
