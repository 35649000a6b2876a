import Testing

@testable import LineEditing

/// A line and the screen that it is drawn on.
private struct Scene {
  var state = LineState { LineCompletion(of: $0, at: $1, among: ["sin", "sinh", "sqrt("]) }
  var drawing: LineDrawing
  var screen: TestScreen

  init(prompt: String = "> ", columns: Int, height: Int = 100) {
    drawing = LineDrawing(prompt: .init(stringLiteral: prompt)) { $0.utf8 }
    screen = TestScreen(columns: columns, height: height)
    state.begin(LineEditorTests.history)
    draw()
  }

  var size: TerminalSize { TerminalSize(columns: screen.columns, rows: screen.height) }

  mutating func draw() { screen.show(drawing.draw(state, on: size)) }

  mutating func take(_ key: Key) {
    let effect = state.take(key)
    screen.show(drawing.perform(effect, of: state, on: size))
  }

  mutating func type(_ bytes: String) {
    for key in LineEditorTests.keys(bytes) { take(key) }
  }

  /// The rows and the cursor as they ought to be, put together a character at a time.
  var expected: (rows: [String], cursor: [Int]) {
    let (lead, text, position) = state.shown
    let before = Array(lead ?? drawing.prompt.plain)
    var rows = [""]
    var used = 0
    var cursor: [Int] = []
    for (index, character) in (before + text + ["\n"]).enumerated() {
      let width = character == "\n" ? 1 : TestScreen.width(character)
      if used > 0, used + width > screen.columns {
        rows.append("")
        used = 0
      }
      if index == before.count + position { cursor = [rows.count - 1, min(used, screen.columns - 1)] }
      if character == "\n" {
        rows.append("")
        used = 0
      } else {
        rows[rows.count - 1].append(character)
        used += width
      }
    }
    // A mark with nothing to stand on is not seen.
    let seen = rows.dropLast().map { row in
      String(row.drop { TestScreen.width($0) == 0 }.reversed().drop { $0 == " " }.reversed())
    }
    return (seen, cursor)
  }

  /// Whether the screen shows what it ought to, below some rows that were there before.
  func check(below rows: Int = 0) -> Bool {
    let expected = expected
    return Array(screen.text.dropFirst(rows)) == expected.rows && screen.complaints.isEmpty
      && [screen.cursor.row - rows, screen.cursor.column] == expected.cursor
  }
}

extension LineEditorTests {
  @Test func aLongLineWraps() {
    var scene = Scene(columns: 10)
    scene.type("12345678")
    #expect(scene.screen.text == ["> 12345678", ""] && scene.screen.cursor == (1, 0))
    scene.type("9")
    #expect(scene.screen.text == ["> 12345678", "9"] && scene.screen.cursor == (1, 1))
    scene.type("\u{1}\u{7F}日")
    #expect(scene.screen.text == ["> 日123456", "789"] && scene.screen.cursor == (0, 4))
    scene.type("\u{15}\u{5}\u{7F}\u{7F}日本\u{12}")
    #expect(scene.check())
  }

  @Test func wideAndCombiningCharacters() {
    var scene = Scene(columns: 9)
    scene.type("日本語x")
    #expect(scene.screen.text == ["> 日本語x", ""] && scene.screen.cursor == (1, 0))
    scene.type("\u{1}a")
    #expect(scene.screen.text == ["> a日本語", "x"] && scene.screen.cursor == (0, 3))
    scene.type("\u{5}\u{15}e\u{301}👍🏽🇩🇪")
    #expect(scene.screen.cursor == (0, 7) && scene.check())
    scene.type("\u{1B}[D\u{1B}[D")
    #expect(scene.screen.cursor == (0, 3))
  }

  @Test func pastedLinesStandOnRowsOfTheirOwn() {
    var scene = Scene(columns: 10)
    scene.type("\u{1B}[200~a = 3\nb = 4\n\n12345678901\n\u{1B}[201~")
    #expect(scene.screen.text == ["> a = 3", "b = 4", "", "1234567890", "1"] && scene.screen.cursor == (4, 1))
    scene.type("\r")
    #expect(scene.screen.text == ["> a = 3", "b = 4", "", "1234567890", "1", ""] && scene.screen.cursor == (5, 0))
  }

  @Test func leavingALine() {
    var scene = Scene(columns: 10)
    scene.type("abc\u{1}\u{3}")
    #expect(scene.screen.text == ["> abc^C", ""] && scene.screen.cursor == (1, 0))
    scene = Scene(columns: 10)
    scene.type("12345678\u{1}\r")
    #expect(scene.screen.text == ["> 12345678", ""] && scene.screen.cursor == (1, 0))
    scene = Scene(columns: 10)
    scene.type("\u{12}q\r")
    #expect(scene.screen.text == ["> sqrt(2)", ""] && scene.screen.cursor == (1, 0))
    scene = Scene(columns: 10)
    scene.type("\u{4}")
    #expect(scene.screen.text == [">", ""] && scene.screen.cursor == (1, 0))
  }

  @Test func candidatesAreListedBelow() {
    var scene = Scene(columns: 12)
    scene.type("1 s + 2\u{1}\u{1B}f\u{1B}f\t\t")
    #expect(scene.screen.text == ["> 1 s + 2", "sin    sqrt(", "sinh", "> 1 s + 2"])
    #expect(scene.screen.cursor == (3, 5) && scene.screen.bells == 1)
    #expect(
      CandidateTable.lines((1...9).map { "n\($0)" } + ["日"], in: TerminalSize(columns: 7, rows: 5))
        == ["n1  n6", "n2  n7", "… and 6 more"])
    #expect(CandidateTable.lines(["a\u{1B}\nb", "long"], in: TerminalSize(columns: 3, rows: 24)) == ["a b", "long"])
  }

  @Test func clearScreen() {
    var scene = Scene(columns: 12)
    scene.type("s\t\tx\u{2}\u{C}")
    #expect(scene.screen.text.filter { !$0.isEmpty } == ["> sx"] && scene.screen.cursor == (0, 3))
  }

  @Test func aLineLongerThanTheScreenShowsTheRowsAroundTheCursor() {
    var scene = Scene(columns: 10, height: 3)
    scene.type("a23456781234567890b234567890c234567890d2345")
    #expect(scene.screen.text == ["b234567890", "c234567890", "d2345"] && scene.screen.cursor == (2, 5))
    scene.type("\u{1}")
    #expect(scene.screen.text == ["> a2345678", "1234567890", "b234567890"] && scene.screen.cursor == (0, 2))
    scene.type(String(repeating: "\u{6}", count: 28))
    #expect(scene.screen.text == ["1234567890", "b234567890", "c234567890"] && scene.screen.cursor == (2, 0))
    scene.type("\u{5}\r")
    #expect(scene.screen.text == ["c234567890", "d2345", ""] && scene.screen.complaints.isEmpty)
  }

  @Test func aPromptMayBeWiderThanTheTerminal() {
    var scene = Scene(prompt: "a long prompt> ", columns: 10)
    scene.type("1 + 1")
    #expect(scene.screen.text == ["a long pro", "mpt> 1 + 1", ""] && scene.check())
    scene = Scene(columns: 1)
    scene.type("日a\u{1}\u{5}\r")
  }

  @Test func aPaintedPromptTakesTheColumnsOfItsText() {
    var drawing = LineDrawing(prompt: .init("ab> ", .name)) { Array("<1>".utf8) + $0.utf8 + Array("<0>".utf8) }
    var state = LineState()
    _ = state.take(.text("x"))
    #expect(
      String(decoding: drawing.draw(state, on: TerminalSize(columns: 80, rows: 24)), as: UTF8.self)
        == "\r\u{1B}[J<1>ab> <0>x\r\u{1B}[5C")
  }

  @Test(arguments: UInt64(0)..<300)
  func theScreenShowsTheLine(seed: UInt64) {
    var chance = Chance(seed)
    var scene = Scene(columns: Int.random(in: 4...24, using: &chance))
    for step in 0..<60 {
      var key = Self.randomKey(&chance)
      if Int.random(in: 0..<12, using: &chance) == 0 { key = .control("R") }
      scene.take(key)
      if scene.check() { continue }
      Issue.record("step \(step), \(key): \(scene.screen.text) \(scene.screen.cursor), not \(scene.expected)")
      return
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func theScreenShowsTheLineWhenItsWidthChanges(seed: UInt64) {
    var chance = Chance(seed)
    var scene = Scene(columns: Int.random(in: 8...24, using: &chance))
    scene.type("first\r")
    scene.state.begin(Self.history)
    scene.draw()
    for step in 0..<60 {
      if Int.random(in: 0..<5, using: &chance) == 0 {
        scene.screen.resize(to: Int.random(in: 8...24, using: &chance))
        scene.draw()
      } else {
        let text: [Key] = [
          .text("a"), .text("1 "), .pasted("long enough"), .pasted("x\ny"), .left, .wordLeft, .home, .end,
        ]
        scene.take(text.randomElement(using: &chance) ?? .left)
      }
      if scene.screen.text.first == "> first", scene.check(below: 1) { continue }
      Issue.record("step \(step): \(scene.screen.text) \(scene.screen.cursor), not \(scene.expected)")
      return
    }
  }
}
