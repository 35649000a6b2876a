import Diagnostics

/// An upper bound of how deep a line can be nested in quotes and list items, from the beginnings of the lines so far.
struct LineNesting {
  private(set) var deepest = 0
  private(set) var blanks = 0
  private var depth = 0
  private var isAfterBlank = false

  /// Reads the beginning of a line.
  ///
  /// - Returns: the offset of the first mark that would open a container beyond the limit; all before it counts.
  @inline(__always)
  @discardableResult
  mutating func read(_ text: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int = .max) -> Int? {
    guard start < text.count, Self.mayBegin(text[start]) else {
      // Behind a blank line nothing is continued lazily.
      if isAfterBlank { depth = 0 }
      isAfterBlank = false
      return nil
    }
    return readBeginning(text, from: start, limit: limit)
  }

  /// Whether a byte can stand at the beginning of a line without being its text already.
  @inline(__always)
  private static func mayBegin(_ byte: UInt8) -> Bool {
    byte < 0x40 && (1 << UInt64(byte)) & beginnings != 0
  }

  private static let beginnings: UInt64 = {
    var set: UInt64 = 0
    for byte in "\t\n\r >+-*0123456789".utf8 { set |= 1 << UInt64(byte) }
    return set
  }()

  private mutating func readBeginning(_ text: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int) -> Int? {
    var columns = 0
    var marks = 0
    var index = start
    // What an item's content is indented by: at least two columns.
    func reached() -> Int { min(depth, columns / 2) + marks }
    var refused: Int?
    scan: while index < text.count {
      let mark: Int
      switch text[index] {
      case UInt8(ascii: " "):
        columns += 1
        index += 1
        continue
      case UInt8(ascii: "\t"):
        columns += 4
        index += 1
        continue
      case UInt8(ascii: ">"): mark = index
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
        guard Self.isSpace(text, index + 1) else { break scan }
        mark = index
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = index
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        while end < text.count, end - index < 9, digits ~= text[end] { end += 1 }
        guard end < text.count, text[end] == UInt8(ascii: ".") || text[end] == UInt8(ascii: ")") else { break scan }
        guard Self.isSpace(text, end + 1) else { break scan }
        mark = end
      case 0x0A, 0x0D:
        if marks > 0 { break scan }
        blanks += 1
        isAfterBlank = true
        return nil
      default: break scan
      }
      if reached() >= limit {
        refused = mark
        break scan
      }
      marks += 1
      index = mark + 1
    }
    // A line of text may continue a paragraph from any depth.
    depth = isAfterBlank ? reached() : max(depth, reached())
    deepest = max(deepest, depth)
    isAfterBlank = false
    return refused
  }

  private static func isSpace(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index >= text.count || text[index].isWhiteSpace
  }
}
