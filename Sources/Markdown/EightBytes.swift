/// Eight bytes at once, each in its place: the highest bit of a byte tells whether something is true of it (Bit Twiddling
/// Hacks). A byte behind one of which it is true may be told so, too, so that what is found is to be looked at again.
struct EightBytes {
  private let word: UInt64

  static let count = 8
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  init(_ bytes: UnsafePointer<UInt8>) {
    word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
  }

  @inline(__always)
  func equal(_ byte: UInt8) -> UInt64 {
    let difference = word ^ (Self.ones &* UInt64(byte))
    return (difference &- Self.ones) & ~difference & Self.highs
  }

  /// - Parameter limit: at most 0x80.
  @inline(__always)
  func less(than limit: UInt8) -> UInt64 {
    (word &- Self.ones &* UInt64(limit)) & ~word & Self.highs
  }
}
