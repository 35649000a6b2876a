#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension UnsafeBufferPointer<UInt8> {
  /// The bytes of a C string, without its zero; none for no string.
  init(cString: UnsafePointer<CChar>?) {
    self.init(
      start: cString.map { UnsafeRawPointer($0).assumingMemoryBound(to: UInt8.self) }, count: cString.map(strlen) ?? 0)
  }

  /// Whether these bytes stand at an offset of others.
  @inline(__always)
  func stand(in others: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
    guard offset >= 0, offset + count <= others.count else { return false }
    guard let mine = baseAddress, let start = others.baseAddress else { return true }
    return memcmp(mine, start + offset, count) == 0
  }

  /// The offset of the first such byte.
  @inline(__always)
  func firstOffset(of byte: UInt8) -> Int? {
    guard let start = baseAddress, let found = memchr(start, Int32(byte), count) else { return nil }
    return UnsafeRawPointer(start).distance(to: found)
  }
}
