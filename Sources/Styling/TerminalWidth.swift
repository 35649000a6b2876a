/// How many columns text takes on a terminal.
package enum TerminalWidth {
  /// The columns of a text without line endings: two for wide characters (East Asian, emoji), none for combining marks.
  package static func of(_ text: String) -> Int {
    var isASCII = true
    var count = 0
    for byte in text.utf8 {
      if byte >= 0x80 {
        isASCII = false
        break
      }
      count += 1
    }
    return isASCII ? count : text.reduce(0) { $0 + of($1) }
  }

  /// The columns of one character as a person sees it.
  package static func of(_ character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format: return 0
    default: break
    }
    if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    return isWide(scalar) ? 2 : 1
  }

  /// The ranges of Unicode's EastAsianWidth classes W and F, and of characters shown as emoji by default.
  package static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD:
      true
    default:
      scalar.properties.isEmojiPresentation
    }
  }
}
