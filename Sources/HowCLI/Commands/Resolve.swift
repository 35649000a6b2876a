import ArgumentParser
import Diagnostics
import Knowledge
import Quantities
import Store

struct Resolve: Verb {
  static let configuration = CommandConfiguration(
    commandName: "resolve", abstract: "Record what really happened.",
    discussion: """
      Adds dated lines under 'Outcome'. A correction is a further line with its reason.

        how resolve drill payoff='190k USD' 'prediction 1=yes'
        how resolve drill payoff='180k USD' --because 'the last invoice came in'
      """)

  @Argument(help: "The decision.", completion: .slugs)
  var ref: String

  @Argument(help: ArgumentHelp("What it was about and what happened.", valueName: "what=value"))
  var outcomes: [String] = []

  @Option(help: ArgumentHelp("A note, or the reason of a correction.", valueName: "text"))
  var because: String?

  @Option(help: ArgumentHelp("The day it was known; today without.", valueName: "date"), transform: DateArgument.read)
  var date: CivilDate?

  @OptionGroup var common: CommonOptions

  func run(_ how: Session) throws {
    let head = try how.head(ref)
    guard head.kind == .decision else { throw Refusal(.data, .isNot(head.slug, .decision, but: head.kind)) }
    let decision = try how.decision(try how.entry(head.source, kind: .decision).document)
    guard decision.decided != nil else { throw Refusal(.data, .notDecided(head.slug)) }
    let statements = try outcomes.isEmpty ? asked(decision, how) : outcomes.map(parted)
    if statements.isEmpty { throw Refusal(.usage, .nothingToResolve()) }
    try how.retrying { try record(statements, how) }
  }

  private func record(_ statements: [(subject: String, value: String)], _ how: Session) throws {
    let head = try how.head(ref)
    let decision = try how.decision(try how.entry(head.source, kind: .decision).document)
    let day = date ?? how.surroundings.today
    if day > how.surroundings.today { throw Refusal(.usage, .dateInFuture(day)) }
    let reason = because?.split(whereSeparator: \.isNewline).joined(separator: " ").trimmed ?? ""
    let note = reason.isEmpty ? nil : reason
    var lines: [String] = []
    var recorded = Set(decision.outcome.map(\.subject))
    for (subject, value) in statements {
      let known = decision.openQuestions
      guard known.contains(subject) else { throw Refusal(.data, .unknownOutcome(subject, near: known)) }
      if !recorded.insert(subject).inserted, note == nil { throw Refusal(.data, .alreadyResolved(subject)) }
      if decision.isYesOrNo(subject), !["yes", "no", "unknown"].contains(value) {
        throw Refusal(.data, .notYesOrNo(subject, value))
      }
      if let values = decision.values(of: subject), !(values + ["unknown"]).contains(value) {
        throw Refusal(.data, .notAValue(value, of: subject, values: values))
      }
      lines.append(OutcomeLine.written(date: day, subject: subject, value: value, note: note))
    }
    let text = decision.document.appending(lines, to: "Outcome")
    let entry = try how.entry(SourceText(name: head.slug, bytes: text), kind: .decision)
    var new = NewRevision(after: head, entry: entry)
    new.mustFollowHeads = true
    how.answer(try how.save(new), verb: "resolved")
  }

  private func parted(_ typed: String) throws -> (subject: String, value: String) {
    guard let mark = typed.firstIndex(of: "=") else {
      throw Refusal(.usage, .usage("'\(typed)' is not of the form what=value", hint: "as in payoff='45k USD'"))
    }
    let value = typed[typed.index(after: mark)...].split(whereSeparator: \.isNewline).joined(separator: " ").trimmed
    return (typed[..<mark].trimmed, value)
  }

  /// What is wrong with an answer; nil where nothing is.
  private func objection(
    to value: String, for subject: String, _ decision: Decision, _ how: Session
  ) -> Diagnostic? {
    if decision.isYesOrNo(subject), !["yes", "no", "unknown"].contains(value) { return .notYesOrNo(subject, value) }
    let line = OutcomeLine.written(date: how.surroundings.today, subject: subject, value: value, note: nil)
    let text = SourceText(name: "-", bytes: decision.document.appending([line], to: "Outcome"))
    do {
      _ = try how.entry(text, kind: .decision)
      return nil
    } catch let faults as Faults {
      return faults.diagnostics[0]
    } catch {
      return nil
    }
  }

  /// Asks for everything that is open, where a person is there.
  private func asked(_ decision: Decision, _ how: Session) -> [(subject: String, value: String)] {
    guard how.canAsk else { return [] }
    var statements: [(subject: String, value: String)] = []
    for subject in decision.openQuestions where subject == "payoff" || subject.hasPrefix("prediction") {
      if decision.outcome.contains(where: { $0.subject == subject }) { continue }
      if let number = subject.split(separator: " ").last.flatMap({ Int($0) }) {
        how.console.say(StyledText(decision.predictions[number - 1], .dim))
      }
      // An answer that cannot be recorded is asked for again; an empty one skips the question.
      while let value = how.ask("\(subject) ="), !value.isEmpty {
        guard let wrong = objection(to: value, for: subject, decision, how) else {
          statements.append((subject, value))
          break
        }
        how.console.complain(wrong.drawn())
      }
    }
    return statements
  }
}
