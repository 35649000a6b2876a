import Foundation
import Testing

/// The folder of the package.
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .path

private let names = ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/Tests/Transcripts")) ?? [])
  .filter { $0.hasSuffix(".transcript") }.sorted()

/// A folder that was moved is no suite that passes.
@Test func `there are transcripts to replay`() { #expect(names.count >= 50) }

/// Every transcript, replayed. With HOW_RECORD set, what is seen is written into the file and the run fails: someone
/// must read the difference first.
@Test(arguments: names)
func transcript(name: String) throws {
  let path = "\(root)/Tests/Transcripts/\(name)"
  var transcript = Transcript(try String(contentsOfFile: path, encoding: .utf8))
  try #require(!transcript.steps.isEmpty, "\(name) holds no command")
  let replay = try Replay()
  try replay.copy("\(root)/Docs/Examples", as: "Examples")
  let isRecording = ProcessInfo.processInfo.environment["HOW_RECORD"] != nil
  var differs = false
  for index in transcript.steps.indices {
    let step = transcript.steps[index]
    let seen = seen(try replay.run(step))
    if isRecording {
      differs = differs || seen != step.expected
      transcript.steps[index].expected = seen
    } else {
      #expect(seen == step.expected, "\(name):\(step.line): $ \(step.command)")
    }
  }
  if differs {
    try transcript.text.write(toFile: path, atomically: true, encoding: .utf8)
    Issue.record("\(name) was recorded anew: read the difference")
  }
}

/// A result as a transcript writes it down.
private func seen(_ result: Replay.Result) -> String {
  var lines: [String] = []
  if !result.output.isEmpty { lines += split(result.output) }
  if !result.errors.isEmpty { lines += split(result.errors).map { $0.isEmpty ? "!" : "! " + $0 } }
  if result.code != 0 { lines.append("? \(result.code)") }
  return Array(lines.reversed().drop { $0.isEmpty }.reversed()).joined(separator: "\n")
}

private func split(_ text: String) -> [String] {
  var lines = text.components(separatedBy: "\n")
  if lines.last == "" { lines.removeLast() }
  return lines
}
