import ArgumentParser
import Decisions
import Diagnostics
import Knowledge
import Notebook
import Quantities
import Reports
import Store

struct Update: Verb {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Record evidence about a chance.",
    discussion: """
      Adds a dated line under 'Evidence': how likely what was seen was under each value of a named chance, or a likelihood
      ratio where it has two. The score goes from the prior to the posterior.

        how update drill oil --likelihood 'dry 20%, wet 50%, soaking 70%' --because 'core sample'
        how update drill rain --ratio 3:1 --because 'clouds at noon'
      """)

  @Argument(help: "The decision.", completion: .slugs)
  var ref: String

  @Argument(help: "The chance.")
  var name: String

  @Option(help: ArgumentHelp("How likely it was under each value, as 'dry 20%, wet 50%'.", valueName: "text"))
  var likelihood: String?

  @Option(help: ArgumentHelp("For a chance with two values: how much more likely under the first.", valueName: "a:b"))
  var ratio: String?

  @Option(help: ArgumentHelp("Where it comes from.", valueName: "text"))
  var because: String?

  @Option(help: ArgumentHelp("The day it was seen; today without.", valueName: "date"), transform: DateArgument.read)
  var date: CivilDate?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if (likelihood == nil) == (ratio == nil) { throw ValidationError("give either --likelihood or --ratio") }
    if let ratio, LikelihoodText.ratio(Self.whole(ratio)) == nil {
      throw ValidationError("'\(ratio)' is not of the form 3:1")
    }
  }

  func run(_ how: Session) throws {
    try how.notebook.retrying { try record(how) }
  }

  private func record(_ how: Session) throws {
    let head = try how.notebook.head(ref)
    guard head.kind == .decision else { throw Refusal(.data, .isNot(head.slug, .decision, but: head.kind)) }
    let decision = try how.notebook.decision(try how.notebook.entry(head.source, kind: .decision).document)
    let day = date ?? how.surroundings.today
    if day > how.surroundings.today { throw Refusal(.usage, .dateInFuture(day)) }
    let chances = decision.tree?.beliefs.chances ?? []
    guard let chance = chances.first(where: { $0.name == name }) else {
      throw Refusal(.data, .noSuchChance(name, among: chances.map(\.name)))
    }
    let text = (likelihood ?? Self.whole(ratio ?? "")).split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
    do throws(Diagnostic) {
      _ = try LikelihoodText.read(text, of: name, values: chance.values, at: nil)
    } catch {
      throw Refusal(.data, error)
    }
    let reason = because?.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed ?? ""
    let line = EvidenceLine.written(
      date: day, chance: name, likelihood: text, source: reason.isEmpty ? nil : reason)
    let bytes = decision.document.appending([line], to: "Evidence")
    let entry = try how.notebook.entry(SourceText(name: head.slug, bytes: bytes), kind: .decision)
    // What cannot have been seen is told of before it is written down.
    let updated = try how.notebook.decision(entry.document).scored()
    var new = NewRevision(after: head, entry: entry)
    new.mustFollowHeads = true
    how.answer(try how.notebook.save(new), verb: "updated")
    for update in updated.updates where update.chance == name {
      let parts = update.values.indices.map { index in
        "\(update.values[index]) \(NumberText.percent(update.prior[index])) → \(NumberText.percent(update.posterior[index]))"
      }
      how.console.say(StyledText(visible("\(name): \(parts.joined(separator: ", "))")))
    }
    let best = Quantity(updated.best.expected, updated.unit).short()
    let before = try? decision.scored().best.label
    let was = before == nil || before == updated.best.label ? "" : " (it was \(before ?? ""))"
    how.console.say(StyledText(visible("best by expected value: \(updated.best.label), \(best)\(was)")))
    if let day = decision.decided {
      how.console.say(
        StyledText(
          "it was decided on \(day): 'how score --now' takes this in, 'how score' shows what was believed then", .dim))
    }
    // What the new line makes suspicious is told here; the rest 'how score' tells.
    let own: Set = ["shared-source", "certain-evidence"]
    for warning in updated.warnings where own.contains(warning.code) {
      how.console.complain([StyledText()] + warning.drawn(in: entry.document.source))
    }
  }

  /// `3` as `3:1`.
  private static func whole(_ ratio: String) -> String { Double(ratio) == nil ? ratio : "\(ratio):1" }
}
