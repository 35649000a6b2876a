package import Decisions
import Diagnostics
import Formulas
import Quantities
package import Styling

/// A score as a person reads it on a terminal.
package enum ScoreTable {
  /// - Parameters:
  ///   - title: the decision's.
  ///   - note: what more is to be said beside it, such as the revision that was scored.
  ///   - width: of the terminal, which names are cut to fit; nil where there is none.
  package static func lines(_ score: Score, title: String, note: String?, width: Int? = nil) -> [StyledText] {
    let unit = score.unit == .one ? "" : "in \(score.unit.symbol), "
    let method = score.samples.map { "\($0) samples, seed \(score.seed ?? 0)" } ?? "exact"
    var lines = [
      StyledText(title, .heading), StyledText("\(unit)\(method)" + (note.map { ", \($0)" } ?? ""), .dim), StyledText(),
    ]
    lines += table(score, width)
    lines.append(StyledText())
    lines += verdict(score)
    lines += policy(score)
    lines += RiskText.lines(score)
    lines += ScoreFindings.lines(score, width)
    lines.append(StyledText())
    lines += paths(score, width)
    lines += readings(score)
    return lines
  }

  private static func table(_ score: Score, _ width: Int?) -> [StyledText] {
    // A column that no option has anything to say in is left out.
    let hasKelly = score.options.contains { $0.kelly != nil }
    let hasEquivalent = score.options.contains { $0.certaintyEquivalent != nil }
    var heads = ["", "option", "expected", "sd", "5%", "50%", "95%", "loss", "best", "regret"]
    if hasKelly { heads.append("kelly") }
    if hasEquivalent { heads.append("certain") }
    var grid = Grid([.left, .left] + Array(repeating: .right, count: heads.count - 2))
    grid.add(heads.map { StyledText($0, .dim) })
    let nothing = StyledText("–", .dim)
    for option in score.ranked {
      let isBest = option.label == score.best.label
      let role: StyledText.Role = isBest ? .good : .plain
      let label = visible(option.label) + (option.isStatusQuo ? " (status quo)" : "")
      var row = [
        StyledText(isBest ? "▸" : "", .good), StyledText(label, isBest ? .strong : .plain),
        option.lacksMean ? nothing : StyledText(number(option.expected, error: option.standardError), role),
        option.lacksSD ? nothing : StyledText(number(option.standardDeviation)),
        StyledText(quantile(option.p5, 0, option), option.p5 < 0 ? .bad : .plain),
        StyledText(quantile(option.p50, 1, option)), StyledText(quantile(option.p95, 2, option)),
        StyledText(NumberText.percent(option.chanceOfLoss)),
        option.chanceOfBest.map { StyledText(NumberText.percent($0)) } ?? nothing,
        option.regret.map { StyledText(number($0, error: score.perfectInformationError)) } ?? nothing,
      ]
      if hasKelly { row.append(option.kelly.map { StyledText(NumberText.percent($0)) } ?? nothing) }
      if hasEquivalent {
        // What rests on a few samples is a bound.
        let mark = option.isEquivalentTooHigh && option.certaintyEquivalent?.isFinite ?? false ? "<" : ""
        row.append(option.certaintyEquivalent.map { StyledText(mark + number($0)) } ?? nothing)
      }
      grid.add(row)
    }
    return grid.lines(width: width, elastic: 1)
  }

  /// A figure with as many digits as are known, four at most.
  static func number(_ value: Double, error: Double? = nil) -> String {
    if value == -.infinity { return "−∞" }
    guard let error, error > 0 else { return NumberText.short(value) }
    return NumberText.short(value, digits: NumberText.knownDigits(value, standardError: error))
  }

  /// A figure that is 0 where its error leaves not even its sign.
  static func known(_ value: Double, error: Double?) -> String {
    if let error, abs(value) <= error { return number(0) }
    return number(value, error: error)
  }

  private static func quantile(_ value: Double, _ place: Int, _ option: Score.Option) -> String {
    known(value, error: option.quantileErrors.map { $0[place] })
  }

  /// An amount in a sentence.
  static func amount(
    _ value: Double, in score: Score, error: Double? = nil, _ role: StyledText.Role = .value
  ) -> StyledText {
    StyledText(score.unit.following(number(value, error: error)), role)
  }

  static func verdict(_ score: Score) -> [StyledText] {
    let best = StyledText(visible(score.best.label), .strong)
    let others = score.ranked.filter { $0.label != score.best.label }
    var sentence = StyledText("Best by expected value: ") + best
    if let margin = score.margin, let second = others.first {
      if margin == 0 {
        sentence += StyledText(", level with \(visible(second.label))")
        if score.best.isStatusQuo { sentence += StyledText(": nothing speaks for a change") }
      } else {
        sentence +=
          StyledText(", ") + amount(margin, in: score, error: score.marginError)
          + StyledText(" ahead of \(visible(second.label))")
      }
      if let quo = score.marginOverStatusQuo, quo > 0, !score.best.isStatusQuo, !second.isStatusQuo {
        sentence +=
          StyledText(", ") + amount(quo, in: score, error: score.marginOverStatusQuoError)
          + StyledText(" ahead of the status quo")
      }
    }
    var lines = [sentence + StyledText(".")]
    if let margin = score.margin, score.isTooCloseToCall, margin > 0, let error = score.marginError {
      lines.append(
        StyledText("Too close to call", .warning)
          + StyledText(": the margin is known to ± ") + amount(error, in: score, error: error)
          + StyledText(". More samples may tell, or it hardly matters."))
    } else if score.isIndifferent, let margin = score.margin, margin > 0 {
      lines.append(StyledText("The margin is within 1% of the stake: the choice hardly matters."))
    }
    if let perfect = score.perfectInformation {
      let error = score.perfectInformationError
      let what = score.method == .monteCarlo ? "everything" : "how every chance falls"
      lines.append(
        perfect == 0
          ? StyledText("Nothing you could learn would change the choice.")
          : StyledText("Knowing \(what) beforehand would be worth ")
            + amount(perfect, in: score, error: error) + StyledText(" at most."))
    }
    if let naive = score.expectedAtMeans {
      let difference = score.best.expected - naive
      let noise = 2 * (score.best.standardError ?? 0)
      if abs(difference) > max(noise, 0.01 * abs(score.best.expected)) {
        lines.append(
          StyledText("With every belief at its mean \(visible(score.best.label)) would seem worth ")
            + amount(naive, in: score)
            + StyledText(": the uncertainty itself \(difference < 0 ? "costs" : "is worth") ")
            + amount(abs(difference), in: score) + StyledText("."))
      }
    }
    return lines + withoutKelly(score) + recalibrated(score)
  }

  /// Where a stake has no Kelly share because nothing bounds the loss.
  private static func withoutKelly(_ score: Score) -> [StyledText] {
    let labels = score.ranked.filter { $0.kellyShare == .unboundedLoss }.map { visible($0.label) }
    guard let first = labels.first else { return [] }
    let names = labels.count < 4 ? list(labels) : "\(first) and \(labels.count - 1) others"
    return [
      StyledText(
        "No Kelly share of \(names): no bound is known for what \(labels.count == 1 ? "it" : "they") may cost.")
    ]
  }

  /// `A`, `A and B`, `A, B and C`.
  static func list(_ names: [String]) -> String {
    names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
  }

  /// What the person's own record makes of it.
  private static func recalibrated(_ score: Score) -> [StyledText] {
    guard let again = score.recalibrated else { return [] }
    let record = again.recalibration
    let best = score.options[again.bestIndex].label
    let extreme = record.exponent < 1 ? "less" : "more"
    var corrections: [String] = []
    if abs(record.exponent - 1) > 0.005 { corrections.append("probabilities \(extreme) extreme") }
    if record.widening > 1.005 {
      corrections.append("ranges \(NumberText.short(record.widening, digits: 3)) times as wide")
    }
    if corrections.isEmpty { return [] }
    let counts = [(record.forecasts, "probability", "probabilities"), (record.intervals, "range", "ranges")]
    let sources = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
    let why = corrections.joined(separator: ", ")
    var sentence = StyledText("Corrected by your record of \(sources.joined(separator: " and ")) (\(why)), ")
    let expected = again.expected[again.bestIndex]
    if again.bestIndex == score.bestIndex {
      sentence += StyledText("still \(visible(best)): ") + amount(expected, in: score)
    } else {
      let lead = expected - again.expected[score.bestIndex]
      sentence +=
        StyledText("it would be ") + StyledText(visible(best), .strong) + StyledText(", ") + amount(lead, in: score)
        + StyledText(" ahead of \(visible(score.best.label))")
    }
    return [sentence + StyledText(".")]
  }

  private static func policy(_ score: Score) -> [StyledText] {
    guard !score.best.policy.isEmpty else { return [] }
    return [StyledText("Then choose:")] + steps(score.best.policy)
  }

  /// What to choose later, a line each.
  static func steps(_ policy: [PolicyStep]) -> [StyledText] {
    var lines: [StyledText] = []
    for step in policy.prefix(40) {
      let way = step.after.map { visible($0) }.joined(separator: " › ")
      lines.append(StyledText("  after \(way): ", .dim) + StyledText(visible(step.choose), .strong))
    }
    if policy.count > 40 { lines.append(StyledText("  and \(policy.count - 40) more: see --json", .dim)) }
    return lines
  }

  private static func paths(_ score: Score, _ width: Int?) -> [StyledText] {
    let title = [StyledText("paths, and what each pays on average", .heading)]
    var grid = Grid([.left, .right, .right, .left])
    for option in score.ranked.prefix(mostPaths) {
      if option.standardDeviation == 0 {
        add("certain", .init(labels: [option.label], payoff: option.expected, probability: 1), to: &grid)
        continue
      }
      // One way that pays differently from sample to sample has neither a worst nor a best.
      if option.best == option.worst {
        add("average", option.best, hasMean: !option.lacksMean, to: &grid)
        continue
      }
      add("worst", option.worst, hasMean: !option.lacksMean, to: &grid)
      add("best", option.best, hasMean: !option.lacksMean, to: &grid)
    }
    let left = score.options.count - mostPaths
    return (score.method == .monteCarlo ? title : []) + grid.lines(width: width)
      + (left > 0 ? [StyledText("and those of \(left) more: see --json", .dim)] : [])
  }

  /// Of more options than that nobody reads the paths.
  private static let mostPaths = 12

  private static func add(_ name: String, _ path: Score.Path, hasMean: Bool = true, to grid: inout Grid) {
    let others = path.others == 0 ? "" : " and \(path.others) other way\(path.others == 1 ? "" : "s")"
    grid.add([
      StyledText(name, .dim),
      hasMean
        ? StyledText(known(path.payoff, error: path.standardError), path.payoff < 0 ? .bad : .plain)
        : StyledText("–", .dim),
      StyledText(NumberText.percent(path.probability), .dim),
      StyledText(path.labels.map { visible($0) }.joined(separator: " › ")) + StyledText(others, .dim),
    ])
  }

  private static func readings(_ score: Score) -> [StyledText] {
    var seen: Set<String> = []
    let lines = score.readings.map(\.inWords).filter { seen.insert($0).inserted }
    return lines.isEmpty ? [] : [StyledText()] + lines.map { StyledText(visible($0), .dim) }
  }
}
