import Decisions
import Diagnostics
import Quantities
import Styling

/// What is said in rows.
extension FindingWords {
  // MARK: Later choices

  mutating func setSteps(_ steps: [PolicyStep]) {
    columns = [Column(title: "later choice")]
    rows = steps.map { step in
      let way = step.after.map { visible($0) }.joined(separator: " › ")
      return [StyledText("after \(way): ", .dim) + StyledText(visible(step.choose), .strong)]
    }
  }

  mutating func setUnderRisk(_ play: Finding.CarefulPlay) {
    sentences = [
      StyledText("At your risk tolerance: ") + StyledText(visible(play.option), .strong)
        + StyledText(", as good as ") + play.equivalent.styled() + StyledText(" for certain.")
        + StyledText(play.policy.isEmpty ? "" : " Then choose:")
    ]
    setSteps(play.policy)
    closing = figures(of: play)
  }

  mutating func setEquivalent(_ play: Finding.CarefulPlay) {
    sentences = [StyledText("The certainty equivalent of \(visible(play.option)) is that of:")]
    setSteps(play.policy)
    closing = figures(of: play)
  }

  /// What comes of a play that is not the one in the table.
  private func figures(of play: Finding.CarefulPlay) -> [StyledText] {
    guard let outcome = play.outcome else { return [] }
    let expected = Estimate(outcome.expected, play.equivalent.unit, error: outcome.standardError)
    return [
      StyledText("Played so, \(visible(play.option)) is expected to pay ", .dim) + expected.styled()
        + StyledText(
          ": sd \(FigureText.number(outcome.standardDeviation)), 5% \(FigureText.number(outcome.p5)), "
            + "50% \(FigureText.number(outcome.p50)), 95% \(FigureText.number(outcome.p95)), "
            + "loss \(NumberText.percent(outcome.chanceOfLoss)).", .dim)
    ]
  }

  // MARK: Information

  mutating func setEvidence(_ update: Score.Update) {
    heading = StyledText("what the evidence says of \(visible(update.chance))")
    columns = [
      Column(title: "value"), Column(title: "before", alignment: .right), Column(title: ""),
      Column(title: "after", alignment: .right),
    ]
    rows = update.values.indices.map { index in
      [
        StyledText(visible(update.values[index]), .name), StyledText(NumberText.percent(update.prior[index])),
        StyledText("→", .dim), StyledText(NumberText.percent(update.posterior[index]), .value),
      ]
    }
  }

  mutating func setToLearn(_ worth: [Finding.LearningWorth]) {
    heading = "what to find out next, and what knowing it is worth at most"
    columns = [Column(title: "what"), Column(title: "worth at most", alignment: .right), Column(title: "")]
    rows = worth.map { belief in
      var note = StyledText()
      if let cost = belief.cost, let net = belief.net {
        note =
          StyledText("costs \(cost.text): ", .dim)
          + (net.value > 0
            ? StyledText("find out, it may bring \(net.text) more", .good) : StyledText("not worth it", .dim))
      }
      return [StyledText(visible(belief.name), .name), belief.worth.styled(), note]
    }
  }

  mutating func setTests(_ tests: [Finding.TestWorth]) {
    heading = "what each test is worth"
    columns = [
      Column(title: "test"), Column(title: "worth", alignment: .right), Column(title: ""), Column(title: ""),
    ]
    rows = tests.map { test in
      [
        StyledText(visible(test.name), .name), test.worth?.styled() ?? StyledText("–", .dim),
        test.cost.map { StyledText("costs \($0.text)", .dim) } ?? StyledText(),
        test.net.map { StyledText("net ", .dim) + $0.styled($0.value > 0 ? .good : .bad) } ?? StyledText(),
      ]
    }
  }

  mutating func setFlips(_ flips: [Finding.ToldFlip]) {
    heading = "what would change the answer, all else as it is"
    columns = [
      Column(title: "belief"), Column(title: "now", alignment: .right), Column(title: "were it"),
      Column(title: "best then"), Column(title: ""),
    ]
    rows = flips.map { told in
      let flip = told.flip
      let side = flip.isDate ? (flip.isAbove ? "after" : "before") : flip.isAbove ? "above" : "below"
      return [
        StyledText(visible(flip.belief), .name), StyledText(told.current),
        StyledText("\(side) ") + StyledText(told.at, .value), StyledText(visible(flip.option), .strong),
        flip.probability.map { StyledText("\(NumberText.percent($0, decimals: $0 < 0.001 ? 2 : 1)) probable", .dim) }
          ?? StyledText(),
      ]
    }
  }

  // MARK: Paths

  mutating func setPaths(_ told: Finding.ToldPaths) {
    heading = StyledText(told.areMeans ? "paths, and what each pays on average" : "paths, and what each pays")
    columns = [
      Column(title: ""), Column(title: "pays", alignment: .right),
      Column(title: "probability", alignment: .right), Column(title: "path"),
    ]
    rows = told.paths.map { told in
      let path = told.path
      let others = path.others == 0 ? "" : " and \(path.others) other way\(path.others == 1 ? "" : "s")"
      return [
        StyledText(told.kind.rawValue, .dim),
        told.hasMean
          ? StyledText(FigureText.known(path.payoff, error: path.standardError), path.payoff < 0 ? .bad : .plain)
          : StyledText("–", .dim),
        StyledText(NumberText.percent(path.probability), .dim),
        StyledText(path.labels.map { visible($0) }.joined(separator: " › ")) + StyledText(others, .dim),
      ]
    }
    if told.others > 0 { closing = [StyledText("and those of \(told.others) more", .dim)] }
  }
}
