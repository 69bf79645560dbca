import Tables

/// A leaf's values in one batch, with where in the nesting each of them stands.
///
/// Source: S. Melnik et al., "Dremel: Interactive Analysis of Web-Scale Datasets", VLDB 2010, section
/// 4.2.
struct LeafPiece {
  let column: Column
  /// Nil when nothing is nested and nothing null: each element is a value.
  let levels: ColumnLevels?

  /// Values, nulls and empty lists.
  var entryCount: Int { levels?.definition.count ?? column.count }
  var valueCount: Int { levels?.valueCount ?? column.count }
}

/// The levels of a leaf's entries, built from the root down.
struct ColumnLevels {
  /// How many of the nodes down to the leaf are there.
  var definition: [UInt32]
  /// Which of the lists an entry goes on with: 0 for a new row.
  var repetition: [UInt32]
  /// Where an entry's value stands in the column of the node reached; -1 when there is none.
  var places: [Int32]

  /// Of `count` elements, none of which lacks anything so far.
  fileprivate init(_ count: Int, definition: Int) {
    self.definition = Array(repeating: UInt32(definition), count: count)
    repetition = Array(repeating: 0, count: count)
    places = (0..<Int32(count)).map { $0 }
  }

  fileprivate init() { (definition, repetition, places) = ([], [], []) }

  var valueCount: Int { places.count { $0 >= 0 } }

  /// Goes on to a node: where the column has no null, one level more is defined.
  fileprivate mutating func enter(_ column: Column) {
    for entry in places.indices where places[entry] >= 0 {
      if column.isNull(at: Int(places[entry])) {
        places[entry] = -1
      } else {
        definition[entry] += 1
      }
    }
  }

  /// Goes on to the elements of lists, the `repetition`-th from the root: an entry for each.
  fileprivate func expanded(_ lists: Column, repetition level: Int) -> ColumnLevels {
    var result = ColumnLevels()
    for entry in places.indices {
      let range = places[entry] < 0 ? 0..<0 : lists.elementRange(at: Int(places[entry]))
      result.definition.append(definition[entry] + (range.isEmpty ? 0 : 1))
      result.repetition.append(repetition[entry])
      result.places.append(range.isEmpty ? -1 : Int32(range.lowerBound))
      for place in range.dropFirst() {
        result.definition.append(definition[entry] + 1)
        result.repetition.append(UInt32(level))
        result.places.append(Int32(place))
      }
    }
    return result
  }
}

extension Batch {
  /// The leaves in the order of `ParquetSchema.leaves`.
  func leafPieces() -> [LeafPiece] {
    var pieces: [LeafPiece] = []
    for column in columns { column.add(nil, definition: 0, repetition: 0, to: &pieces) }
    return pieces
  }
}

extension Column {
  /// Adds the leaves below a node; `levels`: nil while nothing is missing and nothing repeated.
  fileprivate func add(
    _ levels: ColumnLevels?,
    definition: Int,
    repetition: Int,
    to pieces: inout [LeafPiece]
  ) {
    var levels = levels
    let isList = listItems != nil
    if levels == nil, nullCount > 0 || isList {
      levels = ColumnLevels(count, definition: definition)
    }
    levels?.enter(self)
    if let items = listItems {
      items.add(
        levels?.expanded(self, repetition: repetition + 1),
        definition: definition + 2,
        repetition: repetition + 1,
        to: &pieces
      )
    } else if case .structure = type {
      for field in fieldColumns {
        field.add(levels, definition: definition + 1, repetition: repetition, to: &pieces)
      }
    } else {
      pieces.append(LeafPiece(column: self, levels: levels))
    }
  }
}
