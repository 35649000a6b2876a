package import Diagnostics
package import Formulas
package import Quantities

/// A prediction with what is believed of it: `80% the rig is on site by 2027-02-01`, or
/// `output by 2027-12-31: 40k to 90k barrel`.
package struct Prediction: Sendable {
  package enum Belief: Sendable {
    /// How probable it is that the statement comes true.
    case probability(Double)
    /// What a number or a date is expected to be.
    case range(Formula)
    /// It cannot be read, or needs documents that are not at hand.
    case unread
  }

  /// A later belief about the same: `  - 2026-12-20: 60% — strike announced`.
  package struct Change: Sendable {
    package var date: CivilDate
    package var belief: Belief
    package var note: String?
    package var span: SourceSpan
  }

  /// The line as it is written.
  package var written: PredictionText
  package var belief: Belief
  /// The changes of mind, in the order of the text.
  package var changes: [Change]

  /// Its place among the predictions, from 1: an outcome calls it `prediction 1`.
  package var number: Int { written.number }
  package var text: String { written.text }
  /// What is predicted, without the belief and what follows.
  package var statement: String { written.statement }
  /// The day by which it is to be known.
  package var deadline: CivilDate? { written.deadline }
  package var tags: [String] { written.tags }
  /// Whose forecast it is; nil for the writer's own.
  package var author: String? { written.author }
  package var span: SourceSpan { written.span }

  /// What an outcome calls it.
  package var subject: String { "prediction \(number)" }

  package var isProbability: Bool { if case .probability = belief { true } else { false } }

  /// How probable its statement is held to be; nil for a range, and where that cannot be told.
  package var probability: Double? { if case .probability(let probability) = belief { probability } else { nil } }

  /// Its range as it is written; nil for a probability, and where it cannot be read.
  package var range: String? {
    guard case .range(let range)? = written.belief else { return nil }
    return range.text
  }
}

extension FieldReader {
  /// What is believed of each prediction, with the names of Beliefs.
  mutating func predictions(_ written: [PredictionText], _ context: FormulaContext) -> [Prediction] {
    written.map { line in
      var prediction = Prediction(written: line, belief: .unread, changes: [])
      if let belief = line.belief {
        do throws(Diagnostic) {
          prediction.belief = try value(of: belief, in: line, at: line.span, context)
        } catch {
          if error.code != .follows { faults.append(error) }
        }
      }
      for change in line.changes {
        do throws(Diagnostic) {
          prediction.changes.append(
            Prediction.Change(
              date: change.date, belief: try value(of: change.belief, in: line, at: change.span, context),
              note: change.note, span: change.span))
        } catch {
          if error.code != .follows { faults.append(error) }
        }
      }
      return prediction
    }
  }

  private func value(
    of belief: PredictionText.Belief, in line: PredictionText, at span: SourceSpan, _ context: FormulaContext
  ) throws(Diagnostic) -> Prediction.Belief {
    switch belief {
    case .probability(let written): return try probability(written, line.statement, context)
    case .range(let written): return try range(written, at: span, context)
    }
  }

  private func probability(
    _ written: WrittenFormula, _ statement: String, _ context: FormulaContext
  ) throws(Diagnostic) -> Prediction.Belief {
    guard context.reaches(written.formula) else { return .unread }
    let value: Quantity
    do throws(Diagnostic) {
      value = try written.formula.value(in: context.scope)
    } catch {
      // `20% to 30%` is a range, whatever is made of it elsewhere.
      if error.code == .uncertainHere { throw .predictionOfRange(written.text, statement, at: written.span) }
      throw error
    }
    guard value.unit == .one, (0...1).contains(value.value) else {
      throw .predictionProbability(written.text, at: written.span)
    }
    return .probability(value.value)
  }

  private func range(
    _ written: WrittenFormula, at line: SourceSpan, _ context: FormulaContext
  ) throws(Diagnostic) -> Prediction.Belief {
    guard context.reaches(written.formula) else { return .unread }
    let isCertain: Bool
    do throws(Diagnostic) {
      isCertain = try context.scope.kind(of: written.formula).isCertain
    } catch {
      throw PredictionText.fault(error, in: written.text, at: line)
    }
    if isCertain { throw .predictionOfCertain(written.text, at: written.span) }
    return .range(written.formula)
  }
}
