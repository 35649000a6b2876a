/// The values of some ranks of a column, exactly, without sorting it.
///
/// The samples are counted into bins of equal width over the range of most of them; only the bins that hold a wanted
/// rank are looked at again.
struct RankSelection {
  private var values: [Int: Double] = [:]

  subscript(rank: Int) -> Double { values[rank] ?? .nan }

  /// - Parameters:
  ///   - column: finite numbers, at least one.
  ///   - ranks: places in the sorted column, from 0.
  init(_ column: [Double], ranks: [Int], threads: Int) {
    let wanted = Set(ranks).sorted()
    guard !wanted.isEmpty else { return }
    let bins = RankBins(column)
    let chunks = RankBins.chunks(column.count)
    let counts = concurrentMap(chunks.count, threads: threads) { bins.count(column, chunks[$0]) }
    var total = counts[0]
    for chunk in counts.dropFirst() { for bin in total.indices { total[bin] += chunk[bin] } }
    // The wanted bins, each with the number of samples before it.
    var groups: [(bin: Int, before: Int, ranks: [Int])] = []
    var slots = Array(repeating: UInt8(0), count: total.count)
    var (bin, before) = (0, 0)
    for rank in wanted {
      while before + Int(total[bin]) <= rank {
        before += Int(total[bin])
        bin += 1
      }
      if groups.last?.bin != bin { groups.append((bin, before, [])) }
      groups[groups.count - 1].ranks.append(rank)
      slots[bin] = 1
    }
    let marks = slots
    let gathered = concurrentMap(chunks.count, threads: threads) { bins.gather(column, chunks[$0], marks) }
    var groupOf = Array(repeating: 0, count: total.count)
    for (index, group) in groups.enumerated() { groupOf[group.bin] = index }
    var members = groups.map { _ in [Double]() }
    for chunk in gathered { for sample in chunk { members[groupOf[bins.bin(of: sample)]].append(sample) } }
    let found = concurrentMap(groups.count, threads: threads) { [groups, members] index in
      let group = groups[index]
      return Self.selected(group.ranks.map { $0 - group.before }, of: members[index])
    }
    for (group, samples) in zip(groups, found) {
      for (rank, sample) in zip(group.ranks, samples) { values[rank] = sample }
    }
  }

  /// The samples of ascending ranks, by selection (Hoare 1961), each next one among what is left above the last.
  private static func selected(_ ranks: [Int], of samples: [Double]) -> [Double] {
    var samples = samples
    return samples.withUnsafeMutableBufferPointer { buffer in
      var from = 0
      return ranks.map { rank in
        Samples.select(rank, in: buffer, from: from)
        from = rank
        return buffer[rank]
      }
    }
  }
}

/// Bins of equal width over the middle of a column; the first and the last take in what lies outside.
private struct RankBins: Sendable {
  private static let bins = 2048
  /// Half the least value and half the density: differences of halves do not overflow.
  private let low: Double
  private let density: Double

  /// The range is that of some samples evenly spread over the column, without the outermost: a single far one must
  /// not push all others into one bin.
  init(_ column: [Double]) {
    let looked = min(column.count, 512)
    let some = (0..<looked).map { column[$0 * column.count / looked] }.sorted()
    low = some[looked / 256] * 0.5
    let width = some[looked - 1 - looked / 256] * 0.5 - low
    let density = Double(Self.bins - 2) / width
    self.density = density.isFinite ? density : 0
  }

  /// Rises with the sample.
  @inline(__always)
  func bin(of sample: Double) -> Int {
    let position = (sample * 0.5 - low) * density + 1
    return Int(min(max(position, 0), Double(Self.bins - 1)))
  }

  /// The column in pieces for the threads.
  static func chunks(_ count: Int) -> [Range<Int>] {
    let pieces = max(1, min(16, count / 16_384))
    return (0..<pieces).map { $0 * count / pieces..<($0 + 1) * count / pieces }
  }

  func count(_ column: [Double], _ range: Range<Int>) -> [Int32] {
    var counts = Array(repeating: Int32(0), count: Self.bins)
    counts.withUnsafeMutableBufferPointer { counts in
      column.withUnsafeBufferPointer { samples in
        for index in range { counts[bin(of: samples[index])] &+= 1 }
      }
    }
    return counts
  }

  /// The samples of the marked bins.
  func gather(_ column: [Double], _ range: Range<Int>, _ marks: [UInt8]) -> [Double] {
    // Every sample is written, and the place moves on for those that stay: nothing to guess for the processor.
    let room = range.count + 1
    return [Double](unsafeUninitializedCapacity: room) { buffer, kept in
      column.withUnsafeBufferPointer { samples in
        marks.withUnsafeBufferPointer { marks in
          for index in range {
            let sample = samples[index]
            buffer[kept] = sample
            kept &+= Int(marks[bin(of: sample)])
          }
        }
      }
    }
  }
}
