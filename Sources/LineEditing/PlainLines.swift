import Foundation

/// Reads lines from a descriptor as they come, without anything shown.
struct PlainLines {
  private let descriptor: Int32
  private var bytes: [UInt8] = []

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// The next line without its ending; nil where there is nothing more.
  mutating func next() -> String? {
    var searched = 0
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { bytes.removeSubrange(...end) }
        return line(bytes[..<end])
      }
      searched = bytes.count
      if fill() { continue }
      defer { bytes = [] }
      return bytes.isEmpty ? nil : line(bytes[...])
    }
  }

  private func line(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
  }

  private mutating func fill() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        poll(&waited, 1, -1)
        continue
      }
      if count <= 0 { return false }
      bytes += buffer.prefix(count)
      return true
    }
  }
}
