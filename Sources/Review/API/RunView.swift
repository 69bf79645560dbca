import Reporting

/// A run as the ledger has it, with the addresses of what can be fetched of it.
struct RunView: Encodable, Sendable {
  var run: RunRecord
  /// The address of its page, when that is kept.
  var page: String?
  var tables: [TableView]

  struct TableView: Encodable, Sendable {
    var name: String
    /// The step that made it.
    var step: String
    var rows: Int
    var bytes: Int
    var digest: String?
    /// Addresses of its rows, when they are there still.
    var csv: String?
    var parquet: String?
  }

  init(_ run: RunRecord, in ledger: Ledger) {
    self.run = run
    page = ledger.page(of: run).map { _ in "\(APIAddress.base)/runs/\(Address.path(run.id))/page" }
    tables = run.steps.flatMap { step in
      step.tables.map { table in
        let isThere = !ledger.files(of: table.name, in: run).isEmpty
        func address(_ ending: String) -> String? {
          isThere
            ? "\(APIAddress.base)/runs/\(Address.path(run.id))/tables/\(Address.query(table.name)).\(ending)"
            : nil
        }
        return TableView(
          name: table.name,
          step: step.id,
          rows: table.rows,
          bytes: table.bytes,
          digest: table.digest,
          csv: address("csv"),
          parquet: address("parquet")
        )
      }
    }
  }
}

enum APIAddress {
  static let base = "/api/v1"
  static func job(_ id: String) -> String { "\(base)/jobs/\(Address.path(id))" }
}
