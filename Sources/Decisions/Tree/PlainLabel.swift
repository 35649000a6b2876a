/// A label without the marks of markdown: `**Buy** the &amp; [flat](x.html)` is called `Buy the & flat`.
///
/// Marks that do not pair, and those inside a word, are what they look like: `2 * 3`, `small_gap`.
enum PlainLabel {
  static func text(_ marked: String) -> String {
    // Most labels have no marks.
    guard marked.utf8.contains(where: { marks.contains($0) }) else { return marked }
    return String(unmarked(pieces(of: Array(marked)))).trimmingSpaces
  }

  private static let marks = Set("*_`[]&\\~<".utf8)

  private enum Piece {
    case text(Character)
    /// A run of one mark, and whether it may open and close emphasis.
    case run(Character, count: Int, opens: Bool, closes: Bool)
  }

  private static func pieces(of text: [Character]) -> [Piece] {
    var pieces: [Piece] = []
    var index = 0
    func append(_ inner: some Sequence<Character>) { pieces += inner.map { .text($0) } }
    while index < text.count {
      let character = text[index]
      switch character {
      case "\\" where index + 1 < text.count && text[index + 1].isASCII && text[index + 1].isPunctuationOrSymbol:
        append([text[index + 1]])
        index += 2
      case "`":
        let fence = text[index...].prefix { $0 == "`" }
        if let close = self.closing(fence.count, in: text, from: fence.endIndex) {
          append(text[fence.endIndex..<close])
          index = close + fence.count
        } else {
          append(fence)
          index = fence.endIndex
        }
      case "[":
        if let (shown, end) = link(in: text, at: index) {
          append(self.text(String(shown)))
          index = end
        } else {
          append([character])
          index += 1
        }
      case "&":
        if let (meant, end) = entity(in: text, at: index) {
          append(meant)
          index = end
        } else {
          append([character])
          index += 1
        }
      case "*", "_", "~":
        let run = text[index...].prefix { $0 == character }
        let before = index == 0 ? " " : text[index - 1]
        let after = run.endIndex < text.count ? text[run.endIndex] : " "
        let isWord = { (side: Character) in side.isLetter || side.isNumber }
        // An underscore inside a word is part of it.
        let mayOpen = !after.isWhitespace && !(character == "_" && isWord(before))
        let mayClose = !before.isWhitespace && !(character == "_" && isWord(after))
        if character == "~", run.count != 2 {
          append(run)
        } else {
          pieces.append(.run(character, count: run.count, opens: mayOpen, closes: mayClose))
        }
        index = run.endIndex
      default:
        append([character])
        index += 1
      }
    }
    return pieces
  }

  /// The pieces without the runs that pair.
  private static func unmarked(_ pieces: [Piece]) -> [Character] {
    var left: [Int: Int] = [:]
    var open: [Int] = []
    for (index, piece) in pieces.enumerated() {
      guard case .run(let mark, let count, let opens, let closes) = piece else { continue }
      left[index] = count
      if closes {
        while let rest = left[index], rest > 0,
          let place = open.lastIndex(where: { if case .run(mark, _, _, _) = pieces[$0] { true } else { false } })
        {
          let opener = open[place]
          let paired = min(left[opener] ?? 0, rest)
          left[opener, default: 0] -= paired
          left[index] = rest - paired
          // What opened in between and was not closed is text.
          open.removeSubrange((left[opener] == 0 ? place : place + 1)...)
        }
      }
      if opens, left[index] ?? 0 > 0 { open.append(index) }
    }
    return pieces.enumerated().flatMap { index, piece -> [Character] in
      switch piece {
      case .text(let character): [character]
      case .run(let mark, _, _, _): Array(repeating: mark, count: left[index] ?? 0)
      }
    }
  }

  private static func closing(_ count: Int, in text: [Character], from start: Int) -> Int? {
    var index = start
    while index < text.count {
      let run = text[index...].prefix { $0 == "`" }
      if run.count == count { return index }
      index += max(1, run.count)
    }
    return nil
  }

  /// `[shown](target)`, `[[slug|shown]]`, `[[slug]]`.
  private static func link(in text: [Character], at start: Int) -> (shown: ArraySlice<Character>, end: Int)? {
    if start + 1 < text.count, text[start + 1] == "[" {
      let inside = text[(start + 2)...].prefix { $0 != "]" && $0 != "[" }
      guard inside.endIndex + 1 < text.count, text[inside.endIndex] == "]", text[inside.endIndex + 1] == "]",
        !inside.isEmpty
      else { return nil }
      let shown = inside.firstIndex(of: "|").map { inside[($0 + 1)...] } ?? inside
      return (shown, inside.endIndex + 2)
    }
    let inside = text[(start + 1)...].prefix { $0 != "]" && $0 != "[" }
    guard inside.endIndex + 1 < text.count, text[inside.endIndex] == "]", text[inside.endIndex + 1] == "(" else {
      return nil
    }
    let target = text[(inside.endIndex + 2)...].prefix { $0 != ")" }
    return target.endIndex < text.count ? (inside, target.endIndex + 1) : nil
  }

  private static let named: [String: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—", "euro": "€",
    "pound": "£", "times": "×", "hellip": "…",
  ]

  private static func entity(in text: [Character], at start: Int) -> (meant: [Character], end: Int)? {
    let name = text[(start + 1)...].prefix { $0 != ";" && $0 != " " }.prefix(10)
    guard name.endIndex < text.count, text[name.endIndex] == ";", let first = name.first else { return nil }
    if first == "#" {
      let digits = String(name.dropFirst())
      let isHexadecimal = digits.first.map { "xX".contains($0) } ?? false
      let code = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      guard let scalar = code.flatMap(Unicode.Scalar.init), scalar.value >= 0x20 else { return nil }
      return ([Character(scalar)], name.endIndex + 1)
    }
    return named[String(name)].map { ([$0], name.endIndex + 1) }
  }
}

extension Character {
  fileprivate var isPunctuationOrSymbol: Bool { isPunctuation || isSymbol }
}

extension String {
  fileprivate var trimmingSpaces: String {
    func isSpace(_ character: Character) -> Bool { character == " " || character == "\t" }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return ""
    }
    return String(self[first...last])
  }
}
