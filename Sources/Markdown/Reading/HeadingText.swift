import Diagnostics
import Knowledge

/// The words of a heading as a person reads them in its line: marks of emphasis, code and links stay, for `2*3*4` may be
/// one; escapes and entities are what they stand for.
///
///     Buy 2*3*4 boards?    of    # Buy 2*3*4 boards?
///     R&D, 5*3             of    # R&amp;D, 5\*3 #
enum HeadingText {
  /// - Parameter lines: the heading's lines, an underline among them.
  static func of(_ lines: ArraySlice<UInt8>) -> String {
    var words: [UInt8] = []
    let parts = lines.split { $0 == 0x0A || $0 == 0x0D }.map { Array($0) }
    let isUnderlined = parts.count > 1
    for (index, line) in parts.enumerated() {
      var content = line[...].trimmed
      if isUnderlined {
        if index == parts.count - 1 { break }
      } else {
        content = withoutMarks(content)
      }
      if index > 0 { words.append(UInt8(ascii: " ")) }
      append(content, to: &words)
    }
    return String(decoding: words, as: UTF8.self).trimmed
  }

  /// Without the `#`s before, and those behind that a space sets apart.
  private static func withoutMarks(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let mark = UInt8(ascii: "#")
    guard line.first == mark else { return line }
    let content = line.drop { $0 == mark }.trimmed
    let behind = content.reversed().prefix { $0 == mark }.count
    let rest = content.dropLast(behind)
    return rest.isEmpty || rest.last.map(\.isWhiteSpace) == true ? rest.trimmed : content
  }

  private static func append(_ line: ArraySlice<UInt8>, to words: inout [UInt8]) {
    var index = line.startIndex
    while index < line.endIndex {
      switch line[index] {
      case UInt8(ascii: "\\") where index + 1 < line.endIndex && line[index + 1].isPunctuation:
        words.append(line[index + 1])
        index += 2
      case UInt8(ascii: "`"):
        let end = endOfCode(line, from: index)
        words += line[index..<end]
        index = end
      case UInt8(ascii: "&"):
        if let (text, end) = entity(line, from: index) {
          words += text
          index = end
        } else {
          words.append(line[index])
          index += 1
        }
      default:
        words.append(line[index])
        index += 1
      }
    }
  }

  /// Behind a code span, or behind the backticks where they begin none.
  private static func endOfCode(_ line: ArraySlice<UInt8>, from start: Int) -> Int {
    let tick = UInt8(ascii: "`")
    let opening = line[start...].firstIndex { $0 != tick } ?? line.endIndex
    var index = opening
    while let begin = line[index...].firstIndex(of: tick) {
      let end = line[begin...].firstIndex { $0 != tick } ?? line.endIndex
      if end - begin == opening - start { return end }
      index = end
    }
    return opening
  }

  /// What an entity stands for; nil where there is none.
  private static func entity(_ line: ArraySlice<UInt8>, from start: Int) -> (text: [UInt8], end: Int)? {
    guard let close = line[start...].prefix(Entity.longest).firstIndex(of: UInt8(ascii: ";")) else { return nil }
    return Entity.decoded(Array(line[start...close])).map { ($0, close + 1) }
  }
}

extension ArraySlice<UInt8> {
  /// Without white space at the ends.
  fileprivate var trimmed: ArraySlice<UInt8> {
    var slice = self.drop(while: \.isWhiteSpace)
    while slice.last?.isWhiteSpace == true { slice.removeLast() }
    return slice
  }
}
