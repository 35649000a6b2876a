import Diagnostics

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
    return UnicodeWidth.isWide(scalar.value) ? 2 : 1
  }
}
