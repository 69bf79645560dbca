import Tables

/// A leaf of a row group as its pages, with what the footer says of them.
struct ColumnChunk: Sendable {
  /// Where in the row group the chunk begins, and its first page of data.
  let start: Int
  let dataStart: Int
  /// With the headers of the pages.
  let packedSize: Int
  let size: Int
  let entryCount: Int
  let nullCount: Int
  let codec: Int
  let encodings: [Int]
  let bounds: ChunkBounds?
  let leaf: ParquetSchema.Leaf

  /// The format's numbers of encodings.
  private enum Encoding { static let (plain, runs, dictionary) = (0, 3, 8) }

  /// Encodes a leaf and appends its pages to the row group's.
  ///
  /// - Throws: `PageTooLarge`.
  init(
    _ pieces: [LeafPiece],
    _ leaf: ParquetSchema.Leaf,
    to bytes: ByteWriter,
    _ compression: PageCompression
  ) throws(PageTooLarge) {
    let values = ChunkValues(pieces, leaf.type)
    let data = ByteWriter()
    let dictionary: ByteWriter?
    Self.append(levelsOf: pieces, leaf, to: data)
    let keys: ChunkValues
    var keyCount = 0
    switch values {
    case .words(let words):
      if let found = ChunkDictionary(words) {
        let page = ByteWriter()
        page.append(plain: found.keys, leaf.type.physical)
        data.append(indices: found.indices, of: found.keys.count)
        (keys, keyCount, dictionary) = (.words(found.keys), found.keys.count, page)
      } else {
        data.append(plain: words, leaf.type.physical)
        (keys, dictionary) = (values, nil)
      }
    case .texts(let texts):
      if let found = ChunkDictionary(texts) {
        let page = ByteWriter()
        page.append(plain: found.keys)
        data.append(indices: found.indices, of: found.keys.count)
        (keys, keyCount, dictionary) = (.texts(found.keys), found.keys.count, page)
      } else {
        data.append(plain: texts)
        (keys, dictionary) = (values, nil)
      }
    case .bools(let bools):
      data.append(plain: bools)
      (keys, dictionary) = (values, nil)
    }
    self.leaf = leaf
    bounds = ChunkBounds(keys, leaf.type)
    entryCount = pieces.reduce(0) { $0 + $1.entryCount }
    nullCount = entryCount - pieces.reduce(0) { $0 + $1.valueCount }
    let encoding = dictionary == nil ? Encoding.plain : Encoding.dictionary
    encodings =
      dictionary == nil ? [encoding, Encoding.runs] : [Encoding.plain, Encoding.runs, encoding]
    let isPacked =
      compression.isWorthwhile(data) || dictionary.map(compression.isWorthwhile) ?? false
    codec = isPacked ? PageCompression.zstd : PageCompression.none
    start = bytes.count
    var size = 0
    if let dictionary {
      size += try Self.append(dictionary, to: bytes, isPacked ? compression : nil, kind: 2) {
        $0.structure(7) {
          $0.int32(1, keyCount)
          $0.int32(2, Encoding.plain)
        }
      }
    }
    dataStart = bytes.count
    size += try Self.append(data, to: bytes, isPacked ? compression : nil, kind: 0) {
      [entryCount] in
      $0.structure(5) {
        $0.int32(1, entryCount)
        $0.int32(2, encoding)
        $0.int32(3, Encoding.runs)
        $0.int32(4, Encoding.runs)
      }
    }
    self.size = size
    packedSize = bytes.count - start
  }

  /// The levels of repetition and of definition, each after its length.
  private static func append(
    levelsOf pieces: [LeafPiece],
    _ leaf: ParquetSchema.Leaf,
    to page: ByteWriter
  ) {
    func append(_ largest: Int, _ levels: KeyPath<ColumnLevels, [UInt32]>, otherwise: Int) {
      let width = HybridRuns.width(largest)
      let runs = ByteWriter()
      if pieces.allSatisfy({ $0.levels == nil }) {
        let count = pieces.reduce(0) { $0 + $1.entryCount }
        HybridRuns.append(UInt32(otherwise), count: count, width: width, to: runs)
      } else {
        var all: [UInt32] = []
        for piece in pieces {
          if let found = piece.levels {
            all += found[keyPath: levels]
          } else {
            all += repeatElement(UInt32(otherwise), count: piece.entryCount)
          }
        }
        all.withUnsafeBufferPointer { HybridRuns.append($0, width: width, to: runs) }
      }
      page.append(little: UInt32(runs.count))
      runs.withUnsafeBytes { page.append($0) }
    }
    if leaf.repetition > 0 { append(leaf.repetition, \.repetition, otherwise: 0) }
    append(leaf.definition, \.definition, otherwise: leaf.definition)
  }

  /// Appends a page and returns its size before packing, with its header.
  private static func append(
    _ page: ByteWriter,
    to bytes: ByteWriter,
    _ compression: PageCompression?,
    kind: Int,
    _ header: (inout ThriftWriter) -> Void
  ) throws(PageTooLarge) -> Int {
    guard page.count <= Int(Int32.max) else { throw PageTooLarge() }
    let packed = compression == nil ? page : ByteWriter()
    if let compression {
      let isPacked = page.withUnsafeBytes { compression.pack($0, to: packed) }
      guard isPacked, packed.count <= Int(Int32.max) else { throw PageTooLarge() }
    }
    let start = bytes.count
    ThriftWriter(bytes).structure {
      $0.int32(1, kind)
      $0.int32(2, page.count)
      $0.int32(3, packed.count)
      header(&$0)
    }
    let headerSize = bytes.count - start
    packed.withUnsafeBytes { bytes.append($0) }
    return headerSize + page.count
  }
}

/// A page's size is a number of 31 bits: no text can be of two gigabytes.
struct PageTooLarge: Error {}

extension ByteWriter {
  func append(little number: UInt32) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append($0) }
  }

  /// The indices of a dictionary, after the number of bits of each.
  fileprivate func append(indices: [UInt32], of count: Int) {
    let width = max(1, HybridRuns.width(count - 1))
    append(UInt8(width))
    indices.withUnsafeBufferPointer { HybridRuns.append($0, width: width, to: self) }
  }
}
