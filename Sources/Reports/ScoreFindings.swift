import Decisions
import Diagnostics
import Quantities

/// What a score says beyond the table: what evidence did, what to find out next, and what would change the answer.
enum ScoreFindings {
  static func lines(_ score: Score) -> [StyledText] {
    evidence(score) + information(score) + tests(score) + flips(score)
  }

  private static func heading(_ text: String) -> [StyledText] { [StyledText(), StyledText(text, .heading)] }

  private static func evidence(_ score: Score) -> [StyledText] {
    score.updates.flatMap { update -> [StyledText] in
      var grid = Grid([.left, .right, .left, .right])
      for (index, value) in update.values.enumerated() {
        grid.add([
          StyledText("  ") + StyledText(visible(value), .name), StyledText(NumberText.percent(update.prior[index])),
          StyledText("→", .dim), StyledText(NumberText.percent(update.posterior[index]), .value),
        ])
      }
      return heading("what the evidence says of \(visible(update.chance))") + grid.lines()
    }
  }

  private static func information(_ score: Score) -> [StyledText] {
    let worth = score.information.beliefs.filter { $0.value > 0 }
    guard !worth.isEmpty else { return [] }
    var grid = Grid([.left, .right, .left])
    for belief in worth.prefix(12) {
      var note = StyledText()
      if let cost = belief.cost {
        let net = belief.value - cost
        note =
          StyledText("costs \(Quantity(cost, score.unit).short()): ", .dim)
          + (net > 0
            ? StyledText("find out, it may bring \(Quantity(net, score.unit).short()) more", .good)
            : StyledText("not worth it", .dim))
      }
      grid.add([
        StyledText("  ") + StyledText(visible(belief.name), .name),
        ScoreTable.amount(belief.value, in: score, error: belief.standardError), note,
      ])
    }
    return heading("what to find out next, and what knowing it is worth at most") + grid.lines()
  }

  private static func tests(_ score: Score) -> [StyledText] {
    let tests = score.information.tests.filter { $0.value != nil || $0.cost != nil }
    guard !tests.isEmpty else { return [] }
    var grid = Grid([.left, .right, .left, .left])
    for test in tests {
      let value = test.value.map { ScoreTable.amount($0, in: score) } ?? StyledText("–", .dim)
      let cost = test.cost.map { StyledText("costs \(Quantity($0, score.unit).short())", .dim) } ?? StyledText()
      var net = StyledText()
      if let value = test.value, let cost = test.cost {
        net = StyledText("net \(Quantity(value - cost, score.unit).short())", value > cost ? .good : .bad)
      }
      grid.add([StyledText("  ") + StyledText(visible(test.name), .name), value, cost, net])
    }
    return heading("what each test is worth") + grid.lines()
  }

  private static func flips(_ score: Score) -> [StyledText] {
    guard !score.flips.isEmpty else { return [] }
    var grid = Grid([.left, .right, .left, .left, .left])
    for flip in nearest(score.flips).prefix(12) {
      func value(_ number: Double) -> String {
        flip.isShare
          ? NumberText.percent(number) : NumberText.short(number) + (flip.unit == .one ? "" : " \(flip.unit.symbol)")
      }
      let isAbove = flip.at > flip.current
      grid.add([
        StyledText("  ") + StyledText(visible(flip.belief), .name), StyledText(value(flip.current)),
        StyledText("\(isAbove ? "above" : "below") ") + StyledText(value(flip.at), .value),
        StyledText(visible(flip.option), .strong),
        flip.probability.map { StyledText("\(NumberText.percent($0)) probable", .dim) } ?? StyledText(),
      ])
    }
    return heading("what would change the answer, all else as it is") + grid.lines()
  }

  /// Those that need the least change first.
  private static func nearest(_ flips: [Flip]) -> [Flip] {
    func distance(_ flip: Flip) -> Double {
      flip.isShare ? abs(flip.at - flip.current) : abs(flip.at - flip.current) / max(abs(flip.current), 1e-300)
    }
    return flips.enumerated().sorted { (distance($0.element), $0.offset) < (distance($1.element), $1.offset) }.map(
      \.element)
  }
}
