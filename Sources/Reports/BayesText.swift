package import Decisions
import Diagnostics
import Quantities
package import Styling

/// What Bayes' rule gives, as text and as JSON.
package enum BayesText {
  private static func percent(_ value: Double) -> String { NumberText.finePercent(value, decimals: 2) }

  package static func lines(_ hypotheses: Hypotheses, pictures: Bool) -> [StyledText] {
    let isOne = hypotheses.names == ["true", "false"]
    var lines: [StyledText] = []
    var grid = Grid([.left] + Array(repeating: .right, count: hypotheses.steps.count + 1))
    let heads = hypotheses.steps.indices.map { hypotheses.steps.count == 1 ? "posterior" : "after \($0 + 1)" }
    grid.add((["", "prior"] + heads).map { StyledText($0, .dim) })
    for (index, name) in hypotheses.names.enumerated() {
      let columns = ([hypotheses.priors] + hypotheses.steps).enumerated().map { step, probabilities in
        StyledText(percent(probabilities[index]), step == hypotheses.steps.count ? .value : .plain)
      }
      grid.add([StyledText(visible(name), .name)] + columns)
    }
    lines += grid.lines()
    if isOne {
      var odds = StyledText("odds ") + StyledText(self.odds(hypotheses.priors), .dim)
      for step in hypotheses.steps { odds += StyledText(" → ", .dim) + StyledText(self.odds(step), .value) }
      lines.append(odds)
    }
    guard !hypotheses.likelihoods.isEmpty, !hypotheses.areRatios else { return lines }
    let frequencies = NaturalFrequencies(hypotheses)
    lines += [StyledText()] + (isOne ? sentences(frequencies) : table(frequencies, hypotheses.names))
    if pictures, isOne { lines += [StyledText()] + icons(frequencies) }
    return lines
  }

  /// `1:11.9`, `3:1`.
  static func odds(_ probabilities: [Double]) -> String {
    let (a, b) = (probabilities[0], probabilities[1])
    if a == 0 || b == 0 { return "\(a == 0 ? 0 : 1):\(b == 0 ? 0 : 1)" }
    return a < b ? "1:\(NumberText.short(b / a, digits: 3))" : "\(NumberText.short(a / b, digits: 3)):1"
  }

  /// `1_000`: a count as people read it.
  private static func count(_ value: Int) -> String {
    var text = String(value)
    var place = text.count - 3
    while place > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: place))
      place -= 3
    }
    return text
  }

  private static func sentences(_ frequencies: NaturalFrequencies) -> [StyledText] {
    let (yes, no) = (frequencies.of[0], frequencies.of[1])
    let (hits, misses) = (frequencies.seen[0], frequencies.seen[1])
    func number(_ value: Int) -> StyledText { StyledText(count(value), .value) }
    return [
      StyledText("Of \(count(frequencies.cases)) such cases it is true in ") + number(yes)
        + StyledText(", and the evidence is seen in ") + number(hits) + StyledText(" of these."),
      StyledText("Of the ") + number(no) + StyledText(" others it is seen in ") + number(misses) + StyledText("."),
      StyledText("So of the ") + number(hits + misses) + StyledText(" in which it is seen, it is true in ")
        + number(hits) + StyledText("."),
    ]
  }

  private static func table(_ frequencies: NaturalFrequencies, _ names: [String]) -> [StyledText] {
    var grid = Grid([.left, .right, .right])
    grid.add(["of \(count(frequencies.cases)) cases", "there are", "evidence seen in"].map { StyledText($0, .dim) })
    for (index, name) in names.enumerated() {
      grid.add([
        StyledText(visible(name), .name), StyledText(count(frequencies.of[index])),
        StyledText(count(frequencies.seen[index]), .value),
      ])
    }
    return grid.lines()
  }

  /// A thousand cases as signs: those with the evidence first.
  private static func icons(_ frequencies: NaturalFrequencies) -> [StyledText] {
    // What is rare among very many cases still has a sign.
    func signs(_ cases: Int) -> Int {
      cases == 0 ? 0 : max(1, Int((Double(cases) * 1000 / Double(frequencies.cases)).rounded()))
    }
    let (hits, misses) = (signs(frequencies.seen[0]), signs(frequencies.seen[1]))
    let unseen = signs(frequencies.of[0] - frequencies.seen[0])
    let groups: [(Int, String, StyledText.Role)] = [
      (hits, "●", .good), (misses, "○", .warning), (unseen, "◌", .bad),
      (max(0, 1000 - hits - misses - unseen), "·", .dim),
    ]
    var drawn = groups.flatMap { Array(repeating: ($0.1, $0.2), count: max(0, $0.0)) }
    drawn = Array(drawn.prefix(1000))
    var lines = stride(from: 0, to: drawn.count, by: 50).map { start in
      drawn[start..<min(drawn.count, start + 50)].reduce(into: StyledText("  ")) { $0.append($1.0, $1.1) }
    }
    lines.append(
      StyledText("  ") + StyledText("●", .good) + StyledText(" true and seen  ", .dim) + StyledText("○", .warning)
        + StyledText(" false but seen  ", .dim) + StyledText("◌", .bad) + StyledText(" true but not seen", .dim))
    if frequencies.cases > 1000 {
      lines.append(StyledText("  one sign for \(count(frequencies.cases / 1000)) cases, and for what is rarer", .dim))
    }
    return lines
  }

  package static func json(_ hypotheses: Hypotheses) -> JSON {
    let frequencies = NaturalFrequencies(hypotheses)
    return .answer([
      (
        "items",
        .array(
          hypotheses.names.enumerated().map { index, name in
            .object([
              ("name", .string(name)), ("prior", .number(hypotheses.priors[index])),
              ("posterior", .number(hypotheses.probabilities[index])),
              ("steps", .array(hypotheses.steps.map { .number($0[index]) })),
              ("likelihoods", .array(hypotheses.likelihoods.map { .number($0[index]) })),
              ("cases", .integer(frequencies.of[index])),
              ("casesSeen", hypotheses.areRatios ? .null : .integer(frequencies.seen[index])),
            ])
          })
      ), ("cases", .integer(frequencies.cases)),
    ])
  }

  // MARK: Counts

  package static func lines(_ counts: BetaBinomial) -> [StyledText] {
    var grid = Grid([.left, .left])
    func row(_ name: String, _ value: String) { grid.add([StyledText(name, .dim), StyledText(value, .value)]) }
    func text(_ a: Double, _ b: Double) -> String { "beta(\(NumberText.short(a)), \(NumberText.short(b)))" }
    row("prior", text(counts.prior.a, counts.prior.b))
    row("posterior", text(counts.a, counts.b))
    row("mean", percent(counts.mean))
    row("5%", percent(counts.distribution.quantile(0.05)))
    row("50%", percent(counts.distribution.quantile(0.5)))
    row("95%", percent(counts.distribution.quantile(0.95)))
    return grid.lines() + [
      StyledText("The next time it happens with a probability of ") + StyledText(percent(counts.mean), .value)
        + StyledText(".")
    ]
  }

  package static func json(_ counts: BetaBinomial) -> JSON {
    .answer([
      ("prior", .object([("a", .number(counts.prior.a)), ("b", .number(counts.prior.b))])),
      ("posterior", .object([("a", .number(counts.a)), ("b", .number(counts.b))])), ("value", .number(counts.mean)),
      ("unit", nil), ("sd", JSON(counts.distribution.sd)), ("p5", .number(counts.distribution.quantile(0.05))),
      ("p50", .number(counts.distribution.quantile(0.5))), ("p95", .number(counts.distribution.quantile(0.95))),
    ])
  }
}

extension Hypotheses: Presentable {
  package func lines(on page: Page) -> [StyledText] { BayesText.lines(self, pictures: page.isTerminal) }
  package var json: JSON { BayesText.json(self) }
}

extension BetaBinomial: Presentable {
  package func lines(on page: Page) -> [StyledText] { BayesText.lines(self) }
  package var json: JSON { BayesText.json(self) }
}
