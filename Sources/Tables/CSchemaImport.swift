package import CArrow

extension Schema {
  /// Reads a C schema of structure type, and releases it whether or not this throws.
  ///
  /// Metadata and extension types are not kept: a column is what its storage says.
  ///
  /// - Throws: `TableError.unsupportedFormat` for a type that Quire does not read, or `.malformed`.
  package init(importing source: UnsafeMutablePointer<ArrowSchema>) throws(TableError) {
    let field = try Field(importing: source)
    guard case .structure(let fields) = field.type else {
      throw .malformed("a schema that is not a structure of columns")
    }
    self.init(fields)
  }
}

extension Field {
  /// Reads one C schema, and releases it whether or not this throws.
  package init(importing source: UnsafeMutablePointer<ArrowSchema>) throws(TableError) {
    guard let release = source.pointee.release else {
      throw .malformed("the schema is already released")
    }
    defer { release(source) }
    self = try CSchemaReader.field(source.pointee, depth: 0)
  }
}

enum CSchemaReader {
  /// No table is nested so deeply; a producer that says so is broken or hostile.
  static let depthLimit = 64

  static func field(_ schema: ArrowSchema, depth: Int) throws(TableError) -> Field {
    let name = schema.name.map { String(cString: $0) } ?? ""
    guard depth < depthLimit else { throw .malformed("column '\(name)': nested too deeply") }
    guard let format = schema.format else { throw .malformed("column '\(name)': no format") }
    guard schema.n_children >= 0, schema.n_children == 0 || schema.children != nil else {
      throw .malformed("column '\(name)': \(schema.n_children) children")
    }
    var children: [Field] = []
    for index in 0..<Int(schema.n_children) {
      guard let child = schema.children?[index], child.pointee.release != nil else {
        throw .malformed("column '\(name)': child \(index) is missing")
      }
      children.append(try field(child.pointee, depth: depth + 1))
    }
    var type = try ArrowFormat.type(String(cString: format), children: children, field: name)
    if let dictionary = schema.dictionary {
      guard type.isInteger else {
        throw .malformed("column '\(name)': dictionary indices of type \(type)")
      }
      type = .dictionary(
        index: type,
        value: try field(dictionary.pointee, depth: depth + 1).type,
        isOrdered: schema.flags & Int64(ARROW_FLAG_DICTIONARY_ORDERED) != 0
      )
    }
    return Field(name, type, isNullable: schema.flags & Int64(ARROW_FLAG_NULLABLE) != 0)
  }
}
