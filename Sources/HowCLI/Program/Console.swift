import Diagnostics
import LineEditing
import Reports
import Styling

/// What a run leaves behind besides its answer.
final class Outcome {
  /// The system's error number where an answer could not be written.
  var failure: Int32?
  /// The path of a draft that was kept.
  var draft: String?
}

extension Int32 {
  fileprivate var nonZero: Int32? { self == 0 ? nil : self }
}

/// Writes answers to standard output and talk to standard error, in colour where a person sees it.
struct Console {
  enum Color: String, CaseIterable { case auto, always, never }

  let surroundings: Environment
  let color: Color
  let isQuiet: Bool
  let usesPager: Bool
  let outcome: Outcome

  // MARK: Answers

  func answer(_ text: StyledText) {
    write(bytes(text, for: surroundings.output))
  }

  func answer(_ lines: [StyledText]) {
    answer(lines.lines)
  }

  func answer(_ json: JSON) {
    write(Array(json.text.utf8))
  }

  func answer(bytes: [UInt8]) {
    write(bytes)
  }

  private func write(_ bytes: [UInt8]) {
    outcome.failure = outcome.failure ?? surroundings.output.write(bytes).nonZero
  }

  /// An answer that may be longer than the screen.
  func page(_ text: StyledText) {
    let shown = bytes(text, for: surroundings.output)
    if usesPager, surroundings.output.isTerminal, let rows = surroundings.output.size?.rows, let pager {
      let lines = shown.count { $0 == UInt8(ascii: "\n") }
      if lines >= rows, surroundings.page(pager, shown) { return }
    }
    write(shown)
  }

  /// The command for long answers; nil where the person wants none.
  private var pager: String? {
    for name in ["HOW_PAGER", "PAGER"] {
      if let command = surroundings.environment[name] { return command.isEmpty ? nil : command }
    }
    return "less -FIRX"
  }

  /// The columns that an answer may fill: the terminal's, or the same for every pipe.
  var width: Int {
    guard surroundings.output.isTerminal else { return 80 }
    let set = surroundings.variable("COLUMNS").flatMap { Int($0) }
    return max(20, set ?? surroundings.output.size?.columns ?? 80)
  }

  // MARK: Talk

  func say(_ text: StyledText) {
    if isQuiet { return }
    _ = surroundings.errors.write(bytes(text + StyledText("\n"), for: surroundings.errors))
  }

  func complain(_ lines: [StyledText]) {
    _ = surroundings.errors.write(bytes(lines.lines, for: surroundings.errors))
  }

  // MARK: Colours

  private func isColored(_ outlet: TerminalStream) -> Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto:
      outlet.isTerminal && surroundings.variable("NO_COLOR") == nil && surroundings.environment["TERM"] != "dumb"
    }
  }

  /// Whether answers are shown in colours and slants, so that marks of emphasis can be left out.
  var hasStyles: Bool { isColored(surroundings.output) }

  func bytes(_ text: StyledText, for outlet: TerminalStream) -> [UInt8] {
    let text = text.harmless
    guard isColored(outlet) else { return Self.plain(text) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 5 / 4)
    var start = 0
    for run in text.runs {
      let part = text.utf8[start..<run.end]
      if let code = Self.codes[run.role] {
        // A line at a time, so that a pager that shows a part of the text shows its colours.
        for (index, line) in part.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
          if index > 0 { bytes.append(UInt8(ascii: "\n")) }
          if line.isEmpty { continue }
          bytes += Array("\u{1B}[\(code)m".utf8)
          bytes += line
          bytes += Array("\u{1B}[0m".utf8)
        }
      } else {
        bytes += part
      }
      start = run.end
    }
    return bytes
  }

  /// Without colours, what a search matched is marked with asterisks: that is what the line is for. A line that has
  /// asterisks of its own stays what it is.
  private static func plain(_ text: StyledText) -> [UInt8] {
    guard text.runs.contains(where: { $0.role == .match }) else { return text.utf8 }
    var bytes: [UInt8] = []
    let star = UInt8(ascii: "*")
    for line in text.linesApart {
      let hasStars = line.utf8.contains(star)
      var start = 0
      for run in line.runs {
        let mark = run.role == .match && !hasStars ? [star, star] : []
        bytes += mark + line.utf8[start..<run.end] + mark
        start = run.end
      }
    }
    return bytes
  }

  private static let codes: [StyledText.Role: String] = [
    .strong: "1", .emphasis: "3", .strike: "9", .dim: "2", .heading: "1;36", .code: "33", .link: "4;34", .quote: "2",
    .value: "36", .unit: "36", .name: "1", .match: "1;33", .good: "1;32", .bad: "31", .warning: "33", .added: "32",
    .removed: "31",
  ]
}
