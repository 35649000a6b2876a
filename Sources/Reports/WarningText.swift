import Diagnostics
import Styling

/// What is suspicious about a decision, drawn at its places: of one kind no more than anyone reads.
enum WarningText {
  private static let most = 3

  static func lines(_ warnings: [Diagnostic], in source: SourceText) -> [StyledText] {
    var lines: [StyledText] = []
    var counts: [Diagnostic.Code: Int] = [:]
    let totals = Dictionary(grouping: warnings, by: \.code).mapValues(\.count)
    for warning in warnings {
      counts[warning.code, default: 0] += 1
      guard let count = counts[warning.code], count <= most, let total = totals[warning.code] else { continue }
      lines += [StyledText()] + warning.drawn(in: source)
      if count == most, total > most {
        lines.append(StyledText("  = note: \(total - most) more \(warning.code): see --json", .dim))
      }
    }
    return lines
  }
}
