import Foundation

/// Compares an artefact with the golden file beside a test.
///
/// A mismatch leaves `name-changed.ext` next to the golden file. `RECORD_SNAPSHOTS=1` rewrites the
/// golden file and still reports a difference, so that a recording run never passes unread; a
/// missing golden file is a difference too.
public enum Snapshot {
  /// Nil when `actual` equals `Snapshots/<name>` beside `testFile`; else what to tell the reader.
  public static func difference(
    _ actual: String,
    from name: String,
    testFile: StaticString = #filePath
  ) -> String? {
    let folder = URL(fileURLWithPath: "\(testFile)").deletingLastPathComponent()
      .appendingPathComponent("Snapshots")
    let golden = folder.appendingPathComponent(name)
    let changed = folder.appendingPathComponent(
      "\(golden.deletingPathExtension().lastPathComponent)-changed.\(golden.pathExtension)"
    )
    let expected = try? String(contentsOf: golden, encoding: .utf8)
    if expected == actual {
      try? FileManager.default.removeItem(at: changed)
      return nil
    }
    let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1"
    let target = isRecording ? golden : changed
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try actual.write(to: target, atomically: true, encoding: .utf8)
    } catch { return "cannot write \(target.path): \(error)" }
    return isRecording
      ? "recorded \(target.path): read the difference before you commit it"
      : "\(name) differs: compare \(golden.path) with \(changed.path)"
  }
}
