import Reporting

/// The templates that somebody looks at while they are written.
actor PreviewHub {
  private let options: RenderOptions
  private var rooms: [String: PreviewRoom] = [:]
  private var sweeper: Task<Void, Never>?
  private var isClosed = false

  /// A room that nobody has been in for so long is given up, with what it remembers.
  private static let longest = Duration.seconds(600)
  private let mostRooms: Int

  /// `mostRooms`: more templates than that are not kept ready; the one left longest ago goes.
  init(_ options: RenderOptions, mostRooms: Int = 16) {
    self.options = options
    self.mostRooms = mostRooms
  }

  /// The room of a template that is being looked at, though its file may just be gone.
  func open(_ template: String) -> PreviewRoom? { rooms[template] }

  /// The room of a template.
  ///
  /// - Throws: `SystemError` when files cannot be watched; `CancellationError` when the server goes down.
  func room(_ template: String) async throws -> PreviewRoom {
    if let room = rooms[template] { return room }
    guard !isClosed else { throw CancellationError() }
    let room = try PreviewRoom(template, options)
    rooms[template] = room
    if sweeper == nil { sweeper = Task { [weak self] in await self?.sweep() } }
    await giveUp(past: mostRooms)
    return room
  }

  /// Ends all rooms, when the server goes down.
  func close() async {
    isClosed = true
    sweeper?.cancel()
    for room in rooms.values { await room.close() }
    rooms = [:]
  }

  private func sweep() async {
    while (try? await Task.sleep(for: .seconds(30))) != nil {
      for (template, room) in rooms {
        guard let idle = await room.idle, idle > Self.longest else { continue }
        rooms[template] = nil
        await room.close()
      }
    }
  }

  private func giveUp(past count: Int) async {
    guard rooms.count > count else { return }
    var left: [(template: String, idle: Duration)] = []
    for (template, room) in rooms {
      if let idle = await room.idle { left.append((template, idle)) }
    }
    for (template, _) in left.sorted(by: { $0.idle > $1.idle }).prefix(max(0, rooms.count - count))
    {
      await rooms.removeValue(forKey: template)?.close()
    }
  }
}
