import Testing

@testable import Modelling

struct DesignMatrixTests {
  @Test func `some rows are written column after column`() {
    let matrix = DesignMatrix(names: ["a", "b"], columns: [[1, 2, 3], [4, 5, 6]], rowCount: 3)
    let block = [Double](unsafeUninitializedCapacity: 4) { buffer, count in
      matrix.read(1..<3, into: UnsafeMutableBufferPointer(rebasing: buffer[..<4]))
      count = 4
    }
    #expect(block == [2, 3, 5, 6])
  }
}
