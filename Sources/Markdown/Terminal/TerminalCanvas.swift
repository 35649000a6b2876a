import Diagnostics
import Styling

/// What is drawn so far: bytes, and up to which byte which role goes.
struct TerminalCanvas: ~Copyable {
  private var buffer: GrowingBuffer<UInt8>
  private var segments: GrowingBuffer<TerminalText.Segment>

  init(capacity: Int) {
    buffer = GrowingBuffer(capacity: capacity)
    segments = GrowingBuffer(capacity: capacity / 8)
  }

  var isEmpty: Bool { buffer.count == 0 }

  @inline(__always)
  private mutating func mark(_ role: StyledText.Role) {
    if segments.count > 0, segments.start[segments.count - 1].role == role {
      segments.start[segments.count - 1].end = buffer.count
    } else if buffer.count > (segments.elements.last?.end ?? 0) {
      segments.append(TerminalText.Segment(end: buffer.count, role: role))
    }
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ role: StyledText.Role) {
    buffer.append(bytes)
    mark(role)
  }

  mutating func append(_ text: StaticString, times: Int = 1, _ role: StyledText.Role) {
    for _ in 0..<max(0, times) { buffer.append(text) }
    mark(role)
  }

  mutating func append(spaces: Int) {
    if spaces <= 0 { return }
    buffer.append(UInt8(ascii: " "), times: spaces)
    mark(.plain)
  }

  /// A number with spaces on its left.
  mutating func append(number: Int, columns: Int, _ role: StyledText.Role) {
    let digits = String(number)
    append(spaces: columns - digits.utf8.count)
    for digit in digits.utf8 { buffer.append(digit) }
    mark(role)
  }

  /// Ends the line, taking away the spaces at its end.
  @inline(__always)
  mutating func endLine() {
    if buffer.count > 0, buffer.start[buffer.count - 1] == UInt8(ascii: " ") { trimSpaces() }
    buffer.append(0x0A)
    mark(.plain)
  }

  private mutating func trimSpaces() {
    var count = buffer.count
    while count > 0, buffer.start[count - 1] == UInt8(ascii: " ") { count -= 1 }
    truncate(to: count)
  }

  /// Takes away an empty line at the end.
  mutating func endText() {
    var count = buffer.count
    while count > 1, buffer.start[count - 1] == 0x0A, buffer.start[count - 2] == 0x0A { count -= 1 }
    truncate(to: count)
  }

  private mutating func truncate(to count: Int) {
    buffer.truncate(to: count)
    while let last = segments.elements.last, last.end > count {
      segments.truncate(to: segments.count - 1)
      if segments.elements.last?.end ?? 0 < count {
        segments.append(TerminalText.Segment(end: count, role: last.role))
      }
    }
  }

  var styledText: StyledText {
    StyledText(utf8: Array(buffer.elements), runs: segments.elements.map { StyledText.Run(role: $0.role, end: $0.end) })
  }
}
