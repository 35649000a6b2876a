import Charts
package import Decisions
import Diagnostics
import Quantities
package import Styling

/// Pictures of a score for the terminal: the payoffs of all options on one axis, the tree, the tornado.
package enum ScorePictures {
  package static func lines(_ score: Score, width: Int) -> [StyledText] {
    payoffs(score, width: width) + tornado(score, width: width) + tree(score, width: width)
  }

  private static func number(_ value: Double) -> String { NumberText.short(value, digits: 3) }

  // MARK: Payoffs

  /// A strip for each option, as dark as the payoff is probable there, over one axis.
  static func payoffs(_ score: Score, width: Int) -> [StyledText] {
    guard let (low, high) = axis(score) else { return [] }
    let labels = score.ranked.prefix(20).map { StyledText(visible($0.label)).cut(to: 28) }
    let margin = labels.map(\.width).max() ?? 0
    let columns = max(20, min(72, width - margin - 4))
    let strips = score.ranked.prefix(20).map { $0.histogram(from: low, to: high, bins: columns) }
    let blocks = Array(" ▁▂▃▄▅▆▇█")
    let note = score.method == .exact ? "" : ", but for the outermost 1% on both sides"
    var lines = [
      StyledText(), StyledText("payoffs", .heading) + StyledText(": how probable each is for an option\(note)", .dim),
    ]
    for (label, strip) in zip(labels, strips) {
      // Each strip by itself, so that what is spread out shows its shape beside what is certain; the square root keeps
      // what is rare in sight.
      let most = strip.max() ?? 1
      let text = strip.map { part -> Character in
        part <= 0 ? "·" : blocks[max(1, min(8, Int(((part / most).squareRoot() * 8).rounded())))]
      }
      lines.append(StyledText("  ") + label.padded(to: margin) + StyledText("  ") + StyledText(String(text), .value))
    }
    if score.options.count > strips.count {
      lines.append(StyledText("  and \(score.options.count - strips.count) more", .dim))
    }
    var axis = Array(repeating: Character(" "), count: columns)
    func write(_ text: String, at place: Int) {
      let start = max(0, min(columns - text.count, place))
      guard axis[max(0, start - 1)..<min(columns, start + text.count + 1)].allSatisfy({ $0 == " " }) else { return }
      for (offset, character) in text.enumerated() { axis[start + offset] = character }
    }
    write(number(low), at: 0)
    write(number(high), at: columns)
    if low < 0, high > 0 { write("0", at: Int(-low / (high - low) * Double(columns))) }
    lines.append(
      (StyledText(String(repeating: " ", count: margin + 4)) + StyledText(String(axis), .dim)).withoutTrailingSpace)
    return lines
  }

  /// What the axis of payoffs runs from and to: all of them where they are enumerated, else from 1% to 99%.
  static func axis(_ score: Score) -> (low: Double, high: Double)? {
    let isExact = score.method == .exact
    let low = score.options.map { $0.quantile(isExact ? 0 : 0.01) }.min() ?? 0
    let high = score.options.map { $0.quantile(isExact ? 1 : 0.99) }.max() ?? 0
    return high > low ? (low, high) : nil
  }

  // MARK: Tornado

  /// How far each belief moves the expected payoff of the best option.
  static func tornado(_ score: Score, width: Int) -> [StyledText] {
    let swings = score.tornado.prefix(12)
    guard !swings.isEmpty else { return [] }
    let ends = swings.flatMap { [$0.low.expected, $0.high.expected] } + [score.best.expected]
    guard let least = ends.min(), let most = ends.max(), most > least else { return [] }
    func label(_ end: Swing.End, _ swing: Swing) -> String {
      if let label = end.label { return visible(label) }
      let value = end.at ?? 0
      if swing.isDate { return CivilDate.text(days: value) ?? "" }
      return swing.isShare
        ? NumberText.percent(value) : swing.unit.following(number(value))
    }
    let rows = swings.map { swing in
      // The end that pays less stands on the left.
      let isRising = swing.low.expected <= swing.high.expected
      let (left, right) = isRising ? (swing.low, swing.high) : (swing.high, swing.low)
      return (
        name: StyledText(visible(swing.belief), .name).cut(to: max(12, width / 3)), low: label(left, swing),
        high: label(right, swing)
      )
    }
    let names = rows.map(\.name.width).max() ?? 0
    let left = rows.map { StyledText($0.low).width }.max() ?? 0
    let right = rows.map { StyledText($0.high).width }.max() ?? 0
    let columns = max(20, min(60, width - names - left - right - 10))
    func place(_ value: Double) -> Int { Int(((value - least) / (most - least) * Double(columns - 1)).rounded()) }
    let middle = place(score.best.expected)
    var lines = [
      StyledText(),
      StyledText("what moves \(visible(score.best.label))", .heading)
        + StyledText(": a belief at its 5% and its 95%, a chance either way", .dim),
    ]
    for (row, swing) in zip(rows, swings) {
      let (from, to) = (
        place(min(swing.low.expected, swing.high.expected)), place(max(swing.low.expected, swing.high.expected))
      )
      let bar = (0..<columns).map { column -> Character in
        column == middle ? "│" : (from...to).contains(column) ? "█" : " "
      }
      lines.append(
        StyledText("  ") + row.name.padded(to: names) + StyledText("  ")
          + StyledText(row.low, .dim).padded(to: left, onLeft: true) + StyledText(" ") + StyledText(String(bar), .value)
          + StyledText(" ") + StyledText(row.high, .dim))
    }
    let axis =
      number(least) + String(repeating: " ", count: max(1, columns - number(least).count - number(most).count))
      + number(most)
    lines.append(StyledText(String(repeating: " ", count: names + left + 5)) + StyledText(axis, .dim))
    return lines
  }

  // MARK: Tree

  /// More lines than that are no picture.
  private static let mostLines = 80

  /// The tree with probabilities, amounts and what each node is worth; the best play is marked.
  static func tree(_ score: Score, width: Int) -> [StyledText] {
    let picture = score.picture
    var rows: [(left: StyledText, worth: StyledText)] = []
    func add(_ node: PlayedNode, _ indent: String, isLast: Bool, isRoot: Bool, depth: Int) {
      guard rows.count <= mostLines else { return }
      let branch = isRoot ? "" : isLast ? "└ " : "├ "
      var text = StyledText("  " + indent + branch, .dim)
      if let probability = node.probability { text += StyledText("\(NumberText.percent(probability)) ", .dim) }
      if node.kind != .end { text += StyledText(node.kind == .choice ? "□ " : "○ ", .dim) }
      text += StyledText(visible(node.label), node.isTaken ? .strong : .plain)
      if node.amount != 0 { text += StyledText(": \(number(node.amount))") }
      rows.append((text, StyledText((node.isTaken ? "▸ " : "  ") + number(node.expected), node.isTaken ? .good : .dim)))
      for (index, child) in node.children.enumerated() {
        add(
          child, indent + (isRoot ? "" : isLast ? "  " : "│ "), isLast: index == node.children.count - 1, isRoot: false,
          depth: depth + 1)
      }
    }
    for node in picture { add(node, "", isLast: true, isRoot: true, depth: 0) }
    var grid = Grid([.left, .left])
    for row in rows.prefix(mostLines) { grid.add([row.left, row.worth]) }
    var lines = [
      StyledText(),
      StyledText("tree", .heading) + StyledText(": □ a choice, ○ a chance, ▸ the best play and its worth", .dim),
    ]
    lines += grid.lines(width: width, elastic: 0)
    if rows.count > mostLines { lines.append(StyledText("  …", .dim)) }
    return lines
  }
}
