/// The generator behind samples: keyed by a seed, the name of what is drawn, and the number of the block, so that
/// adding an unrelated variable changes no digit of the others, in any order and on any number of threads.
struct DrawKey: Sendable, Hashable {
  private let key: UInt64

  init(seed: UInt64, name: String) {
    // FNV-1a, then mixed with the seed.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    key = Self.mixed(hash ^ Self.mixed(seed &+ 0x9E37_79B9_7F4A_7C15))
  }

  /// The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit of the input stirs every bit of the output.
  @inline(__always)
  static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Fills a block with uniform numbers strictly between 0 and 1, one in each of as many equal strata, in an order of
  /// the block's own (a Latin hypercube across variables, McKay, Beckman and Conover 1979).
  func fill(_ block: Int, _ values: UnsafeMutableBufferPointer<Double>) {
    let count = values.count
    let blockKey = Self.mixed(key ^ (UInt64(block) &* 0xD1B5_4A32_D192_ED03))
    // A permutation of 0 ..< 2ᵏ by keyed rounds of multiplying, adding and folding, each of which can be undone;
    // numbers beyond the block are walked over.
    var bits: UInt32 = 1
    while (1 << bits) < count { bits += 1 }
    let mask: UInt32 = (1 << bits) - 1
    let half = (bits + 1) / 2
    let multipliers = (0..<3).map { UInt32(truncatingIfNeeded: Self.mixed(blockKey &+ UInt64($0) &+ 1)) | 1 }
    let addends = (0..<3).map { UInt32(truncatingIfNeeded: Self.mixed(blockKey &+ UInt64($0) &+ 17)) }
    @inline(__always) func permuted(_ index: UInt32) -> UInt32 {
      var x = index
      x = (x &* multipliers[0] &+ addends[0]) & mask
      x ^= x >> half
      x = (x &* multipliers[1] &+ addends[1]) & mask
      x ^= x >> half
      x = (x &* multipliers[2] &+ addends[2]) & mask
      x ^= x >> half
      return x
    }
    let width = 1 / Double(count)
    for index in 0..<count {
      var stratum = permuted(UInt32(index))
      while stratum >= count { stratum = permuted(stratum) }
      let jitter = Self.mixed(blockKey &+ 0x5851_F42D_4C95_7F2D &* UInt64(index &+ 1))
      // 52 bits and a half: never 0, never 1.
      let within = (Double(jitter >> 12) + 0.5) * 0x1p-52
      values[index] = (Double(stratum) + within) * width
    }
  }
}
