import Diagnostics
import Expressions
import Tables

extension Normaliser {
  /// A repeat written out: a layer for `layer`, else a concatenation.
  mutating func repeated(
    _ view: Specification,
    _ repeats: Specification.Repeat,
    _ inner: Specification,
    in around: Surroundings
  ) -> Specification {
    if !repeats.layer.isEmpty {
      if !repeats.row.isEmpty || !repeats.column.isEmpty {
        var outside = repeats
        outside.layer = []
        var inside = Specification.Repeat()
        inside.layer = repeats.layer
        let layers = Specification(.repeated(inside, inner), at: inner.span)
        return concatenated(view, outside, layers, in: around)
      }
      return layered(view, repeats.layer, inner, in: around)
    }
    if around.isInLayer { complain(.compositionInLayer("a repeat", at: view.span)) }
    return concatenated(view, repeats, inner, in: around)
  }

  private mutating func layered(
    _ view: Specification,
    _ fields: [Spanned<String>],
    _ inner: Specification,
    in around: Surroundings
  ) -> Specification {
    var layers: [Specification] = []
    for field in fields {
      var inside = around
      inside.repeated["layer"] = field
      inside.isInLayer = true
      layers.append(
        child(inner, in: &inside, around, named: "layer_\(Self.variable(field.value))")
      )
    }
    var layer = view
    layer.body = .layer(layers)
    layer.encoding = []
    return layer
  }

  private mutating func concatenated(
    _ view: Specification,
    _ repeats: Specification.Repeat,
    _ inner: Specification,
    in around: Surroundings
  ) -> Specification {
    let isWrapped = repeats.row.isEmpty && repeats.column.isEmpty
    if !isWrapped, view.grid.columns != nil {
      complain(.columnsOfRowsAndColumns("repeat", at: view.span))
    }
    var views: [Specification] = []
    func each(_ fields: [Spanned<String>]) -> [Spanned<String>?] {
      fields.isEmpty ? [nil] : fields
    }
    for wrapped in each(repeats.wrapped) {
      for row in each(repeats.row) {
        for column in each(repeats.column) {
          var inside = around
          inside.isInLayer = false
          inside.encoding = []
          if let wrapped { inside.repeated["repeat"] = wrapped }
          if let row { inside.repeated["row"] = row }
          if let column { inside.repeated["column"] = column }
          let name =
            wrapped.map { Self.variable($0.value) }
            ?? (row.map { "row_\(Self.variable($0.value))" } ?? "")
            + (column.map { "column_\(Self.variable($0.value))" } ?? "")
          var child = child(inner, in: &inside, around, named: name)
          child.data = nil
          views.append(child)
        }
      }
    }
    var concat = view
    concat.body = .concat(views, columns: .wrapped)
    // The views of a repeat have one source; the innermost word counts.
    concat.data = inner.data ?? view.data
    if !isWrapped { concat.grid.columns = max(1, repeats.column.count) }
    concat.grid.rowAlign = view.grid.rowAlign ?? .all
    concat.grid.columnAlign = view.grid.columnAlign ?? .all
    return concat
  }

  private mutating func child(
    _ inner: Specification,
    in inside: inout Surroundings,
    _ around: Surroundings,
    named name: String
  ) -> Specification {
    let own = inner.name.map { "\($0)_" } ?? ""
    inside.prefix = "\(own)\(around.prefix)child__\(name)"
    var child = view(inner, in: inside)
    child.name = inside.prefix
    return child
  }

  /// A field's name as part of a view's: letters, digits and underscores.
  private static func variable(_ name: String) -> String {
    let word = String(
      name.unicodeScalars.map { scalar -> Character in
        let isWord = scalar.isASCII && (scalar.properties.isAlphabetic || scalar == "_")
        return isWord || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
      }
    )
    return word.first.map { $0.isASCII && $0.isNumber } ?? false ? "_" + word : word
  }

  /// Channels with the repeaters' fields in place of `{repeat: …}`; a channel whose repeater does
  /// not exist is left out.
  mutating func replacingRepeats(
    _ encoding: [ChannelDefinition],
    _ repeated: [String: Spanned<String>]
  ) -> [ChannelDefinition] {
    encoding.compactMap { replacingRepeats($0, repeated) }
  }

  private mutating func replacingRepeats(
    _ definition: ChannelDefinition,
    _ repeated: [String: Spanned<String>]
  ) -> ChannelDefinition? {
    var own = definition
    if case .repeated(let name)? = definition.field {
      guard let field = field(name, repeated) else { return nil }
      own.field = .named(field)
    }
    if let name = definition.repeatedDatum {
      guard let field = field(name, repeated) else { return nil }
      own.datum = Spanned(.string(field.value), at: field.span)
      own.repeatedDatum = nil
      if own.type == nil { own.type = Spanned(.nominal, at: field.span) }
    }
    if case .repeatedField(let name, let operation, let isDescending)? = definition.sort {
      own.sort = field(name, repeated).map {
        .field($0, operation, isDescending: isDescending)
      }
    }
    if !definition.conditions.isEmpty {
      own.conditions = definition.conditions.compactMap { condition in
        replacingRepeats(condition.definition, repeated).map {
          ChannelDefinition.Condition(test: condition.test, definition: $0)
        }
      }
    }
    return own
  }

  private mutating func field(
    _ name: Spanned<String>,
    _ repeated: [String: Spanned<String>]
  ) -> Spanned<String>? {
    if let field = repeated[name.value] { return field }
    complain(.noSuchRepeat(name, known: repeated.keys.sorted()))
    return nil
  }
}
