import CArrow
import Tables

extension ADBCConnection {
  /// The version of the system behind the driver, as ADBC's GetInfo tells it; nil when it does not.
  func vendorVersion() throws(EngineError) -> String? {
    guard let info = driver.functions.ConnectionGetInfo else { return nil }
    var stream = ArrowArrayStream()
    let code: UInt32 = 1
    do throws(EngineError) {
      try ADBCDriver.call { (error) in
        withUnsafePointer(to: code) { info(pointer, $0, 1, &stream, error) }
      }
    } catch {
      return nil
    }
    defer { stream.release?(&stream) }
    var array = ArrowArray()
    guard stream.get_next?(&stream, &array) == 0, array.release != nil else { return nil }
    defer { array.release?(&array) }
    // Rows of info_name and a dense union info_value, whose first child holds the strings.
    guard array.length > 0, array.n_children == 2, let union = array.children[1],
      union.pointee.n_children > 0, let strings = union.pointee.children[0],
      strings.pointee.length > 0,
      let column = try? Column(importing: strings, field: Field("info", .utf8))
    else { return nil }
    return column.string(at: 0)
  }
}
