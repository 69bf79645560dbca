package import CArrow

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Schema {
  /// Fills `target` with the columns as a schema of structure type; the consumer releases it.
  package func export(to target: UnsafeMutablePointer<ArrowSchema>) {
    Field("", .structure(fields), isNullable: false).export(to: target)
  }
}

extension Field {
  /// Fills `target` with this field; the consumer must call its release.
  ///
  /// A NUL in a name ends the name there: C strings can hold none.
  package func export(to target: UnsafeMutablePointer<ArrowSchema>) {
    let box = ExportedSchema(self)
    var flags = isNullable ? Int64(ARROW_FLAG_NULLABLE) : 0
    if case .dictionary(_, _, true) = type { flags |= Int64(ARROW_FLAG_DICTIONARY_ORDERED) }
    target.initialize(
      to: ArrowSchema(
        format: UnsafePointer(box.format),
        name: UnsafePointer(box.name),
        metadata: nil,
        flags: flags,
        n_children: Int64(box.childCount),
        children: box.childCount == 0 ? nil : box.children,
        dictionary: box.dictionary,
        release: { schema in ExportedSchema.release(schema) },
        private_data: Unmanaged.passRetained(box).toOpaque()
      )
    )
  }
}

/// The strings and child structures of one exported C schema.
private final class ExportedSchema {
  let format: UnsafeMutablePointer<CChar>
  let name: UnsafeMutablePointer<CChar>
  let children: UnsafeMutablePointer<UnsafeMutablePointer<ArrowSchema>?>
  let childCount: Int
  let dictionary: UnsafeMutablePointer<ArrowSchema>?

  init(_ field: Field) {
    format = Self.copy(ArrowFormat.string(field.type))
    name = Self.copy(field.name)
    let fields = field.type.children
    childCount = fields.count
    children = .allocate(capacity: max(1, fields.count))
    for (index, child) in fields.enumerated() {
      let structure = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
      child.export(to: structure)
      (children + index).initialize(to: structure)
    }
    if case .dictionary(_, let value, _) = field.type {
      let structure = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
      Field("", value).export(to: structure)
      dictionary = structure
    } else {
      dictionary = nil
    }
  }

  private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
    let bytes = Array(text.utf8CString)
    let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    pointer.initialize(from: bytes, count: bytes.count)
    return pointer
  }

  static func release(_ schema: UnsafeMutablePointer<ArrowSchema>?) {
    guard let schema, schema.pointee.release != nil, let data = schema.pointee.private_data else {
      return
    }
    schema.pointee.release = nil
    schema.pointee.private_data = nil
    Unmanaged<ExportedSchema>.fromOpaque(data).release()
  }

  deinit {
    for index in 0..<childCount {
      guard let child = children[index] else { continue }
      child.pointee.release?(child)
      child.deallocate()
    }
    if let dictionary {
      dictionary.pointee.release?(dictionary)
      dictionary.deallocate()
    }
    children.deallocate()
    format.deallocate()
    name.deallocate()
  }
}
