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
    if let output, output != "-" {
      try Files.export(
        Array(text.utf8), to: how.surroundings.path(output), shown: output, overwriting: force)
      if how.format == .json {
        how.console.answer(.answer([("file", .string(output))]))
      } else {
        how.console.answer(StyledText("wrote \(output)\n"))
      }
    } else if how.format == .json {
      how.console.answer(.answer([("markdown", .string(text))]))
    } else if how.format == .table, how.surroundings.output.isTerminal {
      how.console.page(
        TerminalRenderer.render(
          ArraySlice(text.utf8), width: min(how.console.width, 100), marksStay: !how.console.hasStyles))
    } else {
      how.console.answer(bytes: Array(text.utf8))
    }
  }

  private func one(_ ref: String, _ how: Session) throws -> String {
    let found = try how.notebook.open(ref)
    switch found.kind {
    case .decision:
      return try how.template("reports/decision.mustache").filled(try how.notebook.facts(found).values)
    case .postmortem:
      return try how.template("reports/postmortem.mustache").filled(
        DecisionFacts.values(try Postmortem(found.document)))
    case .model, .forecasts:
      return try how.template("reports/model.mustache").filled(try model(found, how))
    }
  }

  private func everything(_ how: Session) throws -> (String, isEmpty: Bool) {
    let decisions = try decisions(how) { _ in true }
    var values: [String: Any] = ["today": how.surroundings.today.description, "count": decisions.count]
    values["since"] = since?.description
    let states = Decision.State.allCases.compactMap { state -> [String: Any]? in
      let facts = decisions.filter { $0.state == state }
      return facts.isEmpty ? nil : ["state": state.rawValue, "count": facts.count, "decisions": facts.map(\.cells)]
    }
    values["states"] = states
    values["none"] = decisions.isEmpty
    return (try how.template("reports/all.mustache").filled(values), decisions.isEmpty)
  }

  /// The facts of stored decisions, the newest first; one that no longer passes the rules is told of and left out.
  private func decisions(_ how: Session, where included: (Decision) -> Bool) throws -> [DecisionFacts] {
    var filter = ListFilter()
    filter.kind = .decision
    filter.since = since.map { how.surroundings.beginning(of: $0) }
    return try how.notebook.list(filter).compactMap { item in
      do {
        let found = try how.notebook.open(item.slug)
        guard included(try how.notebook.decision(found)) else { return nil }
        return try how.notebook.facts(found)
      } catch let faults as DocumentErrors {
        how.console.say(StyledText("left out '\(item.slug)': \(faults.diagnostics[0].message)", .warning))
        return nil
      }
    }
  }

  /// A model with the decisions that were taken with it.
  private func model(_ found: OpenDocument, _ how: Session) throws -> [String: Any] {
    let document = found.document
    let decisions = try decisions(how) { $0.how?.slug == found.name }
    return [
      "title": document.statedTitle ?? found.name, "slug": found.name,
      "steps": Model(document).steps.map { ["step": $0] }, "hasSteps": !Model(document).steps.isEmpty,
      "decisions": decisions.map(\.cells), "used": !decisions.isEmpty,
      "sections": document.sections.map { section in
        ["name": section.heading.text, "text": document.source[document.source.trimmed(section.body)]]
      },
    ]
  }
}
