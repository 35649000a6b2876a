import Diagnostics
package import Formulas
import Quantities
package import Styling
import Uncertainty

/// A solution as lines and as JSON.
extension Solution {
  /// - Parameter pictures: whether a histogram is drawn.
  package func lines(pictures: Bool) -> [StyledText] {
    let goal = "\(output) = \(typed ?? wanted.unit.following(NumberText.exact(wanted.value)))"
    let searched = "searched between \(text(low, digits: 4)) and \(text(high, digits: 4))"
    let found = zip(roots, errors).map { root, error -> StyledText in
      if root.isStretch { return stretch(root) }
      let known =
        error > 0
        ? NumberText.knownDigits(root.value, standardError: error, most: 8, isErrorShown: true) : isWhole ? 12 : 8
      return StyledText("  \(input)", .name) + StyledText(" = ") + StyledText(text(root.value, digits: known), .value)
        + StyledText(
          error > 0 ? "  ± \(NumberText.short(error * (isShare ? 100 : 1), digits: 2))" : bracket(root), .dim)
    }
    // Of many that come again and again, more may lie between.
    let isMany = roots.count > 8 && !isWhole
    let places = StyledText(
      roots.count == 1 ? " where" : " at \(roots.count) places" + (isMany ? ", perhaps among others" : ""), .dim)
    guard let inversion else {
      return [StyledText(visible(goal)) + places] + found + [StyledText(searched, .dim)]
    }
    let number = Answer(name: input, value: .number(inversion.answer))
    var lines = [StyledText(visible(goal)) + StyledText(" where", .dim)]
    lines += AnswerText.lines([number], readings: [], pictures: pictures)
    if inversion.shareWithout > 0 {
      let share = NumberText.percent(inversion.shareWithout)
      lines.append(StyledText("in \(share) of the samples no value there does that", .warning))
    }
    if inversion.shareOfSeveral > 0 {
      let share = NumberText.percent(inversion.shareOfSeveral)
      lines.append(StyledText("in \(share) of the samples several values do: the least counts", .warning))
    }
    if roots.isEmpty {
      lines.append(StyledText("no value there makes it so on average", .dim))
    } else {
      lines.append(StyledText())
      lines.append(StyledText("mean of \(visible(goal))") + places)
      lines += found
    }
    return lines + [StyledText(searched, .dim)]
  }

  /// `every value from 295.34 FLOP/byte on`: where all of a stretch does it.
  private func stretch(_ root: RootSearch.Root) -> StyledText {
    let name = StyledText("  \(input)", .name) + StyledText(" = ")
    let digits = isWhole ? 12 : 8
    let from = (root.isLowOpen ? "above " : "from ") + text(root.low, digits: digits)
    let to = (root.isHighOpen ? "below " : "up to ") + text(root.high, digits: digits)
    switch (root.low <= low, root.high >= high) {
    case (true, true): return name + StyledText("any value", .value)
    case (false, true): return name + StyledText("every value \(from)\(root.isLowOpen ? "" : " on")", .value)
    case (true, false): return name + StyledText("every value \(to)", .value)
    case (false, false): return name + StyledText("every value \(from) \(to)", .value)
    }
  }

  private func bracket(_ root: RootSearch.Root) -> String {
    if isWhole {
      return root.low < root.high
        ? "  (\(output) passes it between \(text(root.low)) and \(text(root.high)): the nearer of the two)" : ""
    }
    let width = root.high - root.low
    return width == 0 ? "" : "  ± \(NumberText.short(width / 2 * (isShare ? 100 : 1), digits: 1))"
  }

  /// The roots alone, with all their digits.
  package var plain: [StyledText] {
    roots.map { StyledText(unit.following(NumberText.exact($0.value, digits: 17))) }
  }

  package var json: JSON {
    .answer([
      ("model", .string(model)), ("input", .string(input)), ("output", .string(output)), ("wanted", JSON(wanted)),
      (
        "items",
        .array(
          zip(roots, errors).map { root, error in
            .object([
              ("value", .number(root.value)), ("unit", unit == .one ? .null : .string(unit.symbol)),
              ("low", .number(root.low)), ("high", .number(root.high)), ("isStretch", .bool(root.isStretch)),
              ("isLowOpen", .bool(root.isLowOpen)), ("isHighOpen", .bool(root.isHighOpen)),
              ("standardError", .number(error)),
            ])
          })
      ),
      ("distribution", inversion.map { AnswerJSON.value(.number($0.answer)) } ?? .null),
      ("shareWithout", JSON(inversion?.shareWithout)),
    ])
  }
}
