/// The order in which a block visits its strata: a permutation of 0 ..< count by keyed rounds of multiplying, adding
/// and folding, each of which can be undone.
struct StratumOrder {
  private let count: Int
  private let multipliers: (UInt16, UInt16, UInt16)
  private let addends: (UInt16, UInt16, UInt16)
  /// One less than the least power of two that is not below the count.
  private let mask: UInt16
  private let half: UInt16

  init(key: UInt64, count: Int) {
    self.count = count
    func word(_ index: UInt64) -> UInt16 { UInt16(truncatingIfNeeded: DrawKey.mixed(key &+ index)) }
    multipliers = (word(1) | 1, word(2) | 1, word(3) | 1)
    addends = (word(17), word(18), word(19))
    var bits: UInt16 = 1
    while (1 << Int(bits)) < count { bits += 1 }
    mask = UInt16((1 << Int(bits)) - 1)
    half = (bits + 1) / 2
  }

  func fill(_ strata: UnsafeMutablePointer<UInt16>) {
    guard count == SampleColumns.block else {
      for index in 0..<count {
        var stratum = permuted(UInt16(index))
        // Numbers beyond the block are walked over.
        while stratum >= count { stratum = permuted(stratum) }
        strata[index] = stratum
      }
      return
    }
    for index in 0..<SampleColumns.block { strata[index] = permuted(UInt16(truncatingIfNeeded: index)) }
  }

  @inline(__always)
  private func permuted(_ index: UInt16) -> UInt16 {
    var x = (index &* multipliers.0 &+ addends.0) & mask
    x ^= x &>> half
    x = (x &* multipliers.1 &+ addends.1) & mask
    x ^= x &>> half
    x = (x &* multipliers.2 &+ addends.2) & mask
    x ^= x &>> half
    return x
  }
}
