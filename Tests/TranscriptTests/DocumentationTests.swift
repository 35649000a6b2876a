import Foundation
import Testing

private let isRecording = ProcessInfo.processInfo.environment["HOW_RECORD"] != nil

/// The console blocks of the documentation, replayed as a reader would type them. A `markdown` block whose paragraph
/// before ends with a file's name, such as `bike.md`, is that file.
@Test(arguments: [
  "README.md", "Docs/Documents.md", "Docs/Decisions.md", "Docs/Language.md", "Docs/Models.md", "Docs/Store.md",
  "Docs/JSON.md",
])
func documentation(name: String) throws {
  let path = "\(root)/\(name)"
  let old = try String(contentsOfFile: path, encoding: .utf8)
  let replay = try Replay()
  try replay.copy("\(root)/Docs/Examples", as: "Examples")
  var new: [String] = []
  let lines = old.components(separatedBy: "\n")
  var index = 0
  while index < lines.count {
    let line = lines[index]
    guard let fence = line.firstMatch(of: /^(`{3,})(\w+)$/), fence.2 == "console" || fence.2 == "markdown" else {
      new.append(line)
      index += 1
      continue
    }
    let close = lines[(index + 1)...].firstIndex { $0 == String(fence.1) } ?? lines.count
    let body = Array(lines[(index + 1)..<close])
    if fence.2 == "markdown" {
      if let file = new.last(where: { !$0.isEmpty })?.firstMatch(of: /`([\w-]+\.md)`:$/) {
        try (body.joined(separator: "\n") + "\n").write(
          toFile: "\(replay.folder)/\(file.1)", atomically: true, encoding: .utf8)
      }
      new += [line] + body
    } else {
      new.append(line)
      for step in Transcript(body.joined(separator: "\n"), firstLine: index + 2).steps {
        let seen = screen(try replay.run(step))
        if !isRecording { #expect(seen == step.expected, "\(name):\(step.line): $ \(step.command)") }
        new += ["$ " + step.command] + step.input + (seen.isEmpty ? [] : seen.components(separatedBy: "\n"))
      }
    }
    index = close
    if close < lines.count {
      new.append(lines[close])
      index += 1
    }
  }
  let text = new.joined(separator: "\n")
  if isRecording, text != old {
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    Issue.record("\(name) was recorded anew: read the difference")
  }
}

/// A screen as a document shows it: no blank lines at the end.
private func screen(_ result: Replay.Result) -> String {
  let lines = result.screen.components(separatedBy: "\n")
  return Array(lines.reversed().drop { $0.isEmpty }.reversed()).joined(separator: "\n")
}

/// `Docs/Commands.md` is what `--help` says, and the man page knows every verb.
@Test func commands() throws {
  let replay = try Replay()
  func run(_ command: String) throws -> String {
    screen(try replay.run(Transcript("$ " + command).steps[0]))
  }
  let overview = try run("how")
  #expect(overview.components(separatedBy: "\n").count <= 60)
  let verbs = overview.components(separatedBy: "\n").compactMap { $0.firstMatch(of: /^  (\w+)  +[a-z]/)?.1 }
    .filter { $0 != "how" }
  #expect(verbs.count >= 17)
  var text = """
    # Commands

    What `how help` and `how help VERB` say. This page is made from the program by `make docs`.

    ```
    \(overview)
    ```

    """
  let manual = try String(contentsOfFile: "\(root)/Docs/how.1", encoding: .utf8)
  for verb in verbs {
    text += "\n## how \(verb)\n\n```\n\(try run("how help \(verb)"))\n```\n"
    #expect(manual.contains(".It Cm \(verb)"), "the man page lacks \(verb)")
  }
  let path = "\(root)/Docs/Commands.md"
  let old = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  if isRecording, old != text { try text.write(toFile: path, atomically: true, encoding: .utf8) }
  #expect(old == text, "Docs/Commands.md is not what the program says")
}
