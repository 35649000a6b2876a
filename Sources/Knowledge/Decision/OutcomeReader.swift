import Decisions
import Diagnostics
import Formulas
import Quantities

/// The grammar of an outcome:
///
///     - [DATE] SUBJECT = VALUE [— NOTE]
///
/// SUBJECT is `payoff`, `prediction N`, a belief, or `happened`, whose value is the label of a branch or a path. A line
/// without a subject is a note of the person's own.
extension FieldReader {
  /// The lines under Outcome, in the order of the text; what cannot be read is told of at its line.
  mutating func outcome(_ subjects: OutcomeSubjects) -> [OutcomeLine] {
    let lines = SectionLines("Outcome", of: document)
    let reader = OutcomeReader(subjects: subjects)
    faults += SectionLines.stray(in: "Outcome", of: document) { line in
      CivilDate(line.prefix(10)) != nil || reader.subject(beginning: line) != nil && line.contains("=")
    }
    var known = KnownWay()
    var read: [OutcomeLine] = []
    for item in lines.items {
      do throws(Diagnostic) {
        guard let line = try reader.line(lines.source, item.span, knowing: known) else { continue }
        known.add(line.meaning)
        read.append(line)
      } catch {
        if error.code != .follows { faults.append(error) }
      }
    }
    return read
  }
}

struct OutcomeReader {
  let subjects: OutcomeSubjects

  /// Reads one line; nil for a note.
  func line(_ source: SourceText, _ whole: SourceSpan, knowing known: KnownWay) throws(Diagnostic) -> OutcomeLine? {
    var (span, note) = LineNote.parted(source, whole)
    let date = CivilDate(source[span].prefix(10))
    if date != nil { span = source.trimmed(SourceSpan(span.start + 10, span.end)) }
    let text = source[span]
    if date != nil, text.hasPrefix(":") { throw .outcomeForm("no colon stands behind the date", at: whole) }
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "=")) else {
      // `payoff: 45k USD`, `oil wet`: nearly so. Anything else is a note.
      if let subject = subject(beginning: text), Self.isStatement(text.dropFirst(subject.count)) {
        throw .outcomeForm("'\(subject)' is followed by ' = '", at: whole)
      }
      return nil
    }
    let offset = span.start + text.utf8.distance(from: text.startIndex, to: mark)
    let value = source.trimmed(SourceSpan(offset + 1, span.end))
    let place = source.trimmed(SourceSpan(span.start, offset))
    var subject = source[place]
    // `Payoff` at the beginning of a line, `prediction  1`.
    let words = subject.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !subjects.all.contains(subject) {
      subject = (subjects.all + ["happened"]).first { $0 == words.lowercased() } ?? subject
    }
    let meaning = try meaning(of: subject, at: place, source, value, whole, known)
    return OutcomeLine(
      subject: subject, value: source[value], meaning: meaning, date: date, note: note, span: whole)
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
      let formula = try subjects.context.formula(source, span)
      guard subjects.context.isWhole || formula.targets.isEmpty else { return .nothing }
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
        formula = try subjects.context.formula(source, span)
      } catch {
        throw .notInRange(prediction, source[span], error, at: span)
      }
      guard subjects.context.isWhole || formula.targets.isEmpty else { return .nothing }
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
    let formula = try subjects.context.formula(source, span)
    guard subjects.context.isWhole || formula.targets.isEmpty else { return .nothing }
    let value = try formula.value(in: subjects.context.scope)
    guard let converted = value.converted(to: belief.number.unit) else {
      throw .outcomeInOtherUnit(name, value.unit, belief.number.unit, at: span)
    }
    return .number(belief: name, converted.value)
  }
}
