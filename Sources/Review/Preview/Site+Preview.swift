import Files
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Reporting

extension Site {
  /// Pages that follow the changes of their template.
  func addPreviews(to router: Router<BasicRequestContext>) {
    guard let previews else { return }
    router.get("/preview/**") { request, context -> Response in
      let room = try await room(context.rest, previews)
      let scene = await room.visit(within: Self.patience)
      let page = PreviewPage(template: room.template, scene: scene, otherwise: request.words)
      guard let dressed = page.dressed() else { return .page(page.waiting()) }
      return .html(dressed.bytes, policy: dressed.policy)
    }
    router.get("/preview-events/**") { request, context -> Response in
      let room = try await room(context.rest, previews)
      let words = request.words
      return try streams.events(await room.signals(), from: -1) { known in
        let scene = await room.scene
        guard scene.version != known, scene.version > 0 else { return nil }
        known = scene.version
        let page = PreviewPage(template: room.template, scene: scene, otherwise: words)
        return try PreviewNews(page).event
      }
    }
  }

  /// For how long a browser is kept waiting for the first page before it is told to wait.
  private static let patience = Duration.seconds(3)

  /// The room of the template that an address names.
  private func room(_ address: String, _ previews: PreviewHub) async throws -> PreviewRoom {
    // An editor may have taken the file away for a moment.
    if let room = await previews.open(address) { return room }
    guard let template = await catalogue.template(address) else {
      throw MessagePage.noTemplate(address)
    }
    do { return try await previews.room(template) } catch let error as SystemError {
      throw MessagePage.notWatched(error)
    }
  }
}
