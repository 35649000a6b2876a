/// How two texts differ, line by line.
public struct LineDifference: Sendable {
  public enum Kind: Sendable { case same, removed, added }

  /// Lines with their endings.
  public let lines: [(kind: Kind, text: String)]

  public init(from old: [UInt8], to new: [UInt8]) {
    let a = Self.lines(of: old)
    let b = Self.lines(of: new)
    // What is equal at both ends needs no search.
    let prefix = zip(a, b).prefix { $0 == $1 }.count
    let suffix = zip(a.dropFirst(prefix).reversed(), b.dropFirst(prefix).reversed()).prefix { $0 == $1 }.count
    let middleA = Array(a[prefix..<(a.count - suffix)])
    let middleB = Array(b[prefix..<(b.count - suffix)])
    var removed: Set<Int> = []
    var added: Set<Int> = []
    for change in middleB.difference(from: middleA) {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines: [(kind: Kind, text: String)] = a[..<prefix].map { (.same, Self.text($0)) }
    var (i, j) = (0, 0)
    while i < middleA.count || j < middleB.count {
      if i < middleA.count, removed.contains(i) {
        lines.append((.removed, Self.text(middleA[i])))
        i += 1
      } else if j < middleB.count, added.contains(j) {
        lines.append((.added, Self.text(middleB[j])))
        j += 1
      } else {
        lines.append((.same, Self.text(middleB[j])))
        i += 1
        j += 1
      }
    }
    self.lines = lines + a[(a.count - suffix)...].map { (.same, Self.text($0)) }
  }

  public var isEmpty: Bool { lines.allSatisfy { $0.kind == .same } }

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
  public struct Hunk: Sendable {
    /// The 1-based first line and the count of lines, in the old text and in the new one.
    public var old: (line: Int, count: Int)
    public var new: (line: Int, count: Int)
    public var lines: [(kind: Kind, text: String)]
  }

  /// The changes with up to so many unchanged lines around each.
  public func hunks(context: Int = 3) -> [Hunk] {
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
