internal import CLAPACK
internal import NativeLibraries

/// BLAS and LAPACK, loaded once: OpenBLAS, or else the system's.
///
/// OpenBLAS is looked for as `libopenblas.so.0` (Debian: libopenblas0-pthread; `QUIRE_OPENBLAS` names
/// another file), then any library that Debian's alternatives give as `liblapack.so.3`. OpenBLAS is told
/// to use one thread: who calls it has threads of his own, and sums are then taken in one order.
struct LAPACK: @unchecked Sendable {
  // Addresses of code in a library that is never unloaded.
  private let dgeqrf: clapack_dgeqrf
  private let dtrtri: clapack_dtrtri
  private let dpotrf: clapack_dpotrf
  private let dpotrs: clapack_dpotrs
  private let dpotri: clapack_dpotri
  private let dsyrk: clapack_dsyrk
  private let dgemm: clapack_dgemm

  private static let shared = Result { () throws(ModelError) in try LAPACK() }

  /// The library.
  ///
  /// - Throws: `no-linear-algebra`, with every place looked in.
  static func loaded() throws(ModelError) -> LAPACK { try shared.get() }

  private init() throws(ModelError) {
    let library = try Self.library()
    func symbol<Function>(_ name: String, as _: Function.Type) throws(ModelError) -> Function {
      guard let address = library.symbol(name) else {
        throw ModelError(
          "no-linear-algebra",
          "the library \(library.path) has no function '\(name)'",
          hint: "install libopenblas0-pthread, or set $QUIRE_OPENBLAS to a whole OpenBLAS"
        )
      }
      return unsafeBitCast(address, to: Function.self)
    }
    dgeqrf = try symbol("dgeqrf_", as: clapack_dgeqrf.self)
    dtrtri = try symbol("dtrtri_", as: clapack_dtrtri.self)
    dpotrf = try symbol("dpotrf_", as: clapack_dpotrf.self)
    dpotrs = try symbol("dpotrs_", as: clapack_dpotrs.self)
    dpotri = try symbol("dpotri_", as: clapack_dpotri.self)
    dsyrk = try symbol("dsyrk_", as: clapack_dsyrk.self)
    dgemm = try symbol("dgemm_", as: clapack_dgemm.self)
    if let address = library.symbol("openblas_set_num_threads") {
      unsafeBitCast(address, to: clapack_openblas_set_num_threads.self)(1)
    }
  }

  private static func library() throws(ModelError) -> NativeLibrary {
    do { return try NativeLibrary.open("openblas", file: "libopenblas.so.0") } catch {
      // A file that was asked for is never passed over. The system's brings its BLAS along, whose functions are
      // found through it.
      if NativeLibrary.path(of: "openblas") == nil,
        let lapack = try? NativeLibrary.open("lapack", file: "liblapack.so.3")
      {
        return lapack
      }
      throw ModelError(
        "no-linear-algebra",
        error.message,
        hint: "install it: apt-get install libopenblas0-pthread"
      )
    }
  }

  /// Replaces the first rows and columns of a matrix by R, where they are Q R.
  ///
  /// What was below the diagonal is overwritten with numbers of no use.
  func triangularize(_ matrix: Matrix, rows: Int, _ workspace: QRWorkspace) {
    var info: Int32 = 0
    var (m, n, lda) = (Int32(rows), Int32(matrix.columns), Int32(matrix.stride))
    var size = Int32(workspace.work.rows)
    dgeqrf(
      &m,
      &n,
      matrix.values,
      &lda,
      workspace.scales.values,
      workspace.work.values,
      &size,
      &info
    )
    precondition(info == 0, "dgeqrf refused argument \(-info)")
  }

  /// What `triangularize` needs besides the matrix.
  struct QRWorkspace {
    let scales: Matrix
    let work: Matrix

    init(columns: Int) {
      scales = Matrix(columns, 1)
      work = Matrix(max(1, columns) * 64, 1)
    }
  }

  /// Inverts the upper triangle of a square matrix in place.
  ///
  /// - Returns: Whether it has an inverse.
  func invertTriangle(_ matrix: Matrix) -> Bool {
    var info: Int32 = 0
    var (n, lda) = (Int32(matrix.columns), Int32(matrix.stride))
    dtrtri("U", "N", &n, matrix.values, &lda, &info, 1, 1)
    return info == 0
  }

  /// Replaces the upper triangle of a symmetric matrix by U, where Uᵀ U is the matrix.
  ///
  /// - Returns: Whether the matrix is positive definite.
  func cholesky(_ matrix: Matrix) -> Bool {
    var info: Int32 = 0
    var (n, lda) = (Int32(matrix.columns), Int32(matrix.stride))
    dpotrf("U", &n, matrix.values, &lda, &info, 1)
    return info == 0
  }

  /// Solves for one right side, in place, with what `cholesky` left.
  func solve(_ triangle: Matrix, _ right: Matrix) {
    var info: Int32 = 0
    var (n, one) = (Int32(triangle.columns), Int32(1))
    var (lda, ldb) = (Int32(triangle.stride), Int32(right.stride))
    dpotrs("U", &n, &one, triangle.values, &lda, right.values, &ldb, &info, 1)
    precondition(info == 0, "dpotrs refused argument \(-info)")
  }

  /// Replaces what `cholesky` left by the inverse of the symmetric matrix, both triangles of it.
  ///
  /// - Returns: Whether it has an inverse.
  func invertSymmetric(_ triangle: Matrix) -> Bool {
    var info: Int32 = 0
    var (n, lda) = (Int32(triangle.columns), Int32(triangle.stride))
    dpotri("U", &n, triangle.values, &lda, &info, 1)
    guard info == 0 else { return false }
    for column in 0..<triangle.columns {
      for row in 0..<column { triangle[column, row] = triangle[row, column] }
    }
    return true
  }

  /// Adds `blockᵀ block` of the first rows of a block to the upper triangle at a corner of a matrix.
  func addSquare(of block: Matrix, rows: Int, to matrix: Matrix, at corner: Int) {
    var (n, k, one) = (Int32(block.columns), Int32(rows), 1.0)
    var (lda, ldc) = (Int32(block.stride), Int32(matrix.stride))
    let target = matrix.column(corner) + corner
    dsyrk("U", "T", &n, &k, &one, block.values, &lda, &one, target, &ldc, 1, 1)
  }

  /// Adds `leftᵀ right` of the first rows of two blocks to a part of a matrix.
  func addProduct(
    of left: Matrix,
    and right: Matrix,
    rows: Int,
    to matrix: Matrix,
    at row: Int,
    _ column: Int
  ) {
    var (m, n, k) = (Int32(left.columns), Int32(right.columns), Int32(rows))
    var (lda, ldb, ldc) = (Int32(left.stride), Int32(right.stride), Int32(matrix.stride))
    var one = 1.0
    let target = matrix.column(column) + row
    dgemm(
      "T",
      "N",
      &m,
      &n,
      &k,
      &one,
      left.values,
      &lda,
      right.values,
      &ldb,
      &one,
      target,
      &ldc,
      1,
      1
    )
  }

  /// Writes `left right` of the first rows of `left` into the first rows of a matrix.
  func multiply(_ left: Matrix, _ right: Matrix, rows: Int, into matrix: Matrix) {
    var (m, n, k) = (Int32(rows), Int32(right.columns), Int32(left.columns))
    var (lda, ldb, ldc) = (Int32(left.stride), Int32(right.stride), Int32(matrix.stride))
    var (one, zero) = (1.0, 0.0)
    dgemm(
      "N",
      "N",
      &m,
      &n,
      &k,
      &one,
      left.values,
      &lda,
      right.values,
      &ldb,
      &zero,
      matrix.values,
      &ldc,
      1,
      1
    )
  }
}
