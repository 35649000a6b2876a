/// The values of some ranks of a column, exactly, without sorting it.
///
/// The samples are counted into narrow bins between the least and the greatest; only the bins that hold a wanted rank
/// are looked at again.
struct RankSelection {
  private var values: [Int: Double] = [:]

  subscript(rank: Int) -> Double { values[rank] ?? .nan }

  /// - Parameters:
  ///   - column: finite numbers, at least one.
  ///   - ranks: places in the sorted column, from 0.
  init(_ column: [Double], ranks: [Int], minimum: Double, maximum: Double, threads: Int) {
    var sorted = column
    let wanted = Set(ranks).sorted()
    sorted.withUnsafeMutableBufferPointer { buffer in
      var from = 0
      for rank in wanted {
        Samples.select(rank, in: buffer, from: min(from, rank))
        values[rank] = buffer[rank]
        from = rank
      }
    }
  }
}
