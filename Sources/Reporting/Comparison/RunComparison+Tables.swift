import Templates

extension RunComparison {
  /// All it holds as tables, metrics first; empty ones are left out.
  ///
  /// - Parameters:
  ///   - words: The language.
  ///   - rowLimit: The most rows of one table; nil for all.
  ///   - usesNames: Whether metrics stand with their names (`mae`), which checks use, or with what
  ///     readers are told.
  /// - Returns: The tables that have a row.
  func tables(_ words: Words, rowLimit: Int?, usesNames: Bool) -> [ChangeTable] {
    let writer = ChangeTableWriter(words, usesNames: usesNames)
    var all = models.flatMap(writer.tables)
    all.append(writer.cards(cards).about(.cards))
    all.append(writer.checks(checks).about(.checks))
    all.append(
      writer.texts(words.parametersChanged, words.name, parameters, write: { $0 })
        .about(.parameters)
    )
    all.append(
      writer.texts(words.filesChanged, words.file, files) {
        words.fileVersion(bytes: $0.bytes, digest: String($0.sha256.prefix(12)))
      }.about(.files)
    )
    all.append(writer.steps(steps).about(.steps))
    all.append(writer.tables(tables.filter { !isOfModel($0.name) }).about(.tables))
    all.append(
      writer.texts(words.settingChanged, words.name, setting, write: { $0 }).about(.setting)
    )
    return all.filter { !$0.rows.isEmpty }.map { $0.prefix(rowLimit) }
  }

  /// Whether a table is one of a model whose metrics are compared, so that little is left to say.
  private func isOfModel(_ table: String) -> Bool {
    let table = table.lowercased()
    let part = ModelResults.Part.of(table)?.model
    return models.contains {
      let model = $0.name.lowercased()
      return table.hasPrefix(model + ".") || part == model
    }
  }
}

/// Writes each part of a comparison as a table.
private struct ChangeTableWriter {
  private let words: Words
  private let numbers: ReadableNumber
  private let usesNames: Bool

  init(_ words: Words, usesNames: Bool) {
    self.words = words
    self.usesNames = usesNames
    numbers = ReadableNumber(locale: words.language.locale)
  }

  private var numberColumns: [ChangeTable.Column] {
    [
      .init(words.before, isNumber: true), .init(words.after, isNumber: true),
      .init(words.change), .init(words.difference, isNumber: true),
    ]
  }

  /// Before, after, what the change means, and the difference, which a narrow page may cut off.
  private func cells(_ change: NumberChange) -> [ChangeTable.Cell] {
    [
      .init(numbers.text(change.old)), .init(numbers.text(change.new)), verdict(change),
      .init(change.difference.map { $0 == 0 ? "0" : numbers.signed($0) }),
    ]
  }

  private func verdict(_ change: NumberChange) -> ChangeTable.Cell {
    guard let difference = change.difference else {
      guard change.differs else { return .missing }
      return change.old == nil
        ? .text(words.isNew) : change.new == nil ? .text(words.isGone) : .missing
    }
    if difference == 0 { return .change(Metric.Change(text: "±0", direction: .level)) }
    let tone: Metric.Tone =
      switch change.verdict {
      // What may be chance is neither good news nor bad.
      case _ where change.isWithinNoise: .neutral
      case .better: .good
      case .worse: .bad
      case .changed, .same: .neutral
      }
    let deviation = change.isWithinNoise ? numbers.text(change.deviation) : nil
    return .change(
      Metric.Change(
        text: change.relative.map(numbers.signedPercentage) ?? numbers.signed(difference),
        direction: difference > 0 ? .up : .down,
        tone: tone
      ),
      note: deviation.map(words.withinSpread)
    )
  }

  func tables(_ model: ModelChange) -> [ChangeTable] {
    [
      ChangeTable(
        title: words.metricsOfModel(model.name, model.oldChosen, model.newChosen),
        isOfMetrics: true,
        columns: [.init(words.metric)] + numberColumns,
        rows: model.metrics.map { [.init(label($0.metric, model))] + cells($0.change) }
      ),
      ChangeTable(
        title: words.candidatesOfModel(model.name),
        isOfMetrics: true,
        columns: [.init(words.candidate), .init(words.metric)] + numberColumns,
        rows: model.candidates.map {
          [.init($0.newCandidate ?? $0.oldCandidate), .init(label($0.metric, model))]
            + cells($0.change)
        }
      ),
      groups(model),
      ChangeTable(
        title: words.parametersOfModel(model.name),
        columns: [
          .init(words.candidate), .init(words.parameter), .init(words.before), .init(words.after),
        ],
        rows: model.parameters.map {
          [.init($0.candidate), .init($0.parameter), .init($0.old), .init($0.new)]
        }
      ),
    ]
  }

  private func label(_ metric: String, _ model: ModelChange) -> String {
    usesNames ? metric : model.label(of: metric, words.language)
  }

  private func groups(_ model: ModelChange) -> ChangeTable {
    let hasRows = model.groups.contains { $0.oldRows != $0.newRows }
    let rowColumns: [ChangeTable.Column] = hasRows ? [.init(words.rowCount, isNumber: true)] : []
    return ChangeTable(
      title: words.groupsOfModel(model.name),
      isOfMetrics: true,
      columns: [.init(words.feature), .init(words.group), .init(words.metric)] + rowColumns
        + numberColumns,
      rows: model.groups.map { group in
        let counts = hasRows ? [ChangeTable.Cell.text(rows(group.oldRows, group.newRows))] : []
        return [.init(group.feature), .init(group.group), .init(label(group.metric, model))]
          + counts + cells(group.change)
      }
    )
  }

  private func rows(_ old: Int?, _ new: Int?) -> String {
    let texts = [old, new].map { $0.map(words.count) ?? "–" }
    return old == new ? texts[0] : texts.joined(separator: " → ")
  }

  func cards(_ cards: [RunComparison.CardChange]) -> ChangeTable {
    ChangeTable(
      title: words.cardsChanged,
      columns: [.init(words.name)] + numberColumns,
      rows: cards.map { card in
        let cells = cells(card.change)
        // A card of text has no numbers.
        let before = card.change.old == nil ? .init(card.old) : cells[0]
        let after = card.change.new == nil ? .init(card.new) : cells[1]
        return [.init(card.label), before, after] + cells[2...]
      }
    )
  }

  func checks(_ checks: [RunComparison.CheckChange]) -> ChangeTable {
    ChangeTable(
      title: words.checksChanged,
      columns: [
        .init(words.check), .init(words.rule), .init(words.before), .init(words.after),
      ],
      rows: checks.map { check in
        let tone: Metric.Tone =
          switch check.new {
          case _ where check.old == check.new: .neutral
          case "failed": .bad
          case "passed" where check.old != nil: .good
          default: .neutral
          }
        let after = check.new.map { ChangeTable.Cell.text(words.checkState($0), tone: tone) }
        return [
          .init(check.check), .init(check.rule), .init(check.old.map(words.checkState)),
          after ?? .missing,
        ]
      }
    )
  }

  func texts<Value>(
    _ title: String,
    _ name: String,
    _ changes: [RunComparison.Change<Value>],
    write: (Value) -> String
  ) -> ChangeTable {
    ChangeTable(
      title: title,
      columns: [.init(name), .init(words.before), .init(words.after)],
      rows: changes.map { [.init($0.name), .init($0.old.map(write)), .init($0.new.map(write))] }
    )
  }

  func steps(_ steps: [RunComparison.StepChange]) -> ChangeTable {
    ChangeTable(
      title: words.stepsChanged,
      columns: [.init(words.step), .init(words.change)],
      rows: steps.map { step in
        let change: ChangeTable.Cell =
          switch step.state {
          case .added: .text(words.isNew)
          case .removed: .text(words.isGone)
          case .changed: .text(step.changes.joined(separator: "; "))
          case .same: .missing
          }
        return [.init(step.name), change]
      },
      lines: steps.filter { !$0.lines.isEmpty }.map { ($0.name, $0.lines) }
    )
  }

  func tables(_ tables: [RunComparison.Change<RunComparison.TableVersion>]) -> ChangeTable {
    ChangeTable(
      title: words.tablesChanged,
      columns: [
        .init(words.tableName), .init("\(words.rowCount): \(words.before)", isNumber: true),
        .init("\(words.rowCount): \(words.after)", isNumber: true), .init(words.change),
      ],
      rows: tables.map { table in
        let change: ChangeTable.Cell =
          switch (table.old, table.new) {
          case (nil, _): .text(words.isNew)
          case (_, nil): .text(words.isGone)
          case (let old?, let new?) where old.rows != new.rows:
            verdict(NumberChange(Double(old.rows), Double(new.rows)))
          default: table.differs ? .text(words.sameCount) : .missing
          }
        return [
          .init(table.name), .init(table.old.map { words.count($0.rows) }),
          .init(table.new.map { words.count($0.rows) }), change,
        ]
      }
    )
  }
}
