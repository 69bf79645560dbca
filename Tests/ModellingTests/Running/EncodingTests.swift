import Tables
import Testing

@testable import Modelling

struct EncodingTests {
  private func block(_ matrix: DesignMatrix) -> [[Double]] {
    let count = matrix.rowCount
    let flat = [Double](unsafeUninitializedCapacity: count * matrix.columnCount) {
      buffer,
      written in
      matrix.read(0..<count, into: buffer)
      written = count * matrix.columnCount
    }
    return (0..<matrix.columnCount).map { Array(flat[($0 * count)..<(($0 + 1) * count)]) }
  }

  private func data() throws -> ModelData {
    let table = Table([
      ("y", try Column(.float64, (0..<6).map { .double(Double($0)) })),
      (
        "x",
        try Column(
          .float64,
          [.double(1), .null, .double(3), .double(.infinity), .double(5), .double(9)]
        )
      ),
      (
        "c",
        try Column(
          .utf8,
          [.string("b"), .string("a"), .null, .string("b"), .string("z"), .string("a")]
        )
      ),
      ("day", try Column(.date32, (0..<6).map { .date($0 * 10) })),
    ])
    return try ModelData(table, ModelPlan(target: "y", candidates: []))
  }

  @Test func `numbers are filled in, and what is missing has a column of its own`() throws {
    let data = try data()
    let rows: [Int32] = [0, 1, 2, 3]
    let encoding = Encoding(data, rows)
    let terms = encoding.terms(scaled: false, rowCount: 4)
    #expect(
      terms.map(\.name)
        == ["x", "x (missing)", "c = b", "c (missing)", "day"]
    )
    let columns = block(encoding.matrix(terms, data.features, Array(0..<6)))
    // The mean of 1 and 3, which are the training rows' numbers.
    #expect(columns[0] == [1, 2, 3, 2, 5, 9])
    #expect(columns[1] == [0, 1, 0, 1, 0, 0])
    #expect(columns[2] == [1, 0, 0, 1, 0, 0])
    // Row 4 has a level that no training row had.
    #expect(columns[3] == [0, 0, 1, 0, 1, 0])
    #expect(columns[4] == [0, 10, 20, 30, 40, 50])
    #expect(data.features[0].infiniteCount == 1)
  }

  @Test func `scaled terms have the mean 0 and the deviation 1 over the training rows`() throws {
    let data = try data()
    let rows = Array(Int32(0)..<6)
    let encoding = Encoding(data, rows)
    let terms = encoding.terms(scaled: true, rowCount: 6)
    for column in block(encoding.matrix(terms, data.features, rows)) {
      let mean = column.reduce(0, +) / 6
      let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 6
      #expect(abs(mean) < 1e-12)
      #expect(abs(variance - 1) < 1e-12)
    }
  }

  @Test func `trees take numbers as they are and categories by place`() throws {
    let data = try data()
    let encoding = Encoding(data, [0, 1, 2, 3])
    let table = encoding.table(data.features)
    #expect(table.numbers("c") == [1, 0, -1, 1, -1, 0])
    #expect(encoding.categories == ["c"])
    let x = table.numbers("x")
    #expect(x[1].isNaN && x[3].isNaN)
    #expect(x[5] == 9)
  }

  @Test func `many levels share one column but for the most frequent`() throws {
    let texts = (0..<400).map { Value.string("level\($0 < 200 ? $0 % 60 : 60 + $0)") }
    let table = Table([
      ("y", try Column(.float64, (0..<400).map { .double(Double($0)) })),
      ("c", try Column(.utf8, texts)),
    ])
    let data = try ModelData(table, ModelPlan(target: "y", candidates: []))
    let encoding = Encoding(data, data.rows)
    let terms = encoding.terms(scaled: false, rowCount: 400)
    #expect(terms.count == Encoding.levelLimit)
    #expect(terms.last?.name == "c (other)")
    let columns = block(encoding.matrix(terms, data.features, data.rows))
    let first = encoding.features[0].frequentLevels[0]
    for row in 0..<400 {
      let isFirst = texts[row] == .string(encoding.features[0].levels[Int(first)])
      #expect(columns.reduce(0) { $0 + $1[row] } == (isFirst ? 0 : 1))
    }
  }
}
