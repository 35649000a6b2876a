import Diagnostics
import Formulas
import Quantities

/// The values of an input for which an output has a value.
public struct Solution: Sendable {
  public var model: String
  public var input: String
  public var output: String
  public var wanted: Quantity
  public var unit: Quantity.Unit
  /// Where it was searched.
  public var low: Double
  public var high: Double
  public var roots: [RootSearch.Root]
  /// Where the output jumps over what is wanted.
  public var jumps: [RootSearch.Jump]
  /// The standard error of each root that sampling leaves; 0 where there is none.
  public var errors: [Double]
  /// The least and the greatest value that the output took.
  public var reached: (low: Double, high: Double)

  /// The distribution of the input where other inputs are uncertain; nil where they are not.
  public var inversion: Inversion?

  public init(
    model: String, input: String, output: String, wanted: Quantity, unit: Quantity.Unit, low: Double, high: Double,
    roots: [RootSearch.Root], jumps: [RootSearch.Jump], errors: [Double], reached: (low: Double, high: Double),
    inversion: Inversion?
  ) {
    self.model = model
    self.input = input
    self.output = output
    self.wanted = wanted
    self.unit = unit
    self.low = low
    self.high = high
    self.roots = roots
    self.jumps = jumps
    self.errors = errors
    self.reached = reached
    self.inversion = inversion
  }

  private func text(_ value: Double, digits: Int = 12) -> String {
    unit.following(NumberText.exact(value, digits: digits))
  }

  /// - Parameter pictures: whether a histogram is drawn.
  public func lines(pictures: Bool) -> [StyledText] {
    let goal = "\(output) = \(wanted.unit.following(NumberText.exact(wanted.value)))"
    let searched = "searched between \(text(low, digits: 4)) and \(text(high, digits: 4))"
    let found = zip(roots, errors).map { root, error -> StyledText in
      if root.isStretch { return stretch(root) }
      let known = error > 0 ? NumberText.knownDigits(root.value, standardError: error) : 8
      return StyledText("  \(input)", .name) + StyledText(" = ") + StyledText(text(root.value, digits: known), .value)
        + StyledText(error > 0 ? "  ± \(NumberText.short(error, digits: 2))" : bracket(root), .dim)
    }
    let places = StyledText(roots.count == 1 ? " where" : " at \(roots.count) places", .dim)
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
    switch (root.low <= low, root.high >= high) {
    case (true, true): return name + StyledText("any value", .value)
    case (false, true): return name + StyledText("every value from \(text(root.low, digits: 8)) on", .value)
    case (true, false): return name + StyledText("every value up to \(text(root.high, digits: 8))", .value)
    case (false, false):
      return name
        + StyledText("every value from \(text(root.low, digits: 8)) to \(text(root.high, digits: 8))", .value)
    }
  }

  private func bracket(_ root: RootSearch.Root) -> String {
    let width = root.high - root.low
    return width == 0 ? "" : "  ± \(NumberText.short(width / 2, digits: 1))"
  }

  /// Whether the output does not depend on the input at all.
  public var isFlat: Bool { reached.high - reached.low <= 1e-12 * max(abs(reached.low), abs(reached.high)) }

  /// Why there is none: the output is flat, jumps over it, or does not get there.
  public var absence: Diagnostic {
    func value(_ number: Double) -> String { wanted.unit.following(NumberText.exact(number, digits: 6)) }
    if isFlat {
      return Diagnostic("flat-output", "'\(output)' is \(value(reached.low)) whatever '\(input)' is", at: nil)
    }
    if let jump = jumps.first {
      let (before, after) = (value(wanted.value + jump.before), value(wanted.value + jump.after))
      return Diagnostic(
        "jumps-over", "'\(output)' is never \(value(wanted.value)): it jumps over it", at: nil,
        hint: "from \(before) to \(after) at \(input) = \(text(jump.value, digits: 6))")
    }
    return Diagnostic(
      "no-root",
      "no value of '\(input)' between \(text(low, digits: 6)) and \(text(high, digits: 6)) was found that gives \(value(wanted.value))",
      at: nil,
      hint:
        "where it was computed, '\(output)' goes from \(value(reached.low)) to \(value(reached.high)); --between searches elsewhere"
    )
  }

  public var json: JSON {
    .answer([
      ("model", .string(model)), ("input", .string(input)), ("output", .string(output)), ("wanted", JSON(wanted)),
      (
        "items",
        .array(
          zip(roots, errors).map { root, error in
            .object([
              ("value", .number(root.value)), ("unit", unit == .one ? .null : .string(unit.symbol)),
              ("low", .number(root.low)), ("high", .number(root.high)), ("isStretch", .bool(root.isStretch)),
              ("standardError", .number(error)),
            ])
          })
      ),
      ("distribution", inversion.map { AnswerJSON.value(.number($0.answer)) } ?? .null),
      ("shareWithout", JSON(inversion?.shareWithout)),
    ])
  }
}
