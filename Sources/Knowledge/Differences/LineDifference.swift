/// How two texts differ, line by line.
package struct LineDifference: Sendable {
  package enum Kind: Sendable { case same, removed, added }

  /// Lines with their endings.
  package let lines: [(kind: Kind, text: String)]

  package init(from old: [UInt8], to new: [UInt8]) {
    let a = Self.lines(of: old)
    let b = Self.lines(of: new)
    var lines: [(kind: Kind, text: String)] = []
    var (i, j) = (0, 0)
    func reach(_ nextI: Int, _ nextJ: Int) {
      lines += a[i..<nextI].map { (.removed, Self.text($0)) } + b[j..<nextJ].map { (.added, Self.text($0)) }
    }
    for (old, new) in LineMatching(a, b).matches.enumerated() {
      guard let new else { continue }
      reach(old, new)
      lines.append((.same, Self.text(b[new])))
      (i, j) = (old + 1, new + 1)
    }
    reach(a.count, b.count)
    self.lines = lines
  }

  package var isEmpty: Bool { lines.allSatisfy { $0.kind == .same } }

  /// Lines of bytes, each with its ending: bytes tell é from e with an accent, as a file does.
  static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func text(_ line: ArraySlice<UInt8>) -> String {
    String(decoding: line, as: UTF8.self)
  }

  /// A stretch of changes with the lines around it.
  package struct Hunk: Sendable {
    /// The 1-based first line and the count of lines, in the old text and in the new one.
    package var old: (line: Int, count: Int)
    package var new: (line: Int, count: Int)
    package var lines: [(kind: Kind, text: String)]
  }

  /// The changes with up to so many unchanged lines around each.
  package func hunks(context: Int = 3) -> [Hunk] {
    let changed = lines.indices.filter { lines[$0].kind != .same }
    var ranges: [Range<Int>] = []
    for index in changed {
      let range = max(0, index - context)..<min(lines.count, index + context + 1)
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    var hunks: [Hunk] = []
    var (oldLine, newLine, position) = (1, 1, 0)
    for range in ranges {
      for index in position..<range.lowerBound {
        if lines[index].kind != .added { oldLine += 1 }
        if lines[index].kind != .removed { newLine += 1 }
      }
      let part = Array(lines[range])
      let (old, new) = (part.count { $0.kind != .added }, part.count { $0.kind != .removed })
      hunks.append(
        Hunk(old: (old == 0 ? oldLine - 1 : oldLine, old), new: (new == 0 ? newLine - 1 : newLine, new), lines: part))
      oldLine += old
      newLine += new
      position = range.upperBound
    }
    return hunks
  }
}
