extension String {
  /// The parts of a table's name: `academy.students` is a table of a group.
  var tablePath: [String] { split(separator: ".").map(String.init) }
}
