import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore

/// Finished pages by what they were made of, up to a number of bytes; the ones used longest ago go first.
actor PageCache {
  struct Page: Sendable {
    var body: ByteBuffer
    var policy: String
  }

  private var pages: [String: (page: Page, used: Int)] = [:]
  private var bytes = 0
  private var clock = 0
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  /// The page of a key, made when it is not there.
  func page(_ key: String, make: @Sendable () async throws -> Page?) async throws -> Page? {
    clock += 1
    if let known = pages[key] {
      pages[key]?.used = clock
      return known.page
    }
    guard let page = try await make() else { return nil }
    if pages[key] == nil { bytes += page.body.readableBytes }
    pages[key] = (page, clock)
    while bytes > limit, pages.count > 1,
      let oldest = pages.min(by: { $0.value.used < $1.value.used })
    {
      bytes -= oldest.value.page.body.readableBytes
      pages[oldest.key] = nil
    }
    return page
  }
}
