import Diagnostics

/// Two texts that come from one, brought together: what only one side changed is taken, what both changed is marked.
package struct ThreeWayMerge: Sendable {
  package let text: [UInt8]
  /// How many places a person has to settle.
  package let conflicts: Int

  /// What its marks begin with: `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`, longer where a text has lines that begin
  /// so. So no mark is ever mistaken for a line of the texts, nor the other way round.
  package let signs: [String]

  /// - Parameters:
  ///   - base: the text both come from; empty where they have none in common.
  ///   - mineName: what the marks call each side.
  package init(base: [UInt8], mine: [UInt8], theirs: [UInt8], mineName: String, theirsName: String) {
    let baseLines = LineDifference.lines(of: base)
    let mineLines = LineDifference.lines(of: mine)
    let theirLines = LineDifference.lines(of: theirs)
    let toMine = LineMatching(baseLines, mineLines).matches
    let toTheirs = LineMatching(baseLines, theirLines).matches
    let signs = Self.signs(apartFrom: baseLines + mineLines + theirLines)
    self.signs = signs
    var result: [UInt8] = []
    var conflicts = 0
    var (o, a, b) = (0, 0, 0)
    while o < baseLines.count || a < mineLines.count || b < theirLines.count {
      if o < baseLines.count, toMine[o] == a, toTheirs[o] == b {
        result += baseLines[o]
        (o, a, b) = (o + 1, a + 1, b + 1)
        continue
      }
      // Up to the next line that all three share.
      var next = o
      while next < baseLines.count, !(toMine[next] != nil && toTheirs[next] != nil) { next += 1 }
      let (nextA, nextB) =
        next < baseLines.count
        ? (toMine[next] ?? mineLines.count, toTheirs[next] ?? theirLines.count) : (mineLines.count, theirLines.count)
      let (was, my, their) = (baseLines[o..<next], mineLines[a..<nextA], theirLines[b..<nextB])
      if my.elementsEqual(their) || was.elementsEqual(their) {
        for line in my { result += line }
      } else if was.elementsEqual(my) {
        for line in their { result += line }
      } else if let settled = Self.lineByLine(was, my, their) {
        for line in settled { result += line }
      } else {
        conflicts += 1
        Self.write("\(signs[0]) \(mineName)", my, to: &result)
        Self.write("\(signs[1]) before", was, to: &result)
        Self.write(signs[2], their, to: &result)
        Self.write("\(signs[3]) \(theirsName)", [], to: &result)
      }
      (o, a, b) = (next, nextA, nextB)
    }
    text = result
    self.conflicts = conflicts
  }

  /// Neighbouring lines of which each was changed by one side only.
  private static func lineByLine(
    _ was: ArraySlice<ArraySlice<UInt8>>, _ my: ArraySlice<ArraySlice<UInt8>>, _ their: ArraySlice<ArraySlice<UInt8>>
  ) -> [ArraySlice<UInt8>]? {
    guard was.count == my.count, was.count == their.count else { return nil }
    var settled: [ArraySlice<UInt8>] = []
    for (was, (my, their)) in zip(was, zip(my, their)) {
      if my == was || my == their {
        settled.append(their)
      } else if their == was {
        settled.append(my)
      } else {
        return nil
      }
    }
    return settled
  }

  private static func write(_ mark: String, _ lines: ArraySlice<ArraySlice<UInt8>>, to result: inout [UInt8]) {
    if let last = result.last, last != UInt8(ascii: "\n") { result.append(UInt8(ascii: "\n")) }
    result += Array((mark + "\n").utf8)
    for line in lines { result += line }
  }

  private static func signs(apartFrom lines: [ArraySlice<UInt8>]) -> [String] {
    let characters = Array("<|=>".utf8)
    var longest = 6
    for line in lines {
      guard let first = line.first, characters.contains(first) else { continue }
      longest = max(longest, line.prefix { $0 == first }.count)
    }
    return characters.map { String(repeating: String(UnicodeScalar($0)), count: longest + 1) }
  }

  /// The lines of a text, by 1-based number, on which marks of this merge still stand, whole or in part.
  package func marks(in text: [UInt8]) -> [Int] {
    if conflicts == 0 { return [] }
    let signs = signs.map { Array($0.utf8) }
    return LineDifference.lines(of: text).enumerated().compactMap { index, line in
      let isMark = signs.contains { sign in
        guard line.starts(with: sign) else { return false }
        let next = line.dropFirst(sign.count).first
        return next == nil || next.map(\.isWhiteSpace) == true
      }
      return isMark ? index + 1 : nil
    }
  }
}
