/// The lower triangle whose product with its transpose is a symmetric matrix.
package enum CholeskyTriangle {
  /// The rows of the triangle; nil where the matrix is not positive definite.
  ///
  ///     CholeskyTriangle.of([[1, 0.6], [0.6, 1]])   // [[1, 0], [0.6, 0.8]]
  package static func of(_ matrix: [[Double]]) -> [[Double]]? {
    var triangle = matrix.map { $0.map { _ in 0.0 } }
    for row in matrix.indices {
      for column in 0...row {
        var rest = matrix[row][column]
        for index in 0..<column { rest -= triangle[row][index] * triangle[column][index] }
        if row == column {
          // What rounding leaves of nothing is nothing.
          guard rest > 1e-12 else { return nil }
          triangle[row][row] = rest.squareRoot()
        } else {
          triangle[row][column] = rest / triangle[column][column]
        }
      }
    }
    return triangle
  }
}
