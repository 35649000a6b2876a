import Decisions
import Diagnostics
import Styling

/// Findings as a person reads them on a terminal: sentences below each other, rows in aligned columns.
enum FindingText {
  /// Of more later choices than that nobody reads all on a terminal.
  private static let mostSteps = 40

  /// - Parameter width: of the terminal, which names are cut to fit; nil where there is none.
  static func lines(_ findings: [Finding], width: Int?) -> [StyledText] {
    findings.flatMap { finding in
      let words = FindingWords(finding)
      return (finding.standsApart ? [StyledText()] : []) + (finding.isSaidByRows ? [] : heading(words))
        + words.sentences + rows(finding, words, width)
    }
  }

  private static func heading(_ words: FindingWords) -> [StyledText] {
    words.heading.map { [StyledText($0.plain, .heading)] } ?? []
  }

  private static func rows(_ finding: Finding, _ words: FindingWords, _ width: Int?) -> [StyledText] {
    var grid = Grid(words.columns.map(\.alignment))
    switch finding {
    case .policy, .underRisk, .equivalent:
      // A way is told whole.
      let steps = words.rows.prefix(mostSteps).map { StyledText("  ") + $0[0] }
      let left = words.rows.count - steps.count
      return steps + (left > 0 ? [StyledText("  and \(left) more: see --json", .dim)] : [])
        + words.closing.map { StyledText("  ", .dim) + $0 }
    case .ranges: return words.rows.map { $0[0] }
    case .paths:
      for row in words.rows { grid.add(row) }
      return grid.lines(width: width) + words.closing.map { $0 + StyledText(": see --json", .dim) }
    default:
      if words.rows.isEmpty { return words.closing }
      for row in words.rows { grid.add([StyledText("  ") + row[0]] + row.dropFirst()) }
      // What has names that a person chose gives way to a narrow terminal.
      return (finding.hasLongNames ? grid.lines(width: width, elastic: 0) : grid.lines()) + words.closing
    }
  }
}

extension Finding {
  /// Whether an empty line goes before it.
  fileprivate var standsApart: Bool {
    switch self {
    case .best, .tooClose, .hardlyMatters, .nothingToLearn, .worthOfEverything, .uncertainty, .withoutKellyShare,
      .corrected, .policy, .underRisk, .equivalent:
      false
    case .evidence, .toLearn, .unnamedRanges, .tests, .flips, .unexamined, .safer, .paths, .ranges: true
    }
  }

  /// Whether the rows need no heading: paths where each pays just that, and ranges, which name themselves.
  fileprivate var isSaidByRows: Bool {
    switch self {
    case .paths(let paths): !paths.areMeans
    case .ranges: true
    default: false
    }
  }

  fileprivate var hasLongNames: Bool {
    switch self {
    case .toLearn, .flips: true
    default: false
    }
  }
}
