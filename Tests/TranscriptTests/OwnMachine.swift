import Diagnostics
import Foundation
import HowCLI
import Knowledge
import LineEditing
import Markdown
import Synchronization

/// A folder that is home and working directory, for runs of the program in this process, also several at once.
final class OwnMachine: Sendable {
  let folder: String

  struct Run {
    var code: Int32
    var output: String
    var errors: String
  }

  init() throws {
    folder = NSTemporaryDirectory() + "how-own-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  var drafts: String { "\(folder)/.local/state/how/drafts" }

  /// Runs the program once.
  ///
  /// - Parameters:
  ///   - edit: what the editor does with a file, and its exit code.
  ///   - document: reads documents.
  func how(
    _ arguments: [String], input: String = "", environment: [String: String] = [:],
    edit: @escaping @Sendable (_ file: String) -> Int32 = { _ in 0 },
    document: @escaping @Sendable (SourceText) -> Reading<Document> = { DocumentReader.reading($0) }
  ) -> Run {
    let written = Mutex<(output: [UInt8], errors: [UInt8])>(([], []))
    var variables = ["HOME": folder, "EDITOR": "an-editor"]
    variables.merge(environment) { $1 }
    var surroundings = Environment(
      environment: variables, workingDirectory: folder, readInput: { Array(input.utf8.prefix($0)) }, readLine: { nil },
      isInputTerminal: false,
      output: TerminalStream(isTerminal: false) { bytes in
        written.withLock { $0.output += bytes }
        return 0
      },
      errors: TerminalStream(isTerminal: false) { bytes in
        written.withLock { $0.errors += bytes }
        return 0
      },
      now: { Timestamp(milliseconds: 1_795_424_400_000) }, offset: { _ in 0 }, random: SystemRandomNumberGenerator(),
      edit: { _, file in edit(file) }, page: { _, _ in false })
    surroundings.document = document
    let code = runHow(arguments, in: surroundings)
    return written.withLock {
      Run(
        code: code, output: String(decoding: $0.output, as: UTF8.self),
        errors: String(decoding: $0.errors, as: UTF8.self))
    }
  }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
  }

  /// What stands in the drafts.
  func draftTexts() -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: drafts)) ?? []
    return names.filter { $0.hasSuffix(".md") }.compactMap {
      try? String(contentsOfFile: "\(drafts)/\($0)", encoding: .utf8)
    }
  }
}
