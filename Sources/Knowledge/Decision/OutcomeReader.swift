import Decisions
import Diagnostics
import Formulas
import Quantities

extension FieldReader {
  /// What the lines under Outcome say, in the order of the text; what cannot be understood is told of at its line.
  mutating func outcome(_ written: [OutcomeText], _ subjects: OutcomeSubjects) -> [OutcomeLine] {
    let reader = OutcomeReader(subjects: subjects)
    faults += SectionLines.stray(in: "Outcome", of: document) { line in
      CivilDate(line.prefix(10)) != nil || reader.subject(beginning: line) != nil && line.contains("=")
    }
    var known = KnownWay()
    var read: [OutcomeLine] = []
    for line in written {
      do throws(Diagnostic) {
        guard let line = try reader.line(line, knowing: known) else { continue }
        known.add(line.meaning)
        read.append(line)
      } catch {
        if error.code != .follows { faults.append(error) }
      }
    }
    return read
  }
}

/// Tells what a line of an outcome says, by what a decision's outcome can be about.
struct OutcomeReader {
  let subjects: OutcomeSubjects

  /// What a line says; nil for a note.
  func line(_ written: OutcomeText, knowing known: KnownWay) throws(Diagnostic) -> OutcomeLine? {
    let source = written.source
    guard let value = written.value else {
      // `payoff: 45k USD`, `oil wet`: nearly so. Anything else is a note.
      if let subject = subject(beginning: written.subject),
        Self.isStatement(written.subject.dropFirst(subject.count))
      {
        throw .outcomeForm("'\(subject)' is followed by ' = '", at: written.span)
      }
      return nil
    }
    var subject = written.subject
    // `Payoff` at the beginning of a line, `prediction  1`.
    let words = subject.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !subjects.all.contains(subject) {
      subject = (subjects.all + ["happened"]).first { $0 == words.lowercased() } ?? subject
    }
    let meaning = try meaning(of: subject, at: written.place, source, value, written.span, known)
    return OutcomeLine(
      about: subjects.about(subject), value: source[value], meaning: meaning, date: written.date, note: written.note,
      text: source[written.span], span: written.span)
  }

  /// The subject that a line begins with, though it may not be written as it should.
  func subject(beginning line: String) -> String? {
    (subjects.all + ["happened"]).filter { subject in
      guard line.hasPrefix(subject) else { return false }
      let next = line.dropFirst(subject.count).first
      return next.map { !$0.isLetter && !$0.isNumber && $0 != "_" } ?? true
    }.max { $0.count < $1.count }
  }

  /// Whether what follows a subject is meant as its value: `: 45k USD`, ` was wet`, ` 45k`.
  private static func isStatement(_ rest: some StringProtocol) -> Bool {
    let rest = rest.drop { $0 == " " }
    guard let first = rest.first else { return false }
    let words = rest.split(separator: " ")
    return ":→-−+$€£".contains(first) || first.isNumber || ["is", "was"].contains(words[0])
      || words.count == 1 && ["yes", "no", "unknown"].contains(words[0])
  }

  private func meaning(
    of subject: String, at place: SourceSpan, _ source: SourceText, _ span: SourceSpan, _ whole: SourceSpan,
    _ known: KnownWay
  ) throws(Diagnostic) -> OutcomeLine.Meaning {
    if span.isEmpty { throw .outcomeForm("nothing stands behind '='", at: whole) }
    let value = source[span]
    let isUnknown = value.lowercased() == "unknown"
    if subject == "happened" { return .happened(try subjects.branch(value, knowing: known, at: span)) }
    if subject == "payoff" {
      if isUnknown { return .nothing }
      let formula = try subjects.context.grammar.formula(source, span)
      guard subjects.context.reaches(formula) else { return .nothing }
      return .payoff(try formula.value(in: subjects.context.scope))
    }
    if let prediction = subjects.predictions.first(where: { $0.subject == subject }) {
      return isUnknown ? .nothing : try answer(prediction, source, span)
    }
    if let chance = subjects.beliefs.chances.first(where: { $0.name == subject }) {
      if isUnknown { return .nothing }
      guard chance.values.contains(value) else {
        throw .outcomeValue(value, of: subject, values: chance.values, at: span)
      }
      return .value(chance: subject, value)
    }
    guard subjects.names.contains(subject) else {
      // What cannot be read has been told of where it stands.
      if !subjects.beliefs.faults.isEmpty { return .nothing }
      throw .unknownOutcome(subject, among: subjects.all, subject: place, at: whole)
    }
    if isUnknown { return .nothing }
    return try number(subject, source, span)
  }

  private func answer(
    _ prediction: Prediction, _ source: SourceText, _ span: SourceSpan
  ) throws(Diagnostic) -> OutcomeLine.Meaning {
    switch prediction.belief {
    case .unread: return .nothing
    case .probability:
      switch source[span].lowercased() {
      case "yes", "true": return .came(prediction: prediction.number, true)
      case "no", "false": return .came(prediction: prediction.number, false)
      default: throw .notYesOrNo(prediction.subject, source[span], at: span)
      }
    case .range(let range):
      let formula: Formula
      do throws(Diagnostic) {
        formula = try subjects.context.grammar.formula(source, span)
      } catch {
        throw .notInRange(prediction, source[span], error, at: span)
      }
      guard subjects.context.reaches(formula) else { return .nothing }
      do throws(Diagnostic) {
        return .lies(
          prediction: prediction.number, try subjects.context.scope.placement(of: formula, in: range))
      } catch {
        throw .notInRange(prediction, source[span], error, at: span)
      }
    }
  }

  /// What a number of Beliefs turned out to be.
  private func number(
    _ name: String, _ source: SourceText, _ span: SourceSpan
  ) throws(Diagnostic) -> OutcomeLine.Meaning {
    guard let belief = subjects.beliefs.numbers.first(where: { $0.name == name }) else { return .nothing }
    if belief.isDate {
      guard let date = CivilDate(source[span]) else {
        throw .outcomeForm("'\(name)' is a date, such as 2027-03-01, and not '\(source[span])'", at: span)
      }
      return .number(belief: name, Double(date.days))
    }
    let formula = try subjects.context.grammar.formula(source, span)
    guard subjects.context.reaches(formula) else { return .nothing }
    let value = try formula.value(in: subjects.context.scope)
    guard let converted = value.converted(to: belief.number.unit) else {
      throw .outcomeInOtherUnit(name, value.unit, belief.number.unit, at: span)
    }
    return .number(belief: name, converted.value)
  }
}
