import Diagnostics

/// Where lines of Chinese and Japanese may end: between any two characters but before a closing mark or small kana and
/// behind an opening mark (the core of JIS X 4051, kinsoku).
enum EastAsian {
  /// Whether a scalar is one of the wide characters of Chinese and Japanese: Korean parts its words by spaces, and emoji
  /// stand in any script.
  static func isWide(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x2E80, 0x3131...0x318E, 0xA960...0xA97F, 0xAC00...0xD7FF, 0x1D000...0x1FFFF: false
    default: UnicodeWidth.isWide(scalar)
    }
  }

  static func mayBreak(between left: UInt32, and right: UInt32) -> Bool {
    (isWide(left) || isWide(right)) && !isOpening(left) && !isClosing(right)
  }

  /// `([{“‘（［｛「『【〈《〔`
  private static func isOpening(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x28, 0x5B, 0x7B, 0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0xFF08, 0xFF3B, 0xFF5B: true
    default: false
    }
  }

  /// `)]}.,:;!?%”’…、。，．・：；？！％）］｝」』】〉》〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ`
  private static func isClosing(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x21, 0x25, 0x29, 0x2C, 0x2E, 0x3A...0x3B, 0x3F, 0x5D, 0x7D, 0x2019, 0x201D, 0x2026, 0x3001...0x3002, 0x3005,
      0x3009, 0x300B, 0x300D, 0x300F, 0x3011, 0x3015, 0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085,
      0x3087, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30FB...0x30FC, 0xFF01,
      0xFF05, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A...0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D:
      true
    default: false
    }
  }
}
