/// A difference in the unified format, which `patch` takes.
package struct UnifiedDiff: Sendable {
  package enum Part: Sendable {
    /// A line of words before the difference; `patch` passes over it.
    case word(String)
    /// A name of one of the texts, with its mark.
    case name(String)
    /// The place of a hunk.
    case place(String)
    /// A line of the texts with its mark and without its line feed.
    case line(LineDifference.Kind, String, looksAlike: Bool)
    /// That the line before has no line feed.
    case noEnding
  }

  package let parts: [Part]

  package init(_ difference: LineDifference, from old: String, to new: String, context: Int = 3) {
    let hunks = difference.hunks(context: context)
    var parts: [Part] = []
    let alike = Self.pairs(hunks)
    parts += Self.words(alike).map(Part.word)
    if !hunks.isEmpty { parts += [.name("--- \(old)"), .name("+++ \(new)")] }
    let marked = Set(alike.flatMap { [$0.old, $0.new] })
    for (number, hunk) in hunks.enumerated() {
      parts.append(
        .place("@@ -\(hunk.old.line),\(hunk.old.count) +\(hunk.new.line),\(hunk.new.count) @@"))
      for (index, (kind, text)) in hunk.lines.enumerated() {
        let isEnded = text.utf8.last == UInt8(ascii: "\n")
        let line = isEnded ? String(decoding: text.utf8.dropLast(), as: UTF8.self) : text
        parts.append(.line(kind, line, looksAlike: marked.contains(Place(hunk: number, index: index))))
        if !isEnded { parts.append(.noEnding) }
      }
    }
    self.parts = parts
  }

  /// The difference as bytes, every line of the texts as it is.
  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      bytes += Array(part.text.utf8)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  // MARK: Lines that look alike

  private struct Place: Hashable {
    var hunk: Int
    var index: Int
  }

  private struct Pair {
    var old: Place
    var new: Place
    /// The line in the new text.
    var line: Int
    var differences: Set<LookAlike>
  }

  /// The changed lines beside each other that nobody could tell apart.
  private static func pairs(_ hunks: [LineDifference.Hunk]) -> [Pair] {
    var pairs: [Pair] = []
    for (number, hunk) in hunks.enumerated() {
      var removed: [Int] = []
      var line = hunk.new.line
      var next = 0
      for (index, entry) in hunk.lines.enumerated() {
        switch entry.kind {
        case .same:
          removed = []
          next = 0
          line += 1
        case .removed:
          removed.append(index)
        case .added:
          // The removed lines are looked through in their order.
          for position in next..<min(removed.count, next + 8) {
            let found = LookAlike.differences(hunk.lines[removed[position]].text, entry.text)
            if found.isEmpty { continue }
            pairs.append(
              Pair(
                old: Place(hunk: number, index: removed[position]), new: Place(hunk: number, index: index), line: line,
                differences: found))
            next = position + 1
            break
          }
          line += 1
        }
      }
    }
    return pairs
  }

  private static func words(_ pairs: [Pair]) -> [String] {
    var groups: [(differences: Set<LookAlike>, lines: [Int])] = []
    for pair in pairs {
      if let group = groups.firstIndex(where: { $0.differences == pair.differences }) {
        groups[group].lines.append(pair.line)
      } else {
        groups.append((pair.differences, [pair.line]))
      }
    }
    return groups.map { differences, lines in
      "# \(places(lines)): only \(words(differences))"
    }
  }

  private static func words(_ differences: Set<LookAlike>) -> String {
    let words = LookAlike.allCases.filter { differences.contains($0) }.map { kind in
      switch kind {
      case .ending: "how the line ends"
      case .space: "white space"
      case .composition: "the composition of letters"
      case .invisible: "characters that cannot be seen"
      case .alphabet: "the alphabet of letters"
      }
    }
    return words.joined(separator: " and ")
      + (words.count == 1 && !differences.contains(.invisible) ? " differs" : " differ")
  }

  /// `line 3`, or `lines 1 to 3 and 7`.
  private static func places(_ lines: [Int]) -> String {
    var ranges: [ClosedRange<Int>] = []
    for line in lines.sorted() {
      if let last = ranges.last, line <= last.upperBound + 1 {
        ranges[ranges.count - 1] = last.lowerBound...max(line, last.upperBound)
      } else {
        ranges.append(line...line)
      }
    }
    let shown = ranges.prefix(5).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound) to \($0.upperBound)" }
    let isOne = lines.count == 1
    return (isOne ? "line " : "lines ") + shown.joined(separator: ", ") + (ranges.count > 5 ? ", …" : "")
  }
}

extension UnifiedDiff.Part {
  /// The part as it stands in a patch.
  package var text: String {
    switch self {
    case .word(let text), .name(let text), .place(let text): text
    case .line(let kind, let text, _):
      switch kind {
      case .same: " " + text
      case .removed: "-" + text
      case .added: "+" + text
      }
    case .noEnding: "\\ No newline at end of file"
    }
  }
}
