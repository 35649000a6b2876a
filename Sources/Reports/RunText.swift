import Diagnostics
package import Formulas
import Quantities
package import Styling

/// What a model's run says besides its outputs.
package enum RunText {
  /// The inputs used, which of them were given and which are the model's defaults.
  package static func inputs(_ inputs: [Answer], given: Set<String>) -> [StyledText] {
    guard !inputs.isEmpty else { return [] }
    var grid = Grid([.left, .left, .left, .left])
    for input in inputs {
      guard let name = input.name else { continue }
      grid.add([
        StyledText("  ") + StyledText(name, .name), AnswerText.inline(input.value),
        StyledText(given.contains(name) ? "given" : "default", given.contains(name) ? .plain : .dim),
        StyledText(visible(description(of: input, isGiven: given.contains(name))), .dim),
      ])
    }
    return [StyledText("inputs", .heading)] + grid.lines()
  }

  /// What a description says of the default, `(default: Llama 3.1 405B)` at its end, does not stand beside another value.
  private static func description(of input: Answer, isGiven: Bool) -> String {
    let whole = input.description ?? ""
    guard isGiven, whole.hasSuffix(")"), let open = whole.firstRange(of: "(default: ") else { return whole }
    return String(whole[..<open.lowerBound]).trimmingTrailingSpace
  }

  /// Per output the shares of its spread, the greatest first.
  package static func sensitivities(_ all: [Sensitivity]) -> [StyledText] {
    all.flatMap { sensitivity -> [StyledText] in
      var grid = Grid([.left, .right, .left])
      for share in sensitivity.shares {
        let bar = String(repeating: "█", count: Int((share.share * 30).rounded()))
        grid.add([
          StyledText("  ") + (share.input.map { StyledText($0, .name) } ?? StyledText("without a name", .dim)),
          StyledText(NumberText.percent(share.share), .value),
          StyledText(bar, .value),
        ])
      }
      let title = StyledText("what carries the spread of ") + StyledText(sensitivity.output, .name)
      return [StyledText(), title] + grid.lines()
    }
  }

  package static func explanations(_ all: [Explanation]) -> [StyledText] {
    all.flatMap { explanation in
      [
        StyledText(), StyledText(explanation.name, .name) + StyledText(" = \(visible(explanation.formula))"),
        StyledText("  = \(visible(explanation.substituted))", .dim),
        StyledText("  = ") + AnswerText.inline(explanation.value),
      ]
    }
  }

  /// A value as it stands in a formula: an uncertain one by its mean, marked so.
  package static func inFormula(_ value: Answer.Value) -> String {
    guard case .number(let number) = value, case .uncertain(let spread) = number.amount, let mean = spread.mean else {
      return AnswerText.inline(value).plain
    }
    return "≈" + AnswerText.rounded(mean.value, number)
  }

  // MARK: JSON

  package static func json(
    model: String, given: Set<String>, inputs: [Answer], _ shares: [Sensitivity], _ explanations: [Explanation]
  ) -> [(key: String, value: JSON)] {
    var members: [(key: String, value: JSON)] = [
      ("model", .string(model)),
      ("defaults", .array(inputs.compactMap(\.name).filter { !given.contains($0) }.map { .string($0) })),
    ]
    if !shares.isEmpty {
      members.append(
        (
          "sensitivity",
          .array(
            shares.map { sensitivity in
              .object([
                ("output", .string(sensitivity.output)),
                (
                  "inputs",
                  .array(
                    sensitivity.shares.map { .object([("name", JSON($0.input)), ("share", .number($0.share))]) })
                ),
              ])
            })
        ))
    }
    if !explanations.isEmpty {
      members.append(
        (
          "explanations",
          .array(
            explanations.map {
              .object([
                ("name", .string($0.name)), ("formula", .string($0.formula)), ("substituted", .string($0.substituted)),
              ])
            })
        ))
    }
    return members
  }
}

extension String {
  fileprivate var trimmingTrailingSpace: String { String(reversed().drop { $0 == " " }.reversed()) }
}
