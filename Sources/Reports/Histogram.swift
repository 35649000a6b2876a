import Diagnostics
import Styling

/// A small histogram of blocks, three lines high, its two ends written below.
enum Histogram {
  private static let height = 3
  private static let blocks = Array(" ▁▂▃▄▅▆▇█")

  /// - Parameter bins: heights between 0 and 1.
  static func lines(_ bins: [Double], low: String, high: String) -> [StyledText] {
    let steps = bins.map { bin -> Int in
      let filled = Int((bin * Double(height * 8)).rounded())
      // What is there is seen.
      return bin > 0 ? max(1, filled) : 0
    }
    var lines = (0..<height).map { row -> StyledText in
      let below = (height - 1 - row) * 8
      let text = String(steps.map { blocks[min(8, max(0, $0 - below))] })
      return StyledText("  " + text, .value).withoutTrailingSpace
    }
    let gap = max(1, bins.count - low.count - high.count)
    lines.append(StyledText("  " + low + String(repeating: " ", count: gap) + high, .dim))
    return lines
  }
}
