/// The parts that decide a step's result, kept apart so that a change can be named.
struct StepKey: Codable, Hashable, Sendable {
  struct Part: Codable, Hashable, Sendable {
    enum Kind: String, Codable, Sendable { case identity, file, input, step, engine }

    var kind: Kind
    var name: String
    /// The digest of the value.
    var digest: Fingerprint
    /// The value itself when it is short and one line, to be shown.
    var text: String?

    init(_ kind: Kind, _ name: String, digest: Fingerprint, text: String? = nil) {
      self.kind = kind
      self.name = name
      self.digest = digest
      self.text = text
    }

    init(_ kind: Kind, _ name: String, _ value: String) {
      let isShown = value.utf8.count <= 60 && !value.utf8.contains { $0 < 32 }
      self.init(kind, name, digest: Fingerprint([value]), text: isShown ? value : nil)
    }
  }

  var kind: String
  var parts: [Part]
  var fingerprint: Fingerprint

  /// Raised when the way results are made or written changes, so that old results are not taken.
  static let version = "quire-step-1"

  /// The key of a step.
  ///
  /// - Parameters:
  ///   - step: Its kind, identity and the tables it provides count.
  ///   - files: By the names the author would write, so that a project can be moved.
  ///   - inputs: The contents of the tables it reads.
  ///   - after: The fingerprints of steps it waits for without reading a table.
  ///   - engine: Another version may give another result.
  init(
    _ step: Step,
    files: ResolvedFiles,
    inputs: [(name: String, digest: Fingerprint)],
    after: [(name: String, fingerprint: Fingerprint)],
    engine: EngineIdentity
  ) {
    kind = step.kind
    parts = step.identity.map { Part(.identity, $0.name, $0.value) }
    for (number, group) in files.groups.enumerated() {
      parts.append(Part(.identity, "list of files", "\(number): \(step.files[number].pattern)"))
      parts += group.map { Part(.file, $0.name, digest: $0.digest) }
    }
    parts += inputs.sorted { $0.name < $1.name }.map { Part(.input, $0.name, digest: $0.digest) }
    parts += after.sorted { $0.name < $1.name }.map { Part(.step, $0.name, digest: $0.fingerprint) }
    parts.append(Part(.engine, engine.name, engine.version))
    fingerprint = Fingerprint(
      [Self.version, step.kind] + step.provides
        + parts.flatMap { [$0.kind.rawValue, $0.name, $0.digest.hex] }
    )
  }
}
