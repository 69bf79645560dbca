import Synchronization
import Tables

/// What a page showed, for the next one made of the same template: a change of prose leaves the
/// tables and charts as they are.
///
/// Everything is known by what decides it, never by its place or name alone, so a page made with a
/// memory has the bytes of one made without.
final class PageMemory: Sendable {
  private struct Kept<Thing: Sendable>: Sendable {
    let thing: Thing
    var lastUse: Int
  }

  private struct State {
    var page = 0
    var tables: [ContentIdentity: Kept<Table>] = [:]
    var charts: [ContentIdentity: Kept<ShownChart>] = [:]
  }

  private let state = Mutex(State())
  /// How many pages a thing may be missing from before it is forgotten.
  static let patience = 4

  /// Tells that a page was finished, and forgets what was not shown for long.
  func turnPage() {
    state.withLock { state in
      state.page += 1
      let oldest = state.page - Self.patience
      state.tables = state.tables.filter { $0.value.lastUse >= oldest }
      state.charts = state.charts.filter { $0.value.lastUse >= oldest }
    }
  }

  func table(_ identity: ContentIdentity) -> Table? {
    state.withLock { state in
      state.tables[identity]?.lastUse = state.page
      return state.tables[identity]?.thing
    }
  }

  func keep(_ table: Table, as identity: ContentIdentity) {
    state.withLock { $0.tables[identity] = Kept(thing: table, lastUse: $0.page) }
  }

  func chart(_ identity: ContentIdentity) -> ShownChart? {
    state.withLock { state in
      state.charts[identity]?.lastUse = state.page
      return state.charts[identity]?.thing
    }
  }

  func keep(_ chart: ShownChart, as identity: ContentIdentity) {
    state.withLock { $0.charts[identity] = Kept(thing: chart, lastUse: $0.page) }
  }
}
