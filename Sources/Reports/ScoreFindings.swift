import Decisions
import Diagnostics
import Quantities
import Styling

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
    // What would cost something is told of, worth it or not.
    let worth = all.filter { $0.value > 2 * ($0.standardError ?? 0) || $0.cost != nil }.enumerated()
      .sorted { ($1.element.value, $0.offset) < ($0.element.value, $1.offset) }.map(\.element)
    // What a single chance is worth to know has been said.
    let isSaid = all.count == 1 && score.information.beliefs.isEmpty && all[0].cost == nil
    guard !worth.isEmpty, !isSaid else { return unnamedRanges(score) }
    var grid = Grid([.left, .right, .left])
    for belief in worth.enumerated().filter({ $0.offset < 12 || $0.element.cost != nil }).map(\.element) {
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

  /// What is less probable than that is not shown.
  private static let leastProbable = 0.0001

  private static func flips(_ score: Score, _ width: Int?) -> [StyledText] {
    var grid = Grid([.left, .right, .left, .left, .left])
    var count = 0
    for flip in score.flips where flip.probability ?? 1 >= leastProbable && count < 12 {
      // A place that nobody can tell from what is believed now is none.
      guard let (current, at) = ends(flip) else { continue }
      count += 1
      let side = flip.isDate ? (flip.isAbove ? "after" : "before") : flip.isAbove ? "above" : "below"
      grid.add([
        StyledText("  ") + StyledText(visible(flip.belief), .name), StyledText(current),
        StyledText("\(side) ") + StyledText(at, .value), StyledText(visible(flip.option), .strong),
        flip.probability.map { StyledText("\(NumberText.percent($0, decimals: $0 < 0.001 ? 2 : 1)) probable", .dim) }
          ?? StyledText(),
      ])
    }
    let lines =
      count == 0
      ? []
      : heading("what would change the answer, all else as it is")
        + grid.lines(width: width, elastic: 0)
    return lines + unexamined(score)
  }

  private static func unexamined(_ score: Score) -> [StyledText] {
    guard !score.unexamined.isEmpty else { return [] }
    let names = score.unexamined.prefix(6).map { visible($0) }.joined(separator: ", ")
    let more = score.unexamined.count > 6 ? " and \(score.unexamined.count - 6) more" : ""
    return [
      StyledText(),
      StyledText("Not examined for what would change the answer, since it would take too long: \(names)\(more).", .dim),
    ]
  }

  /// The belief now and where it flips, with as many digits as tell them apart; nil where the samples cannot.
  private static func ends(_ flip: Flip) -> (current: String, at: String)? {
    if flip.isDate {
      let (current, at) = (CivilDate.text(days: flip.current), CivilDate.text(days: flip.at))
      guard let current, let at, current != at else { return nil }
      return (current, at)
    }
    let error = flip.resolution ?? 0
    /// No more digits than the samples know.
    func text(_ value: Double, _ more: Int, error: Double) -> String {
      if flip.isShare { return NumberText.finePercent(value, decimals: min(1 + more, decimals(error))) }
      let known = error > 0 ? NumberText.knownDigits(value, standardError: error) : 12
      return flip.unit.following(NumberText.short(value, digits: min(4 + more, known)))
    }
    for more in 0...6 {
      let (current, at) = (text(flip.current, more, error: 0), text(flip.at, more, error: error))
      let isNothing = flip.at != 0 && !at.contains { $0.isNumber && $0 != "0" }
      if current != at, !isNothing { return (current, at) }
    }
    return nil
  }

  /// How many decimals of a percentage are known.
  private static func decimals(_ error: Double) -> Int {
    guard error > 0, error.isFinite else { return 12 }
    var (places, rest) = (0, 200 * error)
    while rest < 1, places < 12 {
      places += 1
      rest *= 10
    }
    return places
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
