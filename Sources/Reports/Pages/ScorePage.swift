import Decisions
import Diagnostics
import Quantities
import Styling

/// What a template can say of a score: the findings in words, and the figures that they are about.
struct ScorePage: TemplateValues {
  struct Line: TemplateValues { var line: String }
  struct Sentence: TemplateValues { var sentence: String }

  struct Step: TemplateValues {
    var after: String
    var choose: String
  }

  /// An option as a row of a table.
  struct Option: TemplateValues {
    var label: String
    var isBest: Bool
    var isTaken: Bool
    var isStatusQuo: Bool
    var expected: String
    var sd: String
    var p5: String
    var p50: String
    var p95: String
    var loss: String
    var chanceOfBest: String
    var regret: String
    var kelly: String
    var certain: String
  }

  struct Evidence: TemplateValues {
    var chance: String
    var values: String
  }

  /// What is found besides the verdict, the later choices and the evidence.
  struct Conclusion: TemplateValues {
    var heading: String?
    var text: String
  }

  struct Warning: TemplateValues {
    var message: String
    var question: String
  }

  let scored = true
  var best: String
  var bestExpected: String
  var method: String
  var unit: String
  var options: [Option]
  /// Whether any option has one.
  var hasKelly: Bool
  var hasCertain: Bool
  var policy: [Step]
  var hasPolicy: Bool
  /// What one who goes by the risk tolerance does, in lines of markdown.
  var risk: [Line]
  var hasRisk: Bool
  var evidence: [Evidence]
  var verdict: [Sentence]
  var conclusions: [Conclusion]
  /// The pictures; empty where there is nothing to draw.
  var payoffs: [Line]
  var hasPayoffs: Bool
  var tornado: [Line]
  var hasTornado: Bool
  var tree: [Line]
  var warnings: [Warning]
  var hasWarnings: Bool
  var margin: String?
  var runnerUp: String?
  var marginOverStatusQuo: String?
  var perfectInformation: String?

  /// Columns that pictures may take: more is cut by paper and screens.
  private static let width = 100

  init(_ score: Score, chosen: String?) {
    let findings = score.findings
    best = score.best.label
    bestExpected = score.unit.following(FigureText.number(score.best.expected, error: score.best.standardError))
    method = score.samples.map { "on \($0) samples, seed \(score.seed ?? 0)" } ?? "exactly"
    unit = score.unit.symbol
    options = OptionRow.all(score).map { Option($0, isTaken: $0.option.label == chosen, unit: score.unit) }
    let columns = OptionRow.columns(score)
    (hasKelly, hasCertain) = (columns.contains(.kelly), columns.contains(.certain))
    policy = score.best.policy.map { Step(after: $0.after.joined(separator: " › "), choose: $0.choose) }
    hasPolicy = !policy.isEmpty
    risk = findings.filter(\.isOfRisk).map { FindingMarkdown.section($0).text }.joined(separator: "\n\n")
      .split(separator: "\n", omittingEmptySubsequences: false).map { Line(line: String($0)) }
    hasRisk = findings.contains(where: \.isOfRisk)
    if !hasRisk { risk = [] }
    evidence = score.updates.map { update in
      let values = update.values.indices.map { index in
        "\(update.values[index]) \(NumberText.percent(update.prior[index])) → "
          + NumberText.percent(update.posterior[index])
      }
      return Evidence(chance: update.chance, values: values.joined(separator: ", "))
    }
    verdict = findings.filter(\.isOfVerdict).flatMap { FindingWords($0).sentences }.map { Sentence(sentence: $0.plain) }
    conclusions = findings.filter(\.isConclusion).map { finding in
      let section = FindingMarkdown.section(finding)
      return Conclusion(heading: section.heading, text: section.text)
    }
    payoffs = Self.picture(ScorePictures.payoffs(score, width: Self.width))
    hasPayoffs = !payoffs.isEmpty
    tornado = Self.picture(ScorePictures.tornado(score, width: Self.width))
    hasTornado = !tornado.isEmpty
    tree = Self.picture(ScorePictures.tree(score, width: Self.width))
    warnings = score.warnings.map { Warning(message: $0.message, question: $0.hint ?? "") }
    hasWarnings = !warnings.isEmpty
    perfectInformation = score.perfectInformation.map {
      Estimate($0, score.unit, error: score.perfectInformationError).text
    }
    guard case .best(let lead)? = findings.first else { return }
    margin = score.margin.map { Estimate($0, score.unit, error: score.marginError).text }
    runnerUp = score.ranked.first { $0.label != score.best.label }?.label
    marginOverStatusQuo = lead.overStatusQuo?.text
  }

  /// A picture without the empty line and the heading above it.
  private static func picture(_ lines: [StyledText]) -> [Line] { lines.dropFirst(2).map { Line(line: $0.plain) } }
}

extension ScorePage.Option {
  init(_ row: OptionRow, isTaken: Bool, unit: Quantity.Unit) {
    func text(_ column: OptionRow.Column) -> String { row.cell(column).plain }
    self.init(
      label: FindingMarkdown.cell(row.option.label), isBest: row.isBest, isTaken: isTaken,
      isStatusQuo: row.option.isStatusQuo,
      expected: row.option.lacksMean ? text(.expected) : unit.following(text(.expected)), sd: text(.sd), p5: text(.p5),
      p50: text(.p50), p95: text(.p95), loss: text(.loss), chanceOfBest: text(.best), regret: text(.regret),
      kelly: text(.kelly), certain: text(.certain))
  }
}

extension Finding {
  fileprivate var isOfVerdict: Bool {
    switch self {
    case .best, .tooClose, .hardlyMatters, .nothingToLearn, .worthOfEverything, .uncertainty, .withoutKellyShare,
      .corrected:
      true
    default: false
    }
  }

  fileprivate var isOfRisk: Bool {
    switch self {
    case .underRisk, .equivalent: true
    default: false
    }
  }

  /// What has a place of its own in a report: neither verdict nor later choices nor evidence.
  fileprivate var isConclusion: Bool {
    switch self {
    case .policy, .evidence: false
    default: !isOfVerdict && !isOfRisk
    }
  }
}
