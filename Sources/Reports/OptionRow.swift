import Decisions
import Diagnostics
import Quantities
import Styling

/// An option as a table shows it, in whatever format.
struct OptionRow {
  /// A column of the table, in its order.
  enum Column: String, CaseIterable {
    case expected, sd, p5, p50, p95, loss, best, regret, kelly, certain

    /// What stands above it.
    var title: String {
      switch self {
      case .p5: "5%"
      case .p50: "50%"
      case .p95: "95%"
      default: rawValue
      }
    }
  }

  var option: Score.Option
  var isBest: Bool
  private let score: Score

  /// The options of a score, the best first.
  static func all(_ score: Score) -> [OptionRow] {
    score.ranked.map { OptionRow(option: $0, isBest: $0.label == score.best.label, score: score) }
  }

  /// The columns that an option has something to say in: where all would be empty there is none.
  static func columns(_ score: Score) -> [Column] {
    Column.allCases.filter { column in
      switch column {
      case .kelly: score.options.contains { $0.kelly != nil }
      case .certain: score.options.contains { $0.certaintyEquivalent != nil }
      default: true
      }
    }
  }

  private static let nothing = StyledText("–", .dim)

  /// A cell; `–` where the option has nothing to say there.
  func cell(_ column: Column) -> StyledText {
    switch column {
    case .expected:
      if option.lacksMean { return Self.nothing }
      return StyledText(FigureText.number(option.expected, error: option.standardError), isBest ? .good : .plain)
    case .sd: return option.lacksSD ? Self.nothing : StyledText(FigureText.number(option.standardDeviation))
    case .p5: return StyledText(quantile(option.p5, 0), option.p5 < 0 ? .bad : .plain)
    case .p50: return StyledText(quantile(option.p50, 1))
    case .p95: return StyledText(quantile(option.p95, 2))
    case .loss: return StyledText(NumberText.percent(option.chanceOfLoss))
    case .best: return option.chanceOfBest.map { StyledText(NumberText.percent($0)) } ?? Self.nothing
    case .regret:
      return option.regret.map { StyledText(FigureText.number($0, error: score.perfectInformationError)) }
        ?? Self.nothing
    case .kelly: return option.kelly.map { StyledText(NumberText.percent($0)) } ?? Self.nothing
    case .certain:
      // What rests on a few samples is a bound.
      let mark = option.isEquivalentTooHigh && option.certaintyEquivalent?.isFinite ?? false ? "<" : ""
      return option.certaintyEquivalent.map { StyledText(mark + FigureText.number($0)) } ?? Self.nothing
    }
  }

  private func quantile(_ value: Double, _ place: Int) -> String {
    FigureText.known(value, error: option.quantileErrors.map { $0[place] })
  }
}
