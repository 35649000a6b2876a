package import Diagnostics
import Foundation
package import Knowledge
package import LineEditing
import Markdown
import Quantities

/// Everything that comes into the program from outside, so that a run can be repeated.
package struct Environment: Sendable {
  package var environment: [String: String]
  package var workingDirectory: String
  /// Reads all of standard input, but no more than so many bytes; nil where it cannot be read.
  package var readInput: @Sendable (_ limit: Int) -> [UInt8]?
  /// Reads one line that a person types; nil at the end of input.
  package var readLine: @Sendable () -> String?
  package var isInputTerminal: Bool
  /// How many threads can run at once.
  package var processors: Int
  package var output: TerminalStream
  package var errors: TerminalStream
  package var now: @Sendable () -> Timestamp
  /// How far local time is ahead of UTC at a moment, in seconds.
  package var offset: @Sendable (Timestamp) -> Int
  package var random: any RandomNumberGenerator & Sendable
  /// Runs a shell command with a file as its argument, on the person's terminal, and gives its exit code.
  package var edit: @Sendable (_ command: String, _ file: String) -> Int32
  /// Shows a text with a shell command, on the person's terminal; false where the command cannot be run.
  package var page: @Sendable (_ command: String, _ text: [UInt8]) -> Bool
  /// Reads a text as a document.
  package var document: @Sendable (SourceText) -> Reading<Document> = { DocumentReader.reading($0) }

  package init(
    environment: [String: String], workingDirectory: String, readInput: @escaping @Sendable (Int) -> [UInt8]?,
    readLine: @escaping @Sendable () -> String?, isInputTerminal: Bool, processors: Int = 2, output: TerminalStream,
    errors: TerminalStream,
    now: @escaping @Sendable () -> Timestamp, offset: @escaping @Sendable (Timestamp) -> Int,
    random: any RandomNumberGenerator & Sendable, edit: @escaping @Sendable (String, String) -> Int32,
    page: @escaping @Sendable (String, [UInt8]) -> Bool
  ) {
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.readInput = readInput
    self.readLine = readLine
    self.isInputTerminal = isInputTerminal
    self.processors = processors
    self.output = output
    self.errors = errors
    self.now = now
    self.offset = offset
    self.random = random
    self.edit = edit
    self.page = page
  }

  /// A variable that is set and not empty.
  func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The local day.
  var today: CivilDate { localTime(now()).date }

  /// The moment at which a local day begins.
  func beginning(of day: CivilDate) -> Timestamp {
    let utc = Timestamp(milliseconds: Int64(day.days) * 86_400_000)
    return Timestamp(milliseconds: utc.milliseconds - Int64(offset(utc)) * 1000)
  }

  func localTime(_ time: Timestamp) -> Timestamp {
    Timestamp(milliseconds: time.milliseconds + Int64(offset(time)) * 1000)
  }

  /// A path as the person meant it, from the working directory.
  func path(_ typed: String) -> String {
    typed.hasPrefix("/") ? typed : workingDirectory + "/" + typed
  }
}
