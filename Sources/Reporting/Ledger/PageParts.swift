import Files
import Foundation

/// The words and the charts of a page, kept beside it (`page-parts.json`) so that runs can be compared
/// by what their readers saw.
///
/// Words stand here as plain text, because a page's markup changes with every version of Quire. A
/// chart's drawing stays in the kept page; here is its anchor and a digest to know it by.
public struct PageParts: Codable, Hashable, Sendable {
  /// What a piece of text is in the page.
  public enum Kind: String, Codable, Hashable, Sendable {
    case heading, paragraph, item, quote, callout, code, row, caption, footnote
  }

  public struct Paragraph: Codable, Hashable, Sendable {
    public var kind: Kind
    /// Of a heading, 1 to 6.
    public var level: Int?
    public var text: String
  }

  public struct Chart: Codable, Hashable, Sendable {
    /// The id of its figure in the page: `fig-monthly`.
    public var anchor: String
    /// Whether the author named it; the anchors of others move when charts are put before them.
    public var isNamed: Bool
    public var caption: String?
    /// Of the drawing without its ids and description; equal ones show the same picture.
    public var digest: String
    /// The same of the drawing for narrow screens, where there is one.
    public var narrowDigest: String?
  }

  /// The form of the file; another one is not read.
  var version = Self.version
  /// `ko` or `en`: the language of the page.
  public var language: String
  /// In the order of the page, headings among them.
  public var paragraphs: [Paragraph]
  /// Whether these are all paragraphs; a page of very many is cut off.
  public var isWhole: Bool
  public var charts: [Chart]

  static let version = 1
  /// The most bytes of text that are kept, about sixty printed pages of English.
  static let textAtMost = 400_000

  init(language: String, paragraphs: [Paragraph], charts: [Chart]) {
    self.language = language
    self.charts = charts
    var room = Self.textAtMost
    self.paragraphs = Array(
      paragraphs.prefix { paragraph in
        room -= paragraph.text.utf8.count
        return room >= 0
      }
    )
    isWhole = self.paragraphs.count == paragraphs.count
  }
}

extension PageParts {
  /// What there is to know of a run's page.
  enum Reading: Sendable {
    case parts(PageParts)
    /// The run is from before parts were kept.
    case none
    /// The file is there and cannot be read.
    case damaged
  }

  static let fileName = "page-parts.json"

  var bytes: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return Array(try encoder.encode(self))
    }
  }

  static func read(_ path: String) -> Reading {
    guard let bytes = try? FileSystem.contents(of: path) else {
      return FileManager.default.fileExists(atPath: path) ? .damaged : .none
    }
    guard let parts = try? JSONDecoder().decode(PageParts.self, from: Data(bytes)),
      parts.version == version
    else { return .damaged }
    return .parts(parts)
  }
}

extension Ledger {
  /// The words and charts of a run's page.
  func parts(of run: RunRecord) -> PageParts.Reading {
    PageParts.read(folder.appendingPathComponent("\(run.id)/\(PageParts.fileName)").path)
  }
}
