/// Figures of a column of samples.
package enum Samples {
  /// The mean, by sums of blocks so that rounding does not grow with the count; 0 for no samples.
  package static func mean(_ column: [Double]) -> Double { SampleMoments(column, threads: 1).mean }

  /// The standard deviation, with the count as the divisor.
  package static func sd(_ column: [Double]) -> Double { SampleMoments(column, threads: 1).sd }

  /// The standard error of the mean, from the spread of the means of blocks, each stratified by itself; nil for fewer
  /// than two blocks.
  package static func standardError(_ column: [Double]) -> Double? {
    SampleMoments(column, threads: 1).standardError
  }

  /// The rank, from 0, of the sample that is not exceeded with a probability.
  static func rank(of level: Double, count: Int) -> Int {
    min(count - 1, max(0, Int((level * Double(count)).rounded(.up)) - 1))
  }

  /// The samples that are not exceeded with some probabilities, given in ascending order; the column is reordered.
  ///
  /// By selection (Hoare 1961), each next one among what is left above the last.
  package static func quantiles(_ levels: [Double], of column: inout [Double]) -> [Double] {
    let count = column.count
    guard count > 0 else { return levels.map { _ in .nan } }
    return column.withUnsafeMutableBufferPointer { values in
      var from = 0
      return levels.map { level in
        let rank = rank(of: level, count: count)
        select(rank, in: values, from: min(from, rank))
        from = rank
        return values[rank]
      }
    }
  }

  /// Puts the value of a rank in its place, lesser ones before it and greater ones behind.
  static func select(_ rank: Int, in values: UnsafeMutableBufferPointer<Double>, from: Int) {
    var (low, high) = (from, values.count - 1)
    while low < high {
      // The median of three: sorted columns are not the worst case.
      let middle = low + (high - low) / 2
      let (a, b, c) = (values[low], values[middle], values[high])
      let pivot = max(min(a, b), min(max(a, b), c))
      var (i, j) = (low, high)
      while i <= j {
        while values[i] < pivot { i += 1 }
        while values[j] > pivot { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if rank <= j { high = j } else if rank >= i { low = i } else { return }
    }
  }
}
