import Decisions
import Diagnostics
import Quantities

/// What a score says beyond the table: what evidence did, what to find out next, and what would change the answer.
enum ScoreFindings {
  static func lines(_ score: Score, _ width: Int?) -> [StyledText] {
    evidence(score) + information(score, width) + tests(score) + flips(score, width) + dominance(score)
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

  private static func information(_ score: Score, _ width: Int?) -> [StyledText] {
    let all = score.information.beliefs + score.information.unnamed
    let worth = all.filter { $0.value > 2 * ($0.standardError ?? 0) }.enumerated()
      .sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }.map(\.element)
    // What a single chance is worth to know has been said.
    let isSaid = all.count == 1 && score.information.beliefs.isEmpty
    guard !worth.isEmpty, !isSaid else { return unnamedRanges(score) }
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
    return heading("what to find out next, and what knowing it is worth at most")
      + grid.lines(width: width, elastic: 0) + unnamedRanges(score)
  }

  /// What stands in the tree without a name is not asked about.
  private static func unnamedRanges(_ score: Score) -> [StyledText] {
    if score.unnamedRanges == 0 { return [] }
    let isOne = score.unnamedRanges == 1
    let what =
      isOne ? "1 uncertain number in the tree has" : "\(score.unnamedRanges) uncertain numbers in the tree have"
    let them = isOne ? "it" : "them"
    return [
      StyledText(),
      StyledText("\(what) no name: name \(them) in Beliefs to see what knowing \(them) is worth.", .dim),
    ]
  }

  private static func tests(_ score: Score) -> [StyledText] {
    let tests = score.information.tests.filter { $0.value != nil || $0.cost != nil }
    guard !tests.isEmpty else { return [] }
    var grid = Grid([.left, .right, .left, .left])
    for test in tests {
      let value =
        test.value.map { ScoreTable.amount($0, in: score, error: test.standardError) } ?? StyledText("–", .dim)
      let cost = test.cost.map { StyledText("costs \(Quantity($0, score.unit).short())", .dim) } ?? StyledText()
      var net = StyledText()
      if let value = test.value, let cost = test.cost {
        net =
          StyledText("net ", .dim)
          + ScoreTable.amount(value - cost, in: score, error: test.standardError, value > cost ? .good : .bad)
      }
      grid.add([StyledText("  ") + StyledText(visible(test.name), .name), value, cost, net])
    }
    return heading("what each test is worth") + grid.lines()
  }

  private static func flips(_ score: Score, _ width: Int?) -> [StyledText] {
    let flips = nearest(score.flips.filter { ($0.probability ?? 1) >= 0.001 })
    guard !flips.isEmpty else { return [] }
    var grid = Grid([.left, .right, .left, .left, .left])
    for flip in flips.prefix(12) {
      let (current, at) = ends(flip)
      let isAbove = flip.at > flip.current
      grid.add([
        StyledText("  ") + StyledText(visible(flip.belief), .name), StyledText(current),
        StyledText("\(isAbove ? "above" : "below") ") + StyledText(at, .value),
        StyledText(visible(flip.option), .strong),
        flip.probability.map { StyledText("\(NumberText.percent($0)) probable", .dim) } ?? StyledText(),
      ])
    }
    return heading("what would change the answer, all else as it is") + grid.lines(width: width, elastic: 0)
  }

  /// The belief now and where it flips, with as many digits as tell them apart.
  private static func ends(_ flip: Flip) -> (current: String, at: String) {
    // What samples cannot tell apart is not told.
    func rounded(_ value: Double) -> Double {
      guard let resolution = flip.resolution, resolution > 0 else { return value }
      var step = 1.0
      while step > resolution { step /= 10 }
      while step * 10 <= resolution { step *= 10 }
      return (value / step).rounded() * step
    }
    let current = flip.probability == nil ? flip.current : rounded(flip.current)
    let at = rounded(flip.at)
    for more in 0...6 {
      let text: (Double) -> String = {
        flip.isShare
          ? NumberText.finePercent($0, decimals: 1 + more) : flip.unit.following(NumberText.short($0, digits: 4 + more))
      }
      if text(current) != text(at) || more == 6 { return (text(current), text(at)) }
    }
    return ("", "")
  }

  /// Those that need the least change first.
  private static func nearest(_ flips: [Flip]) -> [Flip] {
    func distance(_ flip: Flip) -> Double {
      flip.isShare ? abs(flip.at - flip.current) : abs(flip.at - flip.current) / max(abs(flip.current), 1e-300)
    }
    return flips.enumerated().sorted { (distance($0.element), $0.offset) < (distance($1.element), $1.offset) }.map(
      \.element)
  }

  /// Whom all who dislike risk prefer; what is better for everyone is a warning.
  private static func dominance(_ score: Score) -> [StyledText] {
    let pairs = (score.dominance ?? []).filter { $0.order == .second && $0.option == score.best.label }
    guard !pairs.isEmpty else { return [] }
    let names = pairs.prefix(4).map { visible($0.over) }
    let others =
      names.count == 1 ? names[0] : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
    return [
      StyledText(),
      StyledText("Whoever dislikes risk, a little or much, prefers ") + StyledText(visible(score.best.label), .strong)
        + StyledText(" to \(others)."),
    ]
  }
}
