import Diagnostics
import Foundation

/// What becomes of characters beyond ASCII in a folded text.
enum FoldedScalar {
  enum Role { case letter, alone, space, dropped }

  /// What a folded scalar is: part of a word, a token of its own, what parts words, or nothing.
  static func role(of scalar: Unicode.Scalar) -> Role {
    if isUnspaced(scalar) { return .alone }
    switch scalar.properties.generalCategory {
    case .format: return .dropped
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      return .alone
    default: return .letter
    }
  }

  /// Scripts that write words without spaces between them, or particles behind them as Korean does.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x0E00: false
    // Thai, Lao, Tibetan, Burmese; Hangul; Khmer; Tai scripts; Javanese and its kin.
    case 0x0E00...0x0FFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x1950...0x19FF, 0x1A20...0x1AAF,
      0x1B00...0x1B7F, 0xA980...0xA9FF, 0xAA60...0xAADF, 0xD7B0...0xD7FF:
      true
    // Symbols, punctuation, and forms that fold to what they are made of.
    case 0x1200..<0x2E80, 0x3000...0x3002, 0x3190...0x319F, 0x3200...0x33FF, 0xFE10...0xFFEF, 0x1D000...0x1FFFF: false
    // Radicals, kana, bopomofo, Han; Yi; Hangul; Tangut, Nüshu.
    default: UnicodeWidth.isWide(scalar.value)
    }
  }

  /// Whether a scalar folds to itself and stands for itself: most of what East Asian texts are made of.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
    default: false
    }
  }

  /// Whether a scalar belongs to the one before it.
  static func composes(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Vowels and final consonants of Hangul; the marks of kana, wide and narrow.
    case 0x1160...0x11FF, 0x3099...0x309A, 0xFF9E...0xFF9F: true
    default: scalar.properties.canonicalCombiningClass != .notReordered
    }
  }

  static func folded(_ cluster: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var string = ""
    string.unicodeScalars.append(contentsOf: cluster)
    var result = ""
    for scalar in string.decomposedStringWithCompatibilityMapping.unicodeScalars {
      for lower in scalar.properties.lowercaseMapping.unicodeScalars where !isAccent(lower) {
        if let other = forms[lower.value] {
          result += other
        } else {
          result.unicodeScalars.append(lower)
        }
      }
    }
    return Array(result.precomposedStringWithCanonicalMapping.unicodeScalars)
  }

  /// Accents that people leave out, and marks that choose how a character looks.
  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x0483...0x0489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    // Points of Hebrew and Arabic, and the stroke that stretches Arabic words.
    case 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7, 0x0610...0x061A, 0x0640, 0x064B...0x065F,
      0x0670, 0x06D6...0x06DC, 0x06DF...0x06E4, 0x06E7...0x06E8, 0x06EA...0x06ED:
      true
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
    default: false
    }
  }

  /// Letters that Unicode does not take apart but people do, and punctuation that has a form in ASCII.
  private static let forms: [UInt32: String] = [
    0xDF: "ss", 0xE6: "ae", 0xF0: "d", 0xF8: "o", 0xFE: "th", 0x111: "d", 0x127: "h", 0x131: "i", 0x138: "k",
    0x142: "l", 0x14B: "n", 0x153: "oe", 0x167: "t", 0x180: "b", 0x192: "f", 0x19A: "l", 0x1DD: "e", 0x247: "e",
    0x249: "j", 0x24D: "r", 0x24F: "y", 0x259: "e", 0x3C2: "σ",
    0x2BC: "'", 0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201B: "'", 0x2032: "'", 0x201C: "\"", 0x201D: "\"",
    0x201E: "\"", 0x201F: "\"", 0xAB: "\"", 0xBB: "\"", 0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2013: "-",
    0x2014: "-", 0x2015: "-", 0x2212: "-", 0x2044: "/", 0x2215: "/", 0x3001: ",", 0x3002: ".", 0xB7: ".",
    0x30FB: ".",
  ]
}
