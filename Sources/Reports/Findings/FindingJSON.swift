import Decisions
import Diagnostics
import Formulas
import Quantities
import Styling

/// Findings as other programs read them: what each is, the words in which the other formats say it, and its facts.
enum FindingJSON {
  static func object(_ finding: Finding) -> JSON {
    let words = FindingWords(finding)
    let text = ([words.heading].compactMap { $0 } + words.sentences + words.closing).map(\.plain)
    let items = zip(words.rows, facts(ofRows: finding)).map { cells, facts in
      JSON.object([("text", .string(line(cells)))] + facts)
    }
    return .object(
      [("code", .string(finding.code.rawValue)), ("text", .string(text.joined(separator: " ")))] + facts(finding)
        + (words.rows.isEmpty ? [] : [("items", .array(items))]))
  }

  /// The cells of a row one behind the other.
  private static func line(_ cells: [StyledText]) -> String {
    cells.map(\.plain).filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private static func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

  // MARK: Of the whole

  private static func facts(_ finding: Finding) -> [(key: String, value: JSON)] {
    switch finding {
    case .best(let lead):
      [
        ("option", .string(lead.option)), ("statusQuo", .bool(lead.isStatusQuo)), ("runnerUp", JSON(lead.runnerUp)),
        ("margin", JSON(lead.margin)), ("marginOverStatusQuo", JSON(lead.overStatusQuo)),
      ]
    case .tooClose(let margin), .hardlyMatters(let margin): [("margin", JSON(margin))]
    case .worthOfEverything(let worth, _): [("value", JSON(worth))]
    case .uncertainty(let cost):
      [
        ("option", .string(cost.option)), ("atMeanBeliefs", JSON(cost.atMeans)), ("difference", JSON(cost.difference)),
      ]
    case .withoutKellyShare(let labels): [("options", texts(labels))]
    case .corrected(let correction):
      [
        ("exponent", .number(correction.recalibration.exponent)),
        ("widening", .number(correction.recalibration.widening)),
        ("forecasts", .integer(correction.recalibration.forecasts)),
        ("intervals", .integer(correction.recalibration.intervals)), ("option", .string(correction.option)),
        ("expected", JSON(correction.expected)), ("lead", JSON(correction.lead)),
      ]
    case .underRisk(let play), .equivalent(let play):
      [("option", .string(play.option)), ("certaintyEquivalent", JSON(play.equivalent)), ("outcome", outcome(play))]
    case .evidence(let update): [("belief", .string(update.chance))]
    case .unnamedRanges(let count): [("count", .integer(count))]
    case .unexamined(let names): [("beliefs", texts(names))]
    case .safer(let safer): [("option", .string(safer.option)), ("over", texts(safer.over))]
    case .paths(let paths): [("others", .integer(paths.others))]
    case .nothingToLearn, .policy, .toLearn, .tests, .flips, .ranges: []
    }
  }

  /// What comes of a play that is not the one among the options.
  private static func outcome(_ play: Finding.CarefulPlay) -> JSON {
    play.outcome.map { outcome in
      .object([
        ("expected", JSON(Estimate(outcome.expected, play.equivalent.unit, error: outcome.standardError))),
        ("sd", .number(outcome.standardDeviation)), ("p5", .number(outcome.p5)), ("p50", .number(outcome.p50)),
        ("p95", .number(outcome.p95)), ("chanceOfLoss", .number(outcome.chanceOfLoss)),
      ])
    } ?? .null
  }

  // MARK: Of the rows

  private static func facts(ofRows finding: Finding) -> [[(key: String, value: JSON)]] {
    switch finding {
    case .policy(let steps): steps.map(ScoreJSON.members)
    case .underRisk(let play), .equivalent(let play): play.policy.map(ScoreJSON.members)
    case .evidence(let update): update.values.indices.map { ScoreJSON.members(update, $0) }
    case .toLearn(let worth):
      worth.map { belief in
        [
          ("name", .string(belief.name)), ("value", JSON(belief.worth)), ("cost", JSON(belief.cost)),
          ("net", JSON(belief.net)),
        ]
      }
    case .tests(let tests):
      tests.map { test in
        [
          ("name", .string(test.name)), ("value", JSON(test.worth)), ("cost", JSON(test.cost)),
          ("net", JSON(test.net)),
        ]
      }
    case .flips(let flips): flips.map { ScoreJSON.members($0.flip) }
    case .paths(let paths):
      paths.paths.map { told in
        [("kind", .string(told.kind.rawValue))] + ScoreJSON.members(told.path, hasMean: told.hasMean)
      }
    case .ranges(let readings):
      readings.map { reading in
        let isRange = reading.note == nil
        return [
          ("range", .string(reading.text)), ("shape", isRange ? .string(reading.shape) : .null),
          ("level", isRange ? .number(reading.level) : .null), ("note", JSON(reading.note)),
        ]
      }
    case .best, .tooClose, .hardlyMatters, .nothingToLearn, .worthOfEverything, .uncertainty, .withoutKellyShare,
      .corrected, .unnamedRanges, .unexamined, .safer:
      []
    }
  }
}

extension JSON {
  /// A quantity, with its standard error where that is known; null where there is none.
  init(_ estimate: Estimate?) {
    guard let estimate, estimate.value.isFinite else {
      self = .null
      return
    }
    self = .object(
      [
        ("value", .number(estimate.value)), ("unit", estimate.unit == .one ? .null : .string(estimate.unit.symbol)),
      ] + (estimate.standardError.map { [("standardError", .number($0))] } ?? []))
  }
}
