import Decisions
import Diagnostics
import Formulas
import Quantities

/// The grammar of a prediction:
///
///     - BELIEF STATEMENT [by DATE] [#tag …] [(by NAME)]
///       - DATE: BELIEF [— NOTE]
///
/// where a probability stands first (`80% the rig is on site`) or a range stands last after a colon.
extension FieldReader {
  /// The lines under Predictions; what cannot be read is told of at its line.
  ///
  /// - Parameter context: what their formulas are read with.
  mutating func predictions(_ context: FormulaContext) -> [Prediction] {
    let lines = SectionLines("Predictions", of: document)
    faults += SectionLines.stray(in: "Predictions", of: document) { line in
      let source = SourceText(name: "line", text: line)
      return BeliefLine(source, SourceSpan(0, source.bytes.count)).probability != nil
    }
    var predictions: [Prediction] = []
    for (index, item) in lines.items.enumerated() {
      do throws(Diagnostic) {
        var prediction = try prediction(lines.source, item, number: index + 1, context)
        for child in item.children {
          do throws(Diagnostic) {
            if let change = try change(lines.source, child, of: prediction, context) {
              prediction.changes.append(change)
            }
          } catch {
            faults.append(error)
          }
        }
        predictions.append(prediction)
      } catch {
        if error.code != .follows { faults.append(error) }
        // Its number stays its own.
        predictions.append(
          Prediction(
            number: index + 1, text: lines.source[item.span], belief: .unread, statement: lines.source[item.span],
            tags: [], changes: [], span: item.span))
      }
    }
    return predictions
  }

  private func prediction(
    _ source: SourceText, _ item: SectionLines.Item, number: Int, _ context: FormulaContext
  ) throws(Diagnostic) -> Prediction {
    var span = item.span
    var author: String?
    var tags: [String] = []
    var deadline: CivilDate?
    // What stands at the end of the line, in any order.
    while true {
      let text = source[span]
      if author == nil, let by = LineEnd.author(text) {
        author = by.name
        span = source.trimmed(SourceSpan(span.start, span.end - by.length))
      } else if let tag = LineEnd.tag(text) {
        tags.insert(tag.name, at: 0)
        span = source.trimmed(SourceSpan(span.start, span.end - tag.length))
      } else if deadline == nil, let by = LineEnd.deadline(text) {
        deadline = try day(by.date[...], at: span)
        span = source.trimmed(SourceSpan(span.start, span.end - by.length))
      } else {
        break
      }
    }
    let line = BeliefLine(source, span)
    let belief: Prediction.Belief
    var statement = line.statement
    if let place = line.probability {
      belief = try probability(source, place, line.statement, context)
      if let amount = line.amount { statement += ": " + source[amount] }
    } else if let place = line.amount, !line.resemblesProbability {
      belief = try range(source, place, item.span, context)
    } else {
      throw .predictionForm(
        meant: line.meant, label: source.place(of: line.statement, note: line.note, at: item.span), at: item.span)
    }
    if deadline == nil, let by = LineEnd.deadline(within: statement) {
      deadline = try day(statement[by.date], at: span)
      statement.removeSubrange(by.whole)
    }
    return Prediction(
      number: number, text: source[item.span], belief: belief, statement: statement.trimmed, deadline: deadline,
      tags: tags, author: author, changes: [], span: item.span)
  }

  private func day(_ text: Substring, at span: SourceSpan) throws(Diagnostic) -> CivilDate {
    guard let date = CivilDate(text) else { throw .badDate(String(text), key: "by", at: span) }
    return date
  }

  private func probability(
    _ source: SourceText, _ span: SourceSpan, _ statement: String, _ context: FormulaContext
  ) throws(Diagnostic) -> Prediction.Belief {
    let written = source[span]
    // `20% to 30%` is a range, whatever is made of it elsewhere.
    let formula = try context.formula(source, span)
    guard context.isWhole || formula.targets.isEmpty else { return .unread }
    let value: Quantity
    do throws(Diagnostic) {
      value = try formula.value(in: context.scope)
    } catch {
      if error.code == .uncertainHere { throw .predictionOfRange(written, statement, at: span) }
      throw error
    }
    guard value.unit == .one, (0...1).contains(value.value) else { throw .predictionProbability(written, at: span) }
    return .probability(value.value)
  }

  private func range(
    _ source: SourceText, _ span: SourceSpan, _ line: SourceSpan, _ context: FormulaContext
  ) throws(Diagnostic) -> Prediction.Belief {
    let formula: Formula
    let isCertain: Bool
    do throws(Diagnostic) {
      formula = try context.formula(source, span)
      guard context.isWhole || formula.targets.isEmpty else { return .unread }
      isCertain = try context.scope.kind(of: formula).isCertain
    } catch {
      // Words behind a colon are more likely part of the statement.
      if !source[span].contains(where: \.isNumber) {
        throw .predictionForm(meant: nil, label: nil, at: line)
      }
      throw error
    }
    if isCertain { throw .predictionOfCertain(source[span], at: span) }
    return .range(formula)
  }

  /// A dated line below a prediction; nil for a note.
  private func change(
    _ source: SourceText, _ item: SectionLines.Item, of prediction: Prediction, _ context: FormulaContext
  ) throws(Diagnostic) -> Prediction.Change? {
    let text = source[item.span]
    guard let date = CivilDate(text.prefix(10)) else {
      if BeliefLine(source, item.span).probability != nil { throw .changeWithoutDate(at: item.span) }
      return nil
    }
    let (statement, note) = LineNote.parted(source, SourceSpan(item.span.start + 10, item.span.end))
    var span = source.trimmed(statement)
    if !span.isEmpty, source.bytes[span.start] == UInt8(ascii: ":") {
      span = source.trimmed(SourceSpan(span.start + 1, span.end))
    }
    let belief: Prediction.Belief
    switch prediction.belief {
    case .probability:
      let line = BeliefLine(source, span)
      guard let place = line.probability, line.statement.isEmpty else {
        throw .changeForm(isProbability: true, at: item.span)
      }
      belief = try probability(source, place, prediction.statement, context)
    case .range:
      if span.isEmpty { throw .changeForm(isProbability: false, at: item.span) }
      belief = try range(source, span, item.span, context)
    case .unread: return nil
    }
    return Prediction.Change(date: date, belief: belief, note: note, span: item.span)
  }
}

/// What the formulas of a section are read with: the units and the names of the document.
struct FormulaContext {
  var scope: Scope
  var units: UnitCatalogue
  var declaredUnits: Set<String>
  /// Whether the documents that formulas reach are at hand.
  var isWhole: Bool

  func formula(_ source: SourceText, _ span: SourceSpan) throws(Diagnostic) -> Formula {
    try Formula(source, in: span, units: units, declaredUnits: declaredUnits)
  }
}

/// The note behind a dash at the end of a line.
enum LineNote {
  /// An em dash, or what keyboards have for it.
  private static let dashes = ["—", " – ", " -- "]

  /// - Parameter minus: whether a hyphen between spaces parts, too; it does not where formulas stand.
  static func parted(
    _ source: SourceText, _ span: SourceSpan, hyphen: Bool = false
  ) -> (statement: SourceSpan, note: String?) {
    let text = source[span]
    let found = (dashes + (hyphen ? [" - "] : [])).compactMap { text.firstRange(of: $0) }
    guard let dash = found.min(by: { $0.lowerBound < $1.lowerBound }) else { return (span, nil) }
    let before = text.utf8.distance(from: text.startIndex, to: dash.lowerBound)
    let note = text[dash.upperBound...].trimmed
    return (SourceSpan(span.start, span.start + before), note.isEmpty ? nil : note)
  }
}
