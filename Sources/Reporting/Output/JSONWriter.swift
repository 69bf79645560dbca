import Diagnostics
import Pipeline
import Tables
import Templates

/// Writes a report's tables, checks and numbers as one JSON object, for machines and tests.
///
/// Tables that `load` only copied from files are described without their rows.
struct JSONWriter {
  private let document: Document

  init(_ document: Document) { self.document = document }

  func bytes() -> [UInt8] {
    var json = JSONText()
    json.object { json in
      json.key("title")
      json.string(document.title)
      json.key("template")
      json.string(document.plan.template.file.name)
      json.key("language")
      json.string(document.language.rawValue)
      json.key("engine")
      json.string(document.results.engine)
      json.key("parameters")
      json.value(.record(document.plan.parameters.record))
      json.key("tables")
      tables(&json)
      json.key("metrics")
      metrics(&json)
      json.key("charts")
      charts(&json)
      json.key("checks")
      checks(&json)
    }
    return json.bytes + [UInt8(ascii: "\n")]
  }

  private func tables(_ json: inout JSONText) {
    json.object { json in
      for step in document.results.steps
      where ![CheckDirective.name, ChartDirective.name].contains(step.kind)
        && Shards.parse(step.id) == nil
      {
        for output in step.outputs {
          json.key(output.table)
          json.object { json in
            json.key("rowCount")
            json.integer(output.rowCount)
            json.key("columns")
            let table = step.kind == LoadDirective.name ? nil : document.results.table(output.table)
            json.array { json in
              for (index, column) in output.columns.enumerated() {
                json.object { json in
                  json.key("name")
                  json.string(column.name)
                  json.key("type")
                  json.string(table?.schema.fields[index].type.name ?? column.type)
                }
              }
            }
            guard let table else { return }
            json.key("rows")
            json.rows(of: table)
          }
        }
      }
    }
  }

  private func metrics(_ json: inout JSONText) {
    json.array { json in
      for card in document.metrics {
        json.object { json in
          json.key("label")
          json.string(card.label)
          json.key("value")
          json.value(card.value)
          if let against = card.against {
            json.key("against")
            json.value(against)
          }
        }
      }
    }
  }

  private func charts(_ json: inout JSONText) {
    json.array { json in
      for case .shown(.chart(let chart), _) in document.blocks {
        json.object { json in
          json.key("id")
          json.string(chart.anchor)
          json.key("data")
          json.string(chart.data)
          json.key("caption")
          json.value(chart.caption.map { .string($0) } ?? .null)
          json.key("alt")
          json.string(chart.alt)
        }
      }
    }
  }

  private func checks(_ json: inout JSONText) {
    json.array { json in
      for report in document.checks {
        for outcome in report.outcomes {
          let record = RunRecord.CheckRecord(check: report.id, outcome)
          json.object { json in
            json.key("check")
            json.string(record.check)
            json.key("rule")
            json.string(record.rule)
            json.key("state")
            json.string(record.state)
            json.key("failures")
            json.integer(record.failures)
            if let detail = record.detail {
              json.key("detail")
              json.string(detail)
            }
            if let rows = outcome.rows {
              json.key("rows")
              json.rows(of: rows)
            }
          }
        }
      }
    }
  }
}
