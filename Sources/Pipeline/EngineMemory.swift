import Files

/// Which engine version a library file holds, remembered in the store by the file's stamp.
struct EngineMemory: Codable, Hashable, Sendable {
  var library: String
  var size: Int64
  var modified: Int64
  var changed: Int64
  var inode: UInt64
  var name: String
  var version: String

  /// - Throws: `SystemError` when the library cannot be found.
  init(library: String, identity: EngineIdentity) throws(SystemError) {
    let stamp = try FileStamp(ofFile: library)
    self.library = library
    (size, modified, changed, inode) = (stamp.size, stamp.modified, stamp.changed, stamp.inode)
    (name, version) = (identity.name, identity.version)
  }

  /// The identity, if the library is still the file this was learned from.
  func identity(for library: String) -> EngineIdentity? {
    let identity = EngineIdentity(name: name, version: version)
    return (try? EngineMemory(library: library, identity: identity)) == self ? identity : nil
  }
}
