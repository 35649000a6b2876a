/// Figures of a column of samples.
public enum Samples {
  /// The mean, by sums of blocks so that rounding does not grow with the count.
  public static func mean(_ column: [Double]) -> Double {
    blockSums(column) { $0 }.reduce(0, +) / Double(max(1, column.count))
  }

  public static func sd(_ column: [Double]) -> Double {
    let mean = mean(column)
    let squares = blockSums(column) { ($0 - mean) * ($0 - mean) }.reduce(0, +)
    return (squares / Double(max(1, column.count))).squareRoot()
  }

  /// The standard error of the mean, from the spread of the means of blocks, each stratified by itself; nil for fewer
  /// than two blocks.
  public static func standardError(_ column: [Double]) -> Double? {
    let size = SampleColumns.block
    let whole = column.count / size
    guard whole > 1 else { return nil }
    let means = blockSums(Array(column[..<(whole * size)])) { $0 }.map { $0 / Double(size) }
    let mean = means.reduce(0, +) / Double(whole)
    let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(whole - 1)
    return (variance / Double(whole)).squareRoot()
  }

  private static func blockSums(_ column: [Double], _ term: (Double) -> Double) -> [Double] {
    stride(from: 0, to: column.count, by: SampleColumns.block).map { start in
      var sum = 0.0
      for index in start..<min(column.count, start + SampleColumns.block) { sum += term(column[index]) }
      return sum
    }
  }

  /// The samples that are not exceeded with some probabilities, given in ascending order; the column is reordered.
  ///
  /// By selection (Hoare 1961), each next one among what is left above the last.
  public static func quantiles(_ levels: [Double], of column: inout [Double]) -> [Double] {
    let count = column.count
    guard count > 0 else { return levels.map { _ in .nan } }
    return column.withUnsafeMutableBufferPointer { values in
      var from = 0
      return levels.map { level in
        let rank = min(count - 1, max(0, Int((level * Double(count)).rounded(.up)) - 1))
        select(rank, in: values, from: min(from, rank))
        from = rank
        return values[rank]
      }
    }
  }

  /// Puts the value of a rank in its place, lesser ones before it and greater ones behind.
  private static func select(_ rank: Int, in values: UnsafeMutableBufferPointer<Double>, from: Int) {
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
