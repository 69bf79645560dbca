public import Tables

/// Words with weights, drawn and written without a `String`.
///
///     let list = WordList("김/kim=10690, 이/lee=7307")
///     let word = list.draw(&random)
///     list.append(word, to: writer)            // 김
///     list.append(word, form: 1, to: writer)   // kim
///
/// Entries stand between commas or line ends, forms of a word between slashes, the weight behind `=`.
/// A list without weights gets some by rank: see `weight(ofRank:)`.
public final class WordList: Sendable {
  private let bytes: SharedElements<UInt8>
  /// Where each form of each word begins in `bytes`, and the end of the last one.
  private let starts: SharedElements<Int>
  private let formCount: Int
  private let table: AliasTable

  /// All words must have the same forms; all have a weight or none has.
  convenience init(_ source: String) {
    var words: [[String]] = []
    var weights: [Double] = []
    for entry in source.split(whereSeparator: { $0 == "," || $0.isNewline }) {
      let parts = entry.split(separator: "=", maxSplits: 1)
      guard let first = parts.first?.trimmed, !first.isEmpty else { continue }
      words.append(first.split(separator: "/").map(String.init))
      if parts.count == 2, let weight = Double(parts[1].trimmed) { weights.append(weight) }
    }
    if weights.isEmpty { weights = words.indices.map { Self.weight(ofRank: $0) } }
    self.init(words, weights: weights)
  }

  init(_ words: [[String]], weights: [Double]) {
    precondition(words.count == weights.count, "a weight for each word or for none")
    formCount = words.first?.count ?? 1
    precondition(words.allSatisfy { [formCount] in $0.count == formCount }, "the same forms")
    var bytes: [UInt8] = []
    var starts = [0]
    for form in words.joined() {
      bytes += form.utf8
      starts.append(bytes.count)
    }
    self.bytes = SharedElements(bytes)
    self.starts = SharedElements(starts)
    table = AliasTable(weights)
  }

  /// The weight that stands for a place, from 0, where only the order of names is published.
  ///
  /// Of those born in 1995 whose names the Supreme Court of Korea published (July 2014), the first of
  /// the men's names was borne by 2,790 and the tenth by 1,643, of the women's by 4,208 and 3,028;
  /// 1 / (rank + 15) lies between these two curves.
  static func weight(ofRank rank: Int) -> Double { 1 / Double(rank + 16) }

  public var count: Int { table.count }

  /// The place of a word in the list; takes one random word.
  @inline(__always)
  public func draw(_ random: inout RowRandom) -> Int { table.draw(&random) }

  /// Writes a form of a word.
  @inline(__always)
  public func append(_ word: Int, form: Int = 0, to writer: ByteWriter) {
    withBytes(of: word, form: form) { writer.append($0) }
  }

  /// The bytes of a form of a word, good during the call.
  @inline(__always)
  func withBytes<Result>(of word: Int, form: Int, _ body: (UnsafeRawBufferPointer) -> Result)
    -> Result
  {
    let place = word * formCount + form
    return bytes.withElements(starts[place]..<starts[place + 1]) {
      body(UnsafeRawBufferPointer($0))
    }
  }

  /// A form of a word as a string, for lists made of others.
  func text(of word: Int, form: Int = 0) -> String {
    withBytes(of: word, form: form) { String(decoding: $0, as: UTF8.self) }
  }
}

extension Substring {
  var trimmed: String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
