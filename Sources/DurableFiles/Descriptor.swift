import Foundation

/// Writes all of some bytes; gives the system's error number where it cannot, else 0.
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { buffer in
    var start = 0
    while start < buffer.count {
      let written = write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
      if written < 0, errno != EINTR { return errno }
      start += max(0, written)
    }
    return 0
  }
}

/// Everything a descriptor gives, but no more than so many bytes; nil where it cannot be read.
package func readDescriptor(_ descriptor: Int32, limit: Int) -> [UInt8]? {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while bytes.count < limit {
    let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    if count < 0 { return nil }
    if count == 0 { break }
    bytes += buffer[..<count]
  }
  return bytes
}
