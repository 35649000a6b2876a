import Diagnostics
import Knowledge

/// Finds `[[links]]`, which CommonMark does not know, outside code.
enum LinkScanner {
  /// - Parameter code: stretches to leave out, in the order of the text.
  static func links(in source: SourceText, from start: Int, except code: [SourceSpan]) -> [Link] {
    let bytes = source.bytes
    var links: [Link] = []
    var next = 0
    var index = start
    var ticks = Backticks()
    while index < bytes.count {
      while next < code.count, code[next].end <= index { next += 1 }
      if next < code.count, code[next].start <= index {
        index = max(index + 1, code[next].end)
        continue
      }
      switch bytes[index] {
      case UInt8(ascii: "`"):
        if index >= ticks.end { ticks = Backticks(bytes, from: index) }
        index = ticks.closings[index] ?? index + 1
      // What is escaped begins no link, and no code.
      case UInt8(ascii: "\\"): index += index + 1 < bytes.count && bytes[index + 1] != UInt8(ascii: "\n") ? 2 : 1
      case UInt8(ascii: "[") where index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "["):
        if let close = close(bytes, from: index + 2) {
          let target = String(decoding: bytes[(index + 2)..<close], as: UTF8.self)
          links.append(Link(target: target, span: SourceSpan(index, close + 2)))
          index = close + 2
        } else {
          index += 1
        }
      default: index += 1
      }
    }
    return links.filter { !$0.slug.isEmpty }
  }

  /// The offset of `]]` on the same line, within the length that a link may have.
  private static func close(_ bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + 1 < min(bytes.count, start + 500) {
      switch bytes[index] {
      case UInt8(ascii: "]"): return bytes[index + 1] == UInt8(ascii: "]") && index > start ? index : nil
      case UInt8(ascii: "\n"), UInt8(ascii: "["): return nil
      default: index += 1
      }
    }
    return nil
  }

  /// The runs of backticks up to the end of a line.
  private struct Backticks {
    /// For the offset of each run the offset behind what it opens: behind the next run of as many, or behind itself.
    private(set) var closings: [Int: Int] = [:]
    private(set) var end = 0

    init() {}

    init(_ bytes: [UInt8], from start: Int) {
      end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      var runs: [Range<Int>] = []
      for index in start..<end where bytes[index] == UInt8(ascii: "`") {
        if let last = runs.last, last.upperBound == index {
          runs[runs.count - 1] = last.lowerBound..<(index + 1)
        } else {
          runs.append(index..<(index + 1))
        }
      }
      var later: [Int: Int] = [:]
      for run in runs.reversed() {
        closings[run.lowerBound] = later[run.count] ?? run.upperBound
        later[run.count] = run.upperBound
      }
    }
  }
}
