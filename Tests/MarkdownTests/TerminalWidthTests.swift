import Diagnostics
import Styling
import Testing

/// The columns of characters: those of Unicode's East Asian Width, in one table for all.
@Suite struct TerminalWidthTests {
  @Test(arguments: [
    ("", 0), ("a", 1), ("é", 1), ("e\u{301}", 1), ("\u{301}", 0), ("\u{200B}", 0), ("\u{AD}", 0), ("€", 1),
    ("漢字", 4), ("かな", 4), ("ｱ", 1), ("Ａ", 2), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2), ("、", 2), ("㉈", 1),
    ("㊗", 2), ("☰", 2), ("䷀", 2), ("꒐", 2), ("𗀀", 2), ("𛅰", 2), ("𛄀", 2), ("\u{1AFF0}", 2), ("𠀀", 2), ("〿", 1),
    ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧‍👦", 2), ("🇩🇪", 2), ("🖥", 1), ("🖥\u{FE0F}", 2), ("🌡", 1), ("🌡\u{FE0F}", 2), ("☂", 1),
    ("☔", 2), ("✔", 1), ("✔\u{FE0F}", 2), ("⌚", 2), ("🛜", 2), ("🫨", 2), ("│", 1), ("━", 1), ("…", 1), ("\u{FFFD}", 1),
  ])
  func columns(_ text: String, _ columns: Int) {
    #expect(TerminalWidth.of(text) == columns, "\(text.unicodeScalars.map { String($0.value, radix: 16) })")
  }

  /// A text takes what its characters take, whichever way it is counted.
  @Test(arguments: UInt64(0)..<200)
  func aTextTakesWhatItsCharactersTake(_ seed: UInt64) {
    var generator = SplitMix(state: seed)
    let scalars = (0..<40).compactMap { _ in
      Unicode.Scalar(
        UInt32.random(in: Bool.random(using: &generator) ? 0x20...0x3FF : 0x20...0x3FFFF, using: &generator))
    }
    let text = String(String.UnicodeScalarView(scalars))
    #expect(TerminalWidth.of(text) == text.reduce(0) { $0 + TerminalWidth.of($1) })
    #expect(TerminalWidth.of(text) <= 2 * text.count)
    #expect(StyledText(text).width == TerminalWidth.of(text))
  }

  /// What stands between the ranges is as wide as what Unicode says of the scalars on both sides.
  @Test func theTableIsUnicodes() {
    // The numbers of scalars of classes W and F, with the 26 letters of flags: EastAsianWidth-17.0.0.txt.
    let wide = (UInt32(0)...0x3FFFF).filter(UnicodeWidth.isWide)
    #expect(wide.count { $0 < 0x10000 } == 42_264)
    #expect(wide.count { $0 >= 0x20000 } == 131_068)
    #expect(!UnicodeWidth.isWide(0x10FFFF) && !UnicodeWidth.isWide(.max) && UnicodeWidth.isWide(0x3FFFD))
    for value in UInt32(0x80)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isEmojiPresentation else { continue }
      if !UnicodeWidth.isWide(value) { Issue.record("U+\(String(value, radix: 16))") }
    }
    #expect(!(UInt32(0)..<0x1100).contains(where: UnicodeWidth.isWide))
    #expect((UInt32(0x4E00)...0x9FFF).allSatisfy(UnicodeWidth.isWide))
    #expect((UInt32(0xAC00)...0xD7A3).allSatisfy(UnicodeWidth.isWide))
  }
}
