import DurableFiles
import Foundation
package import Styling

/// Asks a person for lines, with editing, history and completion where there is a terminal for it.
///
///     let history = LineHistory(path: places.state + "/calc-history")
///     let editor = LineEditor(input: 0, output: 1, term: how.surroundings.environment["TERM"], history: history)
///     while true {
///       switch editor.readLine(prompt: "> ") {
///       case .text(let line): …
///       case .interrupted: continue
///       case .ended: try history.finish(); return
///       }
///     }
///
/// The terminal is only in the editor's hands while `readLine` waits, and is put in order before the program stops
/// (Ctrl-Z) or is ended by a signal. Where input or output is no terminal, or a dumb one, lines are read as they come
/// and no codes are written. A paste of several lines is one text with line breaks in it, shown on rows of their own,
/// and nothing of it counts before Enter.
package final class LineEditor {
  private let input: Int32
  private let output: Int32
  private let history: LineHistory
  private let paint: (StyledText) -> [UInt8]
  private let isPerson: Bool
  private let editsLines: Bool

  private var state: LineState
  private var reader = KeyReader()
  /// Keys that came ahead of the line they are for.
  private var keys: [Key] = []
  private var plain: PlainLines
  private var terminal: RawTerminal
  private var signals = SignalWatch()

  /// - Parameters:
  ///   - term: the environment's TERM.
  ///   - paint: what a styled text looks like on the terminal, in bytes; plain if not given.
  ///   - complete: what the word before the cursor (counted in characters) may become.
  package init(
    input: Int32, output: Int32, term: String?, history: LineHistory,
    paint: @escaping (StyledText) -> [UInt8] = { $0.utf8 },
    complete: @escaping (_ text: String, _ cursor: Int) -> LineCompletion = { _, cursor in
      LineCompletion(start: cursor, candidates: [])
    }
  ) {
    self.input = input
    self.output = output
    self.history = history
    self.paint = paint
    isPerson = isatty(input) == 1 && isatty(output) == 1
    editsLines = isPerson && !["", "dumb"].contains(term ?? "")
    state = LineState(complete: complete)
    plain = PlainLines(input)
    terminal = RawTerminal(input)
  }

  /// Asks for one line, with a prompt without line breaks. What a person typed is in the history then.
  package func readLine(prompt: StyledText) -> Line {
    let line = editsLines && begin() ? edit(prompt) : read(prompt)
    if isPerson, case .text(let text) = line { history.add(text) }
    return line
  }

  private func read(_ prompt: StyledText) -> Line {
    if isPerson { write(prompt.utf8) }
    return plain.next().map { .text($0) } ?? .ended
  }

  private func edit(_ prompt: StyledText) -> Line {
    defer { end() }
    var drawing = LineDrawing(prompt: prompt, paint: paint)
    state.begin(history.entries)
    write(drawing.draw(state, on: size))
    while true {
      if let line = takeKeys(&drawing) { return line }
      switch wait() {
      case .input: break
      case .nothingMore:
        write(drawing.perform(.done(.ended), of: state, on: size))
        return .ended
      case .signals(let numbers): handle(numbers, &drawing)
      }
    }
  }

  /// Acts on the keys that are there, and draws once for all.
  private func takeKeys(_ drawing: inout LineDrawing) -> Line? {
    guard !keys.isEmpty else { return nil }
    var isDrawn = true
    while !keys.isEmpty {
      let effect = state.take(keys.removeFirst())
      isDrawn = effect != .redraw
      guard isDrawn else { continue }
      write(drawing.perform(effect, of: state, on: size))
      switch effect {
      case .done(let line): return line
      case .suspend: outside(&drawing) { SignalWatch.stop() }
      case .quit: outside(&drawing) { raise(SIGQUIT) }
      default: break
      }
    }
    if !isDrawn { write(drawing.draw(state, on: size)) }
    return nil
  }

  // MARK: Waiting

  private enum Event {
    case input, nothingMore
    case signals([Int32])
  }

  /// Waits for bytes or signals, and makes keys of the bytes.
  private func wait() -> Event {
    var descriptors = [
      pollfd(fd: input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&descriptors, nfds_t(descriptors.count), reader.awaitsMore ? 500 : -1)
    if ready == 0 { keys += reader.pause() }
    let numbers = signals.received()
    if !numbers.isEmpty { return .signals(numbers) }
    if ready <= 0 || descriptors[0].revents == 0 { return .input }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = Foundation.read(input, &bytes, bytes.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return .input }
    if count <= 0 { return .nothingMore }
    for byte in bytes.prefix(count) {
      for key in reader.read(byte) { append(key) }
    }
    return .input
  }

  /// Text that came at once goes into the line at once.
  private func append(_ key: Key) {
    if case .text(let next) = key, case .text(let text) = keys.last {
      keys[keys.count - 1] = .text(text + next)
    } else {
      keys.append(key)
    }
  }

  private func handle(_ numbers: [Int32], _ drawing: inout LineDrawing) {
    for number in numbers {
      switch number {
      case SIGWINCH: write(drawing.draw(state, on: size))
      case SIGCONT:
        // Stopped by a signal that nobody is told of: the shell may have put the terminal in order.
        drawing = LineDrawing(prompt: drawing.prompt, paint: paint)
        _ = takeOver()
        write(drawing.draw(state, on: size))
      case SIGTSTP:
        write(drawing.perform(.suspend, of: state, on: size))
        outside(&drawing) { SignalWatch.stop() }
      default:
        write(drawing.perform(.quit, of: state, on: size))
        outside(&drawing) { raise(number) }
      }
    }
  }

  // MARK: The terminal

  private var size: TerminalSize {
    let size = TerminalStream.descriptor(output).size
    return TerminalSize(columns: size?.columns ?? 80, rows: max(1, size?.rows ?? 24))
  }

  private func begin() -> Bool {
    signals.begin()
    if takeOver() { return true }
    signals.end()
    return false
  }

  private func takeOver() -> Bool {
    guard terminal.enter() else { return false }
    write(Array("\u{1B}[?2004h".utf8))
    return true
  }

  private func end() {
    write(Array("\u{1B}[?2004l".utf8))
    terminal.leave()
    signals.end()
  }

  /// Does something that stops or ends the program, with the terminal in order; what is still here then goes on.
  private func outside(_ drawing: inout LineDrawing, _ act: () -> Void) {
    end()
    act()
    _ = begin()
    write(drawing.draw(state, on: size))
  }

  private func write(_ bytes: [UInt8]) {
    // A terminal that is gone is noticed when reading.
    _ = writeAll(bytes, to: output)
  }
}
