import ArgumentParser
import Diagnostics
import Foundation
import Knowledge
import Markdown
import Notebook
import Quantities
import Reports
import Styling

struct Report: Verb {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write the story of a decision, or of all, as markdown.",
    discussion: """
      Rendered from the mustache templates in reports/; a copy of your own under $XDG_CONFIG_HOME/how/templates wins.

        how report drill -o drill-report.md
        how report --all --since 2026-01-01
      """)
  static let formats: Set<Format> = [.markdown, .plain]

  @Argument(help: "The document, a file, or - for standard input.", completion: .slugs)
  var ref: String?

  @Flag(help: "All decisions.")
  var all = false

  @Option(
    help: ArgumentHelp("With --all, what changed on this day or later.", valueName: "date"),
    transform: DateArgument.read)
  var since: CivilDate?

  @Option(
    name: [.customShort("o"), .long], help: ArgumentHelp("Write to a file.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(name: [.customShort("f"), .long], help: "Write over a file that is there.")
  var force = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if all == (ref != nil) { throw ValidationError("name one document, or say --all") }
    if since != nil, !all { throw ValidationError("--since belongs to --all") }
  }

  func run(_ how: Session) throws {
    let (text, isEmpty) = try ref.map { (try one($0, how), false) } ?? everything(how)
    // What labels and titles hold must drive no terminal that the report is read on.
    try write(visible(text), how)
    if isEmpty { throw ExitCode(ExitCodes.no) }
  }

  private func write(_ text: String, _ how: Session) throws {
    guard let output, output != "-" else { return how.answer(ReportAnswer(text: text)) }
    try Files.export(Array(text.utf8), to: how.surroundings.path(output), shown: output, overwriting: force)
    how.answer(WrittenFile(path: output))
  }

  private func one(_ ref: String, _ how: Session) throws -> String {
    try how.notebook.report(of: try how.notebook.open(ref), as: Notebook.version(of: ref)) { tell($0, $1, how) }
  }

  private func everything(_ how: Session) throws -> (String, isEmpty: Bool) {
    try how.notebook.report(since: since, from: since.map { how.surroundings.beginning(of: $0) }) { tell($0, $1, how) }
  }

  private func tell(_ slug: String, _ faults: DocumentErrors, _ how: Session) {
    how.console.say(StyledText("left out '\(slug)': \(faults.diagnostics[0].message)", .warning))
  }
}

/// A report as an answer: markdown, drawn where a person reads it on a terminal.
private struct ReportAnswer: Presentable {
  var text: String

  func lines(on page: Page) -> [StyledText] {
    if !page.isTerminal { return plain }
    let drawn = TerminalRenderer.render(ArraySlice(text.utf8), width: min(page.width, 100), marksStay: !page.hasStyles)
    return drawn.linesWithoutEndings
  }

  var json: JSON { .answer([("markdown", .string(text))]) }
  var plain: [StyledText] { StyledText(text).linesWithoutEndings }
}

/// That a file was written.
private struct WrittenFile: Presentable {
  var path: String

  func lines(on page: Page) -> [StyledText] { [StyledText("wrote \(path)")] }
  var json: JSON { .answer([("file", .string(path))]) }
}
