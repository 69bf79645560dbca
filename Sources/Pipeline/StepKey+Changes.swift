extension StepKey {
  /// What differs from an earlier key, in the order of this key's parts; never empty for keys with
  /// different fingerprints.
  func changes(since old: StepKey) -> [Reason.Change] {
    var changes: [Reason.Change] = []
    var left = old.parts
    var added: [Part] = []
    for part in parts {
      let match = left.firstIndex { $0.kind == part.kind && $0.name == part.name }
      guard let match else {
        added.append(part)
        continue
      }
      let before = left.remove(at: match)
      if before.digest != part.digest { changes.append(Self.change(from: before, to: part)) }
    }
    // Another engine has another name, so it shows as one part gone and one part new.
    if let from = left.first(where: { $0.kind == .engine }),
      let to = added.first(where: { $0.kind == .engine })
    {
      changes.append(.engine(from: Self.engine(from), to: Self.engine(to)))
    }
    changes += added.compactMap(Self.addition) + left.compactMap(Self.removal)
    return changes.isEmpty && fingerprint != old.fingerprint ? [.definition] : changes
  }

  private static func change(from old: Part, to new: Part) -> Reason.Change {
    switch new.kind {
    case .identity: .part(new.name, from: old.text, to: new.text)
    case .file: .file(new.name)
    case .input: .input(new.name)
    case .step: .step(new.name)
    case .engine: .engine(from: engine(old), to: engine(new))
    }
  }

  private static func addition(_ part: Part) -> Reason.Change? {
    switch part.kind {
    case .identity: .partAdded(part.name)
    case .file: .fileAdded(part.name)
    case .input: .inputAdded(part.name)
    case .step: .step(part.name)
    case .engine: nil
    }
  }

  private static func removal(_ part: Part) -> Reason.Change? {
    switch part.kind {
    case .identity: .partRemoved(part.name)
    case .file: .fileRemoved(part.name)
    case .input: .inputRemoved(part.name)
    case .step: .step(part.name)
    case .engine: nil
    }
  }

  private static func engine(_ part: Part) -> String { "\(part.name) \(part.text ?? "")" }
}
