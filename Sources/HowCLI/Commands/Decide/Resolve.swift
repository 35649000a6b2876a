import ArgumentParser
import Diagnostics
import Knowledge
import Notebook
import Quantities
import Styling

struct Resolve: Verb {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Record what really happened.",
    discussion: """
      Adds dated lines under 'Outcome': the payoff, whether predictions came true, what chances turned out to be, or the
      branch that happened. Where the branches lead to an end, they say the payoff. A correction is a further line with
      its reason.

        how resolve drill payoff='190k USD' 'prediction 1=yes'
        how resolve drill oil=wet
        how resolve hire 'she is great'
        how resolve drill payoff='180k USD' --because 'the last invoice came in'
      """)

  @Argument(help: "The decision.", completion: .slugs)
  var ref: String

  @Argument(help: ArgumentHelp("What it was about and what happened, or a branch.", valueName: "what=value"))
  var outcomes: [String] = []

  @Option(help: ArgumentHelp("A note, or the reason of a correction.", valueName: "text"))
  var because: String?

  @Option(help: ArgumentHelp("The day it was known; today without.", valueName: "date"), transform: DateArgument.read)
  var date: CivilDate?

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let (slug, decision) = try how.notebook.resolvable(ref)
    let typed = outcomes.isEmpty ? asked(decision, how) : outcomes
    if typed.isEmpty {
      throw Failure(.usage, .nothingToResolve(slug, example(decision), open: decision.unanswered))
    }
    let resolved = try how.notebook.resolve(ref, typed, because: because, on: date)
    how.answer(resolved.saved, verb: "resolved")
    tell(resolved, slug, how)
  }

  /// Says what the new lines mean, and what comes next.
  private func tell(_ resolved: Resolved, _ slug: String, _ how: Session) {
    func say(_ text: String) { how.console.say(StyledText(visible(text))) }
    for (line, probability) in resolved.probabilities {
      let what = line.subject == "happened" ? line.value : "\(line.subject) = \(line.value)"
      say("'\(what)' had \(NumberText.percent(probability))")
    }
    if let payoff = resolved.payoff {
      var sentence = payoff.isImplied ? "so the payoff was" : "the payoff was"
      sentence += " \(payoff.value.short())"
      if let surprise = payoff.surprise {
        let size = Quantity(abs(surprise.value), surprise.unit).short()
        sentence +=
          surprise.value == 0 ? ", as expected" : ", \(size) \(surprise.value > 0 ? "more" : "less") than expected"
      }
      say(sentence)
    } else if resolved.after.payoff == nil, resolved.lines.contains(where: { $0.subject == "happened" }) {
      say("the payoff is not known yet: how resolve \(slug) payoff='…', or what happened next")
    }
    let open = resolved.after.unanswered
    if let first = open.first {
      let example = "how resolve \(slug) '\(first)=\(resolved.after.exampleAnswer(to: first))'"
      say("still open: \(open.joined(separator: ", ")); as in \(example)")
    }
    if resolved.after.state == .resolved {
      say("next: how new postmortem \(slug), which judges the process apart from the outcome")
    }
  }

  /// What could be typed, for a hint.
  private func example(_ decision: Decision) -> String {
    "payoff='\(decision.tree.map { Quantity(45_000, $0.unit).short() } ?? "45k USD")'"
  }

  // MARK: Asking

  /// Asks for everything that is open, where a person is there.
  private func asked(_ decision: Decision, _ how: Session) -> [String] {
    guard how.canAsk else { return [] }
    var statements: [String] = []
    for subject in ["payoff"] + decision.predictions.map(\.subject) {
      if decision.outcome.contains(where: { $0.subject == subject }) { continue }
      if let prediction = decision.predictions.first(where: { $0.subject == subject }) {
        how.console.say(StyledText(visible(prediction.text), .dim))
      }
      // An answer that cannot be recorded is asked for again; an empty one skips the question.
      while let value = how.ask("\(subject) ="), !value.isEmpty {
        do throws(Diagnostic) {
          _ = try decision.outcomeLine(subject, value)
          statements.append("\(subject)=\(value)")
          break
        } catch {
          how.console.complain(error.drawn())
        }
      }
    }
    return statements
  }
}
