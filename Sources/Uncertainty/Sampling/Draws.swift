/// The generator behind samples: keyed by a seed, the name of what is drawn, and the number of the block, so that
/// adding an unrelated variable changes no digit of the others, in any order and on any number of threads.
struct DrawKey: Sendable, Hashable {
  private let key: UInt64

  /// What tells it from other keys.
  var identity: UInt64 { key }

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
    guard let out = values.baseAddress else { return }
    let count = values.count
    let blockKey = Self.mixed(key ^ (UInt64(block) &* 0xD1B5_4A32_D192_ED03))
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: SampleColumns.block) { order in
      guard let strata = order.baseAddress else { return }
      StratumOrder(key: blockKey, count: count).fill(strata)
      // Two samples share one mixed number: its halves are their places within their strata.
      let scale = 0x1p-33 / Double(count)
      var counter = blockKey &+ 0x5851_F42D_4C95_7F2D
      var index = 0
      while index < count {
        let bits = Self.mixed(counter)
        counter &+= 0x5851_F42D_4C95_7F2D
        out[index] = Self.place(strata[index], bits >> 32) * scale
        if index + 1 < count { out[index + 1] = Self.place(strata[index + 1], bits & 0xFFFF_FFFF) * scale }
        index += 2
      }
    }
  }

  /// The stratum and 32 bits within it as a whole number, doubled, plus one: never at an edge.
  @inline(__always)
  private static func place(_ stratum: UInt16, _ within: UInt64) -> Double {
    // Below 2⁴³, so that it fits the fraction of 2⁵² and needs no conversion.
    Double(bitPattern: 0x4330_0000_0000_0001 | (UInt64(stratum) << 33) | (within << 1)) - 0x1p52
  }
}

/// Uniform numbers for what stands outside a graph, drawn as a graph draws its own.
package enum UniformDraws {
  /// A column of stratified uniform numbers strictly between 0 and 1, keyed by a name and a seed.
  package static func column(named name: String, seed: UInt64, count: Int) -> [Double] {
    let key = DrawKey(seed: seed, name: name)
    return [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      for start in stride(from: 0, to: count, by: SampleColumns.block) {
        let end = min(count, start + SampleColumns.block)
        key.fill(start / SampleColumns.block, UnsafeMutableBufferPointer(rebasing: buffer[start..<end]))
      }
      initialized = count
    }
  }
}
