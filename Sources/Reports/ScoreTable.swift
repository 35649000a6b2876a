import Decisions
import Diagnostics
import Quantities

/// A score as a person reads it on a terminal.
public enum ScoreTable {
  /// - Parameters:
  ///   - title: the decision's.
  ///   - note: what more is to be said beside it, such as the revision that was scored.
  public static func lines(_ score: Score, title: String, note: String?) -> [StyledText] {
    let unit = score.unit == .one ? "" : "in \(score.unit.symbol), "
    var lines = [
      StyledText(title, .heading),
      StyledText("\(unit)exact" + (note.map { ", \($0)" } ?? ""), .dim),
      StyledText(),
    ]
    lines += table(score)
    lines.append(StyledText())
    lines += verdict(score)
    lines += policy(score)
    lines.append(StyledText())
    lines += paths(score)
    return lines
  }

  private static func table(_ score: Score) -> [StyledText] {
    let heads = ["", "option", "expected", "sd", "5%", "50%", "95%", "loss", "best", "regret"]
    var grid = Grid([.left, .left] + Array(repeating: .right, count: 8))
    grid.add(heads.map { StyledText($0, .dim) })
    for option in score.ranked {
      let isBest = option.label == score.best.label
      let role: StyledText.Role = isBest ? .good : .plain
      let label = option.label + (option.isStatusQuo ? " (status quo)" : "")
      grid.add([
        StyledText(isBest ? "▸" : "", .good), StyledText(label, isBest ? .strong : .plain),
        StyledText(number(option.expected), role), StyledText(number(option.standardDeviation)),
        StyledText(number(option.p5), option.p5 < 0 ? .bad : .plain), StyledText(number(option.p50)),
        StyledText(number(option.p95)), StyledText(NumberText.percent(option.chanceOfLoss)),
        option.chanceOfBest.map { StyledText(NumberText.percent($0)) } ?? StyledText("–", .dim),
        option.regret.map { StyledText(number($0)) } ?? StyledText("–", .dim),
      ])
    }
    return grid.lines()
  }

  private static func number(_ value: Double) -> String { NumberText.short(value) }

  private static func verdict(_ score: Score) -> [StyledText] {
    func amount(_ value: Double) -> StyledText { StyledText(Quantity(value, score.unit).short(), .value) }
    let best = StyledText(score.best.label, .strong)
    let others = score.ranked.filter { $0.label != score.best.label }
    var sentence = StyledText("Best by expected value: ") + best
    if let margin = score.margin, let second = others.first {
      if margin == 0 {
        sentence += StyledText(", level with \(second.label)")
      } else {
        sentence += StyledText(", ") + amount(margin) + StyledText(" ahead of \(second.label)")
      }
      if let quo = score.marginOverStatusQuo, !score.best.isStatusQuo, !second.isStatusQuo {
        sentence += StyledText(", ") + amount(quo) + StyledText(" ahead of the status quo")
      }
    }
    var lines = [sentence + StyledText(".")]
    if score.isIndifferent, let margin = score.margin, margin > 0 {
      lines.append(StyledText("The margin is within 1% of the stake: the choice hardly matters."))
    }
    if let perfect = score.perfectInformation {
      lines.append(
        perfect == 0
          ? StyledText("Nothing you could learn about the chances would change the choice.")
          : StyledText("Knowing beforehand how every chance falls would be worth ") + amount(perfect)
            + StyledText(" at most."))
    }
    return lines
  }

  private static func policy(_ score: Score) -> [StyledText] {
    guard !score.best.policy.isEmpty else { return [] }
    var lines = [StyledText("Then choose:")]
    for step in score.best.policy {
      lines.append(
        StyledText("  after \(step.after.joined(separator: " › ")): ", .dim) + StyledText(step.choose, .strong))
    }
    return lines
  }

  private static func paths(_ score: Score) -> [StyledText] {
    var grid = Grid([.left, .right, .right, .left])
    for option in score.ranked {
      for (name, path) in [("worst", option.worst), ("best", option.best)] {
        if name == "best", option.best == option.worst { continue }
        let isOnly = option.best == option.worst
        grid.add([
          StyledText(isOnly ? "certain" : name, .dim), StyledText(number(path.payoff), path.payoff < 0 ? .bad : .plain),
          StyledText(NumberText.percent(path.probability), .dim), StyledText(path.labels.joined(separator: " › ")),
        ])
      }
    }
    return grid.lines()
  }
}
