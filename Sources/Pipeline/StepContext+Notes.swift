import Files
import Foundation

/// What a step remembers of its effects, beside its tables: which file it wrote, how far an upload got.
///
/// Notes outlive the results that the store sweeps. They are no part of any fingerprint.
extension StepContext {
  /// What was noted last under a subject; nil for nothing, or for a note of another shape.
  public func note<Note: Decodable>(_ subject: String, as type: Note.Type = Note.self) throws
    -> Note?
  {
    guard let bytes = try FileSystem.contents(of: session.store.layout.note(subject)) else {
      return nil
    }
    return try? JSONDecoder().decode(Note.self, from: Data(bytes))
  }

  /// Replaces the note of a subject, and puts it on the disk.
  public func keep(_ note: some Encodable, of subject: String) throws {
    try FileSystem.makeFolder(session.store.layout.notes)
    try session.replace(session.store.layout.note(subject), with: note)
  }

  /// The folder of the notes, made, for those who keep theirs themselves.
  public func notesFolder() throws -> String {
    try FileSystem.makeFolder(session.store.layout.notes)
    return session.store.layout.notes
  }

  /// Removes the note of a subject, if there is one.
  public func forget(_ subject: String) { FileSystem.remove(session.store.layout.note(subject)) }
}
