import DurableFiles
import Foundation
import Testing

@testable import LineEditing

/// A pseudo-terminal, whose far side a person sits at.
private final class Terminal: @unchecked Sendable {
  let near: Int32
  private var far: Int32
  private let lock = NSLock()
  private var bytes: [UInt8] = []
  private var done = false

  init() throws {
    var ends: (far: Int32, near: Int32) = (-1, -1)
    try #require(openpty(&ends.far, &ends.near, nil, nil, nil) == 0)
    (far, near) = ends
  }

  deinit {
    close(near)
    hangUp()
  }

  private func hangUp() {
    lock.withLock {
      if far >= 0 { close(far) }
      far = -1
    }
  }

  var mode: termios {
    var mode = termios()
    tcgetattr(near, &mode)
    return mode
  }

  var shown: String { lock.withLock { String(decoding: bytes, as: UTF8.self) } }

  /// Whether the test has all it came for.
  var isDone: Bool {
    get { lock.withLock { done } }
    set { lock.withLock { done = newValue } }
  }

  /// Types something each time that a text is shown.
  func type(_ steps: [(after: String, keys: String)], hangsUp: Bool = false) {
    // A thread of its own: the tests themselves take those of the pool, and wait on them.
    let deadline = Date() + 60
    let person = Thread { [self] in
      var seen = 0
      for step in steps {
        while true {
          // What is shown behind it may be what the next step waits for.
          if let end = lock.withLock({ end(of: step.after, from: seen) }) {
            seen = end
            break
          }
          // Nobody waits for ever for what is not shown.
          if !fill() { return hangUp() }
        }
        _ = writeAll(Array(step.keys.utf8), to: far)
      }
      if !hangsUp {
        // An editor that waits for more than is typed must not wait for ever.
        while !isDone, poll(nil, 0, 100) == 0, Date() < deadline {}
      }
      if hangsUp || !isDone { hangUp() }
    }
    person.start()
  }

  private func end(of text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= start + wanted.count else { return nil }
    return (start...bytes.count - wanted.count).first { bytes[$0...].starts(with: wanted) }.map { $0 + wanted.count }
  }

  @discardableResult
  func fill(milliseconds: Int32 = 20_000) -> Bool {
    var waited = pollfd(fd: far, events: Int16(POLLIN), revents: 0)
    guard poll(&waited, 1, milliseconds) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = read(far, &buffer, buffer.count)
    lock.withLock { bytes += buffer.prefix(max(0, count)) }
    return count > 0
  }
}

private func isCooked(_ terminal: Terminal) -> Bool {
  terminal.mode.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == tcflag_t(ICANON | ECHO | ISIG)
}

/// The editor on a terminal of its own, and where there is none.
@Suite(.serialized) struct LineEditorTestsOnTerminals {
  @Test func linesAreReadAndTheTerminalIsPutInOrder() throws {
    let terminal = try Terminal()
    defer { terminal.isDone = true }
    let history = LineHistory(path: nil)
    let editor = LineEditor(input: terminal.near, output: terminal.near, term: "xterm", history: history)
    terminal.type([
      // Between two lines the terminal is in order, and Ctrl-C would be no key: the third line is waited for.
      ("?2004h", "1 +\u{2}x\r2\r"), ("?2004h", ""), ("?2004h\r\u{1B}[J", "abc\u{3}"),
      ("?2004h\r\u{1B}[J> ", "\u{1B}[A\r"), ("?2004h", "\u{4}"),
    ])
    #expect(editor.readLine(prompt: "> ") == .text("1 x+"))
    #expect(isCooked(terminal))
    #expect(editor.readLine(prompt: "> ") == .text("2"))
    #expect(editor.readLine(prompt: "> ") == .interrupted)
    #expect(isCooked(terminal))
    #expect(editor.readLine(prompt: "> ") == .text("2"))
    #expect(editor.readLine(prompt: "> ") == .ended)
    #expect(isCooked(terminal))
    #expect(history.entries == ["1 x+", "2"])
    while terminal.fill(milliseconds: 0) {}
    #expect(terminal.shown.components(separatedBy: "?2004h").count == 6)
    #expect(terminal.shown.components(separatedBy: "?2004l").count == 6)
  }

  @Test func escapeAloneIsAKeyAfterAWhile() throws {
    let terminal = try Terminal()
    defer { terminal.isDone = true }
    let editor = LineEditor(input: terminal.near, output: terminal.near, term: "xterm", history: LineHistory(path: nil))
    // The line is drawn again when Escape is over; before, it would make the d an Alt-D.
    terminal.type([("?2004h", "abc\u{1}\u{1B}"), ("abc", ""), ("abc", "d\r")])
    #expect(editor.readLine(prompt: "> ") == .text("dabc"))
  }

  @Test func aTerminalThatIsGoneEndsIt() throws {
    let terminal = try Terminal()
    defer { terminal.isDone = true }
    let editor = LineEditor(input: terminal.near, output: terminal.near, term: "xterm", history: LineHistory(path: nil))
    terminal.type([("?2004h", "abc"), ("abc", "")], hangsUp: true)
    #expect(editor.readLine(prompt: "> ") == .ended)
  }

  @Test func aDumbTerminalGetsNoCodes() throws {
    let terminal = try Terminal()
    defer { terminal.isDone = true }
    let history = LineHistory(path: nil)
    let editor = LineEditor(input: terminal.near, output: terminal.near, term: "dumb", history: history)
    terminal.type([("> ", "1 + 1\n"), ("> ", "2\n"), ("> ", "\u{4}")])
    #expect(editor.readLine(prompt: "> ") == .text("1 + 1"))
    #expect(editor.readLine(prompt: "> ") == .text("2"))
    #expect(editor.readLine(prompt: "> ") == .ended)
    #expect(history.entries == ["1 + 1", "2"])
    #expect(!terminal.shown.contains("\u{1B}["))
  }

  @Test func aPipeIsReadLineByLine() throws {
    var (input, output): ([Int32], [Int32]) = ([0, 0], [0, 0])
    try #require(pipe(&input) == 0 && pipe(&output) == 0)
    let history = LineHistory(path: nil)
    let editor = LineEditor(input: input[0], output: output[1], term: "xterm", history: history)
    _ = writeAll(Array("a\r\n\n日\u{1B}[A\nb\\".utf8) + [0xFF], to: input[1])
    close(input[1])
    let lines = (0..<6).map { _ in editor.readLine(prompt: "> ") }
    #expect(lines == [.text("a"), .text(""), .text("日\u{1B}[A"), .text("b\\\u{FFFD}"), .ended, .ended])
    #expect(history.entries.isEmpty)
    close(output[1])
    #expect(readDescriptor(output[0], limit: 100) == [])
    close(input[0])
    close(output[0])
  }
}
