import ArgumentParser
import Diagnostics
import Knowledge
import Notebook
import Quantities
import Store

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
    let head = try how.notebook.head(ref)
    guard head.kind == .decision else { throw Refusal(.data, .isNot(head.slug, .decision, but: head.kind)) }
    let decision = try how.notebook.decision(try how.notebook.entry(head.source, kind: .decision).document)
    guard decision.decided != nil else { throw Refusal(.data, .notDecided(head.slug)) }
    let typed = outcomes.isEmpty ? asked(decision, how) : outcomes
    if typed.isEmpty {
      throw Refusal(.usage, .nothingToResolve(head.slug, example(decision), open: Array(unanswered(decision))))
    }
    try how.notebook.retrying { try record(typed, how) }
  }

  private func record(_ typed: [String], _ how: Session) throws {
    let head = try how.notebook.head(ref)
    let decision = try how.notebook.decision(try how.notebook.entry(head.source, kind: .decision).document)
    let day = date ?? how.surroundings.today
    if day > how.surroundings.today { throw Refusal(.usage, .dateInFuture(day)) }
    let reason = because?.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed ?? ""
    let note = reason.isEmpty ? nil : reason
    var after = decision
    var lines: [OutcomeLine] = []
    for text in typed {
      let line: OutcomeLine
      do throws(Diagnostic) {
        line = try ResolvedOutcome(text, of: after).line
      } catch {
        throw Refusal(error.code == "usage" ? .usage : .data, error)
      }
      if note == nil, after.isAnswered(line) { throw Refusal(.data, .alreadyResolved(line.subject, line.value)) }
      after = after.knowing([line])
      lines.append(line)
    }
    let written = lines.map { OutcomeLine.written(date: day, subject: $0.subject, value: $0.value, note: note) }
    let text = decision.document.appending(written, to: "Outcome")
    let entry = try how.notebook.entry(SourceText(name: head.slug, bytes: text), kind: .decision)
    var new = NewRevision(after: head, entry: entry)
    new.mustFollowHeads = true
    how.answer(try how.notebook.save(new), verb: "resolved")
    tell(lines, decision, try how.notebook.decision(entry.document), head.slug, how)
  }

  // MARK: What it means

  /// Says what the new lines mean, and what comes next.
  private func tell(
    _ lines: [OutcomeLine], _ before: Decision, _ after: Decision, _ slug: String, _ how: Session
  ) {
    func say(_ text: String) { how.console.say(StyledText(visible(text))) }
    for line in lines {
      if let probability = after.probability(of: line) {
        let what = line.subject == "happened" ? line.value : "\(line.subject) = \(line.value)"
        say("'\(what)' had \(NumberText.percent(probability))")
      }
    }
    if let payoff = after.payoff, before.payoff != payoff {
      let isImplied = after.outcome.allSatisfy { $0.quantity == nil }
      var sentence = isImplied ? "so the payoff was \(payoff.short())" : "the payoff was \(payoff.short())"
      if let found = try? how.notebook.open(slug), let score = try? how.notebook.scored(found).score,
        let taken = score.options.first(where: { $0.label == after.chosen }),
        let own = payoff.converted(to: score.unit)
      {
        let difference = own.value - taken.expected
        sentence +=
          abs(difference) <= 1e-9 * max(abs(own.value), abs(taken.expected))
          ? ", as expected"
          : ", \(Quantity(abs(difference), score.unit).short()) \(difference > 0 ? "more" : "less") than expected"
      }
      say(sentence)
    } else if after.payoff == nil, lines.contains(where: { $0.subject == "happened" }) {
      say("the payoff is not known yet: how resolve \(slug) payoff='…', or what happened next")
    }
    let open = unanswered(after)
    if let first = open.first {
      let example = "how resolve \(slug) '\(first)=\(after.exampleAnswer(to: first))'"
      say("still open: \(open.joined(separator: ", ")); as in \(example)")
    }
    if after.state == .resolved {
      say("next: how new postmortem \(slug), which judges the process apart from the outcome")
    }
  }

  /// The predictions that nothing is recorded of.
  private func unanswered(_ decision: Decision) -> [String] {
    decision.predictions.map(\.subject).filter { subject in !decision.outcome.contains { $0.subject == subject } }
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
