import Foundation

/// A file of commands with what a person sees.
///
/// `$` begins a command, with the lines of a here-document below it; plain lines are standard output, `! ` standard
/// error, `? 65` the exit code where it is not 0. Lines that begin with `% ` say what is going on. Blank lines at the
/// end of an answer do not count.
struct Transcript {
  struct Step {
    /// The lines before the command, told to the reader only.
    var remarks: [String]
    var command: String
    /// The here-document's lines, its end included.
    var input: [String]
    var expected: String
    /// The 1-based line of the command.
    var line: Int
  }

  var steps: [Step] = []

  /// - Parameter isConsole: a block of a document, where the two outputs stand together as on a screen.
  init(_ text: String, firstLine: Int = 1) {
    var remarks: [String] = []
    var expected: [String] = []
    var end: String?
    func trimmed(_ lines: [String]) -> String {
      Array(lines.reversed().drop { $0.isEmpty }.reversed()).joined(separator: "\n")
    }
    for (index, line) in text.components(separatedBy: "\n").enumerated() {
      if let mark = end {
        steps[steps.count - 1].input.append(line)
        if line == mark { end = nil }
      } else if line.hasPrefix("$ ") {
        if !steps.isEmpty { steps[steps.count - 1].expected = trimmed(expected) }
        expected = []
        let command = String(line.dropFirst(2))
        steps.append(Step(remarks: remarks, command: command, input: [], expected: "", line: firstLine + index))
        remarks = []
        if let mark = command.firstRange(of: /<<'(\w+)'/) {
          end = String(command[mark].dropFirst(3).dropLast())
        }
      } else if line.hasPrefix("% ") {
        remarks.append(line)
      } else if !steps.isEmpty {
        expected.append(line)
      }
    }
    if !steps.isEmpty { steps[steps.count - 1].expected = trimmed(expected) }
  }

  /// The file as it is written.
  var text: String {
    steps.map { step in
      (step.remarks + ["$ " + step.command] + step.input + (step.expected.isEmpty ? [] : [step.expected]))
        .joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }
}
