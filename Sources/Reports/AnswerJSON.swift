import Diagnostics
package import Formulas
import Quantities

/// The answers of a program as JSON.
package enum AnswerJSON {
  package static func answer(
    outputs: [Answer], inputs: [Answer], readings: [RangeReading], sampling: Calculation.Sampling,
    more: [(key: String, value: JSON)] = []
  ) -> JSON {
    let notes = readings.compactMap { reading in
      reading.note.map { JSON.object([("text", .string(reading.text)), ("note", .string($0))]) }
    }
    return .answer(
      [
        ("outputs", .array(outputs.map(json))), ("inputs", .array(inputs.map(json))),
        ("seed", .integer(Int(truncatingIfNeeded: sampling.seed))), ("samples", .integer(sampling.count)),
        (
          "ranges",
          .array(
            readings.filter(\.isRange).map {
              .object([("text", .string($0.text)), ("shape", .string($0.shape)), ("level", .number($0.level))])
            })
        ),
      ] + (notes.isEmpty ? [] : [("notes", .array(notes))]) + more)
  }

  private static func json(_ answer: Answer) -> JSON {
    .object([("name", JSON(answer.name))] + members(answer.value))
  }

  /// A value alone.
  package static func value(_ value: Answer.Value) -> JSON { .object(members(value)) }

  private static func members(_ value: Answer.Value) -> [(key: String, value: JSON)] {
    switch value {
    case .text(let text): [("value", .string(text)), ("unit", nil)]
    case .list(let values): [("items", .array(values.map { .object(members($0)) }))]
    case .number(let number): members(number)
    }
  }

  private static func members(_ number: Answer.Number) -> [(key: String, value: JSON)] {
    let unit: JSON =
      switch number.kind {
      case .quantity(.one): .null
      case .quantity(let unit): .string(unit.symbol)
      case .date: "date"
      case .truth: .null
      }
    func value(_ value: Double) -> JSON {
      switch number.kind {
      case .date: .string(CivilDate(ofDay: value).description)
      case .quantity, .truth: .number(value)
      }
    }
    switch number.amount {
    case .exact(let exact):
      return [("value", number.kind == .truth ? .bool(exact != 0) : value(exact)), ("unit", unit)]
    case .estimate(let estimate, let error):
      return [("value", value(estimate)), ("unit", unit), ("standardError", JSON(error))]
    case .uncertain(let spread):
      return [
        ("value", spread.mean.map { value($0.value) } ?? .null), ("unit", unit), ("sd", JSON(spread.sd?.value)),
        ("p5", value(spread.p5.value)), ("p50", value(spread.p50.value)), ("p95", value(spread.p95.value)),
        ("standardError", JSON(spread.mean?.error)),
      ]
    }
  }
}
