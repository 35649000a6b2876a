import Decisions
package import Diagnostics
package import Formulas
package import Quantities

/// A formula as it stands in a line, with its text.
package struct WrittenFormula: Sendable {
  package var formula: Formula
  package var text: String
  package var span: SourceSpan
}

/// One line under Predictions as it is written, and the changes of mind below it.
package struct PredictionText: Sendable {
  package enum Belief: Sendable {
    /// A probability that stands first.
    case probability(WrittenFormula)
    /// A range that stands last after a colon.
    case range(WrittenFormula)
  }

  package struct Change: Sendable {
    package var date: CivilDate
    package var belief: Belief
    package var note: String?
    package var span: SourceSpan
  }

  /// Its place among the predictions, from 1; a line that cannot be read keeps its number.
  package var number: Int
  /// The line without its marker.
  package var text: String
  /// Nil where it cannot be read.
  package var belief: Belief?
  /// What is predicted, without the belief and what follows.
  package var statement: String
  package var deadline: CivilDate?
  package var tags: [String] = []
  package var author: String?
  package var changes: [Change] = []
  package var span: SourceSpan

  /// What to say of a range that cannot be read: words behind a colon are more likely part of the statement.
  static func fault(_ fault: Diagnostic, in text: String, at line: SourceSpan) -> Diagnostic {
    fault.code == .follows || text.contains(where: \.isNumber)
      ? fault : .predictionForm(meant: nil, label: nil, at: line)
  }
}

/// The grammar of a prediction:
///
///     - BELIEF STATEMENT [by DATE] [#tag …] [(by NAME)]
///       - DATE: BELIEF [— NOTE]
///
/// where a probability stands first (`80% the rig is on site`) or a range stands last after a colon.
extension FieldReader {
  /// The lines under Predictions; what cannot be read is told of at its line.
  mutating func predictions(_ grammar: FormulaGrammar) -> [PredictionText] {
    let lines = SectionLines("Predictions", of: document)
    faults += SectionLines.stray(in: "Predictions", of: document) { line in
      let source = SourceText(name: "line", text: line)
      return BeliefLine(source, SourceSpan(0, source.bytes.count)).probability != nil
    }
    var predictions: [PredictionText] = []
    for (index, item) in lines.items.enumerated() {
      var prediction: PredictionText
      do throws(Diagnostic) {
        prediction = try self.prediction(lines.source, item, number: index + 1, grammar)
      } catch {
        faults.append(error)
        let text = lines.source[item.span]
        prediction = PredictionText(number: index + 1, text: text, statement: text, span: item.span)
      }
      for child in item.children {
        do throws(Diagnostic) {
          if let change = try change(lines.source, child, of: prediction, grammar) { prediction.changes.append(change) }
        } catch {
          // Whether it is written as it should be hangs on what it changes.
          if prediction.belief != nil { faults.append(error) }
        }
      }
      predictions.append(prediction)
    }
    return predictions
  }

  private func prediction(
    _ source: SourceText, _ item: SectionLines.Item, number: Int, _ grammar: FormulaGrammar
  ) throws(Diagnostic) -> PredictionText {
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
    let belief: PredictionText.Belief
    var statement = line.statement
    if let place = line.probability {
      belief = .probability(try written(source, place, grammar))
      if let amount = line.amount { statement += ": " + source[amount] }
    } else if let place = line.amount, !line.resemblesProbability {
      belief = try range(source, place, item.span, grammar)
    } else {
      throw .predictionForm(
        meant: line.meant, label: source.place(of: line.statement, note: line.note, at: item.span), at: item.span)
    }
    if deadline == nil, let by = LineEnd.deadline(within: statement) {
      deadline = try day(statement[by.date], at: span)
      statement.removeSubrange(by.whole)
    }
    return PredictionText(
      number: number, text: source[item.span], belief: belief, statement: statement.trimmed, deadline: deadline,
      tags: tags, author: author, span: item.span)
  }

  private func day(_ text: Substring, at span: SourceSpan) throws(Diagnostic) -> CivilDate {
    guard let date = CivilDate(text) else { throw .badDate(String(text), key: "by", at: span) }
    return date
  }

  private func written(
    _ source: SourceText, _ span: SourceSpan, _ grammar: FormulaGrammar
  ) throws(Diagnostic) -> WrittenFormula {
    WrittenFormula(formula: try grammar.formula(source, span), text: source[span], span: span)
  }

  private func range(
    _ source: SourceText, _ span: SourceSpan, _ line: SourceSpan, _ grammar: FormulaGrammar
  ) throws(Diagnostic) -> PredictionText.Belief {
    do throws(Diagnostic) {
      return .range(try written(source, span, grammar))
    } catch {
      throw PredictionText.fault(error, in: source[span], at: line)
    }
  }

  /// A dated line below a prediction; nil for a note.
  private func change(
    _ source: SourceText, _ item: SectionLines.Item, of prediction: PredictionText, _ grammar: FormulaGrammar
  ) throws(Diagnostic) -> PredictionText.Change? {
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
    let line = BeliefLine(source, span)
    let probability = line.statement.isEmpty ? line.probability : nil
    let isOfProbability =
      switch prediction.belief {
      case .probability: true
      case .range: false
      // What it changes cannot be read: it is what it looks like.
      case nil: probability != nil
      }
    let belief: PredictionText.Belief
    if isOfProbability {
      guard let probability else { throw .changeForm(isProbability: true, at: item.span) }
      belief = .probability(try written(source, probability, grammar))
    } else {
      if span.isEmpty { throw .changeForm(isProbability: false, at: item.span) }
      belief = try range(source, span, item.span, grammar)
    }
    return PredictionText.Change(date: date, belief: belief, note: note, span: item.span)
  }
}
