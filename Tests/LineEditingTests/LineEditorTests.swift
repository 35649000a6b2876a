import Foundation
import Testing

@testable import LineEditing

/// The line editor without a terminal: keys in, text out.
@Suite struct LineEditorTests {
  static let history = ["sqrt(2)", "a = 3", "a * 5 m"]

  /// What a line is after some bytes from a terminal; `|` is where the cursor is.
  static func typed(_ bytes: String, history: [String] = history, names: [String] = []) -> String {
    var state = LineState { LineCompletion(of: $0, at: $1, among: names) }
    state.begin(history)
    for key in keys(bytes) { _ = state.take(key) }
    return withCursor(state)
  }

  static func withCursor(_ state: LineState) -> String {
    let (lead, text, cursor) = state.shown
    return (lead ?? "") + String(text[..<cursor]) + "|" + String(text[cursor...])
  }

  static func keys(_ bytes: some Sequence<UInt8>) -> [Key] {
    var reader = KeyReader()
    return bytes.flatMap { reader.read($0) } + reader.pause()
  }

  static func keys(_ text: String) -> [Key] { keys(text.utf8) }

  // MARK: Keys

  @Test(arguments: [
    ("abc", "abc|"), ("abc\u{1B}[D\u{1B}[Dx", "ax|bc"), ("abc\u{2}\u{2}\u{6}x", "abx|c"), ("abc\u{1}x\u{5}y", "xabcy|"),
    ("abc\u{1B}[Hx\u{1B}[Fy", "xabcy|"), ("abc\u{1B}OHx\u{1B}OFy", "xabcy|"), ("abc\u{1B}[1~x\u{1B}[4~y", "xabcy|"),
    ("abc\u{1B}[7~x\u{1B}[8~y", "xabcy|"), ("\u{1B}[D\u{1B}[C\u{2}\u{6}a", "a|"),
    ("ab + cd_e\u{1B}b", "ab + |cd_e"), ("ab + cd\u{1B}[1;5D\u{1B}[1;5D", "|ab + cd"),
    ("ab + cd\u{1}\u{1B}f", "ab| + cd"), ("ab + cd\u{1}\u{1B}[1;5C\u{1B}[1;3C", "ab + cd|"),
    ("ab + cd\u{1B}\u{1B}[D", "ab + c|d"), ("ab cd\u{1B}Od", "ab |cd"),
    ("abc\u{7F}", "ab|"), ("abc\u{8}\u{8}", "a|"), ("\u{7F}a", "a|"), ("abc\u{1}\u{1B}[3~", "|bc"),
    ("abc\u{2}\u{4}\u{4}", "ab|"), ("ab cd\u{1}\u{1B}[3;5~", "| cd"), ("ab\u{14}", "ba|"),
    ("abcd\u{2}\u{2}\u{14}", "acb|d"),
    ("a\u{14}\u{1}\u{14}", "|a"),
    ("abc\u{2}\u{B}", "ab|"), ("abc\u{2}\u{B}\u{19}\u{19}", "abcc|"), ("abc\u{2}\u{15}", "|c"),
    ("a b-c\u{17}", "a |"), ("a b-c\u{1B}\u{7F}", "a b-|"), ("a b c\u{17}\u{17}\u{19}", "a b c|"),
    ("ab cd\u{1}\u{1B}d\u{1B}d\u{19}", "ab cd|"), ("ab cd\u{2}\u{15}\u{B}\u{19}", "ab cd|"),
    ("ab\u{17}c\u{17}\u{19}", "c|"), ("a\u{17}\u{17}b\u{19}", "ba|"),
    ("x\u{1B}[A", "a * 5 m|"), ("x\u{10}\u{10}", "a = 3|"), ("x\u{1B}OA\u{1B}[B", "x|"),
    ("x\u{10}y\u{10}\u{E}\u{E}", "x|"),
    ("\u{10}y\u{10}\u{E}", "a * 5 my|"), ("x\u{E}", "x|"), ("\u{10}\u{10}\u{10}\u{10}\u{10}", "sqrt(2)|"),
    ("日é👍\u{7F}", "日é|"), ("e\u{301}\u{1B}[D", "|é"), ("🇩🇪\u{7F}", "|"), ("a\u{1B}[Db\u{301}", "b\u{301}|a"),
  ])
  func key(bytes: String, line: String) {
    #expect(Self.typed(bytes) == line)
  }

  @Test(arguments: [
    "\u{1B}[5~", "\u{1B}[15;2~", "\u{1B}[[A", "\u{1B}[M !!", "\u{1B}[<0;12;3M", "\u{1B}OP", "\u{1B}O5P", "\u{1B}[Z",
    "\u{1B}[?1;2c", "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}]11;rgb:0/0/0\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
    "\u{1B}[200;1H\u{1B}[F",
    "\u{1B}[97;5u", "\u{1B}[1;2;3 q", "\u{1B}q", "\u{1B}", "\u{1B}[", "\u{1B}[1;5", "\u{1B}O", "\u{0}", "\u{1C}",
    "\u{1D}", "\u{1E}",
    "\u{1F}", "\u{7}", "\u{F}", "\u{11}", "\u{13}", "\u{16}", "\u{18}", "\u{80}", "\u{9B}", "\u{202E}",
  ])
  func whatMeansNothingIsSwallowedWhole(bytes: String) {
    #expect(Self.typed("ab" + bytes) == "ab|")
  }

  @Test func aSequenceThatBreaksOffHidesNothing() {
    #expect(Self.keys("\u{1B}[1;\u{3}a") == [.control("C"), .text("a")])
    #expect(Self.keys("\u{1B}]0;\u{3}a") == [.control("C"), .text("a")])
    #expect(Self.keys("\u{1B}[200~1\u{3}a") == [.control("C"), .text("a")])
    #expect(Self.keys("\u{1B}]0;x\u{1B}[Aa") == [.up, .text("a")])
    #expect(Self.keys("\u{1B}[\u{1B}[Aa") == [.up, .text("a")])
  }

  @Test func bytesThatAreNotUTF8AreSeen() {
    #expect(Self.keys([0xE9, 0x61]) == [.text("\u{FFFD}"), .text("a")])
    #expect(Self.keys([0xFF, 0xE6, 0x97]) == [.text("\u{FFFD}"), .text("\u{FFFD}")])
    #expect(Self.keys([0xE6, 0x97, 0x1B, 0x5B, 0x41]) == [.text("\u{FFFD}"), .up])
  }

  @Test func effects() {
    func last(_ bytes: String) -> LineState.Effect? {
      var state = LineState()
      state.begin(Self.history)
      return Self.keys(bytes).map { state.take($0) }.last
    }
    #expect(last("1+1\r") == .done(.text("1+1")))
    #expect(last("1+1\n") == .done(.text("1+1")))
    #expect(last("1+1\u{2}\u{2}\u{1B}OM") == .done(.text("1+1")))
    #expect(last("\r") == .done(.text("")))
    #expect(last("1+1\u{3}") == .done(.interrupted))
    #expect(last("\u{4}") == .done(.ended))
    #expect(last("1\u{4}") == .redraw)
    #expect(last("\u{C}") == .clearScreen)
    #expect(last("\u{1A}") == .suspend)
    #expect(last("\u{1C}") == .quit)
    #expect(last("\u{E}") == .ring)
    #expect(last("\t") == .ring)
  }

  @Test func whatWasTakenOutIsThereOnTheNextLine() {
    var state = LineState()
    for key in Self.keys("abc\u{15}") { _ = state.take(key) }
    state.begin([])
    #expect(state.take(.control("Y")) == .redraw)
    #expect(Self.withCursor(state) == "abc|")
  }

  // MARK: Pasting

  @Test(arguments: [
    ("a = 3", "xa = 3|"), ("a = 3\nb = 4\n", "xa = 3\nb = 4|"), ("a\r\nb\rc\u{2028}d\r\n\r\n", "xa\nb\nc\nd|"),
    ("a\tb\u{7}\u{1B}[31mc\u{0}", "xa b[31mc|"), ("\n", "x|"), ("日\u{202E}本", "x日本|"),
  ])
  func paste(text: String, line: String) {
    #expect(Self.typed("x\u{1B}[200~\(text)\u{1B}[201~") == line)
    #expect(Self.typed("xy\u{2}\u{1B}[200~\(text)\u{1B}[201~\u{5}\u{7F}") == line)
  }

  // MARK: Searching

  @Test(arguments: [
    ("\u{12}", "search '': |"), ("x\u{12}a", "search 'a': |a * 5 m"), ("\u{12}a\u{12}", "search 'a': |a = 3"),
    ("\u{12}= ", "search '= ': a |= 3"), ("\u{12}SQ", "search 'SQ': |sqrt(2)"),
    ("\u{12}ax", "not found 'ax': |a * 5 m"),
    ("\u{12}ax\u{7F}", "search 'a': |a * 5 m"), ("x\u{12}q", "search 'q': s|qrt(2)"), ("x\u{12}q\u{7}", "x|"),
    ("x\u{12}q\u{1B}", "x|"), ("x\u{12}q\u{5}", "sqrt(2)|"), ("x\u{12}q\u{1B}[C", "sq|rt(2)"),
    ("\u{12}q\u{1B}[B", "a = 3|"),
    ("\u{12}q\u{5}\u{15}\u{12}\u{12}", "search 'q': s|qrt(2)"), ("x\u{12}q\u{1B}[B\u{E}\u{E}", "x|"),
    ("\u{12}\u{1B}[200~a =\n\u{1B}[201~", "search 'a =': |a = 3"),
  ])
  func search(bytes: String, line: String) {
    #expect(Self.typed(bytes) == line)
  }

  @Test func searchSkipsTheSameAgainAndEnterTakesWhatIsShown() {
    let history = ["one a", "two a", "two a"]
    #expect(Self.typed("\u{12}a\u{12}", history: history) == "search 'a': one |a")
    #expect(Self.typed("\u{12}a\u{12}\u{12}", history: history) == "not found 'a': one |a")
    var state = LineState()
    state.begin(history)
    #expect(Self.keys("\u{12}a\u{12}\r").map { state.take($0) }.last == .done(.text("one a")))
  }

  // MARK: Completing

  @Test func completion() {
    let names = ["sin", "sinh", "sqrt(", "metre", "Größe"]
    #expect(Self.typed("2 * sq\t", names: names) == "2 * sqrt(|")
    #expect(Self.typed("2 * si\t", names: names) == "2 * sin|")
    #expect(Self.typed("si + 1\u{1}\u{6}\u{6}\t", names: names) == "sin| + 1")
    #expect(Self.typed("2Gr\t", names: names) == "2Gr|")
    #expect(Self.typed("2 Gr\t", names: names) == "2 Größe|")
    #expect(Self.typed("x\t\t", names: names) == "x|")
  }

  @Test func aSecondTabListsWhatThereIs() {
    var state = LineState { LineCompletion(of: $0, at: $1, among: ["sin", "sinh", "sqrt("]) }
    #expect(
      Self.keys("s\t\ti\t\t\tx\t").map { state.take($0) } == [
        .redraw, .ring, .list(["sin", "sinh", "sqrt("]), .redraw, .redraw, .list(["sin", "sinh"]),
        .list(["sin", "sinh"]),
        .redraw, .ring,
      ])
    #expect(state.buffer.text == "sinx")
  }

  @Test func candidatesMayDifferFromWhatWasTyped() {
    var state = LineState { _, cursor in LineCompletion(start: -3, candidates: cursor > 2 ? ["METRE"] : ["Me", "mi"]) }
    for key in Self.keys("m\t") { _ = state.take(key) }
    #expect(state.buffer.text == "m")
    for key in Self.keys("et\t") { _ = state.take(key) }
    #expect(state.buffer.text == "METRE")
  }
}
