import Diagnostics
import Styling

/// The text of one paragraph, heading or row of cells as one stretch of bytes with roles, before it is cut into lines.
///
/// It is valid UTF-8 without control characters, but for line feeds where the document asks for a new line.
struct TerminalText: ~Copyable {
  struct Segment {
    var end: Int
    var role: StyledText.Role
  }

  /// An inline around others: the role outside it, where its own text begins, and its place among the inlines.
  struct Opened {
    var role: StyledText.Role
    var start: Int
    var inline: Int
  }

  var buffer = GrowingBuffer<UInt8>(capacity: 4096)
  private var marks = GrowingBuffer<Segment>(capacity: 64)
  /// The inlines that what is appended stands in, from the outermost.
  var opened = GrowingBuffer<Opened>(capacity: 16)
  /// Whether there are line feeds.
  private(set) var hasBreaks = false
  private var marked = 0

  var count: Int { buffer.count }
  var bytes: UnsafeBufferPointer<UInt8> { buffer.elements }
  /// The roles of the bytes, up to the last mark.
  var segments: UnsafeBufferPointer<Segment> { marks.elements }

  mutating func clear() {
    buffer.truncate(to: 0)
    marks.truncate(to: 0)
    hasBreaks = false
    marked = 0
  }

  /// Gives all that was appended since the last mark its role.
  @inline(__always)
  mutating func mark(_ role: StyledText.Role) {
    mark(role, upTo: buffer.count)
  }

  mutating func mark(_ role: StyledText.Role, upTo end: Int) {
    if end <= marked { return }
    marked = end
    if marks.count > 0, marks.start[marks.count - 1].role == role {
      marks.start[marks.count - 1].end = end
    } else {
      marks.append(Segment(end: end, role: role))
    }
  }

  mutating func newLine() {
    buffer.append(0x0A)
    hasBreaks = true
  }
}
